"""Finds the phrases of a list in a text, word by word, however long the list is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_GAP: Final = re.compile(r"[\s\-/]{1,3}")
_KIND: Final = ""
"""The key under which a node says what ends there; no word is empty."""

Node = dict[str, "Node | str"]


class Phrasebook:
    """Kinds of phrases, their phrases between commas.

    Written folded and without apostrophes: "a|b" is either word, "a?" may be missing, "no_one" stands for two.
    """

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._root: Node = {}
        for kind, phrases in kinds.items():
            for phrase in phrases.split(","):
                for words in _spellings(phrase):
                    self._add(words, kind)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Kind, start and end of each phrase, the longest from each place, none inside another."""
        words = list(_WORD.finditer(text))
        place = 0
        while place < len(words):
            kind, length = self._longest(text, words, place)
            if length:
                yield kind, words[place].start(), words[place + length - 1].end()
            place += max(1, length)

    def _longest(self, text: str, words: list[re.Match[str]], first: int) -> tuple[str, int]:
        node, found, length = self._root, "", 0
        for place in range(first, len(words)):
            if place > first and not _GAP.fullmatch(text, words[place - 1].end(), words[place].start()):
                break
            following = node.get(words[place][0].replace("'", ""))
            if not isinstance(following, dict):
                break
            node = following
            kind = node.get(_KIND)
            if isinstance(kind, str):
                found, length = kind, place - first + 1
        return found, length

    def _add(self, words: list[str], kind: str) -> None:
        node = self._root
        for word in words:
            following = node.setdefault(word, {})
            assert isinstance(following, dict)
            node = following
        node.setdefault(_KIND, kind)


def _spellings(phrase: str) -> Iterator[list[str]]:
    """Every way to write a phrase, in words."""
    slots = []
    for written in phrase.split():
        choices = written.removesuffix("?").split("|")
        slots.append([*choices, ""] if written.endswith("?") else choices)
    for choice in product(*slots) if slots else ():
        words = " ".join(choice).replace("_", " ").split()
        if words:
            yield words
