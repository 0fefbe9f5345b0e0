"""Answers that mean something only in the light of what the bot asked: "14", "yes", "no", "it worked"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers import asking_back, capabilities, code_trials, emergencies
from handlers.code_trials import says_it_did_not_work, says_it_worked
from handlers.turn import Turn
from handlers.which_stop import Found
from handlers.yes_and_no import YES, is_only, says_no, says_yes
from intents.normalise import plain_words
from intents.reading import Action, Reading
from storage import access_notes, routes

NUMBER = frozenset({"number", "numero"})
FOR = frozenset({"for", "of", "para", "de", "del"})
FILLERS = (
    NUMBER
    | FOR
    | {"stop", "the", "at", "please", "pls", "its", "it", "is", "one"}
    | {"parada", "la", "el", "por", "favor", "es"}
)


def answered(turn: Turn) -> bool:
    """Handles a bare answer to what was asked last; False when the message is something of its own."""
    pending, reading = turn.pending(), turn.reading
    if pending is None or reading is None:
        return False
    match pending["asks"]:
        case "confirm":
            return _confirmed(turn, pending, reading)
        case "ask_back":
            return _chosen(turn, pending, reading)
        case "safe":
            return _safe(turn, reading)
        case "worked":
            return _worked(turn, pending, reading) or _other_stop(turn, pending, reading)
        case "which_stop":
            return _other_stop(turn, pending, reading)
        case _:
            return False


def is_only_a_stop(reading: Reading) -> bool:
    """Whether the whole message names a stop and says nothing of it."""
    named = [entity for entity in reading.entities if entity.name in ("stop", "address")]
    if not named:
        return False
    rest = reading.text
    for entity in sorted(named, key=lambda entity: -entity.start):
        rest = rest[: entity.start] + " " + rest[entity.end :]
    words = "".join(char if char.isalnum() else " " for char in plain_words(rest)).split()
    asks_for_a_number = bool(NUMBER & set(words)) and bool(FOR & set(words))
    return all(word in FILLERS for word in words) and not asks_for_a_number


def _confirmed(turn: Turn, pending: dict[str, Any], reading: Reading) -> bool:
    intent: str = pending["intents"][0]
    if says_yes(reading):
        asking_back.recall(turn, pending, intent)
        turn.forget()
        capabilities.perform(turn, intent)
        return True
    if says_no(reading):
        turn.forget()
        capabilities.to_a_person(turn, asking_back.SOMETHING_ELSE)
        return True
    return False


def _chosen(turn: Turn, pending: dict[str, Any], reading: Reading) -> bool:
    """The driver types one of the two things instead of pressing it: the stop named before still holds."""
    is_one_of_them = reading.intent in pending["intents"] and reading.action is Action.ANSWER
    if not is_one_of_them or reading.every("stop") or reading.every("address"):
        return False
    asking_back.recall(turn, pending, reading.intent)
    turn.forget()
    capabilities.perform(turn, reading.intent)
    return True


def _safe(turn: Turn, reading: Reading) -> bool:
    """A yes has been heard before: danger stands above everything else."""
    if says_no(reading):
        emergencies.is_safe(turn)
        return True
    return False


def _worked(turn: Turn, pending: dict[str, Any], reading: Reading) -> bool:
    stop = routes.stop_on_route(turn.session, pending["stop"], turn.driver.id, turn.today)
    note = access_notes.get(turn.session, pending["note"])
    if stop is None or note is None or reading.every("stop") or reading.every("address"):
        return False
    if says_it_did_not_work(reading.text) or says_no(reading):
        code_trials.failed(turn, Found(stop), note)
        return True
    if says_it_worked(reading.text) or is_only(reading, YES - {"ok", "okay", "sure"}):
        code_trials.worked(turn, stop, note)
        return True
    return False


def _other_stop(turn: Turn, pending: dict[str, Any], reading: Reading) -> bool:
    if not is_only_a_stop(reading):
        return False
    intent: str = pending["intent"]
    named = reading.entities
    asking_back.recall(turn, pending, intent)
    turn.reading = replace(turn.reading or reading, entities=named)
    turn.forget()
    capabilities.perform(turn, intent)
    return True
