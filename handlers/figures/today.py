"""The depot's figures of today, since its own midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.figures.measures import first_response, kept_promises
from handlers.figures.openings import openings
from handlers.promises.service_level import DeskRules
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
    """As `measures.first_response` has it; None before there is one."""
    in_time: int = 0
    judged: int = 0
    """Of how many tickets it is known whether the first answer kept the promise."""

    @property
    def share_in_time(self) -> float | None:
        """The share of first answers that kept the promise; None before there is one to judge."""
        return self.in_time / self.judged if self.judged else None


def today(session: Session, now: datetime, depot: Depot, rules: DeskRules) -> Today:
    """The figures of a depot."""
    since = midnight(now, depot)
    standing = desk_figures.standing(session, depot.code)
    asked = openings(session, depot, since, since + timedelta(days=1), rules)
    kept = kept_promises(asked)
    return Today(
        waiting=standing.get(TicketState.OPEN, 0),
        taken=standing.get(TicketState.TAKEN, 0),
        asked=len(asked),
        resolved=tickets.resolved_since(session, depot.code, since),
        first_answer=first_response(asked),
        in_time=sum(kept),
        judged=len(kept),
    )


def midnight(now: datetime, depot: Depot) -> datetime:
    """When today began at the depot."""
    return now.astimezone(ZoneInfo(depot.timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
