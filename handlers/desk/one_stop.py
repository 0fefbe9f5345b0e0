"""One stop of today at a glance, and what is known about getting in: in clear for its own depot's staff only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.addresses import map_query
from handlers.desk.looking_up import looked_up
from handlers.times_of_day import span
from storage import access_notes, people, routes
from storage.models import AccessNote, Depot, NoteKind, Route, Staff, Stop

ROUTE_AND_STOP = re.compile(r"\s*(?P<route>.+?)(?:\s*/\s*|\s+(?:stop\s+)?)#?(?P<stop>\d{1,4})\s*", re.IGNORECASE)
NEEDS = {
    "age21": "ID, 21 or over",
    "pin": "a PIN",
    "in_person": "hand-over in person",
    "leave_ok": "nobody to be there",
}
"""What a hand-over requires, in words, where the word in the route file does not say it."""


@dataclass(frozen=True)
class NoteLine:
    """One thing known about the address."""

    kind: NoteKind
    text: str
    """Empty where the reader may know only that it is known."""
    author: str
    learnt_at: datetime
    worked_at: datetime | None


@dataclass(frozen=True)
class StopView:
    """A stop as the desk sees it. Texts are plain and unescaped."""

    title: str
    depot: str
    driver: str
    address: str
    map_query: str
    window: str
    state: str
    state_since: datetime | None
    needs: tuple[str, ...]
    in_clear: bool
    """Whether the reader is staff of this depot, who may read codes and the shipper's words."""
    shipper_notes: str
    notes: tuple[NoteLine, ...]


def asked_for(text: str) -> tuple[str, int] | None:
    """The route and the number in "RT-07/14", "rt07 14" or "RT-07 stop 14"."""
    match = ROUTE_AND_STOP.fullmatch(text)
    return (match["route"], int(match["stop"])) if match else None


def look_up(session: Session, now: datetime, member: Staff, route_name: str, number: int) -> StopView | str:
    """The stop of today, of the reader's own depot before others; otherwise why there is none."""
    depots = sorted(people.depots(session), key=lambda each: each.code != member.depot_code)
    for depot in depots:
        route = _route(session, now, depot, route_name)
        if route is not None:
            stop = routes.stop_by_number(session, route.id, number)
            return _view(session, now, member, stop) if stop else f"{route.name} has no stop {number}."
    return f"No route of today is called {route_name}."


def _route(session: Session, now: datetime, depot: Depot, name: str) -> Route | None:
    today = now.astimezone(ZoneInfo(depot.timezone)).date()
    wanted = _squeezed(name)
    found = routes.of_day(session, depot.code, today)
    return next((route for route in found if _squeezed(route.name) == wanted), None)


def _squeezed(name: str) -> str:
    return looked_up(name).replace(" ", "")


def _view(session: Session, now: datetime, member: Staff, stop: Stop) -> StopView:
    depot, address, in_clear = stop.route.depot, stop.address, member.depot_code == stop.route.depot_code
    place = (address.short, address.city, address.state, address.zip)
    return StopView(
        title=f"{stop.route.name} · stop {stop.number}",
        depot=depot.name,
        driver=stop.route.driver.name if stop.route.driver else "",
        address=", ".join(filter(None, place)),
        map_query=map_query(address),
        window=span(stop.window_start, stop.window_end, ZoneInfo(depot.timezone)),
        state=stop.state.value,
        state_since=stop.completed_at or stop.arrived_at,
        needs=tuple(NEEDS.get(need, need) for need in stop.needs.split("|") if need),
        in_clear=in_clear,
        shipper_notes=stop.notes if in_clear else "",
        notes=tuple(_line(note, in_clear) for note in _known(session, now, stop)),
    )


def _known(session: Session, now: datetime, stop: Stop) -> list[AccessNote]:
    code = access_notes.current_code(session, stop.address_id, now)
    return [*([code] if code else []), *access_notes.current_notes(session, stop.address_id, now)]


def _line(note: AccessNote, in_clear: bool) -> NoteLine:
    # People write codes into any kind of note, so that elsewhere no text of any is shown.
    return NoteLine(note.kind, note.text if in_clear else "", note.author, note.created_at, note.worked_at)
