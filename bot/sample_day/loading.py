"""Putting the sample day into a database."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from bot.sample_day.people import DEPOTS, DRIVERS, STAFF
from bot.sample_day.places import ROUNDS
from bot.sample_day.route_sheet import address_of, route_sheet
from handlers.imports import import_routes, read_route_file
from handlers.imports.address_key import address_key
from storage import access_notes, people, route_import
from storage.database import Database
from storage.models import NoteKind

TUESDAY = 1
LEARNT = {
    ("RT-01", 14): "#6120",
    ("RT-02", 3): "8842",
    ("RT-03", 9): "*3377",
    ("RT-04", 6): "5519#",
    ("RT-05", 6): "2046",
    ("RT-06", 9): "#9031",
}
"""Codes that the desk once found out and that worked on Tuesday, by route and stop."""
ENTRANCES = {
    ("RT-01", 4): "Loading bay on the north side, ask for the concierge",
    ("RT-02", 8): "Enter from 38th Pl, the front door is never open",
    ("RT-03", 14): "Roll-up door 3 behind the building",
    ("RT-04", 13): "Side door by the parking lot",
    ("RT-05", 2): "Service elevator from SE 12th Ter",
    ("RT-06", 14): "Deliveries through the garage, level 1",
}


def load(database: Database, now: datetime) -> None:
    """Depots, people, today's routes, and what was learnt about some doors before; all at once."""
    with database.transaction() as session:
        people.sync_depots(session, [depot.as_row(code) for code, depot in DEPOTS.items()])
        _add_people(session)
        _add_routes(session, now)
        _add_what_was_learnt(session, now)


def _add_people(session: Session) -> None:
    for member in STAFF:
        added = people.add_staff(session, member.slack_user, member.name, member.role, member.depot)
        added.phone = member.phone
    for sample in DRIVERS:
        driver = people.add_driver(session, sample.name, sample.depot, sample.phone, sample.language)
        driver.telegram_chat = str(sample.chat)
    session.flush()


def _add_routes(session: Session, now: datetime) -> None:
    zones = {code: depot.zone for code, depot in DEPOTS.items()}
    sheet = route_sheet({code: now.astimezone(zone).date() for code, zone in zones.items()})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "routes.csv"
        file.write_text(sheet, encoding="utf-8")
        parsed = read_route_file(file, zones)
    import_routes(session, parsed, now)


def _add_what_was_learnt(session: Session, now: datetime) -> None:
    places = {stop: _place(*stop) for stop in (*LEARNT, *ENTRANCES)}
    known = route_import.addresses(session, set(places.values()))
    for stop, code in LEARNT.items():
        depot, _ = places[stop]
        tuesday = _last_tuesday(depot, now)
        address = known[places[stop]].id
        note = access_notes.add(session, address, NoteKind.CODE, code, _va_of(depot), "staff", tuesday)
        access_notes.worked(session, note, tuesday + timedelta(minutes=4), "Doorstep")
    for stop, text in ENTRANCES.items():
        depot, _ = places[stop]
        address = known[places[stop]].id
        learnt = _last_tuesday(depot, now)
        access_notes.add(session, address, NoteKind.ENTRANCE, text, _va_of(depot), "staff", learnt)


def _place(route: str, number: int) -> tuple[str, str]:
    street, unit = address_of(route, number)
    depot = next(driver.depot for driver in DRIVERS if driver.route == route)
    return depot, address_key(street, unit, ROUNDS[route].zip, ROUNDS[route].city)


def _va_of(depot: str) -> str:
    return next(member.name for member in STAFF if member.depot == depot)


def _last_tuesday(depot: str, now: datetime) -> datetime:
    """Half past ten of the latest Tuesday before today, at the depot."""
    zone = DEPOTS[depot].zone
    today: date = now.astimezone(zone).date()
    days = (today.weekday() - TUESDAY) % 7 or 7
    return datetime.combine(today - timedelta(days=days), time(10, 30), zone)
