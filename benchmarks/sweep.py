"""What a second's sweep costs on a large desk: 100 000 open tickets, on both databases.

A round with nothing due, a round with ten due (each takes its first step: all VAs are called), the auditor's look,
and how long it takes to reckon how long it usually takes. Run it with `make bench-sweep`.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta

from rich.console import Console
from rich.table import Table
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from handlers.audit import findings
from handlers.promises.service_level import DEFAULT_LEVELS
from handlers.promises.usual_wait import usual_wait
from handlers.texts import Texts
from handlers.turn import Company
from schedules.sweeps import Sweep
from storage import migrate
from storage.database import Database
from storage.models import Depot, Driver, Role, Staff, Ticket, TicketState, Urgency
from tests import postgres
from tests.conftest import KEYS, database_url
from tests.worlds import PHOENIX

OPEN = 100_000
ANSWERED = 100_000
"""Resolved tickets of the last four weeks, from which the usual wait is reckoned."""
EMPTY_ROUNDS = 300
DUE_ROUNDS = 100
DUE_EACH = 10
START = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
AT_ONCE = 5_000
LEVEL = replace(DEFAULT_LEVELS["access"], first=timedelta(hours=2), resolve=timedelta(days=1))
"""So slow that nothing but the first step of a ticket falls due while the benchmark lasts."""


@dataclass(frozen=True)
class Figures:
    """One kind of round over one database; times in milliseconds."""

    database: str
    what: str
    median_ms: float
    p99_ms: float
    rounds: int


class Clock:
    """Moves a second each round."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        """The time it shows."""
        return self.at


def fill(session: Session, due_from: datetime) -> None:
    """A depot with five VAs, the open tickets, ten of them due each second, and those of four weeks."""
    session.merge(Depot(**PHOENIX))
    session.add_all(
        Staff(slack_user=f"U0VA{number}", name=f"Va {number}", role=Role.VA, depot_code="phx")
        for number in range(5)
    )
    driver = Driver(name="Ana Ruiz", depot_code="phx", telegram_chat="1")
    session.add(driver)
    session.flush()
    rows = [*_open(driver.id, due_from), *_answered(driver.id)]
    for first in range(0, len(rows), AT_ONCE):
        session.execute(insert(Ticket), rows[first : first + AT_ONCE])


def _open(driver: int, due_from: datetime) -> Iterator[dict[str, object]]:
    level = LEVEL
    due = DUE_ROUNDS * DUE_EACH
    for number in range(OPEN):
        # Those that fall due within the benchmark stand among the others, as in life.
        place = number * due // OPEN
        is_due = place != (number - 1) * due // OPEN
        due_at = due_from + timedelta(seconds=place // DUE_EACH) if is_due else START + timedelta(days=1)
        opened_at = due_at - level.first * 0.75
        yield _row(
            driver,
            f"telegram:{number}",
            opened_at,
            state=TicketState.OPEN,
            service_level=level.as_json(),
            waiting_since=opened_at,
            ladder_since=opened_at,
            waits=1,
            answer_due_at=opened_at + level.first,
            resolve_due_at=opened_at + level.resolve,
            due_at=due_at,
            slack_ts=f"{number}.1",
        )


def _answered(driver: int) -> Iterator[dict[str, object]]:
    step = timedelta(days=28) / ANSWERED
    for number in range(ANSWERED):
        opened_at = START - timedelta(days=28) + step * number
        answered_at = opened_at + timedelta(seconds=number % 300)
        yield _row(
            driver,
            "telegram:0",
            opened_at,
            state=TicketState.RESOLVED,
            answered_at=answered_at,
            resolved_at=answered_at,
            slack_ts=f"{number}.2",
        )


def _row(driver: int, conversation: str, opened_at: datetime, **more: object) -> dict[str, object]:
    columns = ("service_level", "waiting_since", "ladder_since", "answer_due_at", "resolve_due_at", "due_at")
    empty: dict[str, object] = {
        **dict.fromkeys(columns[1:]),
        "service_level": {},
        "waits": 0,
        "answered_at": None,
        "resolved_at": None,
    }
    return {
        "depot_code": "phx",
        "conversation": conversation,
        "driver_id": driver,
        "intent": "ask_access",
        "question": "how do i get in",
        "urgency": Urgency.AT_THE_DOOR,
        "opened_at": opened_at,
        "slack_channel": "C01",
        **empty,
        **more,
    }


async def timed(rounds: int, work: Callable[[], Awaitable[object]], before: Callable[[], None]) -> list[float]:
    """Milliseconds of each round."""
    times = []
    for _ in range(rounds):
        before()
        begun = time.perf_counter()
        await work()
        times.append((time.perf_counter() - begun) * 1000)
    return times


async def measure(name: str, address: str) -> list[Figures]:
    """The figures over one database."""
    database = Database(address, KEYS)
    migrate.upgrade(database)
    clock = Clock()
    due_from = START + timedelta(seconds=EMPTY_ROUNDS + 1)
    with database.transaction() as session:
        fill(session, due_from)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    sweep = Sweep(database, clock.now, Company("Acme", Texts()))

    def a_second_passes() -> None:
        clock.at += timedelta(seconds=1)

    async def ten() -> None:
        assert await sweep.once() == DUE_EACH

    async def usually() -> None:
        await database.read(lambda session: usual_wait(session, session.get_one(Depot, "phx"), clock.at))

    async def audit() -> None:
        await database.read(lambda session: findings.look(session, clock.at))

    kinds: list[tuple[str, int, Callable[[], Awaitable[object]]]] = [
        ("sweep, nothing due", EMPTY_ROUNDS, sweep.once),
        ("sweep, ten due", DUE_ROUNDS, ten),
        ("usual wait, not kept", 200, usually),
        ("auditor's look", 20, audit),
    ]
    try:
        found = []
        for what, rounds, work in kinds:
            times = await timed(rounds, work, a_second_passes)
            p99 = statistics.quantiles(times, n=100)[98]
            found.append(Figures(name, what, statistics.median(times), p99, rounds))
        return found
    finally:
        database.close()


@contextlib.contextmanager
def addresses(names: list[str]) -> Iterator[dict[str, str]]:
    """A fresh database of each kind."""
    with contextlib.ExitStack() as stack:
        found = {}
        if "sqlite" in names:
            found["sqlite"] = f"sqlite:///{stack.enter_context(tempfile.TemporaryDirectory())}/bench.db"
        if "postgresql" in names:
            server = stack.enter_context(postgres.server())
            postgres.execute(server, "CREATE DATABASE bench")
            found["postgresql"] = database_url(server, "bench")
        yield found


def show(figures: list[Figures]) -> None:
    """The table for people."""
    title = f"{date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}, {OPEN} open tickets"  # noqa: DTZ011
    table = Table(title=title)
    for column in ("database", "what", "median ms", "99th percentile ms", "rounds"):
        table.add_column(column, justify="left" if column in ("database", "what") else "right")
    for row in figures:
        table.add_row(row.database, row.what, f"{row.median_ms:.2f}", f"{row.p99_ms:.2f}", str(row.rounds))
    Console(width=100).print(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", action="append", choices=["sqlite", "postgresql"], help="only this one")
    parser.add_argument("--json", action="store_true", help="for programs")
    chosen = parser.parse_args()
    with addresses(chosen.database or ["sqlite", "postgresql"]) as places:
        results = [row for name, address in places.items() for row in asyncio.run(measure(name, address))]
    if chosen.json:
        json.dump([asdict(row) for row in results], sys.stdout, indent=1)
    else:
        show(results)
