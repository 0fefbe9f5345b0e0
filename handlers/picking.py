"""What an answer picks of what was offered: "the second one", "la última", "both", "fourteen", "the elm one"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intents.entities.numbers import number_words
from intents.normalise import plain_words, word_set
from intents.reading import Reading
from storage.models import Stop

POLITE = word_set("please pls plz thanks thx gracias porfa por favor bro man amigo jefe")
FILLERS = POLITE | word_set(
    "the a its it is i im mean meant want need for of at on to with one ones stop stops number no num "
    "la el las los lo es de del para pa en parada paradas numero calle st street ave"
)
PLACES = {
    0: word_set("first 1st primera primero 1ra 1era 1ro 1a"),
    1: word_set("second 2nd segunda segundo 2da 2do 2a"),
    2: word_set("third 3rd tercera tercero 3ra 3ro 3a"),
    3: word_set("fourth 4th cuarta cuarto 4ta 4to"),
    4: word_set("fifth 5th quinta quinto 5ta 5to"),
    5: word_set("sixth 6th sexta sexto 6ta 6to"),
    -1: word_set("last ultima ultimo bottom"),
}
LAST = -1
STOP_WORDS = frozenset({"stop", "parada"})
""""the last one" is the last of the list, "the last stop" is the last of the route."""
ALL = word_set("both all ambas ambos todas todos")
TWO = word_set("2 two dos")
NUMBER = re.compile(r"(?P<digits>\d{1,3})(?:st|nd|rd|th|ra|ro|da|do|ta|to)?")
SINGLE = {"one": 1, "uno": 1, "una": 1}
SHORTEST_STREET = 3
LONGEST_NUMBER = 3


def place(reading: Reading, offered: int) -> int | None:
    """Which entry of a list of so many is meant, counted from nought."""
    words = _telling(reading)
    if len(words) != 1:
        return None
    index = next((index for index, names in PLACES.items() if words[0] in names), None)
    names_a_stop = index == LAST and STOP_WORDS & set(plain_words(reading.text).split())
    if index is None or index >= offered or names_a_stop:
        return None
    return index % offered


def picks_all(reading: Reading) -> bool:
    """Whether the answer is "both" or "all of them"."""
    words = [word for word in _telling(reading) if word not in ("them", "ellas", "ellos")]
    told, said = set(words), plain_words(reading.text).strip(" .!")
    return (bool(told & ALL) and told <= ALL | TWO) or said in ("las dos", "los dos")


def number(reading: Reading) -> int | None:
    """The number that the answer consists of, in digits or in words."""
    words = _telling(reading)
    if not words:
        alone = plain_words(reading.text).strip(" .!?")
        return SINGLE.get(alone)
    found = NUMBER.fullmatch(words[0]) if len(words) == 1 else None
    if found is not None:
        return int(found["digits"])
    told = " ".join(words)
    spelt = [digits for start, end, digits in number_words(told, reading.language) if end - start == len(told)]
    return int(spelt[0]) if spelt and len(spelt[0]) <= LONGEST_NUMBER else None


def by_street(reading: Reading, offered: Sequence[Stop]) -> Stop | None:
    """The one of these stops whose address has all the words of the answer."""
    words = set(_telling(reading))
    if not words or all(len(word) < SHORTEST_STREET for word in words):
        return None
    fitting = [stop for stop in offered if words <= set(plain_words(stop.address.short).split())]
    return fitting[0] if len(fitting) == 1 else None


def _telling(reading: Reading) -> list[str]:
    """The words that say something."""
    written = "".join(char if char.isalnum() else " " for char in plain_words(reading.text)).split()
    return [word for word in written if word not in FILLERS]
