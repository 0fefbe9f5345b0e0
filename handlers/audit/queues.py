"""Rules about what comes in and what goes out: nothing waits unseen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from handlers.audit.rule import Breach, Rule
from storage import audit
from storage.message import Channel

LONGEST_WAIT: Final = timedelta(seconds=60)
"""A message is handled in a fraction of a second, and tried for eight. Half the time at a gate is gone by then."""
NAMES: Final[Mapping[Channel, str]] = {Channel.TELEGRAM: "Telegram", Channel.SLACK: "Slack", Channel.SMS: "texts"}
ROUGHLY: Final = ((1000, "more than a thousand"), (100, "more than a hundred"), (10, "more than ten"), (0, "some"))


class Inbox(Rule):
    """No message waits longer than a minute to be handled: until then neither bot nor person knows of it."""

    name = "inbox"
    mend = "Drivers and customers get no answers: have whoever runs Doorstep look at its log and its load now."
    holds = "every message is handled within a minute again"

    def breaches(self, session: Session, now: datetime) -> list[Breach]:
        """Where it does not hold."""
        return _by_channel(self.name, audit.unhandled(session, now - LONGEST_WAIT), "came in and are not handled")


class Outbox(Rule):
    """No message leaves a minute later than it was to: a backlog behind a rate or an outage must be seen at once.

    Counted from when it was first to leave, since each new try and each pause puts the next one off.
    """

    name = "outbox"
    mend = "Answers do not arrive: see whether the service is down, and call those who cannot wait."
    holds = "every message leaves in time again"

    def breaches(self, session: Session, now: datetime) -> list[Breach]:
        """Where it does not hold."""
        return _by_channel(self.name, audit.overdue(session, now - LONGEST_WAIT), "are to leave and have not")


def _by_channel(rule: str, counts: Mapping[Channel, int], words: str) -> list[Breach]:
    if not counts:
        return []
    told = "; ".join(f"{NAMES[channel]}: {_roughly(count)}" for channel, count in sorted(counts.items()))
    # A queue that grows or shrinks by a few is the same news; one that has grown tenfold is not.
    concerned = frozenset(
        f"{channel} {least}" for channel, count in counts.items() for least, _ in ROUGHLY if count > least
    )
    return [Breach(rule, f"Messages {words} for more than a minute ({told}).", concerned)]


def _roughly(count: int) -> str:
    return next(words for least, words in ROUGHLY if count > least)
