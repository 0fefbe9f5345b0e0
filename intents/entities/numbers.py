"""Number words as digits: "stop fourteen", "parada catorce", "the 3rd"."""

from __future__ import annotations

import re
from typing import Any, Final

from text_to_num import find_numbers

from intents.reading import Language

_WORD: Final = re.compile(r"[a-zñ]+(?:-[a-zñ]+)?")
_AFTER_STOP: Final = re.compile(r"(?:\bstops?|\bparadas?|\bnumber|\bnumero|\bunit|\bapt|\blas?)\s*$")
_ALSO_OTHER_WORDS: Final = {
    "one",
    "ones",
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
_ARTICLES: Final = frozenset({"un", "una"})
_ROUND: Final = frozenset({"hundred", "thousand", "million", "billion", "mil", "cien", "millon"})
"""Said of a crowd as often as of a number."""
_BESIDE_AN_ORDINAL: Final = re.compile(
    r"\s+(?:stop|parada|delivery|drop|entrega|st|street|ave?|avenue)\b(?!\s+(?:time|attempt))"
)
_LARGE_ORDINAL: Final = 11
_ONLY_IN: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile(
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|"
        r"fifty|sixty)\b"
    ),
    "es": re.compile(
        r"\b(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|trece|catorce|quince|dieci\w+|veint\w+|"
        r"treinta|cuarenta|"
        r"cincuenta|sesenta)\b"
    ),
}
"""Words by which the numbers of the other language are noticed: many write in both."""
_SPELLINGS: Final = {
    "oh": "zero", "o": "zero", "dieciseis": "dieciséis", "veintidos": "veintidós", "veintitres": "veintitrés",
    "veintiseis": "veintiséis",
}  # fmt: skip
"""What is meant in a folded text, as the library spells it."""
_LONGEST_RUN: Final = 40


class _Token:
    """A word as text2num wants it."""

    def __init__(self, match: re.Match[str], gap: str) -> None:
        self.match = match
        self._text = _SPELLINGS.get(match[0], match[0])
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
    other: Language = "en" if language == "es" else "es"
    if _ONLY_IN[other].search(text) is None:
        return found
    added = [
        (start, end, digits)
        for start, end, digits in _numbers(text, other)
        if all(end <= first or last <= start for first, last, _ in found)
    ]
    return sorted(found + added)


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
            digits = re.sub(r"\D", "", number.text)
            if not number.is_ordinal or _is_place_in_a_row(text, start, end, digits, language):
                spans.append((start, end, digits))
    return [span for span in spans if _is_number(text, spans, span)]


def _is_place_in_a_row(text: str, start: int, end: int, digits: str, language: Language) -> bool:
    """Whether an ordinal names one of many: "the third attempt" and "el cuarto de paquetes" name no stop."""
    is_large = language == "en" and digits.isdecimal() and int(digits) >= _LARGE_ORDINAL
    is_alone = end - start == len(text.strip())
    return is_large or is_alone or _BESIDE_AN_ORDINAL.match(text[end:]) is not None


def _is_number(text: str, spans: list[tuple[int, int, str]], span: tuple[int, int, str]) -> bool:
    """Whether "one", "second", "una" and the like count something here."""
    start, end, digits = span
    if not digits or text[start:end] in _ROUND:
        return False
    if text[start:end] in _ARTICLES and not _AFTER_STOP.search(text[:start]):
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
