"""Finding a ticket again by its number, by what is asked and how, by its asker or its stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.desk.looking_up import looked_up
from handlers.desk.ticket_lines import TicketLine, lines
from handlers.readable_intents import readable_intent
from storage import ticket_search

DAYS = 30
MOST_READ = 2000
"""Tickets that are opened and read for one search; it must answer within Slack's three seconds."""
MOST_FOUND = 10
PART_OF_A_PHONE = 4
"""Digits from which a number is looked for inside of others."""


@dataclass(frozen=True)
class Found:
    """The newest tickets that fit, and how many there are in all."""

    lines: tuple[TicketLine, ...]
    in_all: int


def find(session: Session, now: datetime, depot: str, text: str) -> Found:
    """The tickets of a depot in which every word of the text occurs, of the last thirty days."""
    words = looked_up(text).split()
    if not words:
        return Found((), 0)
    written = ticket_search.searchable(session, depot, now - timedelta(days=DAYS), MOST_READ)
    fitting = [
        number
        for number, intent, told in written
        if _has_all(looked_up(f"ticket {number} {readable_intent(intent)} {told}").split(), words)
    ]
    shown = ticket_search.listed(session, fitting[:MOST_FOUND])
    return Found(lines(shown, now), len(fitting))


def _has_all(told: list[str], wanted: list[str]) -> bool:
    return all(any(_fits(word, each) for each in told) for word in wanted)


def _fits(wanted: str, told: str) -> bool:
    """A word by its beginning, the number of a stop or ticket whole (or 3 were 30, too), a phone by any part."""
    if not wanted.isdecimal():
        return told.startswith(wanted)
    return wanted == told or (len(wanted) >= PART_OF_A_PHONE and wanted in told)
