"""kill -9 at random moments, again and again: nothing is lost, nothing happens twice, order is kept."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.server import Sandbox
from storage.database import Database
from storage.message import Channel
from storage.models import Direction, Inbox, InboxState, Message, Outbox, OutboxState
from tests.bot_process import BotProcess, bot_process
from tests.conftest import KEYS
from tests.crowds import FIRST_CHAT, crowd, crowd_world, phone
from tests.trained import trained_reader

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
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
    sandbox.slack.socket_mode.ack_seconds = 30.0
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
        await _everything_handled(sandbox, database)
        _check_log(bot)
    _check_transcript(database)
    _check_replies(sandbox, database)
    _check_texts(sandbox, database)
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


async def _everything_handled(sandbox: Sandbox, database: Database) -> None:
    wanted = MESSAGES * (DRIVERS + CUSTOMERS)
    # A loaded machine starts the bot slowly, and it has been started seven times.
    async with asyncio.timeout(300):
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


def _incoming(session: Session) -> list[Message]:
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


def _check_replies(sandbox: Sandbox, database: Database) -> None:
    replies = _replies(sandbox)
    counted = Counter(replies)
    assert set(counted) == {f"Dana: reply {number}." for number in range(MESSAGES)}
    doubled = sum(counted.values()) - len(counted)
    assert doubled <= KILLS, "more than one duplicate a kill"
    # What Slack could not hand over before a kill it hands over after what came later: its order counts, not ours.
    with database.transaction() as session:
        rows = session.scalars(select(Inbox).where(Inbox.channel == Channel.SLACK).order_by(Inbox.id))
        arrived = [f"Dana: {row.raw['event'].get('text')}" for row in rows]
    assert list(dict.fromkeys(replies)) == [text for text in arrived if text in counted]


def _check_texts(sandbox: Sandbox, database: Database) -> None:
    """Twilio is asked what it has before a text is sent again: not even a kill doubles one."""
    texts = [event for event in sandbox.log.all("sms", "message") if event.data["direction"] == "outbound"]
    with database.transaction() as session:
        sent = session.scalars(
            select(Outbox).where(Outbox.channel == Channel.SMS, Outbox.state == OutboxState.SENT)
        )
        assert len(texts) == len(sent.all()) > 0


def _check_log(bot: BotProcess) -> None:
    """Whatever happened, no number, name or word of anybody is in the log."""
    logged = bot.logged()
    for secret in (phone(DRIVERS + 1), "Driver0", "thanks, message", "reply 1", str(FIRST_CHAT)):
        assert secret not in logged
