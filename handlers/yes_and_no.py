"""A plain yes and a plain no, in either language."""

from __future__ import annotations

from intents.normalise import plain_words
from intents.reading import Reading

YES = frozenset(
    {"yes", "y", "yeah", "yep", "yup", "ok", "okay", "sure", "correct", "right"}
    | {"si", "sip", "claro", "simon", "exacto", "correcto"}
)
NO = frozenset({"no", "n", "nope", "nah", "negative", "nel", "nada"})


def says_yes(reading: Reading) -> bool:
    """Whether the whole message is a yes."""
    return reading.intent == "affirm" or is_only(reading, YES)


def says_no(reading: Reading) -> bool:
    """Whether the whole message is a no."""
    return reading.intent == "deny" or is_only(reading, NO)


def is_only(reading: Reading, words: frozenset[str]) -> bool:
    """Whether the message consists of these words alone."""
    written = "".join(char if char.isalnum() else " " for char in plain_words(reading.text)).split()
    return bool(written) and all(word in words for word in written)
