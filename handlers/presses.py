"""Buttons that a driver presses: every press is checked anew against the presser's own route of today."""

from __future__ import annotations

from handlers import asking_back, capabilities, code_trials, emergencies, handing_over
from handlers.turn import Turn
from handlers.which_stop import Found
from intents.contract import EMERGENCY
from storage import access_notes, routes
from storage.models import AccessNote, Stop

LONGEST_NUMBER = 9
"""Digits that a row's number has at most; more is no number of ours."""


def pressed(turn: Turn) -> None:
    """Does what the button stands for, or says that it no longer stands for anything."""
    verb, *arguments = turn.inbound.data.split(":")
    match verb, arguments:
        case "stop", [stop, intent]:
            done = _stop(turn, stop, intent)
        case "worked", [note, stop]:
            done = _tried(turn, note, stop, worked=True)
        case "failed", [note, stop]:
            done = _tried(turn, note, stop, worked=False)
        case "intent", [intent]:
            done = _intent(turn, intent)
        case "safe", ["yes" | "no" as is_safe]:
            done = _safe(turn, is_safe == "yes")
        case _:
            done = False
    if not done:
        turn.say("press_expired")


def _stop(turn: Turn, stop_id: str, intent: str) -> bool:
    stop = _own_stop(turn, stop_id)
    if stop is None or intent not in (*capabilities.ABOUT_A_STOP, "ask_human"):
        return False
    pending = turn.pending()
    if pending is not None and pending.get("intent") == intent and pending["asks"] == "which_stop":
        asking_back.recall(turn, pending, intent)
        turn.forget()
    if intent == "ask_human":
        question = "" if turn.reading else "I'm still stuck here. (button)"
        ticket = handing_over.open_ticket(turn, "ask_access", stop, question=question)
        handing_over.tell_who_is_on_it(turn, ticket, "handed_over", stop=stop)
    else:
        capabilities.perform(turn, intent, stop)
    return True


def _tried(turn: Turn, note_id: str, stop_id: str, *, worked: bool) -> bool:
    stop = _own_stop(turn, stop_id)
    note = _told_note(turn, note_id, stop) if stop is not None else None
    if stop is None or note is None:
        return False
    if worked:
        code_trials.worked(turn, stop, note)
    else:
        code_trials.failed(turn, Found(stop), note)
    return True


def _intent(turn: Turn, intent: str) -> bool:
    pending = turn.pending()
    if pending is None or pending["asks"] not in ("confirm", "ask_back"):
        return False
    if intent not in (*pending["intents"], asking_back.SOMETHING_ELSE):
        return False
    asking_back.recall(turn, pending, intent)
    turn.forget()
    if intent == EMERGENCY:
        emergencies.emergency(turn)
    else:
        capabilities.perform(turn, intent)
    return True


def _safe(turn: Turn, is_safe: bool) -> bool:
    pending = turn.pending()
    if pending is not None and pending["asks"] == "safe":
        asking_back.recall(turn, pending, "ask_help" if is_safe else EMERGENCY)
    if is_safe:
        emergencies.is_safe(turn)
    else:
        emergencies.emergency(turn)
    return True


def _own_stop(turn: Turn, written: str) -> Stop | None:
    number = _number(written)
    if number is None:
        return None
    return routes.stop_on_route(turn.session, number, turn.driver.id, turn.today)


def _told_note(turn: Turn, written: str, stop: Stop) -> AccessNote | None:
    number = _number(written)
    note = access_notes.get(turn.session, number) if number is not None else None
    if note is None or note.address_id != stop.address_id:
        return None
    told = access_notes.was_disclosed(turn.session, turn.driver.id, stop.id, note.id)
    return note if told else None


def _number(written: str) -> int | None:
    fits = written.isascii() and written.isdecimal() and len(written) <= LONGEST_NUMBER
    return int(written) if fits else None
