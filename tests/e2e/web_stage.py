"""The whole of Doorstep where every service calls its web address: Telegram's webhook and Slack over HTTP."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from bot import demo, sample_day
from bot.app import Doorstep
from intents.reading import Reader
from sandbox.server import Sandbox
from storage import people
from tests.bot_process import free_port
from tests.conftest import KEYS_TEXT
from tests.stage import LOOPBACK, Stage


class WebStage(Stage):
    """A stage that can be called from outside, too."""

    def __init__(self, sandbox: Sandbox, doorstep: Doorstep, address: str) -> None:
        super().__init__(sandbox, doorstep)
        self.address = address
        """The program's own web address."""


@contextlib.asynccontextmanager
async def web_stage(database_url: str, reader: Reader) -> AsyncIterator[WebStage]:
    """The sample day at ten in the morning in Phoenix; nothing is polled, and there is no socket."""
    sandbox = Sandbox(demo.world())
    sandbox.clock.set(demo.mid_morning(sandbox.clock.now()))
    port = free_port()
    own = f"http://{LOOPBACK}:{port}"
    async with sandbox.serve() as address:
        settings = demo.settings_for(sandbox, address, database_url, own)
        called = {
            "keys": KEYS_TEXT,
            "telegram": settings.telegram.model_copy(update={"mode": "webhook"}),
            "slack": settings.slack.model_copy(update={"mode": "http"}),
        }
        doorstep = Doorstep(settings.model_copy(update=called), reader, sandbox.clock)
        with doorstep.database.transaction() as session:
            people.sync_depots(session, settings.depot_rows())
        sample_day.load(doorstep.database, sandbox.clock.now())
        async with doorstep.running(LOOPBACK, port):
            await sandbox.do("sms.webhook", url=f"{own}/sms/inbound")
            await sandbox.do("slack.request_url", url=f"{own}/slack/events")
            running = WebStage(sandbox, doorstep, own)
            yield running
    refused = [str(event.data) for event in sandbox.log.all("refused")]
    unexpected = [text for text in refused if not any(part in text for part in running.expected_refusals)]
    assert not unexpected, f"the services refused: {unexpected}"
