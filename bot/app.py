"""The running program: every room put together, started in order and stopped in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Coroutine
from typing import Any

from bot.clock import Clock, SystemClock
from bot.connections import connect
from bot.conversation import Conversations
from bot.delivery import Delivery
from bot.heartbeat import Heartbeat
from bot.metrics import Metrics
from bot.serving import serving
from bot.settings import Settings
from bot.slack_desk import actions
from bot.slack_desk.groups import StaffGroups
from bot.web import web_app
from doorstep_errors import DoorstepError
from handlers.desk.canned_answers import read_answers
from handlers.texts import Texts
from handlers.turn import Company
from intents.likeness import likeness_of
from intents.reading import Reader
from schedules.audits import Auditor
from schedules.clock import JobClock
from schedules.sweeps import Sweep
from storage import migrate, outbox, people
from storage.database import Database

log = logging.getLogger(__name__)


class NoChannelError(DoorstepError):
    """Nothing is set up to talk to anybody."""


class Doorstep:
    """One running program over one database."""

    def __init__(self, settings: Settings, reader: Reader, clock: Clock | None = None) -> None:
        self.settings = settings
        self.reader = reader
        self.clock = clock or SystemClock()
        self.metrics = Metrics()
        self.company = Company(
            settings.company,
            Texts(settings.texts),
            settings.help_phone,
            settings.desk_rules(),
            read_answers(settings.desk.answers),
        )
        self.database = Database(settings.database_url, settings.key_ring())
        heartbeat = Heartbeat(settings.heartbeat_url)
        self.auditor = Auditor(self.database, self.clock.now, self.company, heartbeat.beat)
        self.connections = connect(settings, self.database, self.clock, self.company)
        self.channels = self.connections.by_channel()
        if not self.channels:
            raise NoChannelError(
                "Neither Telegram nor Slack nor SMS is set up: put their tokens into the environment "
                "(`doorstep doctor` says which), or try `doorstep demo`, which needs none."
            )

    @contextlib.asynccontextmanager
    async def running(self, host: str = "0.0.0.0", port: int | None = None) -> AsyncIterator[int]:  # noqa: S104
        """Runs everything until the block ends; gives the port of the web address."""
        async with contextlib.AsyncExitStack() as stack:
            stack.callback(self.database.close)
            self._prepare_database()
            if self.connections.slack is not None:
                likeness = likeness_of(self.reader)
                app = self.connections.slack.app
                actions.register(app, self.database, self.clock, self.company, likeness)
            asked = self.settings.port if port is None else port
            port = await stack.enter_async_context(serving(web_app(self), host, asked))
            for channel in self.channels.values():
                stack.push_async_callback(channel.stop)
                await channel.start()
            # Left in the opposite order: what is on its way is sent before the channels close.
            await stack.enter_async_context(_in_background(self._conversations().run()))
            await stack.enter_async_context(_in_background(self._delivery().run()))
            sweep = Sweep(self.database, self.clock.now, self.company)
            await stack.enter_async_context(_in_background(sweep.run()))
            jobs = JobClock(self.database, self.clock.now)
            stack.push_async_callback(jobs.stop)
            await jobs.start()
            await stack.enter_async_context(_in_background(self.auditor.run()))
            if groups := self._staff_groups():
                await stack.enter_async_context(_in_background(groups.run()))
            yield port

    def _prepare_database(self) -> None:
        self.database.own_exclusively()
        migrate.upgrade(self.database)
        self.database.listen()
        with self.database.transaction() as session:
            people.sync_depots(session, self.settings.depot_rows())
            if self.database.is_sqlite:
                outbox.release_all(session, self.clock.now())

    def _staff_groups(self) -> StaffGroups | None:
        slack, groups = self.connections.slack, self.settings.staff_groups()
        if slack is None or not groups:
            return None
        return StaffGroups(slack.client, self.database, self.clock, self.company, groups)

    def _conversations(self) -> Conversations:
        translators = self.connections.translators()
        return Conversations(self.database, self.clock, self.company, self.reader, translators, self.metrics)

    def _delivery(self) -> Delivery:
        return Delivery(self.database, self.clock, self.company, self.channels, self.metrics)


async def run_until_stopped(doorstep: Doorstep) -> None:
    """Runs until SIGINT or SIGTERM; what is being answered is finished or left for the next start."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with doorstep.running() as port:
        log.info("Doorstep is up on port %s: %s", port, ", ".join(sorted(doorstep.channels)))
        await stop.wait()
        log.info("stopping")


@contextlib.asynccontextmanager
async def _in_background(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Keeps `work` going while the block runs; should it ever fail, the whole program ends."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work)
        yield
        task.cancel()
