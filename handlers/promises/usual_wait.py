"""How long it usually takes at this hour until a person answers, told to whoever is about to wait."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from statistics import median
from typing import Final
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from handlers.times_of_day import lasting
from storage import desk_figures
from storage.models import Depot

DAYS: Final = 28
FEWEST: Final = 10
"""Fewer tickets say nothing about the next one."""
ENOUGH: Final = 200
"""The newest so many tell the median well, and are found at once however large the desk is."""
KEPT_FOR: Final = timedelta(minutes=10)
MINUTES: Final = 60
LONGEST: Final = timedelta(hours=4)
"""Beyond it the hour's usual wait is no help to anybody."""


class UsualWaits:
    """The usual waits by depot and hour, for each database, kept for some minutes."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[
            Engine | Connection, dict[tuple[str, int], tuple[datetime, timedelta | None]]
        ] = WeakKeyDictionary()

    def at(self, session: Session, depot: Depot, now: datetime) -> timedelta | None:
        """The usual wait at the depot at this hour; None where too little is known."""
        own = self._kept.setdefault(session.get_bind(), {})
        place = (depot.code, now.astimezone(ZoneInfo(depot.timezone)).hour)
        reckoned_at, wait = own.get(place, (None, None))
        if reckoned_at is None or not timedelta(0) <= now - reckoned_at < KEPT_FOR:
            wait = usual_wait(session, depot, now)
            own[place] = (now, wait)
        return wait

    def in_words(self, session: Session, depot: Depot, now: datetime) -> str:
        """ "2 min"; empty where too little is known, or the wait is too long to be worth telling."""
        wait = self.at(session, depot, now)
        if wait is None or wait > LONGEST:
            return ""
        minutes = max(1, round(wait / timedelta(minutes=1)))
        return f"{minutes} min" if minutes < MINUTES else lasting(timedelta(minutes=minutes))


def usual_wait(session: Session, depot: Depot, now: datetime) -> timedelta | None:
    """The median time from a driver's question to a person's first answer at this local hour (±1).

    Of the last 28 days, the newest 200 tickets, emergencies left out; None for fewer than ten. Time on the wall,
    not desk hours: that is what the driver waits.
    """
    zone = ZoneInfo(depot.timezone)
    local = now.astimezone(zone)
    waits: list[timedelta] = []
    for days_ago in range(DAYS + 1):
        day = local.date() - timedelta(days=days_ago)
        hour = datetime.combine(day, time(local.hour), zone).astimezone(UTC)
        start = max(hour - timedelta(hours=1), now - timedelta(days=DAYS))
        end = min(hour + timedelta(hours=2), now)
        if start < end:
            waits += desk_figures.first_waits(session, depot.code, start, end, ENOUGH - len(waits))
        if len(waits) >= ENOUGH:
            break
    if len(waits) < FEWEST:
        return None
    return timedelta(seconds=median(wait.total_seconds() for wait in waits))
