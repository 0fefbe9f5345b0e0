"""What an import leaves in the database: once, again, and after changes."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.imports import Summary, import_routes
from storage import access_notes
from storage.database import Database
from storage.models import (
    AccessNote,
    Address,
    Base,
    Customer,
    Depot,
    Driver,
    NoteKind,
    Parcel,
    Route,
    Stop,
    StopState,
)
from tests.imports.sheets import LINE, line, parse, sheet
from tests.worlds import PHOENIX

NOW = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
TABLES = (Driver, Customer, Address, AccessNote, Route, Stop, Parcel)
DAY = (LINE, line(parcel="P101"), line(stop="15", parcel="P102", order_id="A101", address="14 Elm St", unit="",
                                       phone="+16025550102", access_code="", lang="es"))  # fmt: skip


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    """A depot into which files are brought."""
    with database.transaction() as session:
        session.merge(Depot(**PHOENIX))
        session.merge(Depot(**PHOENIX | {"code": "mia", "name": "Miami", "timezone": "America/New_York"}))
    return Office(database, tmp_path)


class Office:
    """Brings files in, and looks at what came of it."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self._folder = folder
        self._now = NOW

    def bring_in(self, *lines: dict[str, str]) -> Summary:
        """Imports a file of these lines, a minute after the last one."""
        self._now += timedelta(minutes=1)
        with self.database.transaction() as session:
            return import_routes(session, parse(self._folder, sheet(*lines)), self._now)

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        """All rows of all tables that an import writes."""
        with self.database.transaction() as session:
            return {model.__name__: _rows(session, model) for model in TABLES}


def _rows(session: Session, model: type[Base]) -> list[tuple[object, ...]]:
    return sorted(tuple(row) for row in session.execute(select(*model.__table__.columns)))


def counts(summary: Summary) -> tuple[int, int, int, int]:
    return summary.added, summary.changed, summary.unchanged, summary.rejected_lines


def stop(session: Session, number: int) -> Stop:
    return session.scalars(select(Stop).where(Stop.number == number)).one()


def test_a_day_comes_in_whole(office: Office) -> None:
    summary = office.bring_in(*DAY)
    assert counts(summary) == (3, 0, 0, 0)
    assert (summary.routes, summary.stops, summary.new_drivers) == (1, 2, ["Ana Ruiz"])
    with office.database.transaction() as session:
        first = stop(session, 14)
        assert [parcel.tracking for parcel in first.parcels] == ["P100", "P101"]
        assert first.route.driver is not None
        assert (first.route.driver.name, first.route.driver.invite_hash) == ("Ana Ruiz", None)
        assert (first.address.short, first.address.zip) == ("302 W Camelback Rd Apt 12", "85013")
        assert first.window_start == datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
        assert (first.needs, first.state) == ("signature|photo", StopState.OPEN)
        second = stop(session, 15)
        assert second.customer is not None
        assert (second.customer.phone, second.customer.language) == ("+16025550102", "es")
        code = access_notes.current_code(session, first.address_id, NOW + timedelta(hours=1))
        assert code is not None
        assert (code.text, code.source) == ("#4471", "import")
        assert access_notes.current_code(session, second.address_id, NOW + timedelta(hours=1)) is None


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    office.bring_in(*DAY)
    before = office.everything()
    assert counts(office.bring_in(*DAY)) == (0, 0, 3, 0)
    assert office.everything() == before


@pytest.mark.parametrize(
    ("column", "value", "table"),
    [
        ("driver", "Luis Ortega", "Route"),
        ("dock", "D9", "Route"),
        ("window_end", "12:00", "Stop"),
        ("notes", "Ring twice", "Stop"),
        ("recipient", "Rosa Delgado", "Stop"),
        ("value", "20.00", "Parcel"),
        ("parcels", "2", "Parcel"),
        ("lat", "33.6", "Address"),
        ("access_code", "7777", "AccessNote"),
        ("lang", "es", "Customer"),
    ],
)
def test_a_changed_value_changes_just_itself(office: Office, column: str, value: str, table: str) -> None:
    office.bring_in(LINE)
    before = office.everything()
    assert counts(office.bring_in(line(**{column: value}))) == (0, 1, 0, 0)
    after = office.everything()
    changed = {name for name, rows in after.items() if rows != before[name]}
    assert changed - {"Driver"} == {table}
    assert counts(office.bring_in(line(**{column: value}))) == (0, 0, 1, 0)


