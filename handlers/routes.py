"""The route: one stop with what it takes, or all of it at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers import handing_over, which_stop, wording
from handlers.turn import Turn
from handlers.which_stop import Found
from storage import access_notes
from storage.message import Button
from storage.models import Route, Stop, StopState
from storage.routes import UNFINISHED

PAGE = 3500
"""Characters of a list that fit in one message (Telegram: 4096) with what stands above them."""


def stop_details(turn: Turn, found: Found) -> None:
    """What there is to know about one stop, secrets excepted."""
    stop = found.stop
    is_done = stop.state is StopState.DELIVERED
    code = access_notes.current_code(turn.session, stop.address_id, turn.now)
    turn.say(
        "stop_details",
        where=which_stop.aloud(turn, found),
        state=stop.state.value,
        city=stop.address.city,
        recipient=stop.recipient,
        window=wording.window(turn, stop),
        parcels=parcels(stop),
        # Codes are often written into the notes of a route file.
        notes="" if is_done else stop.notes.strip(),
        needs=needs(turn, stop),
        code_known=code is not None,
        is_done=is_done,
        left=sum(other.state in UNFINISHED for other in stop.route.stops),
        buttons=[] if is_done else [_more(turn, stop)],
    )


def manifest(turn: Turn) -> None:
    """The whole route: figures first, then a line for each stop."""
    route = which_stop.route_today(turn, with_parcels=True)
    if route is None or not route.stops:
        handing_over.hand_over(turn, "ask_manifest", key="no_route")
        return
    windows = [stop for stop in route.stops if stop.window_start and stop.window_end]
    first = min((stop.window_start for stop in windows if stop.window_start), default=None)
    last = max((stop.window_end for stop in windows if stop.window_end), default=None)
    turn.say(
        "manifest",
        route=route.name,
        stops=len(route.stops),
        left=sum(stop.state in UNFINISHED for stop in route.stops),
        parcels=sum(parcels(stop) for stop in route.stops),
        windows=wording.span(turn, first, last),
        dock=route.dock,
        pickup=_pickup_time(turn, route),
    )
    for page in pages(_line(turn, stop) for stop in route.stops):
        turn.say("manifest_page", lines=page)


def pickup(turn: Turn) -> None:
    """When and where to load, if the route says so."""
    route = which_stop.route_today(turn)
    if route is None:
        handing_over.hand_over(turn, "ask_pickup", key="no_route")
    elif not route.dock and route.pickup_start is None:
        handing_over.hand_over(turn, "ask_pickup")
    else:
        turn.say("pickup", route=route.name, dock=route.dock, pickup=_pickup_time(turn, route))


def parcels(stop: Stop) -> int:
    """How many boxes are handed over at a stop."""
    return sum(parcel.count for parcel in stop.parcels)


def needs(turn: Turn, stop: Stop) -> str:
    """What the hand-over requires or allows, in words."""
    words = [need.strip() for need in stop.needs.split("|") if need.strip()]
    return ", ".join(turn.text("need", need=word) for word in words)


def pages(lines: Iterable[str]) -> Iterator[str]:
    """The lines gathered into as many messages as they take."""
    page = ""
    for line in lines:
        if page and len(page) + len(line) >= PAGE:
            yield page
            page = ""
        page += f"\n{line}" if page else line
    if page:
        yield page


def _more(turn: Turn, stop: Stop) -> list[Button]:
    return [
        turn.button(f"button_{intent}", f"stop:{stop.id}:{intent}")
        for intent in ("ask_gate_code", "ask_access", "ask_contact")
    ]


def _line(turn: Turn, stop: Stop) -> str:
    return turn.text(
        "manifest_line",
        stop=stop.number,
        address=stop.address.short,
        parcels=parcels(stop),
        window=wording.window(turn, stop),
        state=stop.state.value,
    )


def _pickup_time(turn: Turn, route: Route) -> str:
    return wording.span(turn, route.pickup_start, route.pickup_end)
