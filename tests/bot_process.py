"""Doorstep as a process of its own, started by its real command, so that it can be really killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import yaml

from sandbox.server import Sandbox
from tests.conftest import KEYS_TEXT

LOOPBACK = "127.0.0.1"
SECONDS_TO_START = 60.0
SECONDS_TO_END = 20.0
CONFIG = {
    "doorstep": {
        "company": "Acme",
        "depots": {
            "phx": {
                "name": "Phoenix",
                "timezone": "America/Phoenix",
                "slack": {"desk": "C01", "dispatch": "C02", "reports": "C03", "claims": "C04"},
            }
        },
        "telegram": {"messages_per_second": 1000},
    }
}


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        return int(listener.getsockname()[1])


class BotProcess:
    """`doorstep run` against a sandbox, which outlives it."""

    def __init__(self, sandbox: Sandbox, database_url: str, folder: Path) -> None:
        self._sandbox = sandbox
        self._log = folder / "bot.log"
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        config = folder / "config.yml"
        config.write_text(yaml.safe_dump(CONFIG))
        world, address = sandbox.world, sandbox.address
        self._environment = {
            **os.environ,
            "DOORSTEP_CONFIG": str(config),
            "DOORSTEP_KEYS": KEYS_TEXT,
            "DATABASE_URL": database_url,
            "PORT": str(self._port),
            "PUBLIC_URL": address,
            "TELEGRAM_BOT_TOKEN": world.telegram_token,
            "TELEGRAM_API_URL": address,
            "SLACK_BOT_TOKEN": world.slack_bot_token,
            "SLACK_APP_TOKEN": world.slack_app_token,
            "SLACK_SIGNING_SECRET": world.slack_signing_secret,
            "SLACK_API_URL": f"{address}/slack/api/",
            "TWILIO_ACCOUNT_SID": world.twilio_account,
            "TWILIO_AUTH_TOKEN": world.twilio_token,
            "TWILIO_FROM": world.twilio_number,
            "TWILIO_API_URL": address,
        }

    @property
    def pid(self) -> int:
        """The number of the running process."""
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Starts the program and waits until every channel is up."""
        command = [str(Path(sys.executable).with_name("doorstep")), "run"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: ASYNC220 - it outlives its start, and is killed at once
                command, env=self._environment, stdout=log, stderr=log
            )
        await self._ready()
        await self._sandbox.do(
            "sms.webhook", url=f"http://{LOOPBACK}:{self._port}/sms/inbound", public_url=self._sandbox.address
        )

    async def kill(self) -> None:
        """kill -9, wherever it is."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(SECONDS_TO_END)

    async def stop(self) -> int:
        """Asks it to end, as an operator would; gives its exit status."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return await asyncio.to_thread(self._process.wait, SECONDS_TO_END)

    def logged(self) -> str:
        """Everything it has written to its log."""
        return self._log.read_text()

    async def _ready(self) -> None:
        assert self._process is not None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_TO_START), httpx.AsyncClient() as client:
                while self._process.poll() is None:
                    with contextlib.suppress(httpx.HTTPError):
                        answer = await client.get(f"http://{LOOPBACK}:{self._port}/readyz")
                        if answer.status_code == httpx.codes.OK:
                            return
                    await asyncio.sleep(0.05)  # it is another process: there is no event to wait for
        raise AssertionError(f"the bot did not start:\n{self.logged()}")


@contextlib.asynccontextmanager
async def bot_process(sandbox: Sandbox, database_url: str, folder: Path) -> AsyncIterator[BotProcess]:
    """A started bot; whatever happens, it is gone afterwards."""
    bot = BotProcess(sandbox, database_url, folder)
    await bot.start()
    try:
        yield bot
    finally:
        await bot.kill()
