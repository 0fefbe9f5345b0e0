"""When somebody wishes something to happen: "friday 2-4" is a window on the next Friday, in the depot's time zone.

What can be understood in two ways, and every holiday, is left to people: they read the words themselves.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from handlers.times_of_day import span
from handlers.wishes import Wish, only_wish
from intents.normalise import visible
from intents.reading import Language

OPENS: Final = time(7)
CLOSES: Final = time(20)
"""The hours in which parcels are delivered; they tell whether "8" is in the morning, and end an open window."""
NIGHT_ENDS: Final = time(4)
"""Until this hour it is doubtful which day "tomorrow" is."""
HORIZON: Final = timedelta(days=120)
HALF_A_DAY: Final = timedelta(hours=12)
HOURS: Final = 24
DECEMBER: Final = 12
WISHES: Final = frozenset(
    {"reschedule_delivery", "request_pickup", "give_instructions", "dispute_attempt", "request_reroute"}
)
"""What may be asked for at a time of the writer's choice."""
WEEK: Final = 7
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OFFSETS: Final = {"today": 0, "tomorrow": 1, "day after tomorrow": 2}


@dataclass(frozen=True)
class WishedTime:
    """A window on one day; start and end are in the depot's time zone."""

    start: datetime
    end: datetime
    written: str = ""
    """The wish as it was written."""

    @property
    def is_whole_day(self) -> bool:
        """Whether no hours were named."""
        return self.start.time() == OPENS and self.end.time() == CLOSES


def resolve(text: str, now: datetime, zone: ZoneInfo, language: Language = "en") -> WishedTime | None:
    """The one day and window that a text wishes, seen from `now`; None where it is for people to tell."""
    local = now.astimezone(zone)
    wish = only_wish(visible(text), language) if local.time() >= NIGHT_ENDS else None
    hours = _hours(wish) if wish is not None else None
    if wish is None or hours is None:
        return None
    if wish.day:
        day = _day(wish, local.date(), language)
        found = _window(day, hours, zone) if day is not None else None
        found = _of_today(found, now, is_exact=wish.is_exact) if found and day == local.date() else found
    else:
        found = _nearest(hours, now, zone, is_exact=wish.is_exact)
    return replace(found, written=wish.written) if found is not None and _is_sensible(found, now) else None


def _day(wish: Wish, today: date, language: Language) -> date | None:
    """The date of the day that is named."""
    if wish.day in OFFSETS:
        return today + timedelta(days=OFFSETS[wish.day])
    if wish.day in WEEKDAYS:
        return _weekday(wish, today)
    month, _, day = wish.day.rpartition("-")
    if not day.isdecimal():
        return None
    if not month:
        return _day_of_month(int(day), today)
    is_doubtful = language == "es" and "/" in wish.written and month != day and int(day) <= DECEMBER
    return None if is_doubtful else _date(int(month), int(day), today)


def _weekday(wish: Wish, today: date) -> date | None:
    """The first such day to come; on a Friday "friday" may be today or a week from now."""
    wanted = WEEKDAYS.index(wish.day)
    ahead = (wanted - today.weekday()) % WEEK
    if ahead == 0:
        return today + timedelta(days=WEEK) if wish.is_next or wish.is_coming else None
    if wish.is_next and wanted > today.weekday():
        ahead += WEEK
    return today + timedelta(days=ahead)


def _date(month: int, day: int, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        if 1 <= month <= DECEMBER and 1 <= day <= monthrange(year, month)[1]:
            found = date(year, month, day)
            if found >= today:
                return found
    return None


def _day_of_month(day: int, today: date) -> date | None:
    if day >= today.day:
        return _date(today.month, day, today)
    return _date(today.month % DECEMBER + 1, day, today)


def _hours(wish: Wish) -> tuple[time, time] | None:
    """From when to when on that day; the hours of delivery fill in what is open."""
    first, dash, last = wish.window.partition("-")
    start = time.fromisoformat(first) if first else OPENS
    if last:
        end = time.fromisoformat(last)
    elif dash or not first:
        end = CLOSES
    else:
        end = start.replace(hour=(start.hour + 1) % HOURS)
    return (start, end) if start < end else None


def _window(day: date, hours: tuple[time, time], zone: ZoneInfo) -> WishedTime:
    start, end = hours
    return WishedTime(datetime.combine(day, start, zone), datetime.combine(day, end, zone))


def _of_today(found: WishedTime, now: datetime, *, is_exact: bool) -> WishedTime | None:
    """What is left of a window of today; an hour that is past and not plainly of the morning is of the evening."""
    if found.start <= now and not is_exact and found.start.time() != OPENS:
        later = _evening(found)
        if later is None:
            return None
        found = later
    if found.end <= now:
        return None
    return replace(found, start=max(found.start, _next_minute(now).astimezone(found.start.tzinfo)))


def _nearest(hours: tuple[time, time], now: datetime, zone: ZoneInfo, *, is_exact: bool) -> WishedTime | None:
    """A window without a day: today's if it is still to come, tomorrow's if it is over; else nobody can tell."""
    today = now.astimezone(zone).date()
    found = _window(today, hours, zone)
    if found.start > now:
        return found
    if not is_exact and hours[0] != OPENS and _evening(found):
        return None
    if found.end <= now:
        return _window(today + timedelta(days=1), hours, zone)
    return _of_today(found, now, is_exact=True) if hours[0] == OPENS else None


def _evening(found: WishedTime) -> WishedTime | None:
    """The same hours twelve hours later, if anything is delivered then."""
    start, end = found.start + HALF_A_DAY, found.end + HALF_A_DAY
    if start.date() != found.start.date() or start.time() >= CLOSES:
        return None
    return WishedTime(start, end if end.date() == start.date() and end > start else found.end)


def _next_minute(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)


def _is_sensible(found: WishedTime, now: datetime) -> bool:
    """Whether it is ahead, not too far, and in hours in which somebody delivers."""
    start, end = found.start.astimezone(UTC), found.end.astimezone(UTC)
    is_ahead = now.astimezone(UTC) <= start < end and start - now.astimezone(UTC) <= HORIZON
    return is_ahead and found.start.time() < CLOSES and found.end.time() > OPENS


def wish_line(ticket_question: str, intent: str, now: datetime, zone: ZoneInfo, language: Language) -> str:
    """What a ticket's card says of the time that is wished: "Fri Nov 27, 2:00 pm–4:00 pm (“friday 2-4”)"."""
    wish = resolve(ticket_question, now, zone, language) if intent in WISHES else None
    if wish is None:
        return ""
    hours = "" if wish.is_whole_day else f", {span(wish.start, wish.end, zone)}"
    return f"{wish.start:%a} {wish.start:%b} {wish.start.day}{hours} (“{wish.written}”)"
