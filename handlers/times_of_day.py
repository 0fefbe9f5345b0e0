"""Times of day as drivers and staff read them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

NOON = 12


def time_of_day(moment: datetime, zone: ZoneInfo) -> str:
    """The time of day in that zone: "9:05 am"."""
    local = moment.astimezone(zone)
    half = "am" if local.hour < NOON else "pm"
    return f"{local.hour % NOON or NOON}:{local.minute:02} {half}"


def span(start: datetime | None, end: datetime | None, zone: ZoneInfo) -> str:
    """From when to when, as far as it is known: "9:00 am–11:00 am"."""
    return "–".join(time_of_day(moment, zone) for moment in (start, end) if moment is not None)


def lasting(length: timedelta) -> str:
    """A length of time, as exactly as people say it: "50 s", "4 min", "1 h 20 min", "3 h", "2 days"."""
    seconds = int(length.total_seconds())
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if minutes < 2:
        return f"{seconds} s"
    if hours < 1:
        return f"{minutes} min"
    if days >= 2:
        return f"{days} days"
    rest = minutes % 60
    return f"{hours} h {rest} min" if rest else f"{hours} h"
