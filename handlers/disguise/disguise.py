"""One message in disguise: whoever wrote it, and whomever it is about, cannot be told from it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from handlers.disguise.names import KnownNames
from handlers.disguise.numbers import Number, telling_numbers
from handlers.disguise.stand_ins import (
    EMAIL,
    ENGLISH_ADDRESSES,
    HANDLE,
    NAMES,
    SPANISH_ADDRESSES,
    URL,
    StandIns,
)
from handlers.disguise.streets import KnownStreets
from intents.entities import entities
from intents.normalise import LONGEST, visible
from intents.reading import Audience, Entity, Language

_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL: Final = re.compile(
    r"(?:https?://|www\.)\S+|\b[a-z0-9][\w-]*(?:\.[\w-]+)*\.(?:com|net|org|io|co|us|mx|app|info|biz|me|ly)\b(?:[/?]\S*)?",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"(?<!\w)@\w{3,}")
_CUT_SHORT: Final = re.compile(r"[\W\d_]+$|\S*\d\S*$")
_CLOCK: Final = re.compile(r"(?<![\d:.#*])(1[0-2]|[1-9])([0-5]\d)(?=\s?[ap]\.?m\b)", re.IGNORECASE)
_SPANISH_STREET: Final = re.compile(
    r"\b(?:calle|avenida|av|avda?|carrera|camino|paseo|calzada|privada)\b", re.IGNORECASE
)
_HOUSE_AND_WORD: Final = re.compile(r"\d+[a-d]?(?:\s+[^\W\d_]+){1,2}", re.IGNORECASE)
_STREET: Final = re.compile(
    r"\b(?:n|s|e|w|ne|nw|se|sw|north|south|east|west|street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|"
    r"circle|cir|place|pl|terrace|ter|way|boulevard|blvd|parkway|pkwy|highway|hwy|trail|loop)\b",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")
_SURVIVING: Final = 3
"""So many digits in a row of the original must not be found again."""
_TRIALS: Final = 50


@dataclass(frozen=True)
class _Change:
    start: int
    end: int
    stand_in: str


class Disguise:
    """Replaces phones, codes, addresses, parcels, e-mail and web addresses, and the names of people known.

    `names` and `addresses` are what the database knows.
    """

    def __init__(self, key: bytes, names: Iterable[str], addresses: Iterable[str] = ()) -> None:
        self._key = key
        self._streets = KnownStreets(addresses)
        self._names = KnownNames(names)
        self._made_up = [name for name in NAMES if name not in self._names] or list(NAMES)

    def of(self, text: str, audience: Audience, language: Language) -> str:
        """The text in disguise; the same text comes out alike each time."""
        shown = _CLOCK.sub(r"\1:\2", _cut(visible(text)))
        named = entities(shown, audience, language)
        for trial in range(_TRIALS):
            changes = self._changes(shown, named, language, StandIns(self._key, trial))
            if not _is_seen_through(shown, changes):
                break
        for change in reversed(changes):
            shown = shown[: change.start] + change.stand_in + shown[change.end :]
        return " ".join(shown.split())

    def _changes(
        self, text: str, named: tuple[Entity, ...], language: Language, stand_ins: StandIns
    ) -> list[_Change]:
        """What is replaced, in its order; of two that overlap, the one found first."""
        changes: list[_Change] = []
        for change in itertools.chain(
            _fixed(text),
            self._people_and_places(text, named, stand_ins),
            _numbers(text, named, language, stand_ins),
        ):
            if all(change.end <= other.start or other.end <= change.start for other in changes):
                changes.append(change)
        return sorted(changes, key=lambda each: each.start)

    def _people_and_places(self, text: str, named: Iterable[Entity], stand_ins: StandIns) -> Iterator[_Change]:
        for start, end in self._streets.spans(text):
            yield _Change(start, end, stand_ins.one_of(ENGLISH_ADDRESSES, text[start:end].casefold()))
        for entity in named:
            if entity.name == "phone":
                yield _Change(entity.start, entity.end, stand_ins.phone(entity.text, entity.value))
            elif entity.name == "address" and _DIGITS.search(entity.text):
                yield _address(text, entity.start, entity.end, stand_ins)
            elif entity.name == "parcel":
                yield _Change(entity.start, entity.end, stand_ins.parcel(entity.text))
        for start, end in self._names.spans(text):
            written = text[start:end]
            name = stand_ins.one_of(self._made_up, written.casefold())
            yield _Change(start, end, name if written[0].isupper() else name.lower())


def _fixed(text: str) -> Iterator[_Change]:
    for pattern, stand_in in ((_EMAIL, EMAIL), (_URL, URL), (_HANDLE, HANDLE)):
        for match in pattern.finditer(text):
            yield _Change(match.start(), match.end(), stand_in)


def _address(text: str, start: int, end: int, stand_ins: StandIns) -> _Change:
    written = text[start:end]
    if _HOUSE_AND_WORD.fullmatch(written) and not _STREET.search(written):
        # Perhaps "3 pcs" and no street at all: another number hides a house as well.
        return _Change(start, end, stand_ins.digits(written))
    places = SPANISH_ADDRESSES if _SPANISH_STREET.search(written) else ENGLISH_ADDRESSES
    return _Change(start, end, stand_ins.one_of(places, written.casefold()))


def _numbers(text: str, named: tuple[Entity, ...], language: Language, stand_ins: StandIns) -> Iterator[_Change]:
    for numbers in telling_numbers(text, named, language):
        shapes = [_shape(number) for number in numbers]
        change = stand_ins.digits if all(number.is_plain for number in numbers) else stand_ins.characters
        new = iter(change("".join(shapes)))
        for number, shape in zip(numbers, shapes, strict=True):
            yield _Change(number.start, number.end, "".join(itertools.islice(new, len(shape))))


def _shape(number: Number) -> str:
    """The number as it was written, or in digits where it was written in words."""
    return number.written if any(char.isdigit() for char in number.written) else number.characters


def _cut(shown: str) -> str:
    """A text that goes on beyond what is read must not end in a part of a number."""
    return shown if len(shown) < LONGEST else _CUT_SHORT.sub("", shown)


def _is_seen_through(text: str, changes: list[_Change]) -> bool:
    """Whether by bad luck a stand-in holds a number of the original."""
    originals = {run for change in changes for run in _runs(text[change.start : change.end])}
    return any(run in _digits(change.stand_in) for change in changes for run in originals)


def _runs(written: str) -> Iterator[str]:
    for run in (*_DIGITS.findall(written), _digits(written)):
        if len(run) >= _SURVIVING:
            yield run


def _digits(text: str) -> str:
    return "".join(_DIGITS.findall(text))
