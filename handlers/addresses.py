"""Recognising a stop of a route, or a known address, by an address typed in a hurry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from intents.normalise import plain_words
from storage.models import Address, Stop

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
Place = TypeVar("Place", Stop, Address)


def matching(stops: Sequence[Stop], written: str) -> list[Stop]:
    """The stop at that address; several when two are about as like it; none when no house number fits."""
    in_order = sorted(stops, key=lambda stop: stop.number)
    return _most_like([(stop, (stop.address.short,)) for stop in in_order], written)


def matching_addresses(addresses: Sequence[Address], written: str) -> list[Address]:
    """The same among addresses; what was written letter by letter is meant, whatever else is like it."""
    in_order = sorted(addresses, key=lambda address: (address.line, address.unit, address.id))
    exact = [address for address in in_order if _words(address.short) == _words(written)]
    names = [(address, (address.short, f"{address.short} {address.city}")) for address in in_order]
    return exact or _most_like(names, written)


def map_query(address: Address) -> str:
    """What a map is asked for to show the address: its position, or else its lines."""
    if address.latitude is not None and address.longitude is not None:
        return f"{address.latitude:.6f},{address.longitude:.6f}"
    return ", ".join(filter(None, (address.line, address.city, f"{address.state} {address.zip}".strip())))


def _most_like(known: Sequence[tuple[Place, tuple[str, ...]]], written: str) -> list[Place]:
    """The best by any of their names, and those that are almost as good, the best first."""
    wanted = _words(written)
    if not wanted:
        return []
    scored = [(max(_likeness(wanted, _words(name)) for name in names), place) for place, names in known]
    alike = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [place for score, place in alike if score > alike[0][0] - GAP]


def _likeness(wanted: list[str], known: list[str]) -> float:
    # One house number is as like another as two spellings of a street: numbers must be the same.
    house = next((word for word in wanted if word[0].isdecimal()), None)
    if house is not None and house not in known:
        return 0.0
    return fuzz.token_set_ratio(" ".join(wanted), " ".join(known))


def _words(address: str) -> list[str]:
    return [SHORTER.get(word, word) for word in WORD.findall(plain_words(address))]
