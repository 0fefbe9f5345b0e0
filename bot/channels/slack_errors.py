"""What Slack's refusals mean for a message: later, never, or somebody must mend the set-up first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.channels.errors import Permanent, RateLimited, SendError, Temporary

PAUSE = 30.0
"""Seconds to wait where Slack asks for a pause without saying how long."""
TOO_MANY = 429
MENDABLE = {
    "not_in_channel": "invite Doorstep into the channel with /invite",
    "channel_not_found": "check the channel's id in config.yml and invite Doorstep into the channel",
    "is_archived": "unarchive the channel or name another one in config.yml",
    "invalid_auth": "check SLACK_BOT_TOKEN",
    "not_authed": "set SLACK_BOT_TOKEN",
    "token_revoked": "reinstall the app in Slack and set the new SLACK_BOT_TOKEN",
    "token_expired": "reinstall the app in Slack and set the new SLACK_BOT_TOKEN",
    "account_inactive": "reinstall the app in Slack and set the new SLACK_BOT_TOKEN",
    "missing_scope": "paste docs/slack-app-manifest.yml into the app's settings and reinstall it",
    "restricted_action": "let apps post in this channel, in the channel's settings",
}
"""Faults of the set-up: the same message passes once they are mended, so it is not given up."""
PASSING = {
    "fatal_error",
    "internal_error",
    "request_timeout",
    "service_unavailable",
    "team_added_to_org",
    "accesslimited",
}


class Misconfigured(Temporary):
    """Somebody must mend the set-up; then the same message passes."""


@contextmanager
def sending() -> Iterator[None]:
    """Turns what the Slack client raises into the errors that delivery knows."""
    try:
        yield
    except SlackApiError as error:
        raise refusal(error) from None
    except (aiohttp.ClientError, TimeoutError, OSError, SlackClientError) as error:
        raise Temporary(f"Slack cannot be reached ({type(error).__name__}): check the connection.") from None


def code_of(error: SlackApiError) -> str:
    """Slack's own word for what is wrong."""
    return str(error.response.get("error") or "") if isinstance(error.response.data, dict) else ""


def refusal(error: SlackApiError) -> SendError:
    """The error to raise for a refused call; it never repeats what was to be said."""
    status, code = error.response.status_code, code_of(error)
    if status == TOO_MANY or code in ("ratelimited", "rate_limited", "message_limit_exceeded"):
        pause = _seconds(error.response.headers.get("Retry-After"))
        return RateLimited(f"Slack asks for a pause of {pause:g} s.", pause)
    if code in MENDABLE:
        return Misconfigured(f"Slack refuses with {code}: {MENDABLE[code]}.")
    if status >= 500 or not code or code in PASSING:
        return Temporary(f"Slack has a fault of its own ({code or status}); the message is tried again.")
    return Permanent(f"Slack refuses the message for good: {code}.")


def _seconds(value: object) -> float:
    try:
        return max(0.0, float(str(value)))
    except ValueError:
        return PAUSE
