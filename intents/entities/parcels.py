"""Parcels by tracking number, order number or its last digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.reading import Entity

_PATTERNS: Final = (
    re.compile(r"\b(?P<value>tba\s?\d{4,15})\b"),
    re.compile(r"\b(?P<value>1z[0-9a-z]{8,16})\b"),
    re.compile(
        r"\b(?:tracking|rastreo|guia|seguimiento)\b\W*(?:(?:number|num|numero|no|code|id|de|is|es)\b\W*){0,3}"
        r"(?P<value>(?=[a-z]*\d)[a-z0-9-]{5,24})\b"
    ),
    re.compile(
        r"\b(?:order|orden|pedido)\b\W*(?:(?:number|num|numero|no|id|is|es)\b\W*){0,3}"
        r"(?P<value>(?=[a-z-]*\d)[a-z0-9-]{4,24})\b"
    ),
    re.compile(
        r"\b(?:last|ultim[oa]s?)\s+(?:4|cuatro|digits|numeros|digitos)(?:\W+(?:digits|numeros|digitos|of|"
        r"the|de|la|"
        r"el|tracking|label|guia|is|are|son|es|it)){0,5}\W*(?P<value>[0-9a-z]?\d{3,5})\b"
    ),
    re.compile(
        r"\b(?:ending(?: in| with)?|ends (?:in|with)|terminad[oa] en|termina en|acaba "
        r"en)\s+#?(?P<value>[0-9a-z]?\d{2,6})\b"),
    re.compile(
        r"\b(?:package|pkg|pkge|parcel|box|paquete|caja|bulto|label|tn)\s*(?:number|num|no\.?|"
        r"numero)?\s*#?\s*"
        r"(?P<value>\d{4,22})\b(?!\s*(?:gate|code))"
    ),
    re.compile(r"(?<![\w#*+])(?P<value>\d{11,22})\b"),
)  # fmt: skip


def parcels(draft: Draft) -> Iterator[Entity]:
    """The parcels named in a text, in capitals and without spaces."""
    for pattern in _PATTERNS:
        for match in draft.find(pattern):
            value = match["value"].replace(" ", "").upper()
            yield draft.take("parcel", value, match.start("value"), match.end("value"))
