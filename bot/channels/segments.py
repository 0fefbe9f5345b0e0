"""How many segments a text message is sent, and paid, in."""

from __future__ import annotations

from bot.channels.plain_text import utf16_units
from handlers.texting import BASIC

EXTENDED = frozenset("\f^{}\\[~]|€")
"""Characters of GSM 03.38 that take two places."""


def segments(text: str) -> int:
    """The number of segments: 160 or 153 GSM characters each, or 70 or 67 UTF-16 units."""
    if BASIC.union(EXTENDED).issuperset(text):
        places = [2 if character in EXTENDED else 1 for character in text]
        alone, joined = 160, 153
    else:
        places = [utf16_units(character) for character in text]
        alone, joined = 70, 67
    if sum(places) <= alone:
        return 1
    return _filled(places, joined)


def _filled(places: list[int], most: int) -> int:
    # An escape or a surrogate pair is never cut in two, so a segment may end one place early.
    count, used = 1, 0
    for each in places:
        if used + each > most:
            count, used = count + 1, 0
        used += each
    return count
