"""Whose stop is meant: always one of the writer's own route of today, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from handlers import addresses, handing_over
from handlers.asking_back import kept
from handlers.turn import Turn
from intents.reading import Reading
from storage import routes
from storage.message import Button
from storage.models import Route, Stop, StopState

MOST_BUTTONS = 6
MOST_AT_ONCE = 3
"""Stops that one message may ask about: "codes for 3, 5 and 8"."""
ONE_AT_A_TIME = frozenset({"report_arrived"})
LISTED = re.compile(
    r"\s*,\s*|[\s,]*(?P<and>\b(?:and|y|e)\b|[&+])\s*(?:for|para|from|de)?\s*(?:(?:the|la|el|stop|parada|#)\s*)*"
)
"""What stands between two stops of a list; after an "or" only one of them is meant."""


class How(StrEnum):
    """How a stop was found."""

    NAMED = "named"
    ARRIVED = "arrived"
    NEXT = "next"


@dataclass(frozen=True)
class Found:
    """A stop of the writer's own route, and how it was found."""

    stop: Stop
    how: How = How.NAMED


@dataclass(frozen=True)
class Sighting:
    """The stops that may be meant; `missing` is what was named and is not on the route."""

    candidates: tuple[Found, ...] = ()
    missing: str = ""


def find(turn: Turn, intent: str) -> tuple[Found, ...]:
    """The stop that is meant, or each of a short list; otherwise asks, or says why there is none."""
    route = route_today(turn)
    if route is None or not route.stops:
        handing_over.hand_over(turn, intent, key="no_route")
        return ()
    sighting = look(route, turn.reading, intent)
    if len(sighting.candidates) == 1 or _are_all_meant(sighting, turn.reading, intent):
        return sighting.candidates
    _ask(turn, route, sighting, intent)
    return ()


def find_quietly(turn: Turn, *, by_position: bool) -> Stop | None:
    """The stop that a ticket is about, if it is plain: named, or where the driver stands."""
    route = route_today(turn)
    if route is None:
        return None
    sighting = look(route, turn.reading, "")
    if len(sighting.candidates) != 1:
        return None
    found = sighting.candidates[0]
    return found.stop if by_position or found.how is How.NAMED else None


def find_named(turn: Turn) -> Stop | None:
    """The one stop that is named in the message, if one is."""
    return find_quietly(turn, by_position=False)


def route_today(turn: Turn, *, with_parcels: bool = False) -> Route | None:
    """The writer's own route of today."""
    return routes.route_of(turn.session, turn.driver.id, turn.today, with_parcels=with_parcels)


def look(route: Route, reading: Reading | None, intent: str) -> Sighting:
    """Finds the stops by number, by place in the route, by address; without any of them by position."""
    named = reading.every("stop") if reading else ()
    streets = reading.every("address") if reading else ()
    if not named and not streets:
        return _unnamed(route, intent)
    stops: list[Stop] = []
    missing: list[str] = []
    for name in named:
        stop = _by_name(route, name)
        if stop is None:
            missing.append(name)
        elif stop not in stops:
            stops.append(stop)
    for street in streets:
        matches = addresses.matching(route.stops, street)
        if not matches:
            missing.append(street)
        elif not any(match in stops for match in matches):
            stops.extend(matches)
    return Sighting(tuple(Found(stop) for stop in stops), missing[0] if missing else "")


def position(route: Route) -> Found | None:
    """Where the driver stands: the arrived stop, else the next open one."""
    arrived = _arrived(route)
    if arrived is not None:
        return Found(arrived, How.ARRIVED)
    following = next_open(route)
    return Found(following, How.NEXT) if following else None


def next_open(route: Route) -> Stop | None:
    """The first open stop after the one the driver is at or did last; then from the beginning."""
    behind = _arrived(route) or _last_done(route)
    number = behind.number if behind else 0
    waiting = [stop for stop in route.stops if stop.state is StopState.OPEN]
    return next((stop for stop in waiting if stop.number > number), waiting[0] if waiting else None)


