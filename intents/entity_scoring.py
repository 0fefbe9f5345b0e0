"""How well what messages name is found, compared so that only a real difference counts as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from intents.normalise import fold
from intents.reading import Entity

Named = tuple[str, str]
"""The name of an entity and what a person says it is: its value, or the words that it is written in."""

_EDGES: Final = " \t.,;:!?¡¿\"'()…"
_SPACES_AND_DASHES: Final = re.compile(r"[\s\-–—]+")
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True)
class EntityFigures:
    """How one kind of entity fares; shares are None where there was nothing to measure."""

    name: str
    expected: int
    found: int
    right: int
    precision: float | None
    recall: float | None
    f1: float | None


def entity_figures(messages: Iterable[tuple[Sequence[Named], Sequence[Entity]]]) -> list[EntityFigures]:
    """All entities together under the name "all" first, then each by itself; each message: expected, and found."""
    expected: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for wanted, got in messages:
        expected.update(name for name, _ in wanted)
        found.update(entity.name for entity in got)
        right.update(_right(wanted, got))
    names = sorted(expected.keys() | found.keys())
    together = _figures("all", expected.total(), found.total(), right.total())
    return [together, *(_figures(name, expected[name], found[name], right[name]) for name in names)]


def is_same(name: str, written: str, entity: Entity) -> bool:
    """Whether the entity is what was meant: by its value, or by the words that it was found in."""
    if entity.name != name:
        return False
    plain = _PLAIN.get(name, _words)
    return plain(written) in (plain(entity.value), plain(entity.text))


def _right(wanted: Sequence[Named], got: Sequence[Entity]) -> Iterable[str]:
    """The names of those found; what was found once answers for one of those meant."""
    left = list(got)
    for name, written in wanted:
        match = next((entity for entity in left if is_same(name, written, entity)), None)
        if match is not None:
            left.remove(match)
            yield name


def _figures(name: str, expected: int, found: int, right: int) -> EntityFigures:
    return EntityFigures(
        name,
        expected,
        found,
        right,
        precision=right / found if found else None,
        recall=right / expected if expected else None,
        f1=2 * right / (expected + found) if expected + found else None,
    )


def _words(written: str) -> str:
    return " ".join(fold(written).split()).strip(_EDGES)


def _together(written: str) -> str:
    """The * and # of a code are keys to press, and stay."""
    return _SPACES_AND_DASHES.sub("", fold(written))


def _digits(written: str) -> str:
    return "".join(_NUMBER.findall(written))


def _number(written: str) -> str:
    """ "30 min" is 30; what holds no number, or several, is compared by its words."""
    numbers = _NUMBER.findall(written)
    return str(int(numbers[0])) if len(numbers) == 1 else _words(written)


_PLAIN: Final[dict[str, Callable[[str], str]]] = {
    "code": _together,
    "parcel": _together,
    "phone": _digits,
    "minutes": _number,
    "rating": _number,
    "stop": _number,
}
"""What makes two writings of an entity the same; all others are compared by their words."""
