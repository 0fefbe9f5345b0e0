"""When somebody may be hurt: the safety text first, then everybody who can help."""

from __future__ import annotations

import re
from datetime import timedelta

from handlers import handing_over, smalltalk, which_stop
from handlers.asking_back import kept
from handlers.desk import deeds
from handlers.desk.tickets import ASKS_WHETHER_SAFE
from handlers.turn import Turn
from handlers.yes_and_no import says_yes
from intents.contract import EMERGENCY
from intents.normalise import plain_words
from intents.reading import Reading
from storage import tickets
from storage.message import InboundKind, Priority
from storage.models import Ticket, Urgency

BARE_HELP = re.compile(r"^[^\w/]*(?:help(?: me)?|ayuda(?:me)?|please help|por favor ayuda|ayuda por favor)\W*$")
LOCATION_SHARED = "location_shared"
BETWEEN_LOCATIONS = timedelta(minutes=1)
"""A live location moves every few seconds; the desk sees it as often as this."""


def is_called_for(turn: Turn) -> bool:
    """Whether the message has to do with somebody's safety, and so stands above everything else."""
    reading = turn.reading
    if reading is not None:
        return reading.intent == EMERGENCY or is_bare_help(turn) or _is_in_danger(turn, reading)
    return turn.inbound.location is not None and _emergency(turn) is not None


def answer(turn: Turn) -> None:
    """Answers it, whoever has the conversation in hand."""
    if turn.reading is None:
        _location(turn)
    elif is_bare_help(turn):
        _ask_whether_safe(turn)
    else:
        emergency(turn)


def emergency(turn: Turn) -> None:
    """The safety text and a ticket that calls the dispatchers."""
    turn.forget()
    turn.say("emergency", ask_location=True, priority=Priority.EMERGENCY)
    stop = which_stop.find_quietly(turn, by_position=True)
    ticket = handing_over.open_ticket(turn, EMERGENCY, stop, urgency=Urgency.EMERGENCY)
    if turn.inbound.location is not None:
        tickets.note_event(turn.session, ticket, LOCATION_SHARED, turn.now)


def is_safe(turn: Turn) -> None:
    """The driver who asked for help is in no danger: then it was about the bot."""
    turn.forget()
    smalltalk.help_(turn)


def is_bare_help(turn: Turn) -> bool:
    """Whether a driver wrote nothing but "help"."""
    return turn.reading is not None and BARE_HELP.match(plain_words(turn.reading.text)) is not None


def _is_in_danger(turn: Turn, reading: Reading) -> bool:
    """Whether this is the yes to "are you hurt or in danger?"."""
    pending = turn.pending()
    return pending is not None and pending["asks"] == ASKS_WHETHER_SAFE and says_yes(reading)


def _ask_whether_safe(turn: Turn) -> None:
    ticket = deeds.owned_ticket(turn.session, turn.conversation.key)
    if ticket is not None:
        handing_over.pass_on(turn, ticket)
    buttons = [[turn.button("not_safe", "safe:no"), turn.button("safe", "safe:yes")]]
    turn.say("are_you_safe", buttons=buttons, priority=Priority.EMERGENCY)
    turn.ask(ASKS_WHETHER_SAFE, reading=kept(turn.reading))


def _location(turn: Turn) -> None:
    ticket = _emergency(turn)
    assert ticket is not None
    moves = turn.inbound.kind is InboundKind.EDIT
    last = tickets.last_event(turn.session, ticket.id, LOCATION_SHARED)
    if moves and last is not None and turn.now - last < BETWEEN_LOCATIONS:
        turn.ignored = "a shared location moved again within a minute"
        return
    tickets.note_event(turn.session, ticket, LOCATION_SHARED, turn.now)
    deeds.add_to_thread(turn.session, turn.now, ticket, turn.inbound.text, (), turn.inbound.location)
    if not moves:
        turn.say("location_received", ticket_id=ticket.id, priority=Priority.EMERGENCY)


def _emergency(turn: Turn) -> Ticket | None:
    ticket = tickets.unresolved(turn.session, turn.conversation.key)
    return ticket if ticket is not None and ticket.urgency is Urgency.EMERGENCY else None
