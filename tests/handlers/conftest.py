"""A small world in a database of its own, undone after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from storage import migrate
from storage.database import Database
from tests import postgres
from tests.conftest import DATABASES, KEYS, HandClock, database_url
from tests.handlers.world import World, build


@pytest.fixture(scope="session", params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database of each kind for all of them: nothing is ever committed."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('handlers')}/handlers.db"
    else:
        server: str = request.getfixturevalue("postgres_url")
        postgres.execute(server, "CREATE DATABASE handlers TEMPLATE doorstep_template")
        address = database_url(server, "handlers")
    opened = Database(address, KEYS)
    migrate.upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A transaction that is rolled back."""
    with Session(database.engine, expire_on_commit=False) as session:
        yield session
        session.rollback()


@pytest.fixture
def world(session: Session, clock: HandClock) -> World:
    """Tuesday, ten in the morning in Phoenix."""
    return build(session, clock.now())
