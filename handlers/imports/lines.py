"""What a route file turns into: its good lines, the refused ones with reasons, and its columns."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from doorstep_errors import DoorstepError

Progress = Callable[[float, str], None]
"""Told how much is done, from 0 to 1, and what comes next."""


class RouteFileError(DoorstepError):
    """A route file that cannot be read at all."""


class ValueRefused(ValueError):  # noqa: N818 - it says what happened
    """A value that cannot be taken exactly; the message says why and never repeats it."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a line was refused: its number in the file, the column, and the reason, never the value."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: {self.reason}"


@dataclass(frozen=True, slots=True)
class RouteLine:
    """One good line: one parcel of one stop."""

    number: int
    depot: str
    date: datetime.date
    route: str
    stop: int
    address: str
    driver: str = ""
    order_id: str = ""
    parcel: str = ""
    recipient: str = ""
    phone: str | None = field(default=None, repr=False)
    unit: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    lat: float | None = None
    lng: float | None = None
    window_start: datetime.datetime | None = None
    window_end: datetime.datetime | None = None
    pickup_start: datetime.datetime | None = None
    pickup_end: datetime.datetime | None = None
    dock: str = ""
    notes: str = ""
    access_code: str = field(default="", repr=False)
    needs: str = ""
    value: Decimal | None = None
    parcels: int = 1
    lang: str | None = None

    @property
    def route_key(self) -> tuple[str, datetime.date, str]:
        """What names the route."""
        return self.depot, self.date, self.route

    @property
    def stop_key(self) -> tuple[str, datetime.date, str, int]:
        """What names the stop."""
        return self.depot, self.date, self.route, self.stop


@dataclass(frozen=True)
class ParsedFile:
    """A route file, read."""

    lines: list[RouteLine]
    rejected: list[Rejection]
    unknown_columns: list[str]
    columns: frozenset[str]
    """The known columns it has: what it has no column for, an import leaves alone."""
