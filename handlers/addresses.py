"""Recognising a stop of a route by an address typed in a hurry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from intents.normalise import plain_words
from storage.models import Stop

ALIKE = 85.0
"""From this likeness on, an address may be the one that was written."""
GAP = 5.0
"""The best must be better than the second by this much, or both may be meant."""
SHORTER = {
    "apartment": "apt", "avenue": "ave", "boulevard": "blvd", "building": "bldg", "circle": "cir", "court": "ct",
    "drive": "dr", "east": "e", "highway": "hwy", "lane": "ln", "north": "n", "parkway": "pkwy", "place": "pl",
    "road": "rd", "south": "s", "street": "st", "suite": "ste", "terrace": "ter", "trail": "trl", "west": "w",
}  # fmt: skip
WORD = re.compile(r"[^\W_]+")


def matching(stops: Sequence[Stop], written: str) -> list[Stop]:
    """The stop at that address; several when two are about as like it; none when no house number fits."""
    wanted = _words(written)
    ranked = sorted(
        ((_likeness(wanted, _words(stop.address.short)), stop) for stop in stops),
        key=lambda pair: (-pair[0], pair[1].number),
    )
    alike = [(score, stop) for score, stop in ranked if score >= ALIKE]
    return [stop for score, stop in alike if score > alike[0][0] - GAP]


def _likeness(wanted: list[str], known: list[str]) -> float:
    # One house number is as like another as two spellings of a street: numbers must be the same.
    house = next((word for word in wanted if word[0].isdecimal()), None)
    if house is not None and house not in known:
        return 0.0
    return fuzz.token_set_ratio(" ".join(wanted), " ".join(known))


def _words(address: str) -> list[str]:
    return [SHORTER.get(word, word) for word in WORD.findall(plain_words(address))]
