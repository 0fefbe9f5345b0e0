"""Bringing a parsed route file into the database.

The whole file is one transaction, the caller's: after a crash there is all of it or nothing of it. Reading
and checking, which take the time, are done before; what is left is a few bulk statements.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.imports import codes, parcels, wanted
from handlers.imports.lines import ParsedFile, Progress, Rejection, RouteLine
from handlers.imports.merging import differences, merge
from handlers.imports.people import customer_ids, driver_ids
from handlers.imports.wanted import Place, RouteKey, StopKey
from storage import route_import
from storage.models import Address, Route, Stop, StopState
from storage.route_import import Known

COMPLETED = {StopState.DELIVERED, StopState.FAILED, StopState.SKIPPED}
Numbered = tuple[int, int]
"""A stop by its route's id and its own number."""
LEFT_AS_IT_IS = "is of a stop that is completed already; what differs was left as it is"


@dataclass(frozen=True)
class Summary:
    """What an import did. Lines are counted: each is one parcel."""

    added: int
    changed: int
    unchanged: int
    rejected: list[Rejection]
    routes: int
    stops: int
    new_drivers: list[str] = field(default_factory=list)
    """Drivers that were not known; they are not invited yet."""
    left_over: list[str] = field(default_factory=list)
    """Open stops of imported routes that no good line names; nothing is ever removed."""

    @property
    def rejected_lines(self) -> int:
        """How many lines were refused, each for one reason or more."""
        return len({rejection.line for rejection in self.rejected})


def import_routes(
    session: Session, parsed: ParsedFile, now: datetime, progress: Progress = lambda _share, _what: None
) -> Summary:
    """Adds what is new and changes what differs; completed stops stay as they are."""
    return _Import(session, parsed, now, progress).run()


