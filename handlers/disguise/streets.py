"""Finding house numbers before the streets that Doorstep delivers to: "12 elm" among a hundred other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from intents.normalise import fold

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_HOUSE: Final = re.compile(
    r"(?<![\w#*])\d{1,5}[a-d]?\s+(?:(?:n|s|e|w|north|south|east|west)\.?\s+)?(?P<street>[^\W\d_]{3,})"
    r"(?:\s+(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|way|place|pl|blvd|boulevard)\b)?",
    re.IGNORECASE,
)
_ON_MANY_SIGNS: Final = frozenset(
    """
    street avenue ave road drive lane court circle way place boulevard blvd parkway pkwy highway hwy trail loop
    terrace plaza square north south east west calle avenida camino paseo the first second third apt unit suite
    building bldg lot main center stop box boxes door gate park
    """.split()  # noqa: SIM905
)


class KnownStreets:
    """The names of the streets in known addresses."""

    def __init__(self, addresses: Iterable[str]) -> None:
        words = (fold(word) for address in addresses for word in _WORD.findall(address))
        self._names = frozenset(words) - _ON_MANY_SIGNS

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a house in one of the streets is named."""
        for match in _HOUSE.finditer(text):
            if fold(match["street"]) in self._names:
                yield match.start(), match.end()
