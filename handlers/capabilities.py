"""What the bot can do for a driver by itself: one handler an intent. Everything else goes to the desk."""

from __future__ import annotations

from collections.abc import Callable

from handlers import access, arrivals, contact, emergencies, handing_over, routes, smalltalk, which_stop
from handlers.turn import Turn
from handlers.which_stop import Found
from intents.contract import EMERGENCY, OUT_OF_SCOPE
from storage.models import Stop

ABOUT_A_STOP: dict[str, Callable[[Turn, Found], None]] = {
    "ask_gate_code": access.gate_code,
    "ask_access": access.way_in,
    "ask_contact": contact.number,
    "ask_next_stop": routes.stop_details,
    "report_arrived": arrivals.arrived,
    "report_delivered": arrivals.delivered,
}
ABOUT_NO_STOP: dict[str, Callable[[Turn], None]] = {
    EMERGENCY: emergencies.emergency,
    "ask_manifest": routes.manifest,
    "ask_pickup": routes.pickup,
    "ask_human": smalltalk.human,
    "ask_help": smalltalk.help_,
    "greet": smalltalk.greet,
    "thanks": smalltalk.thank,
    "affirm": smalltalk.nothing_open,
    "deny": smalltalk.nothing_open,
    "cancel": smalltalk.cancel,
}


def can_do(intent: str) -> bool:
    """Whether the bot answers this by itself."""
    return intent in ABOUT_A_STOP or intent in ABOUT_NO_STOP


def perform(turn: Turn, intent: str, stop: Stop | None = None) -> None:
    """Does what is asked for; `stop` is given where the driver has just chosen it."""
    if intent == "report_arrived" and stop is None and arrivals.is_at_the_depot(turn):
        routes.pickup(turn)
    elif intent in ABOUT_A_STOP:
        for found in (Found(stop),) if stop is not None else which_stop.find(turn, intent):
            ABOUT_A_STOP[intent](turn, found)
    elif intent in ABOUT_NO_STOP and stop is None:
        ABOUT_NO_STOP[intent](turn)
    else:
        to_a_person(turn, intent, stop)


def to_a_person(turn: Turn, intent: str, stop: Stop | None = None) -> None:
    """Makes it a ticket: with the stop where that is plain, with advice where there is some."""
    at_the_door = intent in handing_over.AT_THE_DOOR
    about = stop or which_stop.find_quietly(turn, by_position=at_the_door)
    if intent == OUT_OF_SCOPE:
        handing_over.hand_over(turn, intent, about, "not_understood")
    else:
        handing_over.advise_and_hand_over(turn, intent, about)
