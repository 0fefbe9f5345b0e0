"""Parcels by tracking number, order number or its last digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.reading import Audience, Entity

_SAID: Final = r"(?:(?:number|num|numero|no|code|id|de|del|is|es|el|la|the)\b\W*){0,3}"
_NAMED: Final = (
    re.compile(r"\b(?P<value>tba?\s?\d{3,15})\b"),
    re.compile(r"\b(?P<value>1z(?:[0-9a-z]{6,16}|(?:\s?\d{3,6}){2,5}))\b"),
    re.compile(
        rf"\b(?:tracking|rastreo|guia|seguimiento|envio|shipment|"
        rf"shpmt)\b\W*{_SAID}(?P<value>(?=[a-z]*\d)[a-z0-9-]{{4,24}})\b"
    ),
    re.compile(rf"\b(?:order|orden|pedido)\b\W*{_SAID}(?P<value>(?=[a-z-]*\d)[a-z0-9-]{{4,24}})\b"),
    re.compile(r"\b(?:order|orden|pedido|tracking)\s+(?:number\s+)?ends\s+(?:in\s+|with\s+)?(?P<value>\d{3,6})\b"),
    re.compile(
        r"\b(?:last|ultim[oa]s?)\s+(?:4|cuatro|digits|numeros|digitos)(?:\W+(?:digits|numeros|digitos|of|the|"
        r"de|la|el|"
        r"tracking|label|guia|is|are|son|es|it)){0,5}\W*(?P<value>[0-9a-z]?\d{3,5})\b"
    ),
    re.compile(
        r"\b(?:ending(?:\s+in|\s+with)?|ends\s+(?:in|with)|(?:que\s+)?terminad?[oa]?\s+(?:en|con)|"
        r"terminan?\s+(?:en|con)|"
        r"acaban?\s+en)\s+#?(?P<value>[0-9a-z]?\d{2,6})\b"
    ),
    re.compile(
        r"(?<!call )(?<!key )(?<!lock )(?<!code )(?<!entry )\b(?:package|pkg|pkge|parcel|box|paquete|caja|"
        r"bulto|label|tn|"
        r"pieza|sobre|envelope)\s*(?:number|num|no\.?|numero)?\s*#?\s*(?P<value>\d{4,22})\b(?!\s*(?:gate|code))"
    ),
    re.compile(r"(?<![\w#*+])(?P<value>\d{11,22})\b"),
)
_VALUE: Final = r"(?<![\w#*+$/:-])(?P<value>\d{4,12})(?![\w*#:/]|-\d|\.\d)"
_ASKED_FOR: Final = re.compile(
    r"\b(?:status\s+(?:on|of|for)|(?:pod|slip|confirmation|estimate|proof|copy|eta|evidencia\s+de\s+entrega|"
    r"delivery|entrega|"
    r"constancia|stato|estado)\s+(?:for|of|on|de|del|de\s+la)|look\s+up|track|where\s+is|wheres|find|"
    r"looking\s+for|scan|"
    r"scanned|escane\w*|whose\s+is|who\s+is|stop|cancel|return|pull|don'?t\s+deliver|refuse|rejects?|rechaza|"
    r"devuelv\w+|"
    r"busqu\w+|busco|localizo|encuentro|entregue|delivered|received|numero|have|does|put|"
    r"corner\s+\w+\s+in\s+on|"
    r"(?:the\s+)?(?:other|second|first)(?:\s+piece)?\s+(?:one\s+)?(?:of|is)?|el\s+otro|llevaron|robaron|"
    r"se\s+llevaron|"
    r"reporting\s+non-arrival\s+of|non-arrival\s+of|no|not\s+on\s+route\s+for|del?|one\.?|kind\.?|on|for)\s+"
    rf"(?:(?:the|el|la|number|numero|package|order)\s+)*{_VALUE}"
)
_WHAT_BECAME_OF_IT: Final = re.compile(
    rf"{_VALUE}\s+(?:one\s+)?(?:entregad[oa]|delivered|never|missing|arrived|came|comes|is\s+(?:in|not|"
    rf"crushed|damaged|missing|"
    r"short|wet|gone|ripped)|no\s+(?:aparece|esta|corresponde|viene|lleg\w+)|llego|trae|wont\s+scan|scans|"
    r"scan|doesn'?t\s+"
    r"(?:come|scan|match)|parece|among|didnt|was\s+(?:not|crushed|damaged)|devuelv\w+|ok\b)"
)
_OF_A_DRIVER: Final = re.compile(rf"(?:\b(?:el|la|the)\s+{_VALUE}|(?<=, ){_VALUE.replace('value', 'end')}\W*$)")
_NO_PARCEL: Final = re.compile(
    r"\b(?:code|codigo|clave|pin|gate|keypad|callbox|zip|postal|street|calle|address|direccion|label\s+says|"
    r"numbers?\s+(?:go|stop|"
    r"end|jump)\w*|house|casa\s+no|hay\s+\d|unit|apto?|suite|from|salta|brinca\w*|termina|llega|fare|dollars?|"
    r"dolares|keys?|"
    r"llaves?|stop\s+offer|police|report|verification|intercom|buzzer|teclado|porton|reja|portal)\b"
)


def parcels(draft: Draft) -> Iterator[Entity]:
    """The parcels that are named as such, in capitals and without spaces."""
    for pattern in _NAMED:
        for match in draft.find(pattern):
            yield _taken(draft, match)


def bare_parcels(draft: Draft, audience: Audience) -> Iterator[Entity]:
    """A longer number that was nothing else and that is looked for, scanned or delivered."""
    if _NO_PARCEL.search(draft.text):
        return
    for match in draft.find(_ASKED_FOR):
        yield _taken(draft, match)
    for match in draft.find(_WHAT_BECAME_OF_IT):
        yield _taken(draft, match)
    if audience == "driver":
        for match in draft.find(_OF_A_DRIVER):
            yield _taken(draft, match)


def _taken(draft: Draft, match: re.Match[str]) -> Entity:
    name = "value" if match["value"] else "end"
    return draft.take("parcel", match[name].replace(" ", "").upper(), *match.span(name))
