"""Phrase lists that people can read, made into one pattern that a machine can."""

from __future__ import annotations

import re
from typing import Final

_BETWEEN: Final = r"[^\w.!?;]+"
"""What may stand between two words of a phrase: never the end of a sentence."""
_UP_TO_THREE_WORDS: Final = rf"(?:\w+{_BETWEEN}){{0,3}}?"
_UP_TO_TWO_WORDS: Final = r"(?:[^\w.,!?;]+\w+){0,2}[^\w.,!?;]+$"
"""What may stand between a denial and what it denies: not even a comma."""
_REACH_OF_A_DENIAL: Final = 40
"""Characters before a phrase in which a denial is looked for."""


def listed(*phrases: str) -> str:
    """Several lists as one."""
    return ",".join(phrase.strip().strip(",") for phrase in phrases)


def pattern_of(phrases: str) -> str:
    """A pattern for any of the phrases, which commas separate.

    In a phrase, `a/b` is either word, `(a)` may be missing, `bleed*` has any ending, `..` stands for up to
    three words, and `pit_bull` is also written "pitbull" or "pit-bull".
    """
    return r"\b(?:" + "|".join(_phrase(phrase.split()) for phrase in phrases.split(",")) + r")\b"


def _phrase(words: list[str]) -> str:
    *leading, last = words
    return "".join(_followed(word) for word in leading) + _word(last)


def _followed(word: str) -> str:
    if word == "..":
        return _UP_TO_THREE_WORDS
    followed = f"{_word(word.strip('()'))}{_BETWEEN}"
    return f"(?:{followed})?" if word.startswith("(") else followed


def _word(word: str) -> str:
    choices = "|".join(re.escape(choice) for choice in word.split("/"))
    return f"(?:{choices})".replace(r"\*", r"\w*").replace("_", r"[\s-]*")


class Phrases:
    """Finds phrases in plain words; one that follows a denial ("no", "never", "nadie") is not meant."""

    def __init__(self, phrases: str, unless_after: str = "") -> None:
        self._phrases = re.compile(pattern_of(phrases))
        self._denial = re.compile(pattern_of(unless_after) + _UP_TO_TWO_WORDS) if unless_after else None

    def are_in(self, words: str) -> bool:
        """Whether any of them stands there and is meant."""
        return any(not self._is_denied(words, match.start()) for match in self._phrases.finditer(words))

    def _is_denied(self, words: str, start: int) -> bool:
        before = words[max(0, start - _REACH_OF_A_DENIAL) : start]
        return self._denial is not None and self._denial.search(before) is not None
