"""Telephone numbers, the length of texts in segments, and the words that opt a number out and in."""

from __future__ import annotations

import math

import phonenumbers

STOP_WORDS = frozenset({"STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
HELP_WORDS = frozenset({"HELP", "INFO"})

GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENDED = frozenset("^{}\\[~]|€\f")  # each counts twice


def is_telephone_number(written: str) -> bool:
    """Whether this is a number that can exist, written as E.164: "+16025550101"."""
    if not (written.startswith("+") and written[1:].isascii() and written[1:].isdigit()):
        return False
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(written))
    except phonenumbers.NumberParseException:
        return False


def segments(body: str) -> int:
    """How many segments a text is sent in: 160 or 153 GSM characters each, or 70 or 67 UTF-16 units."""
    if GSM_BASIC.union(GSM_EXTENDED).issuperset(body):
        length = len(body) + sum(character in GSM_EXTENDED for character in body)
        alone, joined = 160, 153
    else:
        length = len(body.encode("utf-16-le", "surrogatepass")) // 2
        alone, joined = 70, 67
    return 1 if length <= alone else math.ceil(length / joined)
