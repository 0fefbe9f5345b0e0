"""How long something takes or how late somebody is, in minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.reading import Entity

_AGO: Final = r"(?!\s+(?:ago|later|after|de\s+la\s+(?:manana|tarde|noche)|o'?clock))"
_HOURS_AND_HALF: Final = re.compile(
    r"\b(?:(?P<count>\d{1,2})|an?|one|1|una?)?\s*(?:and\s+a\s+half\s+(?:hours?|hrs?)|(?:hours?|hrs?|"
    rf"horas?)\s+(?:and\s+a\s+half|y\s+media))\b{_AGO}"
)
_HALF_HOUR: Final = re.compile(
    rf"\b(?:half\s+(?:an?\s+)?(?:hour|hr)|media\s+hora|medio\s+hora|media\s+horita)\b{_AGO}"
)
_QUARTER: Final = re.compile(
    r"\b(?P<three>(?:three|3)\s+quarters\s+of\s+an\s+hour)\b|\b(?:a\s+)?quarter\s+(?:of\s+an\s+)?hour\b|"
    r"\b(?:un\s+)?cuarto\s+de\s+hora\b"
)
_HOURS: Final = re.compile(
    r"(?<![\w:.])(?:(?P<count>\d{1,2})(?P<part>\.5)?|\b(?P<one>an?|one|1|una)\s+(?:good\s+|full\s+)?|"
    r"\b(?P<two>a\s+couple\s+(?:of\s+)?|couple\s+(?:of\s+)?|un\s+par\s+de))\s*"
    r"(?:hours?|hrs?|hr|h|horas?|horitas?)\b(?:\s*(?:and|y|con)?\s*(?P<minutes>\d{1,2})\s*(?:m|min|mins|"
    rf"minutes|minutos)?\b)?{_AGO}"
)
_MINUTES: Final = re.compile(
    r"(?<![\w:.#])(?:\d{1,3}\s*(?:-|to|or|o|a)\s*)?(?P<count>\d{1,3})\s*\+?\s*(?:m|min|mins|minute|"
    rf"minutes|minutos?|minutitos|mnts?|mintues|minuts|minuto|minitos)\b{_AGO}"
)
_ABOUT: Final = (
    r"(?:(?:by|like|about|maybe|another|at\s+least|probably|easy|around|of|unos|como|casi|"
    r"mas\s+o\s+menos|otros|por\s+lo\s+menos)\W+)*"
)
_NO_STOP: Final = r"(?<!stop )(?<!stops )(?<!parada )(?<!number )(?<!unit )(?<!apt )(?<!#)"
_AFTER_LATE: Final = re.compile(
    r"\b(?:late|behind|back\s+by|over\s+by|off\s+by|add|adding|lost|lose|losing|retras\w+|tarde|atrasa\w+|atras|"
    r"perdi|dame|gimme|give\s+me|"
    r"eta|guess|there\s+in|waiting)\W{1,2}(?:\+\s*)?"
    rf"{_ABOUT}(?P<count>\d{{2,3}})(?![\w:.#/]|\s*(?:stops?|paradas?|boxes|packages|cajas|paquetes|[ap]\.?m|"
    rf"of|de\b))(?=\W*(?:$|[,.;!?])|\s+"
    r"(?:por|because|cuz|cause|but|pero|on|if|y|and|min|at|en|the|el|now|so)\b)"
)
_PLUS: Final = re.compile(r"(?<![\w+])\+\s?(?P<count>\d{2,3})\b(?!\s*\d)")
_BEFORE_LATE: Final = re.compile(
    r"\b(?:running|about|like|at\s+least|am|im|i'm|voy|ando|unos|como|casi|be|maybe|probably|guess)\s+"
    rf"(?:about\s+|like\s+|unos\s+|como\s+)?{_NO_STOP}(?P<count>\d{{1,3}})\s+(?:late|behind|tarde|atrasad[oa]|"
    rf"retrasad[oa]|over|back|"
    r"down|abajo|atras|tardio|in\s+the\s+hole|out)\b"
    rf"|(?<![\w#]){_NO_STOP}(?P<bare>\d{{2,3}})\s+(?:late|behind|tarde|atrasad[oa]|retrasad[oa]|down(?=\W*$)|"
    rf"in\s+the\s+hole)\b"
)
_A_NUMBER_AND: Final = re.compile(
    r"\b(?:como|like|about|unos)\s+(?P<count>\d{2,3})\s*(?=,|$|\s+por\b|\s+because\b|\s+cuz\b)"
)
_SPEAKS_OF_LATE: Final = re.compile(r"\b(?:late|tarde|atrasad\w|retras\w+|atraso|behind|running|demor\w+)\b")


def durations(draft: Draft) -> Iterator[Entity]:
    """How long something takes, in minutes; of "10-15 min" the longer."""
    for match in draft.find(_HOURS_AND_HALF):
        yield draft.take("minutes", str(int(match["count"] or 1) * 60 + 30), *match.span())
    for match in draft.find(_HALF_HOUR):
        yield draft.take("minutes", "30", *match.span())
    for match in draft.find(_QUARTER):
        yield draft.take("minutes", "45" if match["three"] else "15", *match.span())
    for match in draft.find(_HOURS):
        hours = int(match["count"] or (2 if match["two"] else 1))
        minutes = hours * 60 + (30 if match["part"] else 0) + int(match["minutes"] or 0)
        yield draft.take("minutes", str(minutes), *match.span())
    for match in draft.find(_MINUTES):
        yield draft.take("minutes", str(int(match["count"])), *match.span())


def delays(draft: Draft) -> Iterator[Entity]:
    """The bare number that says how late a driver is: "running 40 late", "add 20", "eta +15"."""
    for pattern in (_BEFORE_LATE, _AFTER_LATE, _PLUS):
        for match in draft.find(pattern):
            name = "bare" if match.groupdict().get("bare") else "count"
            yield draft.take("minutes", str(int(match[name])), *match.span(name))
    if _SPEAKS_OF_LATE.search(draft.text):
        for match in draft.find(_A_NUMBER_AND):
            yield draft.take("minutes", str(int(match["count"])), *match.span("count"))
