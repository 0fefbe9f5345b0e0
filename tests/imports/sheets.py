"""Small route files for tests."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from zoneinfo import ZoneInfo

from handlers.imports import ParsedFile, RouteLine, read_route_file

ZONES = {"phx": ZoneInfo("America/Phoenix"), "mia": ZoneInfo("America/New_York")}
LINE = {
    "depot": "phx",
    "date": "2026-11-24",
    "route": "RT-01",
    "driver": "Ana Ruiz",
    "stop": "14",
    "order_id": "A100",
    "parcel": "P100",
    "recipient": "Grace Holloway",
    "phone": "+16025550101",
    "address": "302 W Camelback Rd",
    "unit": "Apt 12",
    "city": "Phoenix",
    "state": "AZ",
    "zip": "85013",
    "lat": "33.5094",
    "lng": "-112.074",
    "window_start": "09:00",
    "window_end": "11:00",
    "pickup_start": "06:30",
    "pickup_end": "07:00",
    "dock": "D1",
    "notes": "Leave with the desk",
    "access_code": "#4471",
    "needs": "signature|photo",
    "value": "19.99",
    "parcels": "1",
    "lang": "en",
}


def line(**changes: str) -> dict[str, str]:
    """A good line, with some values changed."""
    return LINE | changes


def sheet(*lines: dict[str, str], delimiter: str = ",") -> str:
    """A CSV file of these lines."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(lines[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue()


def parse(folder: Path, content: str | bytes, name: str = "routes.csv") -> ParsedFile:
    """Reads a file of this content."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_route_file(file, ZONES)


def parse_one(folder: Path, **changes: str) -> RouteLine:
    """The one line of a file, which must be good."""
    parsed = parse(folder, sheet(line(**changes)))
    assert not parsed.rejected, parsed.rejected
    return parsed.lines[0]


def refusal(folder: Path, **changes: str) -> tuple[str, str]:
    """Column and reason for which the one line of a file is refused."""
    parsed = parse(folder, sheet(line(**changes)))
    assert not parsed.lines
    return parsed.rejected[0].column, parsed.rejected[0].reason
