"""The depot's figures of today, since its own midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage import desk_figures, tickets
from storage.models import Depot, TicketState


@dataclass(frozen=True)
class Today:
    """How the desk stands and how its day has been."""

    waiting: int = 0
    """Tickets that nobody has."""
    taken: int = 0
    asked: int = 0
    resolved: int = 0
    first_answer: timedelta | None = None
    """The median time from a question to the first answer of a person; None before there is one."""
    in_time: int = 0
    judged: int = 0
    """Of how many tickets it is known whether the first answer kept the promise."""

    @property
    def share_in_time(self) -> float | None:
        """The share of first answers that kept the promise; None before there is one to judge."""
        return self.in_time / self.judged if self.judged else None


def today(session: Session, now: datetime, depot: Depot) -> Today:
    """The figures of a depot."""
    since = midnight(now, depot)
    standing = desk_figures.standing(session, depot.code)
    answers = desk_figures.first_answers(session, depot.code, since)
    return Today(
        waiting=standing.get(TicketState.OPEN, 0),
        taken=standing.get(TicketState.TAKEN, 0),
        asked=answers.asked,
        resolved=tickets.resolved_since(session, depot.code, since),
        first_answer=_median(answers.waits),
        in_time=answers.in_time,
        judged=answers.judged,
    )


def _median(waits: tuple[timedelta, ...]) -> timedelta | None:
    return timedelta(seconds=median(wait.total_seconds() for wait in waits)) if waits else None


def midnight(now: datetime, depot: Depot) -> datetime:
    """When today began at the depot."""
    return now.astimezone(ZoneInfo(depot.timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
