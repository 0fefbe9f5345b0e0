"""What an import of routes asks and writes, in bulk: a few statements whatever the number of lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Select, insert, select, text, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage.models import AccessNote, Address, Base, Customer, Driver, NoteKind, Parcel, Route, Stop

AT_ONCE = 500
"""How many values one statement asks for: databases bound the length of a statement."""
LOCK = 7_310_001
"""PostgreSQL's number for "an import is running"."""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Known:
    """A row that is there already."""

    id: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KnownCode:
    """A code that an address has or had."""

    id: int
    text: str
    source: str
    failed: bool
    in_use: bool


def begin(session: Session) -> None:
    """Lets imports into one database happen one after the other; SQLite has but one writer anyhow."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})


def drivers(session: Session, depots: Collection[str]) -> list[tuple[int, str, str]]:
    """Id, depot and name of every active driver of these depots."""
    query = select(Driver.id, Driver.depot_code, Driver.name).where(Driver.active, Driver.depot_code.in_(depots))
    return [(number, depot, name) for number, depot, name in session.execute(query)]


def routes(
    session: Session, depots: Collection[str], days: Collection[date]
) -> dict[tuple[str, date, str], Known]:
    """Every route of these depots and days, by depot, day and name."""
    found: dict[tuple[str, date, str], Known] = {}
    for part in _parts(days):
        for row in session.execute(
            _columns(Route).where(Route.depot_code.in_(depots), Route.date.in_(part))
        ).mappings():
            found[row["depot_code"], row["date"], row["name"]] = Known(row["id"], dict(row))
    return found


def stops(session: Session, route_ids: Collection[int]) -> dict[tuple[int, int], Known]:
    """Every stop of these routes, by route and number."""
    rows = _where_in(session, Stop, Stop.route_id, route_ids)
    return {(row["route_id"], row["number"]): Known(row["id"], row) for row in rows}


def parcels(session: Session, stop_ids: Collection[int]) -> dict[tuple[int, str], Known]:
    """Every parcel of these stops, by stop and tracking number."""
    rows = _where_in(session, Parcel, Parcel.stop_id, stop_ids)
    return {(row["stop_id"], row["tracking"]): Known(row["id"], row) for row in rows}


def addresses(session: Session, places: Collection[tuple[str, str]]) -> dict[tuple[str, str], Known]:
    """Those of these addresses that are known, by depot and key."""
    rows = _where_in(session, Address, Address.key, {key for _, key in places})
    found = {(row["depot_code"], row["key"]): Known(row["id"], row) for row in rows}
    return {place: known for place, known in found.items() if place in places}


def customers(session: Session, phones: Collection[str]) -> dict[tuple[str], Known]:
    """The customers with these numbers, by number."""
    rows = _where_in(session, Customer, Customer.phone, phones)
    return {(row["phone"],): Known(row["id"], row) for row in rows}


def codes(session: Session, address_ids: Collection[int], now: datetime) -> dict[int, list[KnownCode]]:
    """Every code that these addresses have or had, the oldest first."""
    found: dict[int, list[KnownCode]] = {}
    for row in sorted(
        _where_in(session, AccessNote, AccessNote.address_id, address_ids), key=lambda row: int(row["id"])
    ):
        if row["kind"] is NoteKind.CODE:
            lapsed = row["expires_at"] is not None and row["expires_at"] <= now
            failed = row["failed_at"] is not None
            in_use = not (failed or lapsed or row["replaced_at"] is not None)
            code = KnownCode(row["id"], row["text"], row["source"], failed, in_use)
            found.setdefault(row["address_id"], []).append(code)
    return found


def add(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Writes new rows; gives their ids in the same order."""
    if not rows:
        return []
    key: InstrumentedAttribute[int] = model.id  # type: ignore[attr-defined]
    statement = insert(model).returning(key, sort_by_parameter_order=True)
    return list(session.scalars(statement, rows))


def change(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Writes what differs; each row holds its id and the columns that change."""
    if rows:
        session.execute(update(model), rows)


def replace_codes(session: Session, note_ids: Collection[int], now: datetime) -> None:
    """Takes codes out of use since newer ones are there."""
    change(session, AccessNote, [{"id": number, "replaced_at": now} for number in note_ids])


def _where_in(
    session: Session, model: type[Base], column: InstrumentedAttribute[Value], wanted: Collection[Value]
) -> Iterator[dict[str, Any]]:
    for part in _parts(wanted):
        for row in session.execute(_columns(model).where(column.in_(part))).mappings():
            yield dict(row)


def _columns(model: type[Base]) -> Select[Any]:
    return select(*model.__table__.columns)


def _parts(values: Iterable[Value]) -> Iterator[list[Value]]:
    remaining = iter(values)
    while part := list(islice(remaining, AT_ONCE)):
        yield part
