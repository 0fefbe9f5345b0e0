"""Asking the driver what was meant, and keeping what was read until the answer comes."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from handlers.turn import Turn
from intents.reading import Action, Entity, Reading

SOMETHING_ELSE = "out_of_scope"
"""What the button "No" and the button "Something else" mean: a person reads it."""


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


def meaning(turn: Turn, intent: str) -> str:
    """An intent in the driver's words."""
    return turn.text(f"meaning_{intent}")


def kept(reading: Reading | None) -> dict[str, Any] | None:
    """A reading in the form that a conversation remembers."""
    return None if reading is None else asdict(reading)


def recall(turn: Turn, pending: dict[str, Any], intent: str) -> None:
    """Takes up what was written before the bot asked back, now that the writer has said what is meant."""
    remembered = pending.get("reading")
    if remembered is None:
        return
    entities = tuple(Entity(**entity) for entity in remembered["entities"])
    reading = Reading(**{**remembered, "entities": entities, "action": Action.ANSWER})
    turn.reading = replace(reading, intent=intent)
