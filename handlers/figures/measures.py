"""The desk's figures, each defined once: how soon people are answered, and how often no person is needed.

Where there is nothing to reckon with a figure is None, which is not nought.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.figures.openings import Opening, openings
from handlers.figures.questions import Question, questions
from handlers.promises.service_level import DeskRules
from storage import desk_figures
from storage.models import Depot

Key = TypeVar("Key", bound=str | int)


def first_response(found: Sequence[Opening]) -> timedelta | None:
    """Median of (a person's first answer − opening of the ticket), in desk hours.

    A burst is one ticket, so it counts from its first message; a ticket opened again counts anew. Left out:
    tickets without an asker, and those that nobody has answered in words (yet).
    """
    return _middle(_first_waits(found))


def slow_first_response(found: Sequence[Opening]) -> timedelta | None:
    """The same time that nine in ten tickets stay below or at (90th percentile, nearest rank)."""
    return _ninetieth(_first_waits(found))


def share_in_time(found: Sequence[Opening]) -> float | None:
    """Tickets first answered within the promise under which they were opened ÷ tickets of which it is known.

    Known is what was answered or resolved, and what is late already though nobody has answered. Without tickets
    that have no asker.
    """
    return _share(kept_promises(found))


def kept_promises(found: Sequence[Opening]) -> list[bool]:
    """Whether the first answer kept the promise, for each ticket of which that is known."""
    return [each.in_time for each in found if each.has_asker and each.in_time is not None]


def resolution(found: Sequence[Opening]) -> timedelta | None:
    """Median of (resolved − opening), in desk hours, the time included in which the asker was awaited."""
    return _middle([each.took for each in found if each.took is not None])


def slow_resolution(found: Sequence[Opening]) -> timedelta | None:
    """The same time that nine in ten tickets stay below or at (90th percentile, nearest rank)."""
    return _ninetieth([each.took for each in found if each.took is not None])


def deflection(found: Sequence[Question], now: datetime) -> float | None:
    """Questions that no person was needed for ÷ questions of which that is known.

    None was needed where the bot has answered, and within the next 30 min the same conversation brought neither
    anything that a person got nor the same question again (the same intent about the same numbers). Messages less
    than 60 s apart about the same are one question; a message with two requests is two, both a person's if one is.
    Left out: what is younger than 30 min, and what nobody has answered.
    """
    known = [each for each in found if each.is_over(now) and (each.got_by_a_person or each.answered_by_the_bot)]
    return _share(not each.got_by_a_person and not each.came_back for each in known)


def per_100_stops(found: Sequence[Question], stops: int) -> float | None:
    """Drivers' questions ÷ stops of the day's routes × 100."""
    return sum(each.is_drivers for each in found) / stops * 100 if stops else None


@dataclass(frozen=True)
class Figures:
    """All figures of one part of a day."""

    tickets: int
    questions: int
    first_response: timedelta | None
    slow_first_response: timedelta | None
    in_time: float | None
    resolution: timedelta | None
    slow_resolution: timedelta | None
    deflection: float | None
    per_100_stops: float | None

    def as_json(self) -> dict[str, Any]:
        """The same for programs; times in seconds."""
        values = self.__dict__.items()
        return {name: v.total_seconds() if isinstance(v, timedelta) else v for name, v in values}


@dataclass(frozen=True)
class Day:
    """The figures of a depot's day: of the whole, by intent, and by the hour at the depot."""

    depot: str
    date: date
    whole: Figures
    by_intent: dict[str, Figures]
    by_hour: dict[int, Figures]


def of_day(session: Session, now: datetime, depot: Depot, day: date, rules: DeskRules) -> Day:
    """The figures of one local day of a depot, as far as it has passed."""
    zone = ZoneInfo(depot.timezone)
    start, end = (datetime.combine(each, datetime.min.time(), zone) for each in (day, day + timedelta(days=1)))
    opened = openings(session, depot, start, end, rules)
    asked = questions(session, depot, start, end)
    stops = desk_figures.stops_on(session, depot.code, day)

    def figures(own: Sequence[Opening], own_questions: Sequence[Question]) -> Figures:
        return _figures(own, own_questions, stops, now)

    return Day(
        depot=depot.code,
        date=day,
        whole=figures(opened, asked),
        by_intent=_parts(figures, opened, asked, lambda each: each.intent, lambda each: each.intent),
        by_hour=_parts(figures, opened, asked, lambda each: each.hour, lambda each: each.at.astimezone(zone).hour),
    )


def _figures(opened: Sequence[Opening], asked: Sequence[Question], stops: int, now: datetime) -> Figures:
    return Figures(
        tickets=len(opened),
        questions=len(asked),
        first_response=first_response(opened),
        slow_first_response=slow_first_response(opened),
        in_time=share_in_time(opened),
        resolution=resolution(opened),
        slow_resolution=slow_resolution(opened),
        deflection=deflection(asked, now),
        per_100_stops=per_100_stops(asked, stops),
    )


def _parts(
    figures: Callable[[Sequence[Opening], Sequence[Question]], Figures],
    opened: Sequence[Opening],
    asked: Sequence[Question],
    of_opening: Callable[[Opening], Key],
    of_question: Callable[[Question], Key],
) -> dict[Key, Figures]:
    keys = {*map(of_opening, opened), *map(of_question, asked)}
    return {
        key: figures(
            [each for each in opened if of_opening(each) == key],
            [each for each in asked if of_question(each) == key],
        )
        for key in sorted(keys)
    }


def _first_waits(found: Sequence[Opening]) -> list[timedelta]:
    return [each.waited for each in found if each.has_asker and each.waited is not None]


def _middle(times: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(each.total_seconds() for each in times)) if times else None


def _ninetieth(times: Sequence[timedelta]) -> timedelta | None:
    return sorted(times)[math.ceil(0.9 * len(times)) - 1] if times else None


def _share(known: Iterable[bool]) -> float | None:
    found = list(known)
    return sum(found) / len(found) if found else None
