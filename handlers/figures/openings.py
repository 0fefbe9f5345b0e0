"""The tickets of a day as the figures see them: each opening by itself, with what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.promises.service_level import DeskRules, ServiceLevel
from handlers.promises.ticket_clock import LATE, RESOLUTION
from storage import desk_figures
from storage.desk_figures import Happened, History
from storage.models import Depot
from storage.tickets import OPENINGS

ANSWERED, RESOLVED = "answered", "resolved"


@dataclass(frozen=True)
class Opening:
    """One time that a question came to the desk. A ticket that is opened again is asked, and timed, anew."""

    intent: str
    hour: int
    """The hour at the depot."""
    has_asker: bool
    waited: timedelta | None
    """Desk time until a person's first answer; None while, or where, there is none."""
    in_time: bool | None
    """Whether that answer kept the promise; None while it is still to come."""
    took: timedelta | None
    """Desk time until it was resolved; None while it is open."""


def openings(session: Session, depot: Depot, start: datetime, end: datetime, rules: DeskRules) -> list[Opening]:
    """Every opening of this time at a depot."""
    kinds = (*OPENINGS, ANSWERED, LATE, RESOLVED)
    found = desk_figures.histories(session, depot.code, start, end, kinds)
    zone = ZoneInfo(depot.timezone)
    return [
        _opening(history, spell, zone, rules, depot.code)
        for history in found
        for spell in _spells(history)
        if start <= spell[0].at < end
    ]


def _spells(history: History) -> Iterator[list[Happened]]:
    """What happened from each opening to the next."""
    places = [place for place, event in enumerate(history.events) if event.kind in OPENINGS]
    for first, after in pairwise([*places, len(history.events)]):
        yield history.events[first:after]


def _opening(history: History, spell: list[Happened], zone: ZoneInfo, rules: DeskRules, depot: str) -> Opening:
    opened = spell[0].at
    level = ServiceLevel.from_json(history.service_level) if history.service_level else None
    hours = rules.hours_of(depot, level)
    answer = next((place for place, event in enumerate(spell) if event.kind == ANSWERED), None)
    end = next((place for place, event in enumerate(spell) if event.kind == RESOLVED), None)
    return Opening(
        intent=history.intent,
        hour=opened.astimezone(zone).hour,
        has_asker=history.has_asker,
        waited=None if answer is None else hours.between(opened, spell[answer].at),
        in_time=_kept(spell, answer if answer is not None else end),
        took=None if end is None else hours.between(opened, spell[end].at),
    )


def _kept(spell: list[Happened], until: int | None) -> bool | None:
    """Whether the first answer kept its promise: no lateness was written down before it."""
    if any(event.kind == LATE and event.detail != RESOLUTION for event in spell[:until]):
        return False
    return None if until is None else True
