"""What the lines of a file want of each table: the rows they describe, column by column.

A column that the file lacks is left out, so that an import leaves it alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from handlers.imports.address_key import address_key
from handlers.imports.lines import RouteLine
from handlers.imports.values import NEEDS

RouteKey = tuple[str, datetime.date, str]
StopKey = tuple[str, datetime.date, str, int]
Place = tuple[str, str]
BLANK_ADDRESS = {"unit": "", "city": "", "state": "", "zip": "", "latitude": None, "longitude": None}
OF_ROUTE = ("pickup_start", "pickup_end", "dock")
OF_STOP = ("recipient", "phone", "window_start", "window_end")


@dataclass
class WantedStop:
    """A stop as its lines describe it."""

    place: Place
    phone: str | None
    values: dict[str, Any]


def place_of(line: RouteLine) -> Place:
    """The address of a line: its depot and the key by which it is found again."""
    return line.depot, address_key(line.address, line.unit, line.zip, line.city)


def routes(lines: Iterable[RouteLine], columns: frozenset[str]) -> dict[RouteKey, dict[str, Any]]:
    """Pick-up and dock of each route."""
    wanted: dict[RouteKey, dict[str, Any]] = {}
    for line in lines:
        _fill(wanted.setdefault(line.route_key, {}), line, [name for name in OF_ROUTE if name in columns])
    return wanted


def addresses(lines: Iterable[RouteLine]) -> dict[Place, dict[str, Any]]:
    """Each address as the first of its lines writes it, completed by the others; an empty cell wipes nothing."""
    wanted: dict[Place, dict[str, Any]] = {}
    for line in lines:
        said = {
            "line": line.address,
            "unit": line.unit,
            "city": line.city,
            "state": line.state,
            "zip": line.zip,
            "latitude": line.lat,
            "longitude": line.lng,
        }
        values = wanted.setdefault(place_of(line), {})
        for name, value in said.items():
            if value not in ("", None):
                values.setdefault(name, value)
    return wanted


def stops(lines: Iterable[RouteLine], columns: frozenset[str]) -> dict[StopKey, WantedStop]:
    """Each stop: one value from whichever line gives it; notes and needs of all lines together."""
    wanted: dict[StopKey, WantedStop] = {}
    for line in lines:
        stop = wanted.setdefault(line.stop_key, WantedStop(place_of(line), None, {}))
        _fill(stop.values, line, [name for name in OF_STOP if name in columns])
        stop.phone = stop.phone or line.phone
        if "notes" in columns:
            stop.values["notes"] = _together(stop.values.get("notes", ""), line.notes, "\n")
        if "needs" in columns:
            stop.values["needs"] = _in_order(_together(stop.values.get("needs", ""), line.needs, "|"))
    return wanted


def customers(lines: Iterable[RouteLine]) -> dict[str, dict[str, Any]]:
    """Name and language of each customer, by number, as the first line gives them that does."""
    wanted: dict[str, dict[str, Any]] = {}
    for line in lines:
        if line.phone:
            values = wanted.setdefault(line.phone, {})
            if line.recipient:
                values.setdefault("name", line.recipient)
            if line.lang:
                values.setdefault("language", line.lang)
    return wanted


def parcel(line: RouteLine, columns: frozenset[str]) -> dict[str, Any]:
    """The parcel of a line."""
    values = {"order_id": line.order_id, "value": line.value, "count": line.parcels}
    given = {"order_id": "order_id", "value": "value", "count": "parcels"}
    return {name: value for name, value in values.items() if given[name] in columns}


def _fill(values: dict[str, Any], line: RouteLine, names: Iterable[str]) -> None:
    for name in names:
        values[name] = values.get(name) or getattr(line, name)


def _together(earlier: str, more: str, separator: str) -> str:
    parts = [part for part in earlier.split(separator) if part]
    parts += [part for part in more.split(separator) if part and part not in parts]
    return separator.join(parts)


def _in_order(needs: str) -> str:
    return "|".join(need for need in NEEDS if need in needs.split("|"))
