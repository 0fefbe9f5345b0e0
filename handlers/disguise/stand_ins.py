"""What stands in for what: always the same for the same original, and not to be traced back without the key."""

from __future__ import annotations

import hmac
import re
import string
from collections.abc import Sequence
from typing import Final

EMAIL: Final = "someone@example.com"
URL: Final = "https://example.com"
HANDLE: Final = "@someone"
NAMES: Final = (
    "Alex", "Sam", "Robin", "Jordan", "Casey", "Morgan", "Taylor", "Riley", "Jamie", "Quinn", "Avery", "Kendall",
    "Lupe", "Trini", "Yael", "Noa", "Kai", "Remy", "Sasha", "Toni",
)  # fmt: skip
ENGLISH_ADDRESSES: Final = (
    "58 n juniper st", "74 s alder ave", "91 e larkspur ln", "36 w thistle dr", "27 cottonwood ct",
    "83 bramble rd", "49 sagebrush way", "62 n quail run",
)  # fmt: skip
SPANISH_ADDRESSES: Final = (
    "calle nopal 58", "avenida jacaranda 74", "calle saguaro 91", "avenida mezquite 36", "calle azahar 27",
    "calle ocotillo 83",
)  # fmt: skip
_ROUND: Final = 9
_PHONE_DIGITS: Final = 10
_EXCHANGE: Final = 3
"""The place in a number of North America at which 0 and 1 make it nobody's."""
_CARRIER: Final = re.compile(r"tba|1z", re.IGNORECASE)


class StandIns:
    """Made-up values. `trial` gives others, should the first ones look like something of the original."""

    def __init__(self, key: bytes, trial: int = 0) -> None:
        self._key = key
        self._trial = trial

    def one_of(self, choices: Sequence[str], original: str) -> str:
        """One of the choices."""
        return choices[int.from_bytes(self._hash(original)[:4]) % len(choices)]

    def digits(self, original: str) -> str:
        """Other digits of the same shape; letters and signs stay."""
        return self._shifted(original, with_letters=False)

    def characters(self, original: str) -> str:
        """Other digits and other letters of the same shape; signs stay."""
        return self._shifted(original, with_letters=True)

    def phone(self, written: str, number: str) -> str:
        """Another number, written alike, that is nobody's. `number` is E.164, for one written in words."""
        shape = written if any(char.isdigit() for char in written) else number
        places = [place for place, char in enumerate(shape) if char.isdigit()][-_PHONE_DIGITS:]
        new = list(self.digits(shape))
        new[: places[0]] = shape[: places[0]]
        if len(places) == _PHONE_DIGITS:
            area, exchange = places[0], places[_EXCHANGE]
            new[area] = next(digit for digit in (new[area], "7", "8") if digit not in ("0", "1", shape[area]))
            new[exchange] = "0" if shape[exchange] == "1" else "1"
        return "".join(new)

    def parcel(self, written: str) -> str:
        """Another parcel of the same carrier."""
        carrier = _CARRIER.match(written)
        kept = carrier[0] if carrier else ""
        return kept + self.characters(written[len(kept) :])

    def _shifted(self, original: str, *, with_letters: bool) -> str:
        """Each character moved on by one to nine places, so that none stays as it was."""
        secret = "".join(char for char in original if char.isalnum())
        moves = self._hash(secret.upper())
        new: list[str] = []
        for char in original:
            move = 1 + moves[len(new) % len(moves)] % _ROUND
            new.append(_moved(char, move, with_letters=with_letters))
        return "".join(new)

    def _hash(self, original: str) -> bytes:
        return hmac.digest(self._key, f"{self._trial} {original}".encode("utf-8", "surrogatepass"), "sha256")


def _moved(char: str, move: int, *, with_letters: bool) -> str:
    if char.isdecimal():
        return str((int(char) + move) % 10)
    for alphabet in (string.ascii_lowercase, string.ascii_uppercase):
        if with_letters and char in alphabet:
            return alphabet[(alphabet.index(char) + move) % len(alphabet)]
    return char