def test_an_empty_cell_clears_and_a_missing_column_leaves_alone(office: Office) -> None:
    office.bring_in(LINE)
    without = {name: value for name, value in LINE.items() if name not in ("notes", "phone", "value")}
    assert counts(office.bring_in(without)) == (0, 0, 1, 0)
    assert counts(office.bring_in(line(notes="", phone=""))) == (0, 1, 0, 0)
    with office.database.transaction() as session:
        assert (stop(session, 14).notes, stop(session, 14).phone, stop(session, 14).customer_id) == (
            "",
            None,
            None,
        )


def test_completed_stops_stay_as_they_are(office: Office) -> None:
    office.bring_in(*DAY)
    with office.database.transaction() as session:
        stop(session, 14).state = StopState.DELIVERED
    assert counts(office.bring_in(*DAY)) == (0, 0, 3, 0)
    before = office.everything()
    summary = office.bring_in(line(notes="Too late"), line(parcel="P101", notes="Too late"))
    assert counts(summary) == (0, 0, 0, 2)
    assert "completed" in summary.rejected[0].reason
    assert counts(office.bring_in(LINE, line(parcel="P109"))) == (0, 0, 1, 1)
    assert office.everything() == before


def test_a_parcel_moves_along_with_its_number(office: Office) -> None:
    office.bring_in(*DAY)
    summary = office.bring_in(line(stop="15", parcel="P102", order_id="A101", address="14 Elm St", unit="",
                                   phone="+16025550102", access_code="", lang="es"),
                              line(), line(stop="16", parcel="P101"))  # fmt: skip
    assert counts(summary) == (0, 1, 2, 0)
    with office.database.transaction() as session:
        assert [parcel.tracking for parcel in stop(session, 14).parcels] == ["P100"]
        assert [parcel.tracking for parcel in stop(session, 16).parcels] == ["P101"]


def test_an_arrived_stop_that_gets_another_address_lies_ahead_again(office: Office) -> None:
    office.bring_in(LINE)
    with office.database.transaction() as session:
        stop(session, 14).state = StopState.ARRIVED
    office.bring_in(line(notes="Ring twice"))
    with office.database.transaction() as session:
        assert stop(session, 14).state is StopState.ARRIVED
    office.bring_in(line(address="14 Elm St", unit=""))
    with office.database.transaction() as session:
        assert stop(session, 14).state is StopState.OPEN


def test_what_the_file_no_longer_names_is_told_and_kept(office: Office) -> None:
    office.bring_in(*DAY)
    assert office.bring_in(LINE).left_over == ["RT-01 stop 15"]


def test_one_place_is_one_address_however_it_is_written(office: Office) -> None:
    office.bring_in(LINE, line(stop="15", parcel="P2", address="302 West Camelback Road #12", unit=""))
    with office.database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Address)) == 1


def test_two_drivers_of_one_name_leave_a_doubt(office: Office) -> None:
    with office.database.transaction() as session:
        session.add_all([Driver(name="Ana Ruiz", depot_code="phx"), Driver(name="ana ruiz", depot_code="phx")])
    summary = office.bring_in(LINE, line(route="RT-02", driver="Tom Becker"))
    assert counts(summary) == (1, 0, 0, 1)
    assert (summary.rejected[0].line, summary.rejected[0].column) == (2, "driver")


