"""What every test may use: a clock that stands still until moved, and a database of either kind."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import migrate
from storage.crypto import KeyRing, new_key
from storage.database import Database
from tests import postgres

KEYS_TEXT = new_key()
KEYS = KeyRing.parse(KEYS_TEXT)
DATABASES = ("sqlite", "postgresql")
_numbers = itertools.count()


def pytest_xdist_auto_num_workers() -> int:
    """Two test processes for each core: half of the time a test waits until a service lets the bot send again."""
    return 2 * (os.cpu_count() or 1)


class HandClock:
    """A clock moved by hand."""

    def __init__(self, start: datetime = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)) -> None:
        self._now = start

    def now(self) -> datetime:
        """The time it shows."""
        return self._now

    def forward(self, **by: float) -> None:
        """Moves it, e.g. forward(minutes=3)."""
        self._now += timedelta(**by)


@pytest.fixture
def clock() -> HandClock:
    """Tuesday 24 November 2026, ten in the morning in Phoenix, noon in Miami."""
    return HandClock()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a server with a migrated template database."""
    with postgres.server() as url:
        postgres.execute(url, "CREATE DATABASE doorstep_template")
        database = Database(database_url(url, "doorstep_template"), KEYS)
        migrate.upgrade(database)
        database.close()
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file, to be copied."""
    file = tmp_path_factory.mktemp("template") / "doorstep.db"
    database = Database(f"sqlite:///{file}", KEYS)
    migrate.upgrade(database)
    database.close()
    return file


def database_url(server: str, name: str) -> str:
    """The address of one database of a server."""
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=DATABASES)
def database_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database, once of each kind."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        yield f"sqlite:///{shutil.copy(template, tmp_path)}"
        return
    server: str = request.getfixturevalue("postgres_url")
    name = f"test_{next(_numbers)}"
    postgres.execute(server, f"CREATE DATABASE {name} TEMPLATE doorstep_template")
    yield database_url(server, name)
    postgres.execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(database_address: str) -> Iterator[Database]:
    """A fresh, migrated database, once of each kind."""
    opened = Database(database_address, KEYS)
    yield opened
    opened.close()
