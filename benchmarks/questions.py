"""How fast a driver's question is answered, and how many a second: through the sandbox, on both databases.

The sandbox and the drivers run in this process, `doorstep run` in another; both share the machine. A question
counts
as answered when the sandbox's Telegram has taken the answer. Run it with `make bench`.
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
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from sandbox.events import Event
from sandbox.server import Sandbox
from storage import migrate
from storage.database import Database
from tests import postgres
from tests.bot_process import bot_process
from tests.conftest import KEYS, database_url
from tests.crowds import FIRST_CHAT, code_of, crowd, crowd_world
from tests.trained import trained_reader

DRIVERS = 400
QUESTION = "gate code for 2?"
UNLOADED = 60
PATIENCE = 120.0


@dataclass(frozen=True)
class Figures:
    """One database's figures; times in milliseconds."""

    database: str
    median_ms: float
    p99_ms: float
    asked: int
    answered: int
    questions_per_second: float
    bot_cpu_ms: float
    """What one question cost the bot's process, all its work included; less noisy than the times."""


class Drivers:
    """Ask, and note when each answer came."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._turn = 0

    async def ask(self) -> tuple[int, int]:
        """The next driver asks; gives the driver's number and where the log stood."""
        number = self._turn % DRIVERS
        self._turn += 1
        before = self._sandbox.log.last
        await self._sandbox.do("tg.say", user=FIRST_CHAT + number, text=QUESTION)
        return number, before

    async def ask_and_wait(self) -> float:
        """Milliseconds from a question to its answer."""
        number, before = await self.ask()
        answer = await self._sandbox.log.wait(lambda event: answers(event, number), after=before, timeout=PATIENCE)
        asked = self._sandbox.log.all("telegram", "message", after=before)[0]
        return (answer.at - asked.at).total_seconds() * 1000


def answers(event: Event, number: int) -> bool:
    """Whether this is the right answer to that driver's question."""
    data = event.data
    return (
        event.service == "telegram"
        and event.kind == "message"
        and data["from"] == "bot"
        and data["chat"] == FIRST_CHAT + number
        and code_of(number) in data["message"]["text"]
    )


async def unloaded(drivers: Drivers, progress: Progress, task: TaskID) -> list[float]:
    """One question at a time, each by another driver."""
    times = []
    for _ in range(UNLOADED):
        times.append(await drivers.ask_and_wait())
        progress.advance(task)
    return times


async def sustained(
    sandbox: Sandbox, drivers: Drivers, rate: float, seconds: float, progress: Progress, task: TaskID
) -> tuple[int, int, float]:
    """Questions at a steady rate: how many were asked and rightly answered, and the answers a second."""
    loop = asyncio.get_running_loop()
    before, began, count = sandbox.log.last, loop.time(), int(rate * seconds)
    for number in range(count):
        await asyncio.sleep(max(0.0, began + number / rate - loop.time()))
        await drivers.ask()
        progress.advance(task)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while answered(sandbox, before) < count:
                await sandbox.log.wait(lambda _: True, after=sandbox.log.last, timeout=PATIENCE)
    told = [event for event in sandbox.log.all("telegram", "message", after=before) if event.data["from"] == "bot"]
    asked = [
        event for event in sandbox.log.all("telegram", "message", after=before) if event.data["from"] == "user"
    ]
    took = (told[-1].at - asked[0].at).total_seconds()
    return count, len(told), len(told) / took


def answered(sandbox: Sandbox, before: int) -> int:
    """How many answers have come since then."""
    events = sandbox.log.all("telegram", "message", after=before)
    return sum(event.data["from"] == "bot" and "#" in event.data["message"]["text"] for event in events)


async def measure(name: str, address: str, rate: float, seconds: float, progress: Progress) -> Figures:
    """The figures over one database."""
    sandbox = Sandbox(crowd_world(DRIVERS))
    sandbox.telegram.limit_per_second = None
    database = Database(address, KEYS)
    migrate.upgrade(database)
    with database.transaction() as session:
        crowd(session, sandbox.clock.now(), DRIVERS)
    database.close()
    task = progress.add_task(name, total=UNLOADED + int(rate * seconds))
    with tempfile.TemporaryDirectory() as folder:
        async with sandbox.serve(), bot_process(sandbox, address, Path(folder)) as bot:
            drivers = Drivers(sandbox)
            await drivers.ask_and_wait()  # the first question warms up
            times = await unloaded(drivers, progress, task)
            cpu = cpu_seconds(bot.pid)
            asked, told, per_second = await sustained(sandbox, drivers, rate, seconds, progress, task)
            cpu = (cpu_seconds(bot.pid) - cpu) * 1000 / asked
    p99 = statistics.quantiles(times, n=100)[98]
    return Figures(name, statistics.median(times), p99, asked, told, per_second, cpu)


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.asynccontextmanager
async def addresses(names: list[str]) -> AsyncIterator[dict[str, str]]:
    """A fresh database of each kind."""
    with contextlib.ExitStack() as stack:
        found = {}
        if "sqlite" in names:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            found["sqlite"] = f"sqlite:///{folder}/bench.db"
        if "postgresql" in names:
            server = stack.enter_context(postgres.server())
            postgres.execute(server, "CREATE DATABASE bench")
            found["postgresql"] = database_url(server, "bench")
        yield found


async def main(options: argparse.Namespace) -> list[Figures]:
    """Measures one database after the other."""
    trained_reader()
    with Progress(console=Console(stderr=True)) as progress:
        async with addresses(options.database) as found:
            return [
                await measure(name, address, options.rate, options.seconds, progress)
                for name, address in found.items()
            ]


def show(figures: list[Figures], rate: float) -> None:
    """The table for people."""
    table = Table(
        title=f"{date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}, asked at {rate:g}/s"  # noqa: DTZ011
    )
    for column in (
        "database",
        "median ms",
        "99th percentile ms",
        "asked",
        "answered",
        "answered per second",
        "bot CPU ms each",
    ):
        table.add_column(column, justify="right")
    for row in figures:
        table.add_row(
            row.database,
            f"{row.median_ms:.0f}",
            f"{row.p99_ms:.0f}",
            str(row.asked),
            str(row.answered),
            f"{row.questions_per_second:.0f}",
            f"{row.bot_cpu_ms:.1f}",
        )
    Console(width=100).print(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=100.0, help="questions a second (default 100)")
    parser.add_argument("--seconds", type=float, default=15.0, help="how long to ask (default 15)")
    parser.add_argument(
        "--database", action="append", choices=["sqlite", "postgresql"], help="only this one (default both)"
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    chosen = parser.parse_args()
    chosen.database = chosen.database or ["sqlite", "postgresql"]
    results = asyncio.run(main(chosen))
    if chosen.json:
        json.dump([asdict(row) for row in results], sys.stdout, indent=1)
    else:
        show(results, chosen.rate)