class TestCodes:
    """What people learnt at the door is worth more than what a file repeats."""

    def current(self, office: Office) -> str | None:
        with office.database.transaction() as session:
            address = session.scalars(select(Address)).one()
            note = access_notes.current_code(session, address.id, NOW + timedelta(days=1))
            return note.text if note else None

    def fail(self, office: Office) -> None:
        with office.database.transaction() as session:
            note = session.scalars(select(AccessNote).where(AccessNote.failed_at.is_(None))).one()
            access_notes.failed(session, note, NOW + timedelta(hours=1), "Ana Ruiz")

    def test_a_failed_code_is_not_brought_back(self, office: Office) -> None:
        office.bring_in(LINE)
        self.fail(office)
        assert counts(office.bring_in(LINE)) == (0, 0, 1, 0)
        assert self.current(office) is None
        office.bring_in(line(access_code="7777"))
        assert self.current(office) == "7777"
        office.bring_in(LINE)
        assert self.current(office) == "7777"

    @pytest.mark.parametrize("written", ["#77-77", "7777#", "77 77"])
    def test_nor_under_another_spelling(self, office: Office, written: str) -> None:
        office.bring_in(line(access_code="7777"))
        self.fail(office)
        assert counts(office.bring_in(line(access_code=written))) == (0, 0, 1, 0)
        assert self.current(office) is None

    def test_the_same_file_does_not_undo_what_the_desk_learnt(self, office: Office) -> None:
        office.bring_in(LINE)
        with office.database.transaction() as session:
            address = session.scalars(select(Address)).one().id
            access_notes.add(
                session, address, NoteKind.CODE, "9031", "Dana Cole", "staff", NOW + timedelta(hours=1)
            )
        office.bring_in(LINE)
        assert self.current(office) == "9031"

    def test_a_file_may_return_to_an_earlier_code(self, office: Office) -> None:
        for code in ("1111", "2222", "1111"):
            office.bring_in(line(access_code=code))
            assert self.current(office) == code

    def test_codes_are_sealed(self, office: Office) -> None:
        office.bring_in(LINE)
        with office.database.transaction() as session:
            stored = session.connection().exec_driver_sql("SELECT text FROM access_notes").scalar_one()
            assert b"4471" not in bytes(stored)


def test_a_crash_leaves_nothing_half_imported(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = office.everything()

    def crash(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("handlers.imports.codes.bring_in", crash)
    with pytest.raises(RuntimeError, match="power cut"):
        office.bring_in(*DAY)
    assert office.everything() == empty


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from handlers.imports import import_routes, read_route_file
from storage.crypto import KeyRing, new_key
from storage.database import Database
from tests.imports.sheets import ZONES

def progress(share, what):
    if what == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

database = Database(sys.argv[1], KeyRing.parse(new_key()))
with database.transaction() as session:
    import_routes(session, read_route_file(Path(sys.argv[2]), ZONES), datetime.now(UTC), progress)
"""


@pytest.mark.parametrize("moment", ["addresses and customers", "codes", "done"])
def test_a_killed_import_leaves_nothing(
    office: Office, database_address: str, tmp_path: Path, moment: str
) -> None:
    empty = office.everything()
    file = tmp_path / "day.csv"
    file.write_text(sheet(*DAY))
    killed = subprocess.run([sys.executable, "-c", KILLED, database_address, file, moment], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert office.everything() == empty
    assert counts(office.bring_in(*DAY)) == (3, 0, 0, 0)


def test_many_lines_come_in_quickly(office: Office) -> None:
    lines = [
        line(route=f"RT-{number // 100}", stop=str(number % 100 + 1), parcel=f"P{number}", driver="",
             address=f"{number} Elm St", phone=f"+1602555{100 + number % 100:04}", access_code=f"{number:05}")
        for number in range(3000)
    ]  # fmt: skip
    assert counts(office.bring_in(*lines)) == (3000, 0, 0, 0)
    assert counts(office.bring_in(*lines)) == (0, 0, 3000, 0)
