"""How the desk is run: its hours, who is on call, and how soon who is answered, as config.yml says it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Final, Literal, Self
from zoneinfo import ZoneInfo

import holidays
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.sections import Section
from handlers.promises.hours import DAY, DeskHours, Period
from handlers.promises.service_level import DEFAULT_LEVELS, SHARES, DeskRules, OnCall, ServiceLevel, Step

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UNITS: Final = {"s": 1, "m": 60, "h": 3600}
LENGTH: Final = re.compile(r"(?:\d+ ?[smh] ?)+")
PERIOD: Final = re.compile(r"(\d{1,2}):(\d\d) ?- ?(\d{1,2}):(\d\d)")
LONGEST: Final = timedelta(days=30)


def _length(written: object) -> timedelta:
    text = str(written).strip().lower()
    if not LENGTH.fullmatch(text):
        raise ValueError("write a length of time like 90s, 2m or 1h 30m")
    seconds = sum(int(number) * UNITS[unit] for number, unit in re.findall(r"(\d+) ?([smh])", text))
    length = timedelta(seconds=seconds)
    if not timedelta(0) < length <= LONGEST:
        raise ValueError("must be longer than nothing and at most 30 days")
    return length


def _days(written: str) -> tuple[int, ...]:
    """The weekdays of "mon-fri", "sat" or "mon, wed"; a range may go over the weekend ("fri-mon")."""
    days: list[int] = []
    for part in written.lower().split(","):
        first, _, last = (name.strip() for name in part.partition("-"))
        if first not in WEEKDAYS or (last and last not in WEEKDAYS):
            raise ValueError(f"{part.strip()!r} is no weekday: write mon, tue, wed, thu, fri, sat, sun or mon-fri")
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        days += [(start + step) % 7 for step in range((end - start) % 7 + 1)]
    return tuple(days)


def _periods(written: str) -> tuple[Period, ...]:
    """The parts of a day in "06:00-12:00, 13:00-21:00"; "21:00-06:00" reaches into the next morning."""
    return tuple(_period(part.strip()) for part in written.split(","))


def _period(written: str) -> Period:
    match = PERIOD.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} is no period: write it like 06:00-21:00")
    hours = [int(number) for number in match.groups()]
    start, end = (timedelta(hours=hours[place], minutes=hours[place + 1]) for place in (0, 2))
    if start >= DAY or end > DAY or max(hours[1], hours[3]) > 59:
        raise ValueError(f"{written!r} is no period: a day goes from 00:00 to 24:00")
    return Period(start, end if end > start else end + DAY)


def _week(written: object) -> dict[int, tuple[Period, ...]]:
    """The open periods of each weekday, from {"mon-fri": "06:00-21:00", "sat": "08:00-14:00"}."""
    if not isinstance(written, dict):
        raise ValueError('write days and times, like {mon-fri: "06:00-21:00", sat: "08:00-14:00"}')
    week: dict[int, tuple[Period, ...]] = {}
    for days, times in written.items():
        for day in _days(str(days)):
            week[day] = tuple(sorted((*week.get(day, ()), *_periods(str(times)))))
    return week


def _known_holidays(written: str) -> str:
    country, _, part = written.partition("-")
    try:
        holidays.country_holidays(country, subdiv=part or None, years=2026)
    except NotImplementedError:
        raise ValueError(
            f"no holidays are known for {written!r}: write a country, or a country and its part, like US or US-AZ"
        ) from None
    return written


Length = Annotated[timedelta, BeforeValidator(_length)]
Week = Annotated[dict[int, tuple[Period, ...]], BeforeValidator(_week)]
Region = Annotated[str, AfterValidator(_known_holidays)]
SlackUserId = Annotated[str, Field(pattern="^[UW][A-Z0-9]{1,30}$")]
Share = Annotated[float, Field(gt=0, le=100)]


class Turn(Section):
    """When somebody is on call."""

    who: SlackUserId
    when: Week | None = None
    """Not set: whenever the desk is closed."""


class Promise(Section):
    """How soon one kind of ticket is answered and resolved."""

    first: Length | None = None
    following: Annotated[Length | None, Field(alias="next")] = None
    resolve: Length | None = None

    def level(self, kind: str, shares: dict[Step, float]) -> ServiceLevel:
        """The promise with what is not set as it is by default."""
        usual = DEFAULT_LEVELS[kind]
        first = self.first or usual.first
        return ServiceLevel(
            kind=kind,
            first=first,
            following=self.following or (first if self.first else usual.following),
            resolve=self.resolve or usual.resolve,
            shares=shares,
            around_the_clock=usual.around_the_clock,
        )


class Steps(Section):
    """When each step comes, in shares of the time in which an answer is due."""

    remind: Share = SHARES[Step.REMIND]
    offer: Share = SHARES[Step.OFFER]
    give_back: Share = SHARES[Step.GIVE_BACK]
    dispatch: Share = SHARES[Step.DISPATCH]
    manager: Share = SHARES[Step.MANAGER]
    text: Share = SHARES[Step.TEXT]

    @model_validator(mode="after")
    def _rise(self) -> Self:
        if not self.offer <= self.dispatch <= self.manager <= self.text or self.remind > self.give_back:
            raise ValueError("the order is offer, dispatch, manager, text, and remind before give_back")
        return self

    def shares(self) -> dict[Step, float]:
        """The share of each step."""
        return {step: getattr(self, step.value) for step in SHARES}


class DeskOptions(Section):
    """How tickets are given out, how soon they are answered, and who is called when they are not."""

    assignment: Literal["by_hand", "round_robin"] = "by_hand"
    emergency: Promise = Promise()
    access: Promise = Promise()
    driver: Promise = Promise()
    customer: Promise = Promise()
    steps: Steps = Steps()
    answers: Path | None = None
    """The file of canned answers."""

    def levels(self) -> dict[str, ServiceLevel]:
        """The promise for each kind of ticket."""
        shares = self.steps.shares()
        return {kind: getattr(self, kind).level(kind, shares) for kind in DEFAULT_LEVELS}


class OpeningOptions(Section):
    """When a depot's desk is open, and who is asked while it is closed."""

    hours: Week | None = None
    """Not set: around the clock."""
    holidays: Region | None = None
    on_call: tuple[Turn, ...] = ()

    def desk_hours(self, zone: ZoneInfo) -> DeskHours:
        """The hours, to reckon with."""
        return DeskHours(zone, self.hours or {}, _calendar(self.holidays) if self.hours else frozenset())

    def turns(self, zone: ZoneInfo) -> Iterator[OnCall]:
        """Who is on call, and when."""
        return (OnCall(turn.who, DeskHours(zone, turn.when or {})) for turn in self.on_call)


def _calendar(region: str | None) -> Container[date]:
    if region is None:
        return frozenset()
    country, _, part = region.partition("-")
    return holidays.country_holidays(country, subdiv=part or None)


def desk_rules(options: DeskOptions, depots: dict[str, tuple[OpeningOptions, ZoneInfo]]) -> DeskRules:
    """The rules by which the company's desks work."""
    return DeskRules(
        levels=options.levels(),
        hours={code: opening.desk_hours(zone) for code, (opening, zone) in depots.items()},
        on_call={code: tuple(opening.turns(zone)) for code, (opening, zone) in depots.items()},
        round_robin=options.assignment == "round_robin",
    )
