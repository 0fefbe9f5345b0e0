"""Asking the driver what was meant, and keeping what was read until the answer comes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from handlers.turn import Turn
from intents.normalise import plain_words
from intents.reading import Action, Entity, Reading

SOMETHING_ELSE = "out_of_scope"
"""What the button "No" and the button "Something else" mean: a person reads it."""
PROGRESS = frozenset({"report_arrived", "report_delivered"})
"""What is told and never asked."""
IS_ASKED = re.compile(
    r"\?|^\W*(?:what|whats|where|wheres|how|hows|which|who|why|when|can|could|donde|dnd|como|cual|cuando|quien|puedo)\b"
)


def meanings(reading: Reading) -> tuple[str, ...]:
    """What a doubtful message may mean: a question is no report of having arrived."""
    best = tuple(intent for intent in (reading.intent, reading.second) if intent is not None)
    if not IS_ASKED.search(plain_words(reading.text)):
        return best
    return tuple(intent for intent in best if intent not in PROGRESS) or best


def confirm(turn: Turn, intent: str) -> None:
    """Asks whether this is what the driver wants."""
    yes, no = turn.button("answer_yes", f"intent:{intent}"), turn.button("answer_no", f"intent:{SOMETHING_ELSE}")
    turn.say("confirm", meaning=meaning(turn, intent), buttons=[[yes, no]])
    turn.ask("confirm", intents=[intent], reading=kept(turn.reading))


def choose(turn: Turn, first: str, second: str) -> None:
    """Asks which of two things the driver wants."""
    buttons = [[turn.button(f"meaning_{intent}", f"intent:{intent}")] for intent in (first, second)]
    buttons.append([turn.button("something_else", f"intent:{SOMETHING_ELSE}")])
    turn.say("which_meaning", buttons=buttons)
    turn.ask("ask_back", intents=[first, second], reading=kept(turn.reading))


def ask_which(turn: Turn, intents: Sequence[str]) -> None:
    """Asks back, between two things or about one."""
    if len(intents) > 1:
        choose(turn, *intents)
    else:
        confirm(turn, intents[0])


def meaning(turn: Turn, intent: str) -> str:
    """An intent in the driver's words."""
    return turn.text(f"meaning_{intent}")


def kept(reading: Reading | None) -> dict[str, Any] | None:
    """A reading in the form that a conversation remembers."""
    return None if reading is None else asdict(replace(reading, also=()))


def recall(turn: Turn, pending: dict[str, Any], intent: str) -> None:
    """Takes up what was written before the bot asked back, now that the writer has said what is meant."""
    remembered = pending.get("reading")
    if remembered is None:
        return
    entities = tuple(Entity(**entity) for entity in remembered["entities"])
    reading = Reading(**{**remembered, "entities": entities, "also": (), "action": Action.ANSWER})
    turn.reading = replace(reading, intent=intent)
    turn.question = reading.text
