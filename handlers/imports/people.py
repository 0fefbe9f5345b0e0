"""Drivers and customers of a route file: found, or added."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.imports import wanted
from handlers.imports.lines import RouteLine
from handlers.imports.merging import merge
from handlers.imports.wanted import RouteKey
from storage import route_import
from storage.models import Customer, Driver


def driver_ids(
    session: Session, lines: Sequence[RouteLine]
) -> tuple[dict[RouteKey, int], set[RouteKey], list[str]]:
    """The driver of each route that names one, the routes whose driver may be several, and the names added."""
    names = {line.route_key: line.driver for line in reversed(lines) if line.driver}
    known: dict[tuple[str, str], list[int]] = {}
    for number, depot, name in route_import.drivers(session, {key[0] for key in names}):
        known.setdefault((depot, _plain(name)), []).append(number)
    ambiguous = {key for key, name in names.items() if len(known.get((key[0], _plain(name)), ())) > 1}
    new = {(key[0], _plain(name)): name for key, name in names.items() if (key[0], _plain(name)) not in known}
    rows = [{"depot_code": depot, "name": name} for (depot, _), name in new.items()]
    for person, number in zip(new, route_import.add(session, Driver, rows), strict=True):
        known[person] = [number]
    found = {key: known[key[0], _plain(name)][0] for key, name in names.items() if key not in ambiguous}
    return found, ambiguous, sorted(new.values())


def customer_ids(session: Session, lines: Sequence[RouteLine]) -> tuple[dict[str, int], set[str]]:
    """The customer of each number, and the numbers whose customer changed.

    The name of a known customer stays: it may be a person's correction. The language follows the file.
    """
    rows = {(phone,): values for phone, values in wanted.customers(lines).items()}
    known = route_import.customers(session, [phone for (phone,) in rows])
    for key, row in known.items():
        if row.values["name"]:
            rows[key].pop("name", None)
    merged = merge(session, Customer, rows, known, ("phone",), blank={"name": "", "language": "en"})
    return {phone: number for (phone,), number in merged.ids.items()}, {phone for (phone,) in merged.changed}


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
