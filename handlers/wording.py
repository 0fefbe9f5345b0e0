"""Days and times of day as the driver says them."""

from __future__ import annotations

from datetime import datetime

from handlers import times_of_day
from handlers.turn import Turn
from storage.models import Stop


def day(turn: Turn, moment: datetime) -> str:
    """The day in words, seen from today at the driver's depot: "on Tuesday"."""
    local = moment.astimezone(turn.zone).date()
    days = (turn.today - local).days
    return turn.text("day", days=days, weekday=local.weekday(), day=local.day, month=local.month, year=local.year)


def time(turn: Turn, moment: datetime) -> str:
    """The time of day at the driver's depot: "9:05 am"."""
    return times_of_day.time_of_day(moment, turn.zone)


def span(turn: Turn, start: datetime | None, end: datetime | None) -> str:
    """From when to when, as far as it is known."""
    return times_of_day.span(start, end, turn.zone)


def window(turn: Turn, stop: Stop) -> str:
    """The stop's promised window; empty when there is none."""
    return span(turn, stop.window_start, stop.window_end)
