"""Stops by where the writer stands in the route: "the next one", "la última", "this stop"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.reading import Entity

_STOP: Final = r"(?:stop|stp|one|1|delivery|drop|house|customer|address)"
_PARADA: Final = r"(?:parada|entrega|casa|stop|direccion|cliente)"
_ENDS: Final = r"\s*(?:[?.,!;]|$)"
_END: Final = rf"(?={_ENDS})"
_PREVIOUS: Final = re.compile(
    rf"\b(?:(?:previous|prev|prior)\s+{_STOP}|(?:the\s+)previous{_END}|last\s+(?:one|stop|delivery|house|"
    rf"drop)\s+i\s+\w+|"
    r"(?:stop|one)\s+before(?:\s+this)?|(?:parada|la|entrega)\s+anterior|la\s+(?:parada\s+)?pasada|"
    r"la\s+de\s+antes|"
    r"the\s+one\s+i\s+just\s+(?:did|left|finished)|(?:la\s+)?ultima\s+que\s+(?:hice|entregue|deje))\b|"
    r"^anterior\W*$"
)
_NEXT: Final = re.compile(
    rf"\b(?:the\s+)?(?:next|nxt|following|upcoming)\s+(?:{_STOP}|gate|building|apt)\b|"
    r"\b(?:stop|one)\s+after\s+this\b|"
    rf"\b(?:(?:la|el)\s+)?(?:(?:parada|entrega|casa)\s+)?(?:siguiente|proxim[ao])(?:\s+{_PARADA})?\b"
    r"(?!\s+(?:semana|mes|dia|vez|lunes|martes|miercoles|jueves|viernes|sabado|domingo|shift|week|turno|ruta|"
    r"quincena))|"
    rf"\bla\s+sig\b|\bsig(?:\s+parada|{_END})(?<!no sig)(?<!without sig)(?<!a sig)|\bparada\s+sig\b|"
    rf"\bla\s+que\s+viene{_END}|\b(?:la\s+que\s+sigue|que\s+sigue(?={_ENDS}|\s+(?:en|despues|after)\b))|"
    r"\b(?:whats|what's|what\s+is|whos|who's|who\s+is)\s+(?P<mark>next)\b|"
    r"\bfor\s+(?:my\s+)?next\b(?!\s+(?:week|month|day|shift|time|door|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|"
    r"sunday))|^\W*next\W*$|\bthe\s+next\b(?=\s+(?:is|has|does|have)\b)"
)
_LAST: Final = re.compile(
    rf"(?<!every )\b(?:the\s+|my\s+)?(?:last|final)\s+{_STOP}\b|"
    rf"\b(?:(?:la|mi)\s+ultima|ultima|ultim[oa]\s+{_PARADA})(?:\s+{_PARADA})?\b(?!\s+(?:vez|hora|semana|"
    rf"cuatro|4|digitos))"
)
_CURRENT: Final = re.compile(
    r"\b(?:this|current)\s+(?:stop|stp|delivery|drop|one|house|address)\b(?!\s+(?:time|week|number))|"
    r"\b(?:esta|la)\s+parada\s+(?:actual|ahora)\b|\besta\s+(?:parada|entrega|casa|direccion|stop)\b|"
    r"\bstop\s+i'?m\s+(?:at|on)\b|\bwhere\s+i'?m\s+at\b|\ben\s+la\s+que\s+estoy\b|\bla\s+actual\b|"
    r"\b(?:de|para|pa)\s+(?P<here>esta)(?=\s*(?:[?.,!]|$))"
)
_KINDS: Final = (("previous", _PREVIOUS), ("next", _NEXT), ("last", _LAST), ("current", _CURRENT))


def relative_stops(draft: Draft) -> Iterator[Entity]:
    """ "next", "last", "previous" or "current", in the words of both languages."""
    for value, pattern in _KINDS:
        for match in draft.find(pattern):
            start, end = match.span("here") if match.groupdict().get("here") else match.span()
            yield draft.take("stop", value, start, end)
