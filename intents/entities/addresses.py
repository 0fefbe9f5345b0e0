"""Street addresses as written: a house number and a street, or two streets that cross.

What is surely an address is taken before codes and stops are looked for; the rest only from what these leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.entities.streets import NOT_A_STREET, NOT_CORNERS
from intents.reading import Entity

_SURE_SUFFIX: Final = (
    r"(?:street|st|avenue|ave?|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|circle|cir|terrace|terr|"
    r"parkway|pkwy|"
    r"highway|hwy|trl|plaza)"
)
_SUFFIX: Final = rf"(?:{_SURE_SUFFIX[3:-1]}|place|pl|ter|way|trail|loop|square|sq|alley|run|path|row)"
_UNIT: Final = (
    r"(?:[\s,]+(?:(?:apt|apartment|appt|apto|unit|suite|ste|bldg|building|room|rm|lot|floor|fl|depto|"
    r"departamento|"
    r"piso|edificio|unidad|oficina|interior|int)\.?\s*#?\s?(?:[a-z]?-?\d{1,5}[a-z]?|[a-z])\b|#\s?\w{1,5}))*"
)
_DIRECTION: Final = r"(?:(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\.?\s+)?"
_UNIT_HERE: Final = re.compile(_UNIT)
_HOUSE: Final = r"(?<![\w#*$.:/-])\d{1,5}(?:-\d{1,3}|\s1/2|\s1\u20442)?[a-d]?"
_AFTER: Final = r"(?:\s+(?:n|s|e|w|ne|nw|se|sw)\b(?!\s+[a-z]))?"
_WITH_SURE_SUFFIX: Final = re.compile(
    rf"{_HOUSE}\s+{_DIRECTION}(?P<names>(?:(?:\d{{1,3}}(?:st|nd|rd|th)?|[a-z'.]{{1,20}})\s+){{1,3}}?)"
    rf"{_SURE_SUFFIX}\b(?:\.(?!\s))?{_AFTER}{_UNIT}"
)
_WITH_SUFFIX: Final = re.compile(
    rf"{_HOUSE}\s+{_DIRECTION}(?P<names>(?:(?:\d{{1,3}}(?:st|nd|rd|th)?|[a-z'.]{{1,20}})\s+){{1,3}}?)"
    rf"{_SUFFIX}\b(?:\.(?!\s))?{_AFTER}{_UNIT}"
)
_WITH_DIRECTION: Final = re.compile(
    rf"{_HOUSE}\s+(?P<direction>n|s|e|w|ne|nw|se|sw|north|south|east|west)\.?\s+"
    rf"(?P<name>\d{{1,4}}(?:st|nd|rd|th)?|(?!of\b|side\b)[a-z']{{3,20}})\b(?:\s+(?:st|ave?|street|s|n|e|"
    rf"w)\b)?{_UNIT}"
)
_NUMBERED: Final = re.compile(
    rf"{_HOUSE}\s+\d{{1,3}}(?:st|nd|rd|th)\b(?!\s+(?:stop|floor|time))(?:\s+(?:st|ave?)\b)?{_UNIT}"
)
_SPANISH: Final = re.compile(
    r"\b(?:calle|c/|avenida|avda?|av|carrera|camino|paseo|boulevard|blvd|calzada|privada|callejon)\.?\s+"
    r"(?P<names>(?:(?!no\b|y\b|que\b)[a-z0-9'.]{1,20}\s+){1,4}?)"
    rf"(?:(?:numero|num|no|#)\.?\s*)?#?\d{{1,5}}[a-d]?\b(?:-\d{{1,3}}\b)?{_UNIT}|"
    rf"{_HOUSE}\s+(?:de\s+la\s+|la\s+)?(?:calle|avenida|camino|paseo|via|vista)\s+[a-z]{{2,20}}{_UNIT}"
)
_STREET_NAME: Final = r"(?:(?:n|s|e|w|north|south|east|west)\s+)?(?:\d{1,3}(?:st|nd|rd|th)|[a-z]{3,20})"
_CROSSING: Final = re.compile(
    rf"\b(?:\d{{1,3}}(?:st|nd|rd|th)(?:\s+(?:st|street|ave?|avenue))?\s*(?:&|and|n|y|con|/|"
    rf"@)\s*(?P<a>{_STREET_NAME})|"
    rf"(?P<b>{_STREET_NAME})(?:\s+{_SUFFIX})?\s*(?:&|\band\b|\bn\b|\by\b|/|@)\s*\d{{1,3}}(?:st|nd|rd|th)|"
    rf"(?P<c>[a-z]{{3,20}})\s+{_SUFFIX}\b\s*(?:&|\band\b|\by\b)\s*(?P<d>[a-z]{{3,20}})(?:\s+{_SUFFIX}\b)?|"
    rf"(?:corner\s+of|esquina\s+(?:de|con)|intersection\s+of)\s+[a-z0-9]{{2,20}}(?:\s+{_SUFFIX})?\s*(?:&|and|"
    rf"y|con)\s*"
    rf"[a-z0-9]{{2,20}}(?:\s+{_SUFFIX})?)\b"
)
_CORNER: Final = re.compile(
    r"(?:\b(?:at|on|near|by|en|de|la|autopista)\s+)(?P<corner>(?:la\s+)?(?P<a>[a-z]{3,20}|\d{1,3}(?:ta|va|da|"
    r"ra|st|nd|rd|th)?)"
    r"(?:\s+(?P<more>[a-z]{3,20}))?\s+(?:and|&|y|con)\s+(?:la\s+)?(?P<b>[a-z]{3,20}(?:\s+hills)?|\d{1,3}))\b"
)
_NAMED: Final = re.compile(
    rf"(?P<address>{_HOUSE}\s+(?P<name>[a-z']{{2,20}})(?:\s+(?P<more>[a-z']{{2,20}}))?"
    r"(?:\s+(?P<most>[a-z']{3,20}))?)"
)
_NAME_FIRST: Final = re.compile(
    r"(?P<name>[a-z]{3,20})(?:\s+(?P<more>[a-z]{3,20}))?\s+(?:#\s?)?\d{2,5}(?:-\d{1,3})?\b(?!\s*(?:am|pm|%|:))"
)
_SHORT: Final = re.compile(
    r"(?:^\W*|\b(?:for|at|to|on|from|address|addy|casa|para|en|a|del?|code|codigo|gate|by|outside|"
    r"@)\s+(?:the\s+|la\s+|el\s+)?)"
    rf"(?P<address>\d{{1,5}}[a-d]?\s+(?P<name>[a-z']{{3,20}})(?:\s+(?P<more>[a-z']{{3,20}}))?{_UNIT})"
    r"(?=\s*(?:[?!.,;:)]|$)|\s+(?:gate|code|please|pls|plz|is|not|now|porfa|can|said|door|has|no|got|asked)\b)"
)
_LONG_NUMBER: Final = re.compile(
    r"\b(?:for|at|to|de|del|a|pa|para|en|of|only|there|es|is|its|be|outside|it|the|el|la)\s+"
    r"(?P<address>\d{3,5}\s+(?P<name>[a-z]{4,20}))\b"
)


def sure_addresses(draft: Draft) -> Iterator[Entity]:
    """What is written like an address and like nothing else."""
    for pattern in (_WITH_SURE_SUFFIX, _SPANISH, _NUMBERED):
        for match in draft.find(pattern):
            if _are_names(match.groupdict().get("names") or ""):
                yield _taken(draft, *match.span())
    for match in draft.find(_WITH_DIRECTION):
        if _is_capital(draft, match.start("direction")):
            yield _taken(draft, *match.span())
    yield from _corners(draft)
    yield from _capitals(draft)


def addresses(draft: Draft) -> Iterator[Entity]:
    """What may be an address, and was nothing else."""
    for match in draft.find(_WITH_SUFFIX):
        if _are_names(match["names"]):
            yield _taken(draft, *match.span())
    for match in draft.find(_WITH_DIRECTION):
        says_itself = draft.language == "es" and match["direction"] == "se"
        if match["name"] not in NOT_A_STREET and not says_itself:
            yield _taken(draft, *match.span())
    for match in draft.find(_SHORT):
        if match["name"] in NOT_A_STREET or not _is_in_digits(draft, match.start("address")):
            continue
        end = match.end("name") if match["more"] in NOT_A_STREET else match.end("address")
        yield _taken(draft, match.start("address"), end)
    for match in draft.find(_LONG_NUMBER):
        if match["name"] not in NOT_A_STREET and _is_in_digits(draft, match.start("address")):
            yield _taken(draft, match.start("address"), _with_unit(draft, match.end("address")))


def _corners(draft: Draft) -> Iterator[Entity]:
    for match in draft.find(_CROSSING):
        names = [match[name] for name in "abcd" if match[name]]
        if not any(word in NOT_CORNERS or word in NOT_A_STREET for name in names for word in name.split()):
            yield _taken(draft, *match.span())
    for match in draft.find(_CORNER):
        streets = [name for name in ("a", "b") if match[name]]
        named = [name for name in streets if not match[name][0].isdigit()]
        if named and all(_is_capital(draft, match.start(name)) for name in named):
            yield _taken(draft, *match.span("corner"))


def _capitals(draft: Draft) -> Iterator[Entity]:
    """Streets known by their capital: "670 Glenwood", "en Mesones 41"."""
    if not any(char.islower() for char in draft.original):
        return
    for match in draft.find(_NAMED):
        if _is_street(draft, match, "name") and _is_in_digits(draft, match.start()):
            end = match.end("name")
            for part in ("more", "most"):
                if match.end(part) > 0 and match.start(part) <= end + 1 and _is_street(draft, match, part):
                    end = match.end(part)
            yield _taken(draft, match.start("address"), _with_unit(draft, end))
    if draft.language == "es":
        yield from _names_first(draft)


def _names_first(draft: Draft) -> Iterator[Entity]:
    for match in draft.find(_NAME_FIRST):
        begins = match.start("name")
        is_in_capitals = all(_is_capital(draft, match.start(part)) for part in ("name", "more") if match[part])
        if is_in_capitals and match["name"] not in NOT_CORNERS and draft.text[:begins].strip(" ¿¡"):
            yield _taken(draft, begins, _with_unit(draft, match.end()))


def _is_street(draft: Draft, match: re.Match[str], part: str) -> bool:
    written = match[part]
    return bool(written) and written not in NOT_A_STREET and _is_capital(draft, match.start(part))


def _with_unit(draft: Draft, end: int) -> int:
    unit = _UNIT_HERE.match(draft.text, end)
    return unit.end() if unit else end


def _is_in_digits(draft: Draft, place: int) -> bool:
    """Nobody writes the number of a house as a word, but many count in words."""
    return draft.as_written(place, place + 1)[:1].isdecimal()


def _are_names(words: str) -> bool:
    return not any(word in NOT_A_STREET for word in words.split())


def _is_capital(draft: Draft, place: int) -> bool:
    return draft.as_written(place, place + 1)[:1].isupper()


def _taken(draft: Draft, start: int, end: int) -> Entity:
    return draft.take("address", " ".join(draft.as_written(start, end).split()), start, end)
