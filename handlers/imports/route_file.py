"""Reading a route file: every line is taken exactly as it stands, or refused with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from handlers.imports import times, values
from handlers.imports.agreement import Agreement
from handlers.imports.columns import REQUIRED, recognised
from handlers.imports.lines import ParsedFile, Progress, Rejection, RouteFileError, RouteLine, ValueRefused
from handlers.imports.table import Row, read_table

__all__ = ["ParsedFile", "Rejection", "RouteFileError", "RouteLine", "read_route_file"]

WHOLE_LINE = "line"
TELL_EVERY = 500
PLAIN: dict[str, Callable[[str], Any]] = {
    "route": values.text(40),
    "driver": values.text(120),
    "stop": values.whole_number(values.LARGEST_STOP),
    "order_id": values.identifier(64),
    "parcel": values.identifier(64),
    "recipient": values.text(120),
    "phone": values.phone,
    "address": values.text(200),
    "unit": values.text(40),
    "city": values.text(80),
    "state": values.text(40),
    "zip": values.zip_code,
    "lat": values.degrees(90),
    "lng": values.degrees(180),
    "dock": values.text(40),
    "notes": values.paragraph(2000),
    "access_code": values.identifier(64),
    "needs": values.needs,
    "value": values.money,
    "parcels": values.whole_number(values.LARGEST_COUNT),
    "lang": values.language,
}
"""How each column is read whose value means the same on every line."""
TIMES = ("window_start", "window_end", "pickup_start", "pickup_end")


def read_route_file(
    path: Path, depots: Mapping[str, ZoneInfo], progress: Progress = lambda _share, _what: None
) -> ParsedFile:
    """The lines of a CSV or XLSX file for these depots; RouteFileError when it cannot be read at all."""
    titles, *rows = read_table(path)
    positions, unknown = recognised(titles.values)
    reader = _LineReader(positions, depots, rows, len(titles.values))
    for number, row in enumerate(rows):
        if number % TELL_EVERY == 0:
            progress(number / len(rows), f"reading line {row.line}")
        reader.read(row)
    progress(1.0, f"{len(rows)} lines read")
    return ParsedFile(reader.lines, reader.rejected, unknown, frozenset(positions))


class _LineReader:
    """Reads the lines of one file, one after the other."""

    def __init__(
        self, positions: dict[str, int], depots: Mapping[str, ZoneInfo], rows: list[Row], width: int
    ) -> None:
        self.lines: list[RouteLine] = []
        self.rejected: list[Rejection] = []
        self._positions = positions
        self._depots = depots
        self._width = width
        date_at = positions["date"]
        self._dates = times.DateReader(row.values[date_at] for row in rows if len(row.values) > date_at)
        self._agreement = Agreement()

    def read(self, row: Row) -> None:
        """Takes a row among the lines, or refuses it for every reason there is."""
        fault = row.fault or self._misshapen(row)
        if fault:
            self.rejected.append(Rejection(row.line, WHOLE_LINE, fault))
            return
        taken, faults = self._values(row)
        if not faults:
            line = RouteLine(number=row.line, **taken)
            line, faults = self._agreement.joined(line)
            if not faults:
                self.lines.append(line)
        self.rejected += [Rejection(row.line, column, reason) for column, reason in faults.items()]

    def _misshapen(self, row: Row) -> str:
        if len(row.values) < self._width:
            return f"has {len(row.values)} values where the first line names {self._width} columns"
        if any(row.values[self._width :]):
            return f"has {len(row.values)} values where the first line names only {self._width} columns"
        return ""

    def _values(self, row: Row) -> tuple[dict[str, Any], dict[str, str]]:
        written = {name: row.values[position] for name, position in self._positions.items()}
        taken: dict[str, Any] = {}
        faults: dict[str, str] = {}

        def take(column: str, read: Callable[[str], Any]) -> None:
            try:
                if written.get(column):
                    taken[column] = read(values.checked(written[column]))
                elif column in REQUIRED:
                    raise ValueRefused("is empty")
            except ValueRefused as refused:
                faults[column] = str(refused)

        take("depot", self._depot)
        take("date", self._dates.read)
        for column, read in PLAIN.items():
            take(column, read)
        if "depot" in taken and "date" in taken:
            zone = self._depots[taken["depot"]]
            for column in TIMES:
                take(column, lambda text: times.moment(taken["date"], times.time_of_day(text), zone))
        return taken, faults | _disagreements(taken, faults)

    def _depot(self, written: str) -> str:
        code = written.casefold()
        if code not in self._depots:
            raise ValueRefused(f"is not a depot of config.yml; there are {', '.join(sorted(self._depots))}")
        return code


def _disagreements(taken: dict[str, Any], faults: dict[str, str]) -> dict[str, str]:
    """Values that are right by themselves and wrong together."""
    found: dict[str, str] = {}
    for start, end in (("window_start", "window_end"), ("pickup_start", "pickup_end")):
        if start in taken and end in taken and taken[end] < taken[start]:
            found[end] = f"is before {start}"
    if ("lat" in taken) != ("lng" in taken) and not {"lat", "lng"} & faults.keys():
        found["lat"] = "must stand with lng, or neither"
    if taken.get("lat") == 0 and taken.get("lng") == 0:
        found["lat"] = "and lng are both 0, a place in the sea"
    return found
