"""Word lists for the grammars, written as running text."""

from __future__ import annotations


def any_of(words: str) -> str:
    """A pattern for any one of these words: "a_b" is two words, "a*" any word that begins so."""
    return "(?:" + "|".join(word.replace("_", r"\s+").replace("*", r"\w*") for word in words.split()) + ")"
