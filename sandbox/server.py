"""The sandbox: make-believe Telegram, Slack and SMS services, one event log and one control door, on one port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.clock import SandboxClock
from sandbox.control import ControlDoor
from sandbox.events import EventLog
from sandbox.faults import Faults
from sandbox.serving import SandboxError, serving
from sandbox.slack import SlackService
from sandbox.sms import SmsService
from sandbox.telegram import TelegramService
from sandbox.world import World

__all__ = ["Sandbox", "SandboxError"]

PAGE = Path(__file__).parent / "page"


class Sandbox:
    """Everything that a bot talks to, and everybody who talks to the bot."""

    def __init__(self, world: World, clock: SandboxClock | None = None) -> None:
        self.world = world
        self.clock = clock or SandboxClock()
        self.log = EventLog(self.clock.now)
        self.faults = Faults(self.log)
        self.address = ""
        self.telegram = TelegramService(world, self.log, self.faults, self.clock)
        self.slack = SlackService(world, self.log, self.faults, self.clock)
        self.sms = SmsService(world, self.log, self.faults, self.clock)
        self._services = (self.telegram, self.slack, self.sms)
        self._door = ControlDoor(world, self.log, self.faults, self.clock, self._services)
        self.clock.on_change(self._note_clock)
        self.app = Starlette(
            routes=[
                Route("/", _front_page),
                Mount("/page", StaticFiles(directory=PAGE, check_dir=False)),
                *self._door.routes(),
                *(route for service in self._services for route in service.routes()),
            ]
        )

    @asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator[str]:
        """Answer on 127.0.0.1 while the context is open; yields "http://127.0.0.1:PORT"."""
        async with serving(self.app, port) as address:
            self.address = self.slack.address = self.sms.address = address
            try:
                yield address
            finally:
                for service in self._services:
                    await service.close()

    @property
    def underway(self) -> int:
        """How many things are on their way to the bot, which it has not acknowledged yet."""
        return sum(service.underway for service in self._services)

    async def do(self, verb: str, **body: Any) -> dict[str, Any]:
        """Run a control verb from Python, e.g. `await sandbox.do("tg.say", user=1, text="hi")`."""
        return await self._door.do(verb, body)

    def _note_clock(self, now: datetime) -> None:
        self.log.add("clock", "changed", {"now": now.isoformat(), "offset_seconds": self.clock.offset_seconds})


async def _front_page(_request: Request) -> FileResponse:
    return FileResponse(PAGE / "index.html")
