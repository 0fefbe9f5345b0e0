"""Wishes for a day and a time become a window in the depot's time zone, or are left to people."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.desk.card_content import card
from handlers.wished_times import resolve
from intents.normalise import word_set
from intents.reading import Language
from tests.handlers.world import World

PHOENIX = ZoneInfo("America/Phoenix")
NEW_YORK = ZoneInfo("America/New_York")
TUESDAY_TEN = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
"""Ten in the morning in Phoenix."""
ENGLISH = [
    ("tomorrow", "Nov 25 07:00-20:00"),
    ("tomorrow after 5", "Nov 25 17:00-20:00"),
    ("tomorrow morning", "Nov 25 08:00-12:00"),
    ("tomorrow at 10", "Nov 25 10:00-11:00"),
    ("tomorrow by 5", "Nov 25 07:00-17:00"),
    ("by 3pm tomorrow", "Nov 25 07:00-15:00"),
    ("the day after tomorrow", "Nov 26 07:00-20:00"),
    ("tonight", "Nov 24 18:00-21:00"),
    ("this evening", "Nov 24 17:00-21:00"),
    ("leave it after 6 tonight", "Nov 24 18:00-20:00"),
    ("friday", "Nov 27 07:00-20:00"),
    ("this friday", "Nov 27 07:00-20:00"),
    ("next friday", "Dec 04 07:00-20:00"),
    ("next tuesday", "Dec 01 07:00-20:00"),
    ("next monday", "Nov 30 07:00-20:00"),
    ("friday 2-4", "Nov 27 14:00-16:00"),
    ("Friday, 2 to 4pm", "Nov 27 14:00-16:00"),
    ("friday before noon", "Nov 27 07:00-12:00"),
    ("can you come friday between 2 and 4 im not home today", "Nov 27 14:00-16:00"),
    ("not tomorrow, friday 2-4", "Nov 27 14:00-16:00"),
    ("cant be home today can you reschedule for tomorrow between 2 and 4", "Nov 25 14:00-16:00"),
    ("not friday but saturday", "Nov 28 07:00-20:00"),
    ("after 5", "Nov 24 17:00-20:00"),
    ("before noon", "Nov 24 10:01-12:00"),
    ("between 2-4pm", "Nov 24 14:00-16:00"),
    ("2 to 4", "Nov 24 14:00-16:00"),
    ("until 3", "Nov 24 10:01-15:00"),
    ("in the afternoon", "Nov 24 12:00-17:00"),
    ("between 8 and 9 am", "Nov 25 08:00-09:00"),
    ("on 12/3", "Dec 03 07:00-20:00"),
    ("on 13/12", "Dec 13 07:00-20:00"),
    ("dec 5", "Dec 05 07:00-20:00"),
    ("december 5th at 3pm", "Dec 05 15:00-16:00"),
    ("on the 5th after 3", "Dec 05 15:00-20:00"),
    ("the 30th", "Nov 30 07:00-20:00"),
    ("january 4", "Jan 04 07:00-20:00"),
]
SPANISH = [
    ("mañana entre 2 y 4", "Nov 25 14:00-16:00"),
    ("mañana por la mañana", "Nov 25 08:00-12:00"),
    ("pasado mañana", "Nov 26 07:00-20:00"),
    ("hasta las 3", "Nov 24 10:01-15:00"),
    ("a partir de las 6", "Nov 24 18:00-20:00"),
    ("en la tarde", "Nov 24 12:00-19:00"),
    ("esta noche", "Nov 24 18:00-21:00"),
    ("el viernes", "Nov 27 07:00-20:00"),
    ("el martes que viene", "Dec 01 07:00-20:00"),
    ("el próximo lunes a las 10", "Nov 30 10:00-11:00"),
    ("el viernes después de las 5 y media", "Nov 27 17:30-20:00"),
    ("el 5 de diciembre", "Dec 05 07:00-20:00"),
    ("el día 5", "Dec 05 07:00-20:00"),
    ("no puedo hoy, mejor mañana", "Nov 25 07:00-20:00"),
    ("entre las 2 y las 4 de la tarde", "Nov 24 14:00-16:00"),
]
FOR_PEOPLE = [
    "", "whenever", "soon", "later today or so", "next week", "this weekend", "any day after 5",
    "im off fridays", "tuesday", "friday or saturday", "not tomorrow or friday", "i wont be home until 5",
    "by friday", "until friday", "after friday", "after 9pm", "in the morning", "today before 9 am",
    "today after 8", "feb 30", "on 3/30", "next week tuesday", "the day after thanksgiving",
    "christmas eve at 5", "black friday", "el fin de semana", "en navidad", "los lunes",
    "el lunes o el martes", "para el 12/3",
]  # fmt: skip


def said(
    text: str, language: Language = "en", now: datetime = TUESDAY_TEN, zone: ZoneInfo = PHOENIX
) -> str | None:
    wish = resolve(text, now, zone, language)
    return f"{wish.start:%b %d %H:%M}-{wish.end:%H:%M}" if wish else None


@pytest.mark.parametrize(("text", "window"), ENGLISH)
def test_in_english(text: str, window: str) -> None:
    assert said(text) == window


@pytest.mark.parametrize(("text", "window"), SPANISH)
def test_in_spanish(text: str, window: str) -> None:
    assert said(text, "es") == window


@pytest.mark.parametrize("text", FOR_PEOPLE)
def test_what_is_left_to_people(text: str) -> None:
    assert said(text, "es" if text.startswith(("el ", "en ", "los ", "para ")) else "en") is None


@pytest.mark.parametrize(
    ("hour", "text", "window"),
    [
        (21, "before noon", "Nov 25 07:00-12:00"),  # today's is over
        (21, "between 9 and 11 am", "Nov 25 09:00-11:00"),
        (15, "between 2 and 4 pm", None),  # it has begun: today still, or tomorrow?
        (17, "after 5", None),
        (16, "today until 5", "Nov 24 16:01-17:00"),
        (18, "today until 5", None),
        (23, "after 6", "Nov 25 18:00-20:00"),
    ],
)
def test_seen_from_another_hour(hour: int, text: str, window: str | None) -> None:
    assert said(text, now=datetime(2026, 11, 24, hour, tzinfo=PHOENIX)) == window


def test_after_midnight_nobody_knows_which_day_is_tomorrow() -> None:
    assert said("tomorrow", now=datetime(2026, 11, 24, 1, tzinfo=PHOENIX)) is None


def test_the_day_is_that_of_the_depot() -> None:
    late = datetime(2026, 11, 25, 4, 30, tzinfo=UTC)
    assert said("tomorrow", now=late) == "Nov 25 07:00-20:00"
    assert said("tomorrow", now=late, zone=ZoneInfo("Europe/Madrid")) == "Nov 26 07:00-20:00"


def test_the_clock_may_change_meanwhile() -> None:
    before = datetime(2026, 10, 31, 15, tzinfo=UTC)
    wish = resolve("tomorrow 2-4 pm", before, NEW_YORK)
    assert wish is not None
    assert wish.start.astimezone(UTC) == datetime(2026, 11, 1, 19, tzinfo=UTC)
    assert wish.end.astimezone(UTC) - wish.start.astimezone(UTC) == timedelta(hours=2)


def test_the_card_shows_the_wish_and_its_words(world: World) -> None:
    customer = world.stop(3).customer
    assert customer is not None
    world.text("im not home today, friday 2-4 is good", "reschedule_delivery", customer=customer)
    ticket = world.ticket(customer)
    assert ticket is not None
    world.later(hours=30)
    shown = card(world.session, ticket.id)
    assert shown is not None
    assert shown.wish_line == "Fri Nov 27, 2:00 pm–4:00 pm (“friday 2-4”)"


@pytest.mark.parametrize(
    ("text", "intent"), [("i want my money back friday", "complain"), ("some other day", "reschedule_delivery")]
)
def test_no_wish_no_line(world: World, text: str, intent: str) -> None:
    customer = world.stop(3).customer
    assert customer is not None
    world.text(text, intent, customer=customer)
    ticket = world.ticket(customer)
    assert ticket is not None
    shown = card(world.session, ticket.id)
    assert shown is not None
    assert shown.wish_line == ""


WORDS = sorted(
    word_set(
        "today tomorrow tonight friday next lunes mañana pasado el viernes que viene after before between "
        "until hasta las entre y and to - at 2 4 5 7 8 12 13 20 24 31 2-4 12/3 31/12 2/29 dec 5th the a.m. pm "
        "noon mediodia evening tarde not no or , de diciembre feb 30 dia"
    )
)
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
seconds = st.integers(0, 7 * 365 * 24 * 3600)
moments = seconds.map(lambda passed: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=passed))
zones = st.sampled_from(["America/Phoenix", "America/New_York", "America/Santiago", "Pacific/Apia"]).map(ZoneInfo)


@given(texts, moments, zones, st.sampled_from(["en", "es"]))
@example("hoy 2/29", datetime(2027, 2, 28, 12, tzinfo=UTC), PHOENIX, "es")
@example("the 31st", datetime(2027, 1, 31, 23, 59, 59, tzinfo=UTC), NEW_YORK, "en")
def test_whatever_is_written_it_lies_ahead_and_has_a_length(
    text: str, now: datetime, zone: ZoneInfo, language: Language
) -> None:
    wish = resolve(text, now, zone, language)
    if wish is None:
        return
    assert now <= wish.start.astimezone(UTC) < wish.end.astimezone(UTC)
    assert wish.start.date() == wish.end.date() >= now.astimezone(zone).date()
    assert wish.start.date() - now.astimezone(zone).date() <= timedelta(days=120)
    assert isinstance(wish.start.date(), date)
    assert wish.written
