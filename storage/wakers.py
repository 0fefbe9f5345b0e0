"""Telling those who wait that something new was committed: within this process, and across processes."""

from __future__ import annotations

import threading
from collections.abc import Callable

import psycopg
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

TOPICS = "wake_topics"
CHANNEL = "doorstep"
POLL_SECONDS = 0.5


class Wakers:
    """Who wants to be woken by which topic ("inbox", "outbox", "home")."""

    def __init__(self) -> None:
        self._callbacks: dict[str, list[Callable[[], None]]] = {}
        self._stop = threading.Event()
        self._listener: threading.Thread | None = None

    def register(self, topic: str, callback: Callable[[], None]) -> None:
        """Calls `callback`, from any thread, after each commit that touched `topic`."""
        self._callbacks.setdefault(topic, []).append(callback)

    def before_commit(self, session: Session) -> None:
        """Sends the session's topics to the other processes on PostgreSQL, as part of the transaction."""
        if session.get_bind().dialect.name == "postgresql":
            for topic in sorted(session.info.get(TOPICS, ())):
                session.execute(text("SELECT pg_notify(:channel, :topic)"), {"channel": CHANNEL, "topic": topic})

    def after_commit(self, session: Session) -> None:
        """Wakes those who wait for the session's topics in this process."""
        for topic in session.info.pop(TOPICS, ()):
            self._call(topic)

    def listen(self, engine: Engine) -> None:
        """Starts the thread that hears the other processes."""
        self._listener = threading.Thread(target=self._hear, args=(engine,), name="listener", daemon=True)
        self._listener.start()

    def close(self) -> None:
        """Ends the listening thread."""
        self._stop.set()
        if self._listener is not None:
            self._listener.join()

    def _hear(self, engine: Engine) -> None:
        address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        while not self._stop.is_set():
            try:
                with psycopg.connect(address, autocommit=True) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    while not self._stop.is_set():
                        for notification in connection.notifies(timeout=POLL_SECONDS):
                            self._call(notification.payload)
            except psycopg.OperationalError:
                # The safety poll of every worker goes on meanwhile.
                self._stop.wait(POLL_SECONDS)

    def _call(self, topic: str) -> None:
        for callback in self._callbacks.get(topic, ()):
            callback()


def wake(session: Session, topic: str) -> None:
    """After the session's commit, wakes everybody who waits for `topic`."""
    session.info.setdefault(TOPICS, set()).add(topic)
