"""Number words as digits: "stop fourteen", "parada catorce", "the 3rd"."""

from __future__ import annotations

import re
from typing import Any, Final

from text_to_num import find_numbers

from intents.reading import Language

_WORD: Final = re.compile(r"[a-zñ]+(?:-[a-zñ]+)?")
_AFTER_STOP: Final = re.compile(r"(?:\bstops?|\bparadas?|\bnumber|\bnumero|\bunit|\bapt)\s*$")
_ALSO_OTHER_WORDS: Final = {
    "one",
    "second",
    "seconds",
    "sec",
    "first",
    "un",
    "una",
    "uno",
    "once",
    "oh",
    "o",
    "cero",
}
_LONGEST_RUN: Final = 40


class _Token:
    """A word as text2num wants it."""

    def __init__(self, match: re.Match[str], gap: str) -> None:
        self.match = match
        self._text = {"oh": "zero", "o": "zero"}.get(match[0], match[0])
        self._apart = bool(gap.strip())

    def text(self) -> str:
        return self._text

    def nt_separated(self, _previous: Any) -> bool:
        return self._apart

    def not_a_number_part(self) -> bool:
        return False


def number_words(text: str, language: Language) -> list[tuple[int, int, str]]:
    """Spans of number words in a folded text, each with its digits, in their order."""
    found = _numbers(text, language)
    if not found and language == "es":
        return _numbers(text, "en")
    return found


def _numbers(text: str, language: Language) -> list[tuple[int, int, str]]:
    tokens: list[_Token] = []
    before = 0
    for match in _WORD.finditer(text):
        tokens.append(_Token(match, text[before : match.start()]))
        before = match.end()
    spans = []
    for first in range(0, len(tokens), _LONGEST_RUN):
        run = tokens[first : first + _LONGEST_RUN]
        for number in find_numbers(run, language, threshold=0):
            start, end = run[number.start].match.start(), run[number.end - 1].match.end()
            spans.append((start, end, re.sub(r"\D", "", number.text)))
    return [span for span in spans if _is_number(text, spans, span)]


def _is_number(text: str, spans: list[tuple[int, int, str]], span: tuple[int, int, str]) -> bool:
    """Whether "one", "second", "una" and the like count something here."""
    start, end, digits = span
    if not digits:
        return False
    if text[start:end] not in _ALSO_OTHER_WORDS:
        return True
    if _AFTER_STOP.search(text[:start]):
        return True
    return any(
        (other[1] < start and not text[other[1] : start].strip())
        or (other[0] > end and not text[end : other[0]].strip())
        for other in spans
        if other is not span and text[other[0] : other[1]] not in {"second", "first", "third"}
    )
