"""The door: what the bot does with one message of a driver or a customer."""

from __future__ import annotations

from handlers import (
    asking_back,
    bare_answers,
    capabilities,
    code_trials,
    customers,
    edits,
    emergencies,
    handing_over,
    onboarding,
    presses,
    which_stop,
)
from handlers.desk import deeds
from handlers.turn import Turn
from intents.contract import OUT_OF_SCOPE
from intents.reading import Action, Language, Reading
from storage import tickets
from storage.message import InboundKind
from storage.models import Customer

COMMANDS = {
    "/start": "greet",
    "/help": "ask_help",
    "/next": "ask_next_stop",
    "/route": "ask_manifest",
    "/human": "ask_human",
}
"""The entries of Telegram's menu, and what each asks for."""


def answer(turn: Turn) -> None:
    """Answers one turn, hands it to the desk, or shows it to the person who is on it."""
    if isinstance(turn.speaker, Customer):
        customers.answer(turn)
        return
    match turn.inbound.kind:
        case InboundKind.PRESS:
            presses.pressed(turn)
        case InboundKind.EDIT:
            edits.edited(turn, _written)
        case InboundKind.MESSAGE:
            _written(turn)
        case _:
            turn.ignored = "nothing that a driver can ask for"


def _written(turn: Turn) -> None:
    _obey_the_menu(turn)
    if emergencies.is_called_for(turn):
        emergencies.answer(turn)
        return
    ticket = deeds.owned_ticket(turn.session, turn.conversation.key)
    if ticket is not None:
        handing_over.pass_on(turn, ticket)
    elif turn.reading is None:
        _wordless(turn)
    elif not bare_answers.answered(turn):
        _answer_each(turn, turn.reading)
    if ticket is None:
        _show_files(turn)


def _show_files(turn: Turn) -> None:
    """Hands on the photos beside words that the bot has answered by itself: only a person sees what they show."""
    if not turn.inbound.files or turn.files_are_shown:
        return
    ticket = tickets.unresolved(turn.session, turn.conversation.key)
    if ticket is None:
        ticket = handing_over.open_ticket(turn, OUT_OF_SCOPE, which_stop.find_quietly(turn, by_position=False))
    else:
        handing_over.pass_on(turn, ticket)
    turn.say("passed_on", ticket_id=ticket.id)


def _obey_the_menu(turn: Turn) -> None:
    command = turn.inbound.text.strip().partition(" ")[0].partition("@")[0].lower()
    intent = COMMANDS.get(command)
    if intent is None or turn.inbound.kind is not InboundKind.MESSAGE:
        return
    if command == "/start":
        onboarding.use_up(turn)
    language: Language = "es" if turn.language == "es" else "en"
    turn.reading = Reading(turn.inbound.text, "driver", intent, 1.0, Action.ANSWER, language)


def _wordless(turn: Turn) -> None:
    """A photo, a voice note, a place: the desk sees what the bot cannot."""
    ticket = tickets.unresolved(turn.session, turn.conversation.key)
    inbound = turn.inbound
    if ticket is not None:
        handing_over.pass_on(turn, ticket)
        turn.say("passed_on", ticket_id=ticket.id)
    elif inbound.location is not None and not inbound.files:
        turn.say("location_unasked")
    else:
        handing_over.hand_over(turn, OUT_OF_SCOPE, which_stop.find_quietly(turn, by_position=False))


def _answer_each(turn: Turn, reading: Reading) -> None:
    """Answers each request of the message; it asks back last, for an answer speaks of what was asked last."""
    pending = turn.pending()
    if pending is not None and pending["asks"] != "worked" and reading.intent not in bare_answers.LEAVE_OPEN:
        turn.forget()
    for part in sorted(reading.requests(), key=_is_asked_back):
        turn.reading = part
        _read(turn, part)


def _is_asked_back(reading: Reading) -> bool:
    """Whether the bot can do anything of what is in doubt; if not, a person would read whatever is answered."""
    match reading.action:
        case Action.CONFIRM:
            return capabilities.can_do(reading.intent)
        case Action.ASK_BACK:
            return any(capabilities.can_do(intent) for intent in asking_back.meanings(reading))
        case _:
            return False


def _read(turn: Turn, reading: Reading) -> None:
    if code_trials.reported(turn):
        return
    match reading.action:
        case Action.ANSWER:
            capabilities.perform(turn, reading.intent)
        case _ if bare_answers.is_only_a_stop(reading):
            capabilities.perform(turn, "ask_next_stop")
        case Action.CONFIRM if _is_asked_back(reading):
            asking_back.confirm(turn, reading.intent)
        case Action.ASK_BACK if _is_asked_back(reading):
            asking_back.ask_which(turn, asking_back.meanings(reading))
        case Action.CONFIRM | Action.ASK_BACK:
            capabilities.to_a_person(turn, reading.intent)
        case _:
            stop = which_stop.find_quietly(turn, by_position=reading.intent in handing_over.AT_THE_DOOR)
            handing_over.hand_over(turn, reading.intent, stop, "not_understood")
