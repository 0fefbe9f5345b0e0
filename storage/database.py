"""The door to the database: whole transactions on worker threads, SQLite and PostgreSQL alike.

SQLite has one writer thread. It commits what is waiting together, each piece of work in a savepoint of its
own, so that one synchronous write to disk serves many. PostgreSQL has a small pool of threads.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy
from filelock import FileLock, Timeout
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.crypto import KeyRing, use_keys
from storage.errors import AlreadyRunningError, StorageError
from storage.leadership import Leaderships
from storage.wakers import Wakers

Result = TypeVar("Result")
Work = Callable[[Session], Result]

TOGETHER = 32
"""How many pieces of work share one commit on SQLite at most."""
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY")
POSTGRES_THREADS = 6
RETRIES = 3
RETRIED = {"40001", "40P01"}
"""PostgreSQL's codes for a serialization failure and a deadlock."""


class Database:
    """One database. `run` is for programs with an event loop, `transaction` for commands and tests."""

    def __init__(self, url: str, keys: KeyRing) -> None:
        use_keys(keys)
        self.url = _normalised(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.wakers = Wakers()
        self._lock: FileLock | None = None
        if self.is_sqlite:
            if self.url.database and self.url.database != ":memory:":
                Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            self.engine = _sqlite_engine(self.url, "BEGIN IMMEDIATE")
            self._reading = _sqlite_engine(self.url, "BEGIN", "query_only=ON")
            self._readers = ThreadPoolExecutor(2, "reader")
            self._writer: _SqliteWriter | None = None
        else:
            self.engine = create_engine(
                self.url, hide_parameters=True, pool_size=POSTGRES_THREADS + 2, pool_pre_ping=True
            )
            # One moment for everything that a piece of work reads, as SQLite has it.
            self._reading = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            self._readers = ThreadPoolExecutor(POSTGRES_THREADS, "database")
        self._leaderships = Leaderships(self.engine)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction in the calling thread: committed at the end, rolled back by an exception."""
        with Session(self.engine, expire_on_commit=False) as session:
            with session.begin():
                yield session
                self.wakers.before_commit(session)
            self.wakers.after_commit(session)

    async def run(self, work: Work[Result]) -> Result:
        """Runs `work` in one transaction on a worker thread; its effects are committed when this returns."""
        if self.is_sqlite:
            if self._writer is None:
                self._writer = _SqliteWriter(self.engine, self.wakers)
            return await asyncio.wrap_future(self._writer.submit(work))
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._run_retrying, work)

    async def read(self, work: Work[Result]) -> Result:
        """Runs `work` on a read connection, beside the writers, on one moment's state; writing is refused."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    async def leads(self, name: str) -> bool:
        """Whether, of all processes on this database, this is the one that does `name`."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._leaderships.holds, name)

    def own_exclusively(self) -> None:
        """On SQLite: refuses a second running process; AlreadyRunningError when there is one."""
        if self.is_sqlite and self.url.database:
            self._lock = FileLock(self.url.database + ".lock")
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                self._lock = None
                raise AlreadyRunningError(
                    f"Another Doorstep already runs on {self.url.database}. Stop it first; for several machines "
                    "use PostgreSQL (DATABASE_URL=postgresql://…)."
                ) from None

    def close(self) -> None:
        """Ends the threads and connections; what was submitted is finished first."""
        if self.is_sqlite and self._writer is not None:
            self._writer.close()
        self._readers.shutdown()
        self._leaderships.close()
        self.wakers.close()
        self.engine.dispose()
        self._reading.dispose()
        if self._lock is not None:
            self._lock.release()

    def listen(self) -> None:
        """On PostgreSQL: lets other processes' commits wake this one, too."""
        if not self.is_sqlite:
            self.wakers.listen(self.engine)

    def _read(self, work: Work[Result]) -> Result:
        with Session(self._reading, expire_on_commit=False) as session:
            return work(session)

    def _run_retrying(self, work: Work[Result]) -> Result:
        for trial in range(RETRIES + 1):
            try:
                with self.transaction() as session:
                    return work(session)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in RETRIED or trial == RETRIES:
                    raise
        raise AssertionError("the last trial returns or raises")


class _SqliteWriter:
    """The one thread that writes to SQLite."""

    def __init__(self, engine: Engine, wakers: Wakers) -> None:
        self._engine = engine
        self._wakers = wakers
        self._waiting: queue.SimpleQueue[tuple[Work[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="sqlite-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Work[Result]) -> Future[Result]:
        """Queues `work`; the future is done once its effects are committed."""
        future: Future[Result] = Future()
        self._waiting.put((work, future))
        return future

    def close(self) -> None:
        """Finishes what was submitted, then ends the thread."""
        self._waiting.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while True:
            first = self._waiting.get()
            if first is None:
                return
            group, last = self._gather(first)
            self._commit_together(group)
            if last:
                return

    def _gather(self, first: tuple[Work[Any], Future[Any]]) -> tuple[list[tuple[Work[Any], Future[Any]]], bool]:
        group = [first]
        while len(group) < TOGETHER:
            try:
                following = self._waiting.get_nowait()
            except queue.Empty:
                break
            if following is None:
                return group, True
            group.append(following)
        return group, False

    def _commit_together(self, group: list[tuple[Work[Any], Future[Any]]]) -> None:
        done: list[tuple[Future[Any], Any]] = []
        try:
            with Session(self._engine, expire_on_commit=False) as session:
                with session.begin():
                    for work, future in group:
                        if future.set_running_or_notify_cancel():
                            self._run_one(session, work, future, done)
                self._wakers.after_commit(session)
        except Exception as error:
            for future, _ in done:
                future.set_exception(error)
            for _, future in group:
                if not future.done():
                    future.set_exception(error)
            return
        for future, result in done:
            future.set_result(result)

    @staticmethod
    def _run_one(
        session: Session, work: Work[Any], future: Future[Any], done: list[tuple[Future[Any], Any]]
    ) -> None:
        try:
            with session.begin_nested():
                result = work(session)
        except Exception as error:
            future.set_exception(error)
        else:
            done.append((future, result))
        session.expunge_all()


def _normalised(url: str) -> sqlalchemy.URL:
    try:
        parsed = sqlalchemy.make_url(url)
    except sqlalchemy.exc.ArgumentError:
        raise StorageError(
            "DATABASE_URL is not a database address: use sqlite:///data/doorstep.db or postgresql://user:password@host/name."
        ) from None
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"}:
        return parsed
    raise StorageError(f"DATABASE_URL names {parsed.drivername}: Doorstep works with sqlite and postgresql.")


def _sqlite_engine(url: sqlalchemy.URL, begin: str, *pragmas: str) -> Engine:
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": 30, "check_same_thread": False}, pool_size=3
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # The driver's own transaction control begins too late and loses updates in silence.
        connection.isolation_level = None
        for pragma in (*PRAGMAS, *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: sqlalchemy.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def is_alive(session: Session) -> bool:
    """Whether the database answers."""
    return bool(session.execute(text("SELECT 1")).scalar_one())
