"""What a depot promises those who ask: how soon they are answered, and who is called when they are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from handlers.promises.hours import DeskHours
from intents.contract import EMERGENCY
from storage.models import Urgency


class Step(StrEnum):
    """Who is called because nobody has answered, one after the other."""

    ON_CALL = "on_call"
    """The person on call, while the desk is closed."""
    REMIND = "remind"
    """The owner."""
    GIVE_BACK = "give_back"
    """Everybody again: the owner has been silent for too long."""
    OFFER = "offer"
    """All VAs."""
    DISPATCH = "dispatch"
    """The dispatchers' channel."""
    MANAGER = "manager"
    """A manager, by direct message."""
    TEXT = "text"
    """The same manager, by a text message."""
    AGAIN = "again"
    """The dispatchers' channel again, for as long as it takes."""


LADDER = (Step.OFFER, Step.DISPATCH, Step.MANAGER, Step.TEXT, Step.AGAIN)
"""The steps while nobody has the ticket."""
OWNERS_LADDER = (Step.REMIND, Step.GIVE_BACK)
"""The steps while somebody has it and is silent."""
SHARES: Mapping[Step, float] = {
    Step.REMIND: 0.5,
    Step.OFFER: 0.75,
    Step.GIVE_BACK: 1.0,
    Step.DISPATCH: 1.0,
    Step.MANAGER: 2.0,
    Step.TEXT: 3.0,
}
"""When each step comes, in shares of the time in which an answer is due."""
BETWEEN_REPEATS = timedelta(minutes=15)


@dataclass(frozen=True)
class ServiceLevel:
    """The promise for one kind of ticket; a ticket keeps the one under which it was opened."""

    kind: str
    first: timedelta
    """How soon the first answer comes."""
    following: timedelta
    """How soon each later answer comes."""
    resolve: timedelta
    """How soon it is resolved, the time not counted in which the desk waits for the asker."""
    shares: Mapping[Step, float] = field(default_factory=lambda: SHARES)
    around_the_clock: bool = False
    """Whether the desk's hours are no excuse."""

    def as_json(self) -> dict[str, Any]:
        """The form kept with the ticket; spans in seconds."""
        return {
            "kind": self.kind,
            "first": self.first.total_seconds(),
            "following": self.following.total_seconds(),
            "resolve": self.resolve.total_seconds(),
            "shares": {step.value: share for step, share in self.shares.items()},
            "around_the_clock": self.around_the_clock,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> ServiceLevel:
        """The opposite of `as_json`."""
        return cls(
            kind=kept["kind"],
            first=timedelta(seconds=kept["first"]),
            following=timedelta(seconds=kept["following"]),
            resolve=timedelta(seconds=kept["resolve"]),
            shares={Step(step): share for step, share in kept["shares"].items()},
            around_the_clock=kept["around_the_clock"],
        )


def _minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


DEFAULT_LEVELS: Mapping[str, ServiceLevel] = {
    level.kind: level
    for level in (
        ServiceLevel("emergency", _minutes(1), _minutes(1), _minutes(60), around_the_clock=True),
        ServiceLevel("access", _minutes(2), _minutes(2), _minutes(30)),
        ServiceLevel("driver", _minutes(5), _minutes(5), _minutes(120)),
        ServiceLevel("customer", _minutes(15), _minutes(15), _minutes(480)),
    )
}
KINDS = tuple(DEFAULT_LEVELS)


@dataclass(frozen=True)
class OnCall:
    """Who is asked while the desk is closed, and when that person's turn is."""

    slack_user: str
    turn: DeskHours


@dataclass(frozen=True)
class DeskRules:
    """How the company runs its desks. What is not set holds around the clock, and tickets are taken by hand."""

    levels: Mapping[str, ServiceLevel] = field(default_factory=lambda: DEFAULT_LEVELS)
    hours: Mapping[str, DeskHours] = field(default_factory=dict)
    on_call: Mapping[str, tuple[OnCall, ...]] = field(default_factory=dict)
    round_robin: bool = False
    """Whether a ticket is given to the VA who has the fewest, instead of waiting to be taken."""

    def level(self, urgency: Urgency, intent: str, *, is_customer: bool) -> ServiceLevel:
        """The promise for a new ticket."""
        if urgency is Urgency.EMERGENCY or intent == EMERGENCY:
            return self.levels["emergency"]
        if is_customer:
            return self.levels["customer"]
        return self.levels["access" if urgency is Urgency.AT_THE_DOOR else "driver"]

    def hours_of(self, depot: str, level: ServiceLevel | None = None) -> DeskHours:
        """The hours in which a promise of this depot counts."""
        if level is not None and level.around_the_clock:
            return ALWAYS
        return self.hours.get(depot, ALWAYS)


ALWAYS = DeskHours(ZoneInfo("UTC"))
