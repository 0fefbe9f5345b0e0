"""Dates and times of day as files write them, and what they mean in a depot's time zone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from handlers.imports.lines import ValueRefused

ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00)?)?")
SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
HOURS_24 = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)?")
HOURS_12 = re.compile(r"([0-9]{1,2})(?::([0-9]{2})(?::00)?)? ?([ap])\.?m\.?", re.IGNORECASE)


class DateReader:
    """Reads the dates of one file: whether 03/04 is March or April, the file as a whole must tell."""

    def __init__(self, written: Iterable[str]) -> None:
        pairs = {(int(m[1]), int(m[2])) for m in map(SLASHES.fullmatch, written) if m}
        self._month_first = any(second > 12 for _, second in pairs)
        self._day_first = any(first > 12 for first, _ in pairs)

    def read(self, written: str) -> date:
        """The date; ValueRefused when it is none, or may be two."""
        if match := ISO.fullmatch(written):
            return _date(int(match[1]), int(match[2]), int(match[3]))
        match = SLASHES.fullmatch(written)
        if match is None:
            raise ValueRefused("must be a date like 2026-11-24")
        month, day = int(match[1]), int(match[2])
        if self._day_first or (month != day and not self._month_first):
            raise ValueRefused("may be read with the month or the day first; write it like 2026-11-24")
        return _date(int(match[3]), month, day)


def _date(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueRefused("is not a day of the calendar") from None
    if not 2000 <= found.year <= 2100:
        raise ValueRefused("is not of this century")
    return found


def time_of_day(written: str) -> time:
    """14:30, 2:30 pm, 2 PM."""
    if match := HOURS_24.fullmatch(written):
        hour, minute = int(match[1]), int(match[2])
    elif match := HOURS_12.fullmatch(written):
        hour, minute = int(match[1]), int(match[2] or 0)
        if not 1 <= hour <= 12:
            raise ValueRefused("must be a time like 14:30 or 2:30 pm")
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    else:
        raise ValueRefused("must be a time like 14:30 or 2:30 pm")
    if hour > 23 or minute > 59:
        raise ValueRefused("must be a time between 0:00 and 23:59")
    return time(hour, minute)


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """That time of that day in the zone, in UTC; the first of the two when the clocks go back."""
    utc = datetime.combine(day, at, zone).astimezone(UTC)
    if utc.astimezone(zone).time() != at:
        raise ValueRefused("does not exist on that day: the clocks go forward")
    return utc
