"""Telephone numbers, as E.164."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import phonenumbers

from intents.entities.draft import Draft
from intents.reading import Entity

_NUMBER: Final = re.compile(
    r"(?<![\w#*+])(?:\+\d[\d .()-]{7,17}\d|(?:1[ .-]?)?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]?\d{4})(?![\w#*])"
)
_NOT_A_PHONE: Final = re.compile(
    r"(?:order|orden|pedido|tracking|rastreo|guia|package|pkg|parcel|paquete|invoice|tba|number is ord)\s*"
    r"(?:number|num|numero|no|is|es|#|:|\.)*\s*$"
)


def phones(draft: Draft) -> Iterator[Entity]:
    """The telephone numbers of a text; an order number of ten digits is none."""
    for match in draft.find(_NUMBER):
        if _NOT_A_PHONE.search(draft.text[: match.start()]):
            continue
        number = _e164(match[0])
        if number:
            yield draft.take("phone", number, match.start(), match.end())


def _e164(written: str) -> str | None:
    try:
        number = phonenumbers.parse(written, "US")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
