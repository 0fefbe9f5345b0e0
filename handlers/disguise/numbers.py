"""Finding the numbers that may be somebody's: everything of three digits and more, however it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from intents.entities.draft import Draft
from intents.reading import Entity, Language

_TOKEN: Final = re.compile(r"[^\W_]*\d[^\W_]*")
_TOGETHER: Final = re.compile(r"[\s().,:;/#*+_-]{1,3}")
_COUNTED: Final = re.compile(r"\d+(?:x\d+|st|nd|rd|th|am|pm|a|p|m|mins?|h|hrs?|x|k|lbs?|ft)?")
_TELLING: Final = 3
"""From so many digits on, a number may be a code, a house, a phone or a parcel."""
_TELLING_WITH_LETTERS: Final = 2
_ROUND: Final = 2
"""No more than this counts of a number of one word: "mil", "hundred"."""
_SPELT_OUT: Final = 3
"""So many words in a row are somebody spelling a number."""
_SECRET: Final = frozenset({"code", "parcel"})
_HARMLESS: Final = frozenset({"stop", "time", "minutes", "rating"})
_EVERYBODYS: Final = frozenset({"911"})
_LANGUAGES: Final[tuple[Language, ...]] = ("en", "es")


@dataclass(frozen=True)
class Number:
    """One number: where it stands, how it is written, and its characters with number words as digits."""

    start: int
    end: int
    written: str
    characters: str

    @property
    def digits(self) -> str:
        """Its digits alone."""
        return "".join(char for char in self.characters if char.isdecimal())

    @property
    def length(self) -> int:
        """How many of its digits may tell something."""
        is_one_word = self.written.isalpha()
        return min(len(self.digits), _ROUND) if is_one_word else len(self.digits)

    @property
    def is_plain(self) -> bool:
        """Whether it is digits alone, or digits and what they count: "30min", "2nd"."""
        return _COUNTED.fullmatch(self.characters) is not None

    @property
    def is_long(self) -> bool:
        """Whether it tells something by itself."""
        return self.length >= (_TELLING if self.is_plain else _TELLING_WITH_LETTERS)


def telling_numbers(text: str, named: Sequence[Entity], language: Language) -> list[list[Number]]:
    """The numbers that must not stay, those that were written digit by digit taken together.

    `named` is what the reader found in the text.
    """
    found: list[list[Number]] = []
    taken: set[int] = set()
    for spoken in sorted(_LANGUAGES, key=lambda each: each != language):
        for row in _rows(text, spoken):
            # "Once" is a number in one language only: few words are believed to their own language.
            is_own = spoken == language or sum(len(number.written.split()) for number in row) >= _SPELT_OUT
            total = sum(number.length for number in row)
            known = () if _is_digit_by_digit(row) else named
            telling = [
                number
                for number in row
                if number.start not in taken and (is_own or number.is_long) and _tells(number, total, known)
            ]
            found += _together(telling)
            taken.update(number.start for number in telling)
    return found


def _is_digit_by_digit(row: Sequence[Number]) -> bool:
    """Whether it may be a code told digit by digit, whatever else it is taken for."""
    return len(row) > _TELLING and all(len(number.digits) == 1 for number in row)


def _rows(text: str, language: Language) -> Iterator[list[Number]]:
    """Numbers between which nothing but blanks and signs stands: they may be one."""
    draft = Draft(text, language)
    row: list[Number] = []
    before = 0
    for match in _TOKEN.finditer(draft.text):
        if row and not _TOGETHER.fullmatch(draft.text, before, match.start()):
            yield row
            row = []
        place = draft.mark("number", match[0], match.start(), match.end())
        row.append(Number(place.start, place.end, text[place.start : place.end], match[0]))
        before = match.end()
    if row:
        yield row


def _tells(number: Number, total: int, named: Sequence[Entity]) -> bool:
    around = {entity.name for entity in named if entity.start < number.end and number.start < entity.end}
    if around & _SECRET:
        return True
    if number.characters in _EVERYBODYS:
        return False
    if number.is_long:
        return True
    counts = number.is_plain and not number.characters.isdecimal()
    return total >= _TELLING and not counts and not around & _HARMLESS


def _together(numbers: Sequence[Number]) -> list[list[Number]]:
    """Each long number by itself, so that it always gets the same stand-in; short ones with their neighbours."""
    groups: list[list[Number]] = []
    for number in numbers:
        if groups and not number.is_long and not groups[-1][-1].is_long:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups
