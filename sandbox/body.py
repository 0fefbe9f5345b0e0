"""Reads the JSON body of a control verb, and refuses what the verb cannot use."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from sandbox.service import Refused

LARGEST = 1e15
"""Numbers beyond it, and NaN, are slips."""


def only(body: Mapping[str, Any], *known: str) -> None:
    """Refuse fields that the verb does not know, so that a slip of the pen is noticed."""
    strangers = sorted(set(body) - set(known))
    if strangers:
        raise Refused(f"Unknown field {strangers[0]!r}: this verb takes {', '.join(known) or 'nothing'}.")


def text(body: Mapping[str, Any], name: str) -> str:
    """A text that must be given and not be empty."""
    value = optional_text(body, name)
    if not value:
        raise Refused(f"Give {name!r}, a text that is not empty.")
    return value


def optional_text(body: Mapping[str, Any], name: str) -> str | None:
    """A text, or None where it is not given."""
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise Refused(f"{name!r} must be a text.")
    return value


def integer(body: Mapping[str, Any], name: str) -> int:
    """A whole number that must be given."""
    value = optional_integer(body, name)
    if value is None:
        raise Refused(f"Give {name!r}, a whole number.")
    return value


def optional_integer(body: Mapping[str, Any], name: str) -> int | None:
    """A whole number, or None where it is not given."""
    value = body.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise Refused(f"{name!r} must be a whole number.")
    return value


def number(body: Mapping[str, Any], name: str) -> float:
    """A number that must be given."""
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
        raise Refused(f"Give {name!r}, a number.")
    return float(value)


def optional_data(body: Mapping[str, Any], name: str = "data") -> bytes | None:
    """A file's bytes, sent as base64, or None where they are not given."""
    value = optional_text(body, name)
    if value is None:
        return None
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        raise Refused(f"{name!r} must be base64.") from None
