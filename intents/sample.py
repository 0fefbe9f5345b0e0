"""A text made ready for the model: in learning and in reading by the same steps."""

from __future__ import annotations

from dataclasses import dataclass

from intents.entities import entities
from intents.language import LanguageGuesser
from intents.normalise import LONGEST, normalise, plain_words, visible
from intents.reading import Audience, Entity, Language
from intents.rules import Ruling, rule
from intents.topics import topics


@dataclass(frozen=True)
class Sample:
    """What is known of a text before the model weighs it."""

    shown: str
    """Without invisible characters."""
    words: str
    """Normalised."""
    language: Language
    entities: tuple[Entity, ...]
    ruling: Ruling
    signs: tuple[str, ...]
    """What it names and touches, as terms of their own."""


def sample(text: str, audience: Audience, languages: LanguageGuesser, language: Language | None = None) -> Sample:
    """Everything the features are made of; `language` is the conversation's so far."""
    shown = visible(text)
    spoken = languages.guess(shown, language)
    named = entities(text[:LONGEST], audience, spoken)
    ruling = rule(shown, audience)
    return Sample(shown, normalise(shown), spoken, named, ruling, _signs(shown, named, ruling))


def _signs(shown: str, named: tuple[Entity, ...], ruling: Ruling) -> tuple[str, ...]:
    # What a rule is sure of is no sign: the model would lean on the rule, and fail just where the rule does.
    signs = {f"topic {name}" for name in topics(plain_words(shown))}
    for entity in named:
        signs.add(f"entity {entity.name}")
        if entity.name in ("reason", "place") or (entity.name == "stop" and not entity.value.isdigit()):
            signs.add(f"entity {entity.name} {entity.value}")
    signs.update(f"doubt {name}" for name in ruling.doubted)
    return tuple(sorted(signs))
