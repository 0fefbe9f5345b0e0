"""One driver at a glance: the route of today, the open ticket, and what was said last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.desk import roles
from handlers.desk.looking_up import looked_up
from handlers.desk.ticket_lines import TicketLine, line
from handlers.times_of_day import span, time_of_day
from storage import people, routes, tickets, transcript
from storage.models import Driver, Route, Staff, Stop, StopState

LAST_MESSAGES = 5
MOST_NAMED = 8


@dataclass(frozen=True)
class RouteView:
    """How far a driver has come."""

    name: str
    stops: int
    delivered: int
    failed: int
    next_stop: str
    """The first stop that is not done, with its address and window; empty at the end."""


@dataclass(frozen=True)
class Said:
    """One message of the conversation with the driver."""

    author: str
    when: str
    text: str


@dataclass(frozen=True)
class DriverView:
    """A driver as the desk sees one. Texts are plain and unescaped."""

    name: str
    depot: str
    phone: str
    language: str
    telegram: str
    route: RouteView | None
    ticket: TicketLine | None
    messages: tuple[Said, ...]


def look_up(session: Session, now: datetime, member: Staff, name: str) -> DriverView | tuple[str, ...]:
    """The one driver who is meant; otherwise the names of those who could be."""
    drivers = [each for each in people.drivers(session) if roles.may_see(member, each.depot_code)]
    # A manager's own depot goes first: the same first name elsewhere is no reason to ask back.
    own = [each for each in drivers if each.depot_code == member.depot_code]
    found = fitting(own, name) or fitting(drivers, name)
    if len(found) == 1:
        return view(session, now, found[0])
    return tuple(each.name for each in found[:MOST_NAMED]) or _nearest(drivers, name)


def view(session: Session, now: datetime, driver: Driver) -> DriverView:
    """The driver's day so far."""
    zone = ZoneInfo(driver.depot.timezone)
    today = now.astimezone(zone).date()
    route = routes.route_of(session, driver.id, today)
    ticket = tickets.of_driver(session, driver.id)
    conversation = f"telegram:{driver.telegram_chat}"
    said = transcript.latest(session, conversation, LAST_MESSAGES) if driver.telegram_chat else []
    return DriverView(
        name=driver.name,
        depot=driver.depot.name,
        phone=driver.phone or "",
        language=driver.language,
        telegram=_telegram(driver),
        route=_route(route, zone) if route else None,
        ticket=line(ticket, now) if ticket else None,
        messages=tuple(Said(each.author, _when(each.at, today, zone), each.text) for each in said),
    )


def fitting(drivers: list[Driver], name: str) -> list[Driver]:
    """Those of exactly that name; else those of whose name every word begins with a given one."""
    wanted = looked_up(name)
    if not wanted:
        return []
    exact = [each for each in drivers if looked_up(each.name) == wanted]
    return exact or [each for each in drivers if _begins(looked_up(each.name).split(), wanted.split())]


def _begins(names: list[str], wanted: list[str]) -> bool:
    return all(any(name.startswith(word) for name in names) for word in wanted)


def _nearest(drivers: list[Driver], name: str) -> tuple[str, ...]:
    by_word: dict[str, str] = {}
    for each in drivers:
        whole = looked_up(each.name)
        by_word |= dict.fromkeys((whole, *whole.split()), each.name)
    close = get_close_matches(looked_up(name), by_word, n=3, cutoff=0.6)
    return tuple(dict.fromkeys(by_word[word] for word in close))


def _when(moment: datetime, today: date, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    day = "" if local.date() == today else f"{local:%d %b} "
    return f"{day}{time_of_day(moment, zone)}"


def _telegram(driver: Driver) -> str:
    if driver.blocked_at is not None:
        return "has blocked the bot"
    return "on Telegram" if driver.telegram_chat else "not linked with Telegram yet"


def _route(route: Route, zone: ZoneInfo) -> RouteView:
    states = [stop.state for stop in route.stops]
    left = next((stop for stop in route.stops if stop.state in routes.UNFINISHED), None)
    return RouteView(
        name=route.name,
        stops=len(states),
        delivered=states.count(StopState.DELIVERED),
        failed=states.count(StopState.FAILED),
        next_stop=_stop(left, zone) if left else "",
    )


def _stop(stop: Stop, zone: ZoneInfo) -> str:
    window = span(stop.window_start, stop.window_end, zone)
    return ", ".join(filter(None, [f"stop {stop.number}", stop.address.short, window]))
