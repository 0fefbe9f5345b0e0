"""Lines of one file must not contradict each other about the same route, stop, parcel or door."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from handlers.imports.address_key import address_key
from handlers.imports.lines import RouteLine

OF_ROUTE = ("driver", "pickup_start", "pickup_end", "dock")
OF_STOP = ("recipient", "phone", "window_start", "window_end")
"""Notes and needs are not among them: those of several parcels add up."""


@dataclass
class Agreement:
    """What the lines so far have said; an empty cell agrees with everything."""

    _routes: dict[Any, dict[str, tuple[Any, int]]] = field(default_factory=dict)
    _stops: dict[Any, dict[str, tuple[Any, int]]] = field(default_factory=dict)
    _codes: dict[Any, dict[str, tuple[Any, int]]] = field(default_factory=dict)
    _parcels: dict[Any, int] = field(default_factory=dict)
    _unnamed: dict[Any, int] = field(default_factory=dict)

    def joined(self, line: RouteLine) -> tuple[RouteLine, dict[str, str]]:
        """The line with its parcel named, or why it contradicts an earlier one: reasons by column."""
        place = address_key(line.address, line.unit, line.zip, line.city)
        of_route = {name: getattr(line, name) for name in OF_ROUTE}
        of_stop = {name: getattr(line, name) for name in OF_STOP} | {"address": place}
        of_door = {"access_code": line.access_code}
        subjects = (
            (self._routes.setdefault(line.route_key, {}), of_route, "this route"),
            (self._stops.setdefault(line.stop_key, {}), of_stop, "this stop"),
            (self._codes.setdefault((line.depot, place), {}), of_door, "this address"),
        )
        faults: dict[str, str] = {}
        for known, said, subject in subjects:
            for name, value in said.items():
                earlier = known.get(name)
                if value and earlier and not _same(name, earlier[0], value):
                    faults[name] = f"differs from line {earlier[1]} for {subject}"
        named = self._named(line)
        earlier_line = self._parcels.get((line.stop_key, named.parcel))
        if earlier_line is not None:
            faults["parcel"] = f"is already on line {earlier_line} for this stop"
        if not faults:
            self._remember(named, subjects)
        return named, faults

    def _remember(self, line: RouteLine, subjects: Any) -> None:
        self._parcels[line.stop_key, line.parcel] = line.number
        for known, said, _ in subjects:
            for name, value in said.items():
                if value:
                    known.setdefault(name, (value, line.number))

    def _named(self, line: RouteLine) -> RouteLine:
        """Without a number of its own a parcel is its order's, or its stop's, first, second, third."""
        if line.parcel:
            return line
        base = line.order_id or f"{line.route}/{line.stop}"
        count = self._unnamed.get((line.stop_key, base), 0) + 1
        self._unnamed[line.stop_key, base] = count
        return replace(line, parcel=base if count == 1 else f"{base[:58]}/{count}")


def _same(name: str, one: Any, other: Any) -> bool:
    if name == "driver":
        return bool(one.casefold() == other.casefold())
    return bool(one == other)