def aloud(turn: Turn, found: Found) -> str:
    """The stop as it is said, so that the driver sees which one is meant."""
    return turn.text("where", how=found.how.value, stop=found.stop.number, address=found.stop.address.short)


def _are_all_meant(sighting: Sighting, reading: Reading | None, intent: str) -> bool:
    """Whether the stops stand in the message as a list: "3 and 8", but not "3 or 8"."""
    named = [entity for entity in reading.entities if entity.name in ("stop", "address")] if reading else []
    if reading is None or intent in ONE_AT_A_TIME or not 2 <= len(sighting.candidates) <= MOST_AT_ONCE:
        return False
    if sighting.missing or len(named) != len(sighting.candidates):
        return False
    gaps = [LISTED.fullmatch(reading.text[one.end : other.start]) for one, other in pairwise(named)]
    return all(gaps) and gaps[-1] is not None and gaps[-1]["and"] is not None


def _by_name(route: Route, name: str) -> Stop | None:
    if name.isdecimal():
        return next((stop for stop in route.stops if stop.number == int(name)), None)
    match name:
        case "next":
            return next_open(route)
        case "last":
            return route.stops[-1] if route.stops else None
        case "previous":
            return _previous(route)
        case _:
            found = position(route)
            return found.stop if found else None


def _unnamed(route: Route, intent: str) -> Sighting:
    here = position(route)
    following = next_open(route)
    if intent == "ask_next_stop":
        return Sighting((Found(following, How.NEXT),) if following else ())
    if intent == "report_arrived" and here and here.how is How.ARRIVED and following:
        # Whoever has arrived and says so again may have forgotten to say that the first is done.
        return Sighting((here, Found(following, How.NEXT)))
    return Sighting((here,) if here else ())


def _arrived(route: Route) -> Stop | None:
    return _latest([stop for stop in route.stops if stop.state is StopState.ARRIVED], "arrived_at")


def _last_done(route: Route) -> Stop | None:
    done = (StopState.DELIVERED, StopState.FAILED, StopState.SKIPPED)
    return _latest([stop for stop in route.stops if stop.state in done and stop.completed_at], "completed_at")


def _previous(route: Route) -> Stop | None:
    arrived = _arrived(route)
    if arrived is None:
        return _last_done(route)
    return next((stop for stop in reversed(route.stops) if stop.number < arrived.number), None)


def _latest(stops: Sequence[Stop], when: str) -> Stop | None:
    def order(stop: Stop) -> tuple[bool, datetime | None, int]:
        at: datetime | None = getattr(stop, when)
        return at is not None, at, stop.number

    return max(stops, key=order, default=None)


def offer(turn: Turn, candidates: Sequence[Found], intent: str) -> None:
    """Asks which of these stops is meant."""
    turn.say("which_stop", buttons=_choices(turn, candidates, intent))
    offered = [found.stop.id for found in candidates[:MOST_BUTTONS]]
    turn.ask("which_stop", intent=intent, offered=offered, reading=kept(turn.reading))


def _ask(turn: Turn, route: Route, sighting: Sighting, intent: str) -> None:
    if sighting.candidates:
        offer(turn, sighting.candidates, intent)
        return
    if sighting.missing:
        first, last = route.stops[0].number, route.stops[-1].number
        turn.say("not_on_route", named=sighting.missing, first=first, last=last)
    else:
        turn.say("all_done")
    turn.ask("which_stop", intent=intent, reading=kept(turn.reading))


def _choices(turn: Turn, candidates: Sequence[Found], intent: str) -> list[list[Button]]:
    return [
        [
            turn.button(
                "stop_button",
                f"stop:{found.stop.id}:{intent}",
                stop=found.stop.number,
                address=found.stop.address.short,
            )
        ]
        for found in candidates[:MOST_BUTTONS]
    ]
