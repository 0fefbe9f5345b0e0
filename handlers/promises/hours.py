"""When a desk is open, and how long a span of its open time takes."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from doorstep_errors import DoorstepError

DAY: Final = timedelta(days=1)
HORIZON: Final = 400
"""Days after which a desk that has not opened is taken never to open."""


LONGEST_SPELL: Final = timedelta(days=14)
"""A desk that is open for longer than this at a stretch does not close, as far as anybody cares."""


class NeverOpenError(DoorstepError):
    """The desk's hours leave no day on which it opens."""


@dataclass(frozen=True, order=True)
class Period:
    """A part of a day, as spans since midnight; one that ends after 24 hours reaches into the next day."""

    start: timedelta
    end: timedelta


@dataclass(frozen=True)
class DeskHours:
    """The open periods of each weekday (Monday is 0), in the depot's time zone. Without weekdays: always open."""

    zone: ZoneInfo
    weekdays: Mapping[int, tuple[Period, ...]] = field(default_factory=dict)
    holidays: Container[date] = frozenset()

    @property
    def is_always_open(self) -> bool:
        """Whether there is no closing time at all."""
        return not self.weekdays

    def is_open(self, at: datetime) -> bool:
        """Whether somebody sits at the desk then."""
        return self.is_always_open or next(self._spells(at))[0] <= at

    def closes(self, at: datetime) -> datetime | None:
        """When the desk that is open at this time closes; None when it is closed, or does not close for weeks."""
        if self.is_always_open or not self.is_open(at):
            return None
        closing = at
        for start, end in self._spells(at):
            if start > closing > at:
                return closing
            if end - at > LONGEST_SPELL:
                return None
            closing = end
        raise AssertionError("the spells never end")

    def opens(self, at: datetime) -> datetime:
        """When the desk is open next: `at` itself where it is open."""
        if self.is_always_open:
            return at
        return max(at, next(self._spells(at))[0])

    def after(self, start: datetime, span: timedelta) -> datetime:
        """The time at which so much open time has passed since `start`, in UTC."""
        # In one time zone Python reckons by the clock on the wall, which the time changes falsify.
        begun = start.astimezone(UTC)
        if self.is_always_open:
            return begun + span
        left = span
        for opened, closed in self._spells(start):
            begun = max(begun, opened)
            if begun + left <= closed:
                return begun + left
            left -= closed - begun
        raise AssertionError("the spells never end")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much open time lies between two times; nothing where the second is earlier."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if self.is_always_open:
            return max(timedelta(0), end - start)
        passed = timedelta(0)
        for opened, closed in self._spells(start):
            if opened >= end:
                return passed
            passed += min(end, closed) - max(start, opened)
        raise AssertionError("the spells never end")

    def _spells(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The open spells that end after this time, in UTC and in order; none overlaps another."""
        until: datetime | None = None
        for start, end in self._periods(at):
            begun = start if until is None else max(start, until)
            if end > begun:
                yield begun, end
                until = end
        raise NeverOpenError("The desk never opens: check `hours` and `holidays` of the depot in config.yml.")

    def _periods(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        first = at.astimezone(self.zone).date() - DAY
        for number in range(HORIZON):
            day = first + number * DAY
            if day in self.holidays:
                continue
            for period in sorted(self.weekdays.get(day.weekday(), ())):
                start, end = self._instant(day, period.start), self._instant(day, period.end)
                if end > at and end > start:
                    yield start, end

    def _instant(self, day: date, since_midnight: timedelta) -> datetime:
        # Through UTC: an hour that the summer-time change leaves out comes right after the gap.
        wall = datetime.combine(day, datetime.min.time()) + since_midnight
        return wall.replace(tzinfo=self.zone).astimezone(UTC)
