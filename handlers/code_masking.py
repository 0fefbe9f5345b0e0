"""Keeping codes out of what is shown or offered: the stored ones wherever they stand, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from intents.entities import entities

MASK = "••••"
FEWEST_KEYS = 2
"""A code of one key is no secret, and its digit stands everywhere."""
FEWEST_IN_A_PART = 3
"""A part of a longer entry ("box 012, then 9920") counts by itself from this length on."""
MOST_PARTS = 8
"""Keys written one by one ("4 4 7 1") are still one code."""
PART = re.compile(r"[^\W_]+")


def masked(text: str, codes: Iterable[str]) -> str:
    """The text without any of these codes."""
    for code in sorted(set(codes), key=len, reverse=True):
        for pattern in _patterns(code):
            text = pattern.sub(MASK, text)
    return text


def masked_entirely(text: str, codes: Iterable[str]) -> str:
    """The text without these codes, and without anything else that reads like one."""
    for entity in reversed(entities(text, "customer", "en")):
        if entity.name == "code":
            text = text[: entity.start] + MASK + text[entity.end :]
    return masked(text, codes)


def keys_of(codes: Iterable[str]) -> set[str]:
    """The keys of these codes, to be compared with `keys_in`."""
    return {keys.upper() for code in codes for keys in _ways_to_say(code)}


def keys_in(text: str) -> set[str]:
    """Every code that the text could hold: its words and numbers, alone and joined with those that follow."""
    parts = PART.findall(text.upper())
    return {
        "".join(parts[start:end])
        for start in range(len(parts))
        for end in range(start + 1, min(start + MOST_PARTS, len(parts)) + 1)
    }


@lru_cache(maxsize=20_000)
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(keys) for keys in dict.fromkeys(_ways_to_say(code)))


def _ways_to_say(code: str) -> Iterator[str]:
    """The keys of the whole entry, and of each part that is a code by itself."""
    keys = "".join(PART.findall(code))
    if len(keys) >= FEWEST_KEYS:
        yield keys
    for part in PART.findall(code):
        if len(part) >= FEWEST_IN_A_PART and any(each.isdigit() for each in part):
            yield part


def _pattern(keys: str) -> re.Pattern[str]:
    """The keys in order, whatever signs or spaces stand between them, but not inside a longer number or word."""
    pressed = r"[\W_]{0,3}".join(map(re.escape, keys))
    return re.compile(rf"[*#]*(?<![^\W_]){pressed}(?![^\W_])[*#]*", re.IGNORECASE)
