"""The migrated schema and the models are the same thing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from storage import migrate
from storage.database import Database
from storage.models import Base
from tests import postgres
from tests.conftest import KEYS, database_url


def objects(engine: Engine) -> list[str]:
    """Every table, index and constraint as the database itself describes it (alembic misses some of them)."""
    queries = (
        [
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') "
            "FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        ]
        if engine.dialect.name == "sqlite"
        else [
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
            "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE connamespace = 'public'::regnamespace",
            "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || "
            "coalesce(character_maximum_length, 0) FROM information_schema.columns WHERE table_schema = 'public'",
        ]
    )
    with engine.connect() as connection:
        rows = [str(row) for query in queries for row in connection.execute(text(query)).scalars()]
    return sorted(_shape(row) for row in rows if "alembic_version" not in row)


def _shape(row: str) -> str:
    """The description without blanks and quotes; SQLite keeps the columns in the order they were written."""
    words = re.split(r"[\s,()\"]+", row)
    return " ".join(sorted(words)) if row.startswith("table ") else " ".join(words)


def test_migrated_equals_created(database: Database, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    migrate.check(database)
    if database.is_sqlite:
        created = Database(f"sqlite:///{tmp_path}/created.db", KEYS)
    else:
        server: str = request.getfixturevalue("postgres_url")
        postgres.execute(server, "CREATE DATABASE created")
        created = Database(database_url(server, "created"), KEYS)
    Base.metadata.create_all(created.engine)
    assert objects(database.engine) == objects(created.engine)
    created.close()


def test_down_and_up_again(database: Database) -> None:
    before = objects(database.engine)
    migrate.downgrade(database, "base")
    assert objects(database.engine) == []
    migrate.upgrade(database)
    assert objects(database.engine) == before
    assert migrate.is_current(database)
