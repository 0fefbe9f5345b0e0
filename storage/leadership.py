"""Which of several processes does what only one may do, such as asking Telegram for messages."""

from __future__ import annotations

import threading
from zlib import crc32

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError


class Leaderships:
    """What this process leads in. On SQLite there is but one process, which leads in everything.

    On PostgreSQL each leadership is an advisory lock, held as long as its connection lives: when the process
    dies, another takes over.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: dict[str, Connection] = {}
        self._lock = threading.Lock()

    def holds(self, name: str) -> bool:
        """Whether this process leads in `name`, now that it has tried to."""
        if self._engine.dialect.name == "sqlite":
            return True
        with self._lock:
            return self._still_holds(name) or self._takes(name)

    def close(self) -> None:
        """Leaves everything to others."""
        with self._lock:
            for connection in self._held.values():
                connection.close()
            self._held.clear()

    def _still_holds(self, name: str) -> bool:
        connection = self._held.get(name)
        if connection is None:
            return False
        try:
            connection.execute(text("SELECT 1"))
        except DBAPIError:
            # With the connection the lock is gone, and maybe another's by now.
            del self._held[name]
            connection.invalidate()
            connection.close()
            return False
        return True

    def _takes(self, name: str) -> bool:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        taken = connection.execute(
            text("SELECT pg_try_advisory_lock(:key)"), {"key": crc32(name.encode())}
        ).scalar()
        if not taken:
            connection.close()
            return False
        self._held[name] = connection
        return True
