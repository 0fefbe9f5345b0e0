"""Bringing a database's schema up to date."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database, revision: str = "head") -> None:
    """Applies what the database still lacks, up to `revision`."""
    with database.engine.begin() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(database: Database, revision: str) -> None:
    """Takes the schema back to `revision` ("base" empties it)."""
    with database.engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def check(database: Database) -> None:
    """Raises alembic's CommandError when models and schema differ."""
    with database.engine.begin() as connection:
        command.check(_config(connection))


def is_current(database: Database) -> bool:
    """Whether nothing is left to apply."""
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
        return set(current) == set(ScriptDirectory.from_config(_config(connection)).get_heads())


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
