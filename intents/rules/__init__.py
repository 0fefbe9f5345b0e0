"""What is formulaic enough for rules: emergencies, opting out, and the bare words of talk."""

from __future__ import annotations

from dataclasses import dataclass

from intents.contract import EMERGENCY, OUT_OF_SCOPE
from intents.normalise import plain_words
from intents.reading import Audience
from intents.rules.bare_words import bare_word
from intents.rules.consent import opts_in, opts_out, sounds_like_opt_out
from intents.rules.emergency import is_emergency, sounds_like_emergency
from intents.rules.everyday import everyday
from intents.rules.tricks import is_trick

__all__ = ["Ruling", "rule"]


@dataclass(frozen=True)
class Ruling:
    """What the rules say of a text."""

    intent: str | None = None
    """The intent, where a rule is sure of it."""
    doubted: frozenset[str] = frozenset()
    """Intents that the text only sounds like: the model must find them the likeliest."""
    certainty: float = 0.99


def rule(text: str, audience: Audience) -> Ruling:
    """Applies the rules: an emergency stands above opting out, which stands above all else."""
    words = plain_words(text)
    if is_emergency(words, audience):
        return Ruling(EMERGENCY)
    if audience == "customer":
        if opts_out(words):
            return Ruling("opt_out")
        if opts_in(words):
            return Ruling("opt_in")
    if is_trick(words):
        return Ruling(OUT_OF_SCOPE)
    bare = bare_word(words, audience)
    if bare:
        return Ruling(bare)
    asked = everyday(words, audience)
    if asked:
        return Ruling(asked, certainty=0.97)
    doubted = set()
    if sounds_like_emergency(words, audience):
        doubted.add(EMERGENCY)
    if sounds_like_opt_out(words):
        doubted.add("opt_out")
    return Ruling(doubted=frozenset(doubted))
