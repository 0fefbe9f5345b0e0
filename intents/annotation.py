"""A message as the training files have it: what it names is marked, as in "code for [14](stop)"."""

from __future__ import annotations

from intents.entities import entities
from intents.reading import Audience, Language
from intents.training_data import plain_text

_BRACKETS = str.maketrans("[]", "()")
"""Brackets are the marks themselves: a message may not bring its own."""


def annotated(text: str, audience: Audience, language: Language) -> str:
    """One line with everything marked that the reader finds named in it."""
    line = " ".join(text.translate(_BRACKETS).split())
    marked, done = "", 0
    for entity in entities(line, audience, language):
        if entity.start >= done:
            marked += f"{line[done : entity.start]}[{line[entity.start : entity.end]}]({entity.name})"
            done = entity.end
    marked += line[done:]
    return marked if plain_text(marked) == line else line
