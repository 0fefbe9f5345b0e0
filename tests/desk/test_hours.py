"""Desk hours: what is open, and how long a span takes over weekends, holidays and both time changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.promises.hours import DAY, DeskHours, NeverOpenError, Period

NEW_YORK = ZoneInfo("America/New_York")
MINUTE = timedelta(minutes=1)


def hours(
    *parts: tuple[float, float], days: range = range(5), holidays: frozenset[date] = frozenset()
) -> DeskHours:
    """These parts of each of these days, in hours."""
    periods = tuple(Period(timedelta(hours=start), timedelta(hours=end)) for start, end in parts)
    return DeskHours(NEW_YORK, dict.fromkeys(days, periods), holidays)


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=NEW_YORK)


TWO_SHIFTS = hours((6, 12), (13, 21))


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (local(2026, 11, 24, 6, 0), True),
        (local(2026, 11, 24, 11, 59), True),
        (local(2026, 11, 24, 12, 0), False),
        (local(2026, 11, 24, 13, 0), True),
        (local(2026, 11, 24, 21, 0), False),
        (local(2026, 11, 28, 10, 0), False),
    ],
)
def test_open_from_the_first_minute_to_the_one_before_closing(at: datetime, is_open: bool) -> None:
    assert TWO_SHIFTS.is_open(at) is is_open


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        (local(2026, 11, 24, 11, 50), 20, local(2026, 11, 24, 13, 10)),
        (local(2026, 11, 27, 20, 55), 10, local(2026, 11, 30, 6, 5)),
        (local(2026, 11, 28, 9, 0), 5, local(2026, 11, 30, 6, 5)),
        (local(2026, 11, 24, 11, 50), 10, local(2026, 11, 24, 12, 0)),
    ],
)
def test_a_span_goes_on_where_the_desk_opens_again(start: datetime, minutes: int, end: datetime) -> None:
    assert TWO_SHIFTS.after(start, minutes * MINUTE) == end


def test_a_holiday_is_skipped() -> None:
    thanksgiving = hours((6, 21), holidays=frozenset({date(2026, 11, 26)}))
    assert thanksgiving.after(local(2026, 11, 25, 20, 59), 2 * MINUTE) == local(2026, 11, 27, 6, 1)


def test_a_night_shift_reaches_into_the_next_morning_even_before_a_day_off() -> None:
    nights = hours((21, 30), days=range(4, 5))
    assert nights.is_open(local(2026, 11, 28, 5, 59))
    assert not nights.is_open(local(2026, 11, 28, 6, 0))
    assert nights.closes(local(2026, 11, 27, 23, 0)) == local(2026, 11, 28, 6, 0)


def test_periods_that_overlap_are_counted_once() -> None:
    twice = hours((6, 14), (12, 18))
    assert twice.between(local(2026, 11, 24, 0, 0), local(2026, 11, 25, 0, 0)) == timedelta(hours=12)
    assert twice.closes(local(2026, 11, 24, 13, 0)) == local(2026, 11, 24, 18, 0)


@pytest.mark.parametrize(
    ("day", "length"), [((2026, 3, 8), timedelta(hours=23)), ((2026, 11, 1), timedelta(hours=25))]
)
def test_the_days_of_the_time_changes_have_their_own_length(day: tuple[int, int, int], length: timedelta) -> None:
    always = hours((0, 24), days=range(7))
    assert always.between(local(*day), local(*day) + DAY) == length
    assert always.closes(local(*day)) is None


def test_a_desk_that_never_opens_says_so() -> None:
    with pytest.raises(NeverOpenError, match="never opens"):
        DeskHours(NEW_YORK, {0: ()}).opens(local(2026, 11, 24))


moments = st.integers(0, 8000 * 60).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + minutes * MINUTE)
spans = st.integers(0, 20_000).map(lambda seconds: timedelta(seconds=seconds))
parts = st.tuples(st.integers(0, 23), st.integers(1, 12)).map(lambda part: (part[0], part[0] + part[1]))
weeks = st.lists(parts, min_size=1, max_size=3).map(lambda some: hours(*some, days=range(6)))


@given(weeks, moments, spans)
def test_as_much_time_has_passed_as_was_asked_for(week: DeskHours, start: datetime, span: timedelta) -> None:
    end = week.after(start, span)
    assert end >= start
    assert week.between(start, end) == span


@given(weeks, moments, spans, spans)
def test_one_span_after_another_is_both_together(
    week: DeskHours, start: datetime, first: timedelta, second: timedelta
) -> None:
    assert week.after(week.after(start, first), second + MINUTE) == week.after(start, first + second + MINUTE)


@given(weeks, moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(week: DeskHours, at: datetime) -> None:
    opens = week.opens(at)
    assert week.is_open(opens)
    assert week.between(at, opens) == timedelta(0)
