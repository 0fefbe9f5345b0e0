"""Finding a ticket again by its question, its asker or its stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.desk.looking_up import looked_up
from handlers.desk.ticket_lines import TicketLine, lines
from storage import ticket_search

DAYS = 30
MOST_READ = 2000
"""Tickets that are opened and read for one search; it must answer within Slack's three seconds."""
MOST_FOUND = 10


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
    fitting = [number for number, words_of in written if _has_all(looked_up(words_of), words)]
    shown = ticket_search.listed(session, fitting[:MOST_FOUND])
    return Found(lines(shown, now), len(fitting))


def _has_all(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)
