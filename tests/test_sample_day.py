"""The demo's day: whole, the same each time, and true to what it promises."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot import sample_day
from storage import access_notes
from storage.database import Database
from storage.models import Address, Driver, Route, Stop


@pytest.mark.parametrize("now", [datetime(2026, 11, 24, 17, tzinfo=UTC), datetime(2027, 3, 14, 6, 30, tzinfo=UTC)])
def test_it_loads_on_any_day(database: Database, now: datetime) -> None:
    sample_day.load(database, now)
    with database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Stop)) == 120
        assert session.scalar(select(func.count()).select_from(Address)) == 120
        drivers = session.scalars(select(Driver).order_by(Driver.telegram_chat)).all()
        assert [driver.telegram_chat for driver in drivers] == [str(chat) for chat in range(1001, 1007)]
        assert sum(driver.language == "es" for driver in drivers) == 2
        for route in session.scalars(select(Route)):
            zone = sample_day.DEPOTS[route.depot_code].zone
            assert route.date == now.astimezone(zone).date()
            assert route.driver is not None
            assert len(route.stops) == 20


def test_some_codes_worked_on_tuesday(database: Database) -> None:
    now = datetime(2026, 11, 26, 17, tzinfo=UTC)
    sample_day.load(database, now)
    with database.transaction() as session:
        notes = [
            access_notes.current_code(session, stop.address_id, now) for stop in session.scalars(select(Stop))
        ]
        known = [note for note in notes if note is not None]
        assert len(known) == 42
        assert {f"{note.worked_at:%A}" for note in known if note.worked_at} == {"Tuesday"}
        assert sum(note.worked_at is not None and now - note.worked_at < timedelta(days=7) for note in known) == 6


def test_every_number_is_one_kept_for_fiction() -> None:
    phones = [phone.number for phone in sample_day.phones()]
    assert len(set(phones)) == 120
    assert all(phone[5:10] == "55501" for phone in phones)


def test_the_sheet_is_the_same_each_time() -> None:
    days = {"phx": date(2026, 11, 24), "mia": date(2026, 11, 24)}
    assert sample_day.route_sheet(days) == sample_day.route_sheet(days)
