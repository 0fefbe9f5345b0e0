"""One key for one place, however its address is written."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

SHORTER = {
    "apartment": "apt", "avenue": "ave", "av": "ave", "boulevard": "blvd", "building": "bldg", "circle": "cir",
    "court": "ct", "drive": "dr", "east": "e", "highway": "hwy", "lane": "ln", "north": "n", "northeast": "ne",
    "northwest": "nw", "parkway": "pkwy", "place": "pl", "road": "rd", "south": "s", "southeast": "se",
    "southwest": "sw", "street": "st", "suite": "ste", "terrace": "ter", "trail": "trl", "west": "w",
}  # fmt: skip
UNIT_WORDS = {"apt", "unit", "ste", "bldg", "no", "num", "number"}
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
LONGEST = 255


@lru_cache(maxsize=65536)
def address_key(line: str, unit: str, zip_code: str, city: str) -> str:
    """The normalised address, unit and postal code (or city, where there is none)."""
    words = _words(line.replace("#", " unit "))
    inside = _words(unit.replace("#", " "))
    if not inside:
        words, inside = _parted(words)
    inside = [word for word in inside if word not in UNIT_WORDS]
    area = zip_code[:5] if zip_code else " ".join(_words(city))
    key = "|".join((" ".join(words), " ".join(inside), area))
    if len(key) > LONGEST:
        digest = hashlib.sha256(key.encode()).hexdigest()
        return f"{key[: LONGEST - len(digest)]}{digest}"
    return key


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """The house and street, and the unit that was written behind them."""
    for place, word in enumerate(words):
        # Some streets are named like units ("Suite St"): a unit follows at least a number and a name.
        if place >= 2 and word in UNIT_WORDS and place < len(words) - 1:
            return words[:place], words[place:]
    return words, []


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char) and char not in "'’`")
    return [SHORTER.get(word, word) for word in WORD.findall(plain)]
