"""What a rule of the auditor's is, and how it says that it is broken."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from sqlalchemy.orm import Session

from storage.models import Ticket

MOST_NAMED: Final = 5
"""More numbers in one line are not read."""


@dataclass(frozen=True)
class Breach:
    """A rule that does not hold, at one depot or at all."""

    rule: str
    what: str
    """In plain words. Without names, numbers of phones and words of anybody: it stands in Slack for long."""
    concerned: frozenset[str]
    """What it is about. As long as nothing joins these, it is not told again."""
    depot: str = ""
    ticket_id: int | None = None
    """A ticket that it is about, so that there is something to click on."""


class Rule(ABC):
    """Something that must always hold. The docstring of each says why."""

    name: ClassVar[str]
    """As `/healthz` and the table of findings call it."""
    mend: ClassVar[str]
    """What the reader is to do."""
    holds: ClassVar[str]
    """What is said once it holds again."""

    @abstractmethod
    def breaches(self, session: Session, now: datetime) -> list[Breach]:
        """Where it does not hold."""

    def about_tickets(self, found: Iterable[Ticket], words: str) -> list[Breach]:
        """A breach for each depot; `words` say what is wrong with the tickets, which come before it."""
        by_depot: dict[str, list[Ticket]] = {}
        for ticket in found:
            by_depot.setdefault(ticket.depot_code, []).append(ticket)
        return [
            Breach(
                rule=self.name,
                what=f"{_numbers(own)} {words}.",
                concerned=frozenset(str(ticket.id) for ticket in own),
                depot=depot,
                ticket_id=own[0].id,
            )
            for depot, own in by_depot.items()
        ]


def _numbers(found: list[Ticket]) -> str:
    """ "Ticket 12", "Tickets 12, 15", "Tickets 12, 15, 16, 18, 20 and 31 more"."""
    listed = ", ".join(str(ticket.id) for ticket in found[:MOST_NAMED])
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return f"Ticket{'s' if len(found) > 1 else ''} {listed}{more}"
