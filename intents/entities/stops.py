"""Stops of the writer's own route: by number, or by where the writer stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.reading import Entity

_NAMED: Final = re.compile(
    r"\b(?:stops?|stp|paradas?|prada|entregas?|drops?|delivery|deliveries)\s*(?:number|num|no\.?|numero|"
    r"nro|n|la|#|:)?\s*#?"
    r"(?P<numbers>\d{1,3}(?:(?:\s*(?:,|&|and|y|e|or|o|-|to|al?|through|thru|\+)\s*)+(?:stop\s|parada\s|#|"
    r"la\s)?\d{1,3})*)"
    r"(?!\d|\s*(?:min|mins|minutes|minutos|hours?|horas?|boxes|packages|pkgs?|paquetes|cajas|times|veces|"
    r"am|pm|left|more)\b|:\d|\.\d)"
)
_ORDINAL: Final = re.compile(r"\b(?P<numbers>\d{1,3})(?:st|nd|rd|th|a|ª|º)?\s+(?:stop|parada)\b(?!s)")
_HASH: Final = re.compile(r"(?<![\w#*])#\s?(?P<numbers>\d{1,3})(?![\d*#\w])")
_POINTED: Final = re.compile(
    r"\b(?:for|at|on|to|from|para|en|de|con|with|about|sobre|skip|salta|salto|next is|gate|code|codigo|"
    r"info|note|notes|"
    r"number|numero|done with|and|y)\s+(?:(?:the|la|el|las|number|numero|no|num|#)\s*)*"
    r"(?P<numbers>\d{1,3})\s*(?=[?!.,;]|$|(?:please|pls|plz|por favor|porfa|asap|thx|thanks|gracias|"
    r"again|bro|man|"
    r"gate|is|no|not|doesnt|wont|esta|es|que|dice|has|needs|says|and|y|the|they|customer|cliente|wants)\b)"
)
_LA: Final = re.compile(
    r"\b(?:la|el)\s+(?:numero\s+|#)?(?P<numbers>\d{1,3})(?!\d|\s*(?:de la|am|pm|:|horas|calle|y media|st|"
    r"ave|cajas|paquetes)\b|:\d)"
)
_BARE: Final = re.compile(r"^\W*(?P<numbers>\d{1,3})(?:\s*(?:y|and|&|,)\s*\d{1,3})*[\s?!.]*$")
_LEADING: Final = re.compile(
    r"^\W*(?P<numbers>\d{1,3})\s+(?:gate|code|codigo|callbox|door|done|delivered|listo|lista|"
    r"entregad[oa]|ready|clave)\b"
)
_RELATIVE: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("previous", re.compile(
        r"\b(?:(?:previous|prev|prior)(?:\s+(?:stop|one|delivery|drop|house|customer))?|last\s+(?:one|"
        r"stop|delivery|house|drop)\s+i\s+\w+|"
        r"(?:stop|one)\s+before(?:\s+this)?|(?:parada\s+|la\s+|entrega\s+)?anterior|"
        r"la\s+(?:parada\s+)?pasada|la\s+de\s+antes|"
        r"the\s+one\s+i\s+just\s+(?:did|left|finished)|(?:la\s+)?ultima\s+que\s+(?:hice|entregue|deje))\b")),
    ("next", re.compile(
        r"\b(?:the\s+)?(?:next|nxt|following|upcoming)\s+(?:stop|stp|one|1|delivery|drop|house|customer|"
        r"address|gate|door|building|apt|place)\b|"
        r"\b(?:stop|one)\s+after\s+this\b|\b(?:parada\s+|la\s+|el\s+|entrega\s+|casa\s+)?(?:siguiente|"
        r"sig|proxima|proximo)(?:\s+(?:parada|entrega|casa|stop|cliente|direccion))?\b(?!\s+semana|"
        r"\s+mes|\s+dia)|"
        r"\bla\s+que\s+(?:sigue|viene)\b|\b(?:whats|what's|what is|whos|who's)\s+(?P<mark>next)\b|"
        r"\bque\s+sigue\b|"
        r"\bfor\s+(?:my\s+)?next\b(?!\s+(?:week|month|day|shift|time|monday|tuesday|wednesday|thursday|"
        r"friday|saturday|sunday))|^\W*next\W*$")),
    ("last", re.compile(
        r"\b(?:the\s+|my\s+)?(?:last|final)\s+(?:stop|stp|one|1|delivery|drop|house|customer|address)\b|"
        r"\b(?:la\s+|mi\s+)?(?:ultima|ultimo)\s*(?:parada|entrega|casa|stop|direccion|"
        r"cliente)?\b(?!\s+(?:vez|hora|semana|cuatro|4|digitos))")),
    ("current", re.compile(
        r"\b(?:this|current)\s+(?:stop|stp|delivery|drop|one|house|address)\b|\b(?:esta|"
        r"la)\s+parada\s+(?:actual|ahora)\b|\besta\s+(?:parada|entrega|casa|direccion)\b|"
        r"\bstop\s+i'?m\s+(?:at|on)\b|\bwhere\s+i'?m\s+at\b|\b(?:donde|en la que)\s+estoy\b|"
        r"\bla\s+actual\b")),
)  # fmt: skip
_MOST: Final = 20


def stops(draft: Draft) -> Iterator[Entity]:
    """The stops of a driver's text: numbers without zeros in front, "next", "last", "previous" or "current"."""
    for pattern in (_NAMED, _ORDINAL, _HASH, _LEADING, _POINTED, _LA, _BARE):
        for match in draft.find(pattern):
            yield from _numbered(draft, match)
    for value, pattern in _RELATIVE:
        for match in draft.find(pattern):
            yield draft.take("stop", value, match.start(), match.end())


def _numbered(draft: Draft, match: re.Match[str]) -> Iterator[Entity]:
    written = match["numbers"]
    places = [(found[0], match.start("numbers") + found.start()) for found in re.finditer(r"\d{1,3}", written)]
    if match.re is _BARE:
        places = [(found[0], found.start()) for found in re.finditer(r"\d{1,3}", match[0])]
    numbers = [int(digits) for digits, _ in places]
    if len(numbers) == 2 and re.search(r"\d\s*(?:-|to|through|thru|al?)\s*#?\d", written):
        first, last = numbers
        if first < last <= first + _MOST:
            start, end = match.start("numbers"), match.end("numbers")
            between = [draft.mark("stop", str(number), start, end) for number in range(first, last)]
            yield from [*between, draft.take("stop", str(last), start, end)]
            return
    for digits, start in places:
        if int(digits):
            yield draft.take("stop", str(int(digits)), start, start + len(digits))
