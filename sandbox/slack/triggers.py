"""What an interaction entitles the bot to: opening one view at once, and answering at a private address."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from sandbox.slack.errors import CallError

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5


@dataclass
class _Trigger:
    user: str
    issued: float
    spent: bool = False


class Triggers:
    """Trigger ids: good for one view, for three seconds of real time."""

    def __init__(self) -> None:
        self.lifetime = TRIGGER_SECONDS
        self._issued: dict[str, _Trigger] = {}

    def issue(self, user: str) -> str:
        """A trigger for what this person just did."""
        trigger_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._issued[trigger_id] = _Trigger(user, time.monotonic())
        return trigger_id

    def spend(self, trigger_id: str) -> str:
        """Use a trigger; the person who caused it."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise CallError("invalid_trigger_id")
        if trigger.spent:
            raise CallError("exchanged_trigger_id")
        if time.monotonic() - trigger.issued > self.lifetime:
            raise CallError("expired_trigger_id")
        trigger.spent = True
        return trigger.user


@dataclass
class ResponsePlace:
    """Where an answer to a response URL goes."""

    channel: str
    user: str
    message_ts: str | None
    """The message that was acted on, None for a command."""
    ephemeral: bool
    issued: float
    uses: int = 0


class ResponseUrls:
    """Private addresses for answers: five uses within half an hour of real time."""

    def __init__(self) -> None:
        self._places: dict[str, ResponsePlace] = {}

    def issue(self, channel: str, user: str, message_ts: str | None, *, ephemeral: bool) -> str:
        """The last part of a new address."""
        code = secrets.token_urlsafe(16)
        self._places[code] = ResponsePlace(channel, user, message_ts, ephemeral, time.monotonic())
        return code

    def use(self, code: str) -> ResponsePlace:
        """Where the answer goes, counted as one use."""
        place = self._places.get(code)
        if place is None:
            raise CallError("invalid_url")
        if time.monotonic() - place.issued > RESPONSE_SECONDS:
            raise CallError("expired_url")
        if place.uses >= RESPONSE_USES:
            raise CallError("used_url")
        place.uses += 1
        return place
