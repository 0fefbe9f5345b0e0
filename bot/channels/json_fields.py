"""Reads fields out of JSON that somebody else wrote; where one is wrong, a TranslationError names it."""

from __future__ import annotations

import math
from typing import Any

from bot.channels.errors import TranslationError
from bot.channels.plain_text import storable

Json = dict[str, Any]

LARGEST_ID = 2**63 - 1


def mapping(data: Json, name: str) -> Json:
    """An object that must be there."""
    value = optional_mapping(data, name)
    if value is None:
        raise TranslationError(f"{name} is missing.")
    return value


def optional_mapping(data: Json, name: str) -> Json | None:
    """An object, or None where there is none."""
    value = data.get(name)
    if value is not None and not isinstance(value, dict):
        raise TranslationError(f"{name} is not an object.")
    return value


def mappings(data: Json, name: str) -> list[Json]:
    """A list of objects, empty where there is none."""
    value = data.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise TranslationError(f"{name} is not a list of objects.")
    return value


def text(data: Json, name: str) -> str:
    """A text that a database can keep; empty where there is none."""
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TranslationError(f"{name} is not a text.")
    return storable(value)


def needed_text(data: Json, name: str) -> str:
    """A text that must be there and not be empty."""
    value = text(data, name)
    if not value:
        raise TranslationError(f"{name} is missing.")
    return value


def identifier(data: Json, name: str) -> int:
    """A whole number that must be there and fit into 64 bits."""
    value = data.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST_ID:
        raise TranslationError(f"{name} is not an id.")
    return value


def degrees(data: Json, name: str, most: float) -> float:
    """A number of degrees between -most and most."""
    value = data.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TranslationError(f"{name} is not a number.")
    if not math.isfinite(value) or abs(value) > most:
        raise TranslationError(f"{name} lies outside the earth.")
    return float(value)
