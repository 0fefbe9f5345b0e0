"""Finding the names of people whom the database knows in what somebody typed in a hurry."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from handlers.disguise.everyday_words import EVERYDAY, OF_A_COMPANY
from intents.normalise import fold

_WORD: Final = re.compile(r"[^\W\d_]+")
_BETWEEN: Final = re.compile(r"[\s.'’-]{1,3}")
_ENDS_A_SENTENCE: Final = re.compile(r"(?:^|[.!?:\n])\W*$")
_SHORTEST: Final = 3
_APOSTROPHES: Final = str.maketrans("", "", "'’")


class KnownNames:
    """The names, whole and in parts, whatever their capitals and accents."""

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._parts: set[str] = set()
        for name in names:
            for spelling in {name, name.translate(_APOSTROPHES)}:
                self._add(tuple(fold(word) for word in _WORD.findall(spelling)))

    def __contains__(self, name: str) -> bool:
        """Whether somebody is called so."""
        return fold(name) in self._parts

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand, the longest possible ones."""
        words = list(_WORD.finditer(text))
        folded = [fold(match[0]) for match in words]
        place = 0
        while place < len(words):
            length = self._whole_at(text, words, folded, place) or self._part_at(text, words, folded, place)
            if length:
                yield words[place].start(), words[place + length - 1].end()
            place += max(length, 1)

    def _add(self, words: tuple[str, ...]) -> None:
        for first in range(len(words) - 1):
            self._whole[words[first]].add(words[first:])
        if OF_A_COMPANY.isdisjoint(words):
            self._parts.update(words)

    def _whole_at(self, text: str, words: Sequence[re.Match[str]], folded: Sequence[str], place: int) -> int:
        fitting = [
            len(name)
            for name in self._whole.get(folded[place], ())
            if tuple(folded[place : place + len(name)]) == name
            and _stand_together(text, words[place : place + len(name)])
        ]
        return max(fitting, default=0)

    def _part_at(self, text: str, words: Sequence[re.Match[str]], folded: Sequence[str], place: int) -> int:
        word = folded[place]
        if word not in self._parts:
            return 0
        if len(word) >= _SHORTEST and word not in EVERYDAY:
            return 1
        return int(_looks_like_a_name(text, words[place]))


def _stand_together(text: str, words: Sequence[re.Match[str]]) -> bool:
    return all(
        _BETWEEN.fullmatch(text, first.end(), second.start()) for first, second in itertools.pairwise(words)
    )


def _looks_like_a_name(text: str, word: re.Match[str]) -> bool:
    """Whether it is written with a capital where others are not."""
    is_capital = word[0][0].isupper() and not word[0][1:].isupper()
    return is_capital and not _ENDS_A_SENTENCE.search(text[: word.start()])
