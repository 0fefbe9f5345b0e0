"""A small world in a database of its own, undone after each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from storage.database import Database
from storage.models import Base
from tests.conftest import KEYS, HandClock
from tests.handlers.world import World, build


def make_database(folder: Path) -> Database:
    """The database that the tests of the handlers run in."""
    database = Database(f"sqlite:///{folder}/handlers.db", KEYS)
    Base.metadata.create_all(database.engine)
    return database


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database for all of them: nothing is ever committed."""
    opened = make_database(tmp_path_factory.mktemp("handlers"))
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
