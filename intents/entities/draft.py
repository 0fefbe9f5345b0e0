"""The text in the making: folded for the grammars, each letter knowing where it stood in the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from intents.entities.numbers import number_words
from intents.reading import Entity, Language

_TAKEN: Final = "\x1f"
_PLAIN_MARKS: Final = {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "＃": "#"}


class Draft:
    """A text of which each part can be taken once, so that a code is not read again as a stop."""

    def __init__(self, original: str, language: Language) -> None:
        self.original = original
        self.language = language
        letters: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for place, char in enumerate(original):
            for folded in _fold(char):
                letters.append(folded)
                self._starts.append(place)
                self._ends.append(place + 1)
        self.text = "".join(letters)
        for start, end, digits in reversed(number_words(self.text, language)):
            self._replace(start, end, digits)

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What the pattern finds in what is not yet taken."""
        for match in pattern.finditer(self.text):
            if _TAKEN not in self.text[match.start() : match.end()]:
                yield match

    def take(self, name: str, value: str, start: int, end: int) -> Entity:
        """Makes an entity of a span and takes it out of the text."""
        while end > start + 1 and self.text[end - 1] == " ":
            end -= 1
        first, last = self._starts[start], self._ends[end - 1]
        self.text = self.text[:start] + _TAKEN * (end - start) + self.text[end:]
        return Entity(name, value, self.original[first:last], first, last)

    def as_written(self, start: int, end: int) -> str:
        """The span in the letters of the original."""
        return self.original[self._starts[start] : self._ends[end - 1]]

    def mark(self, name: str, value: str, start: int, end: int) -> Entity:
        """Makes an entity of a span and leaves it in the text for other grammars."""
        return Entity(name, value, self.as_written(start, end), self._starts[start], self._ends[end - 1])

    def _replace(self, start: int, end: int, digits: str) -> None:
        first, last = self._starts[start], self._ends[end - 1]
        self.text = self.text[:start] + digits + self.text[end:]
        self._starts[start:end] = [first] * len(digits)
        self._ends[start:end] = [last] * len(digits)


@lru_cache(4096)
def _fold(char: str) -> str:
    if char in _PLAIN_MARKS:
        return _PLAIN_MARKS[char]
    if char in "ºª":
        return char
    if unicodedata.category(char) in {"Cc", "Cf", "Cs"} and not char.isspace():
        return ""
    decomposed = unicodedata.normalize("NFKD", char.lower())
    folded = "".join(part for part in decomposed if not unicodedata.combining(part))
    return " " if folded.isspace() or folded == _TAKEN else folded