class _Import:
    """One import under way."""

    def __init__(self, session: Session, parsed: ParsedFile, now: datetime, progress: Progress) -> None:
        self._session = session
        self._now = now
        self._progress = progress
        self._columns = parsed.columns
        self._lines = list(parsed.lines)
        self._rejected = list(parsed.rejected)
        self._touched: set[int] = set()
        """Numbers of the lines that changed something."""

    def run(self) -> Summary:
        """Every table in the order in which they refer to each other."""
        route_import.begin(self._session)
        self._progress(0.0, "looking at what is known")
        new_drivers = self._routes()
        self._progress(0.2, "addresses and customers")
        customers, changed_customers = customer_ids(self._session, self._lines)
        self._touch(line for line in self._lines if line.phone in changed_customers)
        places = self._addresses()
        self._progress(0.4, "stops")
        known_stops = route_import.stops(self._session, self._known_route_ids)
        stop_ids = self._stops(known_stops, places, customers)
        self._progress(0.6, "parcels")
        added = self._parcels(known_stops, stop_ids)
        self._progress(0.8, "codes")
        renewed = codes.bring_in(self._session, self._lines, places, self._now)
        self._touch(line for line in self._lines if wanted.place_of(line) in renewed)
        self._progress(1.0, "done")
        numbers = {line.number for line in self._lines}
        changed = (self._touched & numbers) - added
        return Summary(
            added=len(added),
            changed=len(changed),
            unchanged=len(numbers - added - changed),
            rejected=sorted(self._rejected, key=lambda rejection: rejection.line),
            routes=len({line.route_key for line in self._lines}),
            stops=len({line.stop_key for line in self._lines}),
            new_drivers=new_drivers,
            left_over=self._left_over(known_stops),
        )

    def _routes(self) -> list[str]:
        """Drivers and routes; gives the names of drivers that were not known."""
        drivers, ambiguous, new_names = driver_ids(self._session, self._lines)
        self._reject(
            [line for line in self._lines if line.route_key in ambiguous], "driver", "names several drivers"
        )
        rows = wanted.routes(self._lines, self._columns)
        for key, driver in drivers.items():
            rows[key]["driver_id"] = driver
        depots, days = {key[0] for key in rows}, {key[1] for key in rows}
        known = route_import.routes(self._session, depots, days)
        merged = merge(
            self._session, Route, rows, known, ("depot_code", "date", "name"), blank={"driver_id": None}
        )
        self._route_ids: dict[RouteKey, int] = merged.ids
        self._known_route_ids = [row.id for row in known.values()]
        self._touch(line for line in self._lines if line.route_key in merged.changed)
        return new_names

    def _addresses(self) -> dict[Place, int]:
        rows = wanted.addresses(self._lines)
        known = route_import.addresses(self._session, rows.keys())
        merged = merge(self._session, Address, rows, known, ("depot_code", "key"), blank=wanted.BLANK_ADDRESS)
        self._touch(line for line in self._lines if wanted.place_of(line) in merged.changed)
        return merged.ids

    def _stops(
        self, known: dict[Numbered, Known], places: dict[Place, int], customers: dict[str, int]
    ) -> dict[StopKey, int]:
        rows: dict[Numbered, dict[str, Any]] = {}
        for key, stop in wanted.stops(self._lines, self._columns).items():
            values = stop.values | {"address_id": places[stop.place]}
            if "phone" in self._columns:
                values["customer_id"] = customers.get(stop.phone or "")
            rows[self._route_ids[key[:3]], key[3]] = values
        refused = _would_change_completed(rows, known)
        self._reject([line for line in self._lines if self._numbered(line) in refused], "stop", LEFT_AS_IT_IS)
        rows = {
            numbered: _standing(values, known.get(numbered))
            for numbered, values in rows.items()
            if numbered not in refused
        }
        merged = merge(self._session, Stop, rows, known, ("route_id", "number"))
        self._touch(line for line in self._lines if self._numbered(line) in merged.changed)
        return {line.stop_key: merged.ids[self._numbered(line)] for line in self._lines}

    def _numbered(self, line: RouteLine) -> Numbered:
        return self._route_ids[line.route_key], line.stop

    def _parcels(self, known_stops: dict[Numbered, Known], stop_ids: dict[StopKey, int]) -> set[int]:
        """Gives the numbers of the lines whose parcel is new."""
        completed = {row.id for row in known_stops.values() if row.values["state"] in COMPLETED}
        known = route_import.parcels(self._session, [row.id for row in known_stops.values()])
        outcome = parcels.bring_in(self._session, self._lines, self._columns, stop_ids, known, completed)
        self._reject(outcome.refused, "parcel", LEFT_AS_IT_IS)
        self._touch(outcome.changed)
        return {line.number for line in outcome.added}

    def _left_over(self, known: dict[Numbered, Known]) -> list[str]:
        names = {number: key for key, number in self._route_ids.items()}
        named = {self._numbered(line) for line in self._lines}
        return [
            f"{names[route][2]} stop {number}"
            for (route, number), row in sorted(known.items())
            if route in names and (route, number) not in named and row.values["state"] not in COMPLETED
        ]

    def _touch(self, lines: Iterable[RouteLine]) -> None:
        self._touched.update(line.number for line in lines)

    def _reject(self, lines: list[RouteLine], column: str, reason: str) -> None:
        refused = {line.number for line in lines}
        if refused:
            self._rejected += [Rejection(number, column, reason) for number in refused]
            self._lines = [line for line in self._lines if line.number not in refused]


def _would_change_completed(rows: dict[Numbered, dict[str, Any]], known: dict[Numbered, Known]) -> set[Numbered]:
    return {
        numbered
        for numbered, row in known.items()
        if row.values["state"] in COMPLETED and numbered in rows and differences(rows[numbered], row)
    }


def _standing(values: dict[str, Any], row: Known | None) -> dict[str, Any]:
    """Who arrived, arrived at an address: a stop that gets another one lies ahead again."""
    if row is None or row.values["state"] is not StopState.ARRIVED:
        return values
    return values if row.values["address_id"] == values["address_id"] else values | {"state": StopState.OPEN}
