"""Answers that mean something only in the light of what was asked: "14", "yes", "the second one", "it worked"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers import asking_back, capabilities, code_trials, emergencies, picking, which_stop
from handlers.code_trials import says_it_did_not_work, says_it_worked
from handlers.turn import Turn
from handlers.which_stop import MOST_AT_ONCE, Found
from handlers.yes_and_no import YES, is_only, says_neither, says_no, says_plainly_yes, says_yes
from intents.normalise import plain_words
from intents.reading import Action, Entity, Reading
from storage import access_notes, routes
from storage.models import Stop

LEAVE_OPEN = frozenset({"greet", "thanks"})
"""What may be said before the answer comes, and closes nothing."""
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
            return _confirmed(turn, pending, reading) or _chosen(turn, pending, reading)
        case "ask_back":
            return _picked_meaning(turn, pending, reading) or _chosen(turn, pending, reading)
        case "safe":
            return _safe(turn, reading)
        case "worked":
            return _worked(turn, pending, reading) or _named_stop(turn, pending, reading)
        case "which_stop":
            return _picked_stop(turn, pending, reading) or _named_stop(turn, pending, reading)
        case _:
            return False


def is_only_a_stop(reading: Reading) -> bool:
    """Whether the whole message names a stop and says nothing of it."""
    if not _places(reading):
        return False
    rest = _without_places(reading)
    words = "".join(char if char.isalnum() else " " for char in plain_words(rest)).split()
    asks_for_a_number = bool(NUMBER & set(words)) and bool(FOR & set(words))
    return all(word in FILLERS for word in words) and not asks_for_a_number


def _confirmed(turn: Turn, pending: dict[str, Any], reading: Reading) -> bool:
    intent: str = pending["intents"][0]
    if _places(reading):
        is_yes = is_only(_without_fillers(reading), YES)
        if is_yes:
            _do(turn, pending, intent, named=reading)
        return is_yes
    if says_yes(reading):
        _do(turn, pending, intent)
    elif says_neither(reading):
        _ask_a_person(turn, pending)
    else:
        return False
    return True


def _picked_meaning(turn: Turn, pending: dict[str, Any], reading: Reading) -> bool:
    """One of the two things by its place in the list, or none of them; a yes to "this or that" says nothing."""
    intents: list[str] = pending["intents"]
    entry = picking.place(reading, len(intents))
    if entry is not None:
        _do(turn, pending, intents[entry])
    elif says_neither(reading) or plain_words(reading.text).strip(" .!") in ("something else", "otra cosa"):
        _ask_a_person(turn, pending)
    elif says_yes(reading):
        asking_back.recall(turn, pending, intents[0])
        asking_back.choose(turn, *intents)
    else:
        return False
    return True


def _chosen(turn: Turn, pending: dict[str, Any], reading: Reading) -> bool:
    """The driver types one of the two things instead of pressing it: the stop named before still holds."""
    is_one_of_them = reading.intent in pending["intents"] and reading.action is Action.ANSWER
    if not is_one_of_them or reading.every("stop") or reading.every("address") or reading.also:
        return False
    _do(turn, pending, reading.intent)
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
    if stop is None or note is None or reading.also or _places(reading):
        return False
    if says_it_did_not_work(reading.text) or says_no(reading):
        code_trials.failed(turn, Found(stop), note)
        return True
    if says_it_worked(reading.text) or says_plainly_yes(reading):
        code_trials.worked(turn, stop, note)
        return True
    return False


def _picked_stop(turn: Turn, pending: dict[str, Any], reading: Reading) -> bool:
    """One of the stops that were offered, by its place in the list, its street or its number."""
    offered = _offered(turn, pending)
    entry = picking.place(reading, len(offered)) if len(offered) > 1 else None
    number = picking.number(reading)
    if entry is not None:
        picked: Sequence[Stop] = [offered[entry]]
    elif 1 < len(offered) <= MOST_AT_ONCE and picking.picks_all(reading):
        picked = offered
    elif number is not None:
        return _numbered(turn, pending, offered, number)
    else:
        street = picking.by_street(reading, offered)
        picked = [street] if street is not None else []
    if picked:
        _do(turn, pending, pending["intent"], stops=picked)
    return bool(picked)


def _numbered(turn: Turn, pending: dict[str, Any], offered: Sequence[Stop], number: int) -> bool:
    route = which_stop.route_today(turn)
    named = [stop for stop in route.stops if stop.number == number] if route is not None else []
    is_offered = any(stop.number == number for stop in offered)
    if offered and not is_offered and number <= len(offered):
        # "2" may be the second of the list, or a stop that was not in question at all.
        asking_back.recall(turn, pending, pending["intent"])
        which_stop.offer(turn, [Found(stop) for stop in offered], pending["intent"])
        return True
    if named:
        _do(turn, pending, pending["intent"], stops=named)
    return bool(named)


def _named_stop(turn: Turn, pending: dict[str, Any], reading: Reading) -> bool:
    if not is_only_a_stop(reading):
        return False
    _do(turn, pending, pending["intent"], named=reading)
    return True


def _do(
    turn: Turn, pending: dict[str, Any], intent: str, *, stops: Sequence[Stop] = (), named: Reading | None = None
) -> None:
    """Does what was asked before, for these stops, or for those that the answer names."""
    answer = turn.reading
    asking_back.recall(turn, pending, intent)
    if named is not None and turn.reading is not None:
        turn.reading = replace(turn.reading, text=named.text, entities=tuple(_places(named)))
    elif turn.reading is answer and answer is not None:
        turn.reading = replace(answer, intent=intent)
    turn.forget()
    for stop in stops or (None,):
        capabilities.perform(turn, intent, stop)


def _ask_a_person(turn: Turn, pending: dict[str, Any]) -> None:
    asking_back.recall(turn, pending, asking_back.SOMETHING_ELSE)
    turn.forget()
    capabilities.to_a_person(turn, asking_back.SOMETHING_ELSE)


def _offered(turn: Turn, pending: dict[str, Any]) -> list[Stop]:
    """The stops that stood on the buttons, as far as they are still on the writer's own route."""
    found = (
        routes.stop_on_route(turn.session, number, turn.driver.id, turn.today)
        for number in pending.get("offered", [])
    )
    return [stop for stop in found if stop is not None]


def _places(reading: Reading) -> list[Entity]:
    return [entity for entity in reading.entities if entity.name in ("stop", "address")]


def _without_fillers(reading: Reading) -> str:
    return " ".join(word for word in plain_words(_without_places(reading)).split() if word not in FILLERS)


def _without_places(reading: Reading) -> str:
    rest = reading.text
    for entity in sorted(_places(reading), key=lambda entity: -entity.start):
        rest = rest[: entity.start] + " " + rest[entity.end :]
    return rest
