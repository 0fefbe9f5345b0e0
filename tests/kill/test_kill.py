"""kill -9 at random moments, again and again: nothing is lost, nothing happens twice, order is kept."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from sandbox.server import Sandbox
from storage.database import Database
from storage.models import Direction, Inbox, InboxState, Message
from tests.bot_process import BotProcess, bot_process
from tests.conftest import KEYS
from tests.crowds import FIRST_CHAT, crowd, crowd_world, phone
from tests.trained import trained_reader

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
DRIVERS = 4
CUSTOMERS = 4
MESSAGES = 30
KILLS = 6
SECONDS_UP = (0.2, 1.5)
"""How long the bot lives between two kills."""


async def test_nothing_is_lost_and_nothing_happens_twice(database_address: str, tmp_path: Path) -> None:
    trained_reader()  # so that the bot finds its model
    sandbox = Sandbox(crowd_world(DRIVERS + 1 + CUSTOMERS))
    sandbox.telegram.limit_per_second = None
    # Slack gives up after seconds; a bot that starts anew in this test needs longer than that.
    sandbox.sms.webhooks.retries = [1.0] * 60
    database = Database(database_address, KEYS)
    with database.transaction() as session:
        crowd(session, sandbox.clock.now(), DRIVERS + 1 + CUSTOMERS)
    async with sandbox.serve(), bot_process(sandbox, database_address, tmp_path) as bot:
        card = await _a_taken_ticket(sandbox)
        writing = asyncio.create_task(_everybody_writes(sandbox, card))
        chance = random.Random(7)
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(*SECONDS_UP))
            await bot.kill()
            await bot.start()
        await writing
        await _everything_handled(sandbox, database, bot)
    _check_transcript(database)
    _check_replies(sandbox)
    database.close()


async def _a_taken_ticket(sandbox: Sandbox) -> dict[str, str]:
    """The last driver asks for a person, and Dana takes it: her replies are the Slack side of the test."""
    await sandbox.do("tg.say", user=FIRST_CHAT + DRIVERS, text="/human")
    event = await sandbox.log.wait(lambda e: e.service == "slack" and e.kind == "message")
    channel, ts = event.data["channel"], event.data["message"]["ts"]
    await sandbox.do("slack.click", user="U0DANA", channel=channel, ts=ts, action_id="ticket_take")
    return {"channel": channel, "ts": ts}


async def _everybody_writes(sandbox: Sandbox, card: dict[str, str]) -> None:
    for number in range(MESSAGES):
        for driver in range(DRIVERS):
            await sandbox.do("tg.say", user=FIRST_CHAT + driver, text=f"thanks, message {number}")
        await sandbox.do(
            "slack.say", user="U0DANA", channel=card["channel"], thread_ts=card["ts"], text=f"reply {number}."
        )
        for customer in range(CUSTOMERS):
            sender = phone(DRIVERS + 1 + customer)
            await sandbox.do("sms.say", **{"from": sender, "body": f"thanks, message {number}"})
        await asyncio.sleep(0.1)


async def _everything_handled(sandbox: Sandbox, database: Database, bot: BotProcess) -> None:
    wanted = MESSAGES * (DRIVERS + CUSTOMERS)
    async with asyncio.timeout(120):
        while True:
            handled = await database.read(lambda session: len(_incoming(session)))
            replied = set(_replies(sandbox))
            if handled >= wanted and len(replied) == MESSAGES:
                return
            last = sandbox.log.last
            try:
                await sandbox.log.wait(lambda _: True, after=last, timeout=1.0)
            except TimeoutError:
                continue


def _incoming(session: object) -> list[Message]:
    from sqlalchemy.orm import Session

    assert isinstance(session, Session)
    rows = session.scalars(select(Message).where(Message.direction == Direction.IN).order_by(Message.id))
    return [row for row in rows if "message " in row.text]


def _check_transcript(database: Database) -> None:
    with database.transaction() as session:
        said: dict[str, list[str]] = {}
        for row in _incoming(session):
            said.setdefault(row.conversation, []).append(row.text)
        dead = session.scalars(select(Inbox).where(Inbox.state == InboxState.DEAD)).all()
    expected = [f"thanks, message {number}" for number in range(MESSAGES)]
    assert len(said) == DRIVERS + CUSTOMERS
    for conversation, texts in said.items():
        assert texts == expected, f"{conversation}: lost, doubled or out of order"
    assert dead == []


def _replies(sandbox: Sandbox) -> list[str]:
    """What reached the last driver from Dana, in order."""
    return [
        event.data["message"]["text"]
        for event in sandbox.log.all("telegram", "message")
        if event.data["from"] == "bot" and "Dana: reply " in str(event.data["message"].get("text"))
    ]


def _check_replies(sandbox: Sandbox) -> None:
    replies = _replies(sandbox)
    counted = Counter(replies)
    assert set(counted) == {f"Dana: reply {number}." for number in range(MESSAGES)}
    doubled = sum(counted.values()) - len(counted)
    assert doubled <= KILLS, "more than one duplicate a kill"
    in_order = list(dict.fromkeys(replies))
    assert in_order == [f"Dana: reply {number}." for number in range(MESSAGES)]
