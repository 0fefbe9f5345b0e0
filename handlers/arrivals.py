"""Where the driver has got to: arrived at a stop, or done with it."""

from __future__ import annotations

import re

from handlers import routes as route_answers
from handlers import which_stop, wording
from handlers.turn import Turn
from handlers.which_stop import Found
from intents.normalise import plain_words
from storage import routes
from storage.models import StopState

DEPOT = re.compile(r"\b(?:depot|station|warehouse|hub|dock|bodega|almacen|deposito|estacion|anden|muelle)\b")


def arrived(turn: Turn, found: Found) -> None:
    """Marks the stop as arrived, unless it is done."""
    stop = found.stop
    if stop.state is StopState.DELIVERED:
        turn.say("delivered_before", where=which_stop.aloud(turn, found))
        return
    routes.arrived(stop, turn.now)
    turn.say("arrived", stop=stop.number, address=stop.address.short, needs=route_answers.needs(turn, stop))


def is_at_the_depot(turn: Turn) -> bool:
    """Whether "I'm here" speaks of the depot and of no stop."""
    reading = turn.reading
    if reading is None or reading.every("stop") or reading.every("address"):
        return False
    return DEPOT.search(plain_words(reading.text)) is not None


def delivered(turn: Turn, found: Found) -> None:
    """Marks the stop as delivered and names the next one."""
    stop = found.stop
    if stop.state is StopState.DELIVERED:
        turn.say("delivered_before", where=which_stop.aloud(turn, found))
        return
    routes.delivered(turn.session, stop, turn.driver.id, turn.now)
    following = which_stop.next_open(stop.route)
    turn.say(
        "delivered",
        stop=stop.number,
        address=stop.address.short,
        time=wording.time(turn, turn.now),
        next=following.number if following else None,
        next_address=following.address.short if following else "",
    )
