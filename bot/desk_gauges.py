"""The desk's figures of today for Prometheus, reckoned anew once a minute at most."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from prometheus_client import CollectorRegistry, Gauge
from sqlalchemy.orm import Session

from handlers.figures import measures
from handlers.figures.measures import Day, Figures
from handlers.promises.service_level import DeskRules
from storage import people
from storage.database import Database

KEPT_FOR: Final = 60.0
"""Seconds. Prometheus asks more often, and a day's messages are to be looked through each time."""
FIGURES: Final = {
    "tickets": "Questions that came to the desk",
    "questions": "Questions asked, bursts counted once",
    "first_response_seconds": "Median time to a person's first answer, in desk hours",
    "slow_first_response_seconds": "90th percentile of the time to a person's first answer, in desk hours",
    "first_response_in_time": "Share of first answers within their promise",
    "resolution_seconds": "Median time until a ticket was resolved, in desk hours",
    "slow_resolution_seconds": "90th percentile of the time until a ticket was resolved, in desk hours",
    "deflection": "Share of questions for which no person was needed",
    "questions_per_100_stops": "Drivers' questions per 100 stops",
}


class DeskGauges:
    """A gauge for each figure: of the whole day at a depot, by intent, and by the hour there.

    What is not known has no value, and is not nought.
    """

    def __init__(self, registry: CollectorRegistry, passed: Callable[[], float] = time.monotonic) -> None:
        self._gauges = {
            name: Gauge(f"doorstep_desk_{name}", f"{about}; today", ["depot", "intent", "hour"], registry=registry)
            for name, about in FIGURES.items()
        }
        self._passed = passed
        self._reckoned_at: float | None = None

    async def refresh(self, database: Database, now: datetime, rules: DeskRules) -> None:
        """Reckons the figures of each depot's today, if those at hand are a minute old."""
        if self._reckoned_at is not None and self._passed() - self._reckoned_at < KEPT_FOR:
            return
        self._reckoned_at = self._passed()
        days = await database.read(lambda session: _today(session, now, rules))
        for gauge in self._gauges.values():
            gauge.clear()
        for day in days:
            for intent, hour, figures in _parts(day):
                self._set(day.depot, intent, hour, figures)

    def _set(self, depot: str, intent: str, hour: str, figures: Figures) -> None:
        values = (
            figures.tickets,
            figures.questions,
            _seconds(figures.first_response),
            _seconds(figures.slow_first_response),
            figures.in_time,
            _seconds(figures.resolution),
            _seconds(figures.slow_resolution),
            figures.deflection,
            figures.per_100_stops,
        )
        for gauge, value in zip(self._gauges.values(), values, strict=True):
            if value is not None:
                gauge.labels(depot, intent, hour).set(value)


def _today(session: Session, now: datetime, rules: DeskRules) -> list[Day]:
    return [
        measures.of_day(session, now, depot, now.astimezone(ZoneInfo(depot.timezone)).date(), rules)
        for depot in people.depots(session)
    ]


def _parts(day: Day) -> Iterator[tuple[str, str, Figures]]:
    """The whole has empty labels."""
    yield "", "", day.whole
    yield from ((intent, "", figures) for intent, figures in day.by_intent.items())
    yield from (("", f"{hour:02}", figures) for hour, figures in day.by_hour.items())


def _seconds(length: timedelta | None) -> float | None:
    return None if length is None else length.total_seconds()
