"""The whole of Doorstep against the sandbox, in one process, with everybody's lines at hand."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

from bot import demo, sample_day
from bot.app import Doorstep
from intents.reading import Reader
from sandbox.events import Event
from sandbox.server import Sandbox
from storage import inbox, outbox, people
from storage.database import Database
from storage.models import Driver
from tests.conftest import KEYS_TEXT
from tests.pressing import press

LOOPBACK = "127.0.0.1"
PATIENCE = 25.0


class Stage:
    """Plays drivers, staff and customers, and hears what they are told."""

    def __init__(self, sandbox: Sandbox, doorstep: Doorstep) -> None:
        self.sandbox = sandbox
        self.doorstep = doorstep
        self.expected_refusals: set[str] = set()
        """What the services may refuse in this play, by a part of their words."""
        self._mark = 0

    @property
    def database(self) -> Database:
        """The running program's database."""
        return self.doorstep.database

    async def driver(self, user: int, text: str) -> dict[str, Any]:
        """A driver writes."""
        self._mark = self.sandbox.log.last
        return await self.sandbox.do("tg.say", user=user, text=text)

    async def press(self, user: int, message: dict[str, Any], label: str) -> None:
        """A driver presses the button with this label (or its beginning)."""
        self._mark = self.sandbox.log.last
        rows = message["reply_markup"]["inline_keyboard"]
        button = next(b for row in rows for b in row if b["text"].startswith(label))
        await self.sandbox.do("tg.tap", user=user, message_id=message["message_id"], data=button["callback_data"])

    async def customer(self, number: str, text: str) -> None:
        """A customer texts."""
        self._mark = self.sandbox.log.last
        await self.sandbox.do("sms.say", **{"from": number, "body": text})

    async def staff(self, user: str, card: dict[str, Any], text: str, **more: Any) -> dict[str, Any]:
        """A member of staff writes below a card."""
        self._mark = self.sandbox.log.last
        return await self.sandbox.do(
            "slack.say", user=user, channel=card["channel"], text=text, thread_ts=card["ts"], **more
        )

    async def click(self, user: str, card: dict[str, Any], action: str) -> dict[str, Any]:
        """A member of staff presses a button of a card, or chooses from its menu."""
        self._mark = self.sandbox.log.last
        return await press(self.sandbox, user, card["channel"], card["ts"], action)

    async def driver_hears(self, user: int, *words: str) -> dict[str, Any]:
        """The next message of the bot to this driver that has all these words."""
        event = await self._next("telegram", "message", lambda data: _to_driver(data, user, words))
        message: dict[str, Any] = event.data["message"]
        return message

    async def customer_hears(self, number: str, *words: str) -> str:
        """The next text to this number that has all these words."""
        event = await self._next(
            "sms",
            "message",
            lambda data: data["direction"] == "outbound" and data["to"] == number and _has(data["body"], words),
        )
        return str(event.data["body"])

    async def desk_sees(self, channel: str, *words: str) -> dict[str, Any]:
        """The next Slack message of the bot in this channel, card or thread, that has all these words."""
        event = await self._next(
            "slack",
            "message",
            lambda data: data["channel"] == channel and "bot_id" in data["message"] and _has(str(data), words),
        )
        return {"channel": channel, **event.data["message"]}

    async def card_shows(self, card: dict[str, Any], *words: str) -> dict[str, Any]:
        """The card once it is redrawn with all these words."""
        event = await self._next(
            "slack", "update", lambda data: data["ts"] == card["ts"] and _has(str(data), words)
        )
        return {"channel": card["channel"], **event.data["message"]}

    async def marked(self, ts: str, emoji: str) -> None:
        """Waits until the bot has put this mark on a Slack message."""
        await self._next("slack", "reaction", lambda data: data["ts"] == ts and data["name"] == emoji)

    async def modal(self, user: str) -> dict[str, Any]:
        """The modal that opens for this member of staff."""
        event = await self._next("slack", "view_open", lambda data: data["user"] == user)
        view: dict[str, Any] = event.data["view"]
        return view

    def said_to_driver(self, user: int) -> list[str]:
        """Everything the bot has said to this driver."""
        return [
            str(event.data["message"].get("text", ""))
            for event in self.sandbox.log.all("telegram", "message")
            if event.data["from"] == "bot" and event.data["chat"] == user
        ]

    async def settled(self) -> None:
        """Waits until nothing is on its way to the bot and both its inbox and its outbox are empty."""
        while True:
            # What the bot has acknowledged stands in its inbox, so nothing is missed between the two looks.
            underway = self.sandbox.underway
            waiting = await self.database.read(lambda session: inbox.waiting(session) + outbox.waiting(session))
            if underway == waiting == self.sandbox.underway == 0:
                return
            last = self.sandbox.log.last
            with contextlib.suppress(TimeoutError):
                await self.sandbox.log.wait(lambda _: True, after=last, timeout=0.05)

    def forward(self, **by: float) -> None:
        """Puts everybody's clock forward, e.g. forward(minutes=3)."""
        self.sandbox.clock.advance(timedelta(**by).total_seconds())

    def now(self) -> datetime:
        """What everybody's clock shows."""
        return self.sandbox.clock.now()

    async def driver_row(self, user: int) -> Driver:
        """The driver of this Telegram chat as stored."""
        driver = await self.database.read(lambda session: people.driver_by_chat(session, str(user)))
        assert driver is not None
        return driver

    async def _next(self, service: str, kind: str, fits: Any) -> Event:
        try:
            return await self.sandbox.log.wait(
                lambda event: event.service == service and event.kind == kind and fits(event.data),
                after=self._mark,
                timeout=PATIENCE,
            )
        except TimeoutError:
            heard = [(e.service, e.kind, e.data) for e in self.sandbox.log.all(after=self._mark)]
            raise AssertionError(f"nothing of the kind came; instead: {heard}") from None


@contextlib.asynccontextmanager
async def stage(database_url: str, reader: Reader) -> AsyncIterator[Stage]:
    """The sample day at ten in the morning in Phoenix, with the whole program running."""
    sandbox = Sandbox(demo.world())
    sandbox.clock.set(demo.mid_morning(sandbox.clock.now()))
    async with sandbox.serve() as address:
        settings = demo.settings_for(sandbox, address, database_url, address)
        settings = settings.model_copy(update={"keys": KEYS_TEXT})
        doorstep = Doorstep(settings, reader, sandbox.clock)
        with doorstep.database.transaction() as session:
            people.sync_depots(session, settings.depot_rows())
        sample_day.load(doorstep.database, sandbox.clock.now())
        async with doorstep.running(LOOPBACK, 0) as port:
            await sandbox.do("sms.webhook", url=f"http://{LOOPBACK}:{port}/sms/inbound", public_url=address)
            running = Stage(sandbox, doorstep)
            yield running
    refused = [str(event.data) for event in sandbox.log.all("refused")]
    unexpected = [text for text in refused if not any(part in text for part in running.expected_refusals)]
    assert not unexpected, f"the services refused: {unexpected}"


def _to_driver(data: dict[str, Any], user: int, words: tuple[str, ...]) -> bool:
    return data["from"] == "bot" and data["chat"] == user and _has(str(data["message"].get("text", "")), words)


def _has(text: str, words: tuple[str, ...]) -> bool:
    return all(word.lower() in text.lower() for word in words)
