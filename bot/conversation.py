"""The heart: one inbound message in, one transaction out.

Different conversations are worked side by side, each one in order. A message is translated and read before the
transaction, so that the writer is held only for the answer itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from bot.bell import Bell
from bot.channels.errors import TranslationError
from bot.clock import Clock
from bot.logs import where
from bot.metrics import Metrics
from handlers import handing_over, onboarding
from handlers.answer import answer
from handlers.desk import delivery_reports, thread_messages
from handlers.turn import Company, Turn
from intents.clauses import read_requests
from intents.contract import EMERGENCY
from intents.reading import Language, Reader, Reading
from storage import inbox, people, transcript
from storage.database import Database
from storage.inbox import Waiting
from storage.message import Channel, Inbound, InboundKind
from storage.models import Customer, Driver, InboxState

log = logging.getLogger(__name__)
SIDE_BY_SIDE = 32
READING_THREADS = 2
SAFETY_POLL = 1.0
PAUSES = (0.5, 2.0, 5.0)
"""Seconds before each new try; after the last one a person gets the message."""
LAST_PAUSE = 60.0
AUDIENCES: dict[Channel, Any] = {Channel.TELEGRAM: "driver", Channel.SMS: "customer"}
Translate = Callable[[Any], Inbound | None]


@dataclass(frozen=True)
class Understood:
    """A received event, translated and read. Without `inbound` there is nothing to do, for `reason`."""

    inbound: Inbound | None
    reading: Reading | None = None
    reason: str | None = None


class Conversations:
    """Works the inbox until cancelled."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        company: Company,
        reader: Reader,
        translators: Mapping[Channel, Translate],
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._clock = clock
        self._company = company
        self._reader = reader
        self._translators = translators
        self._metrics = metrics
        self._threads = ThreadPoolExecutor(READING_THREADS, "reading")
        self._working: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Works whatever comes in, for ever."""
        bell = Bell()
        self._database.wakers.register(inbox.TOPIC, bell.ring)
        try:
            while True:
                try:
                    await self._begin_what_waits(bell)
                except Exception as error:
                    log.error("the inbox cannot be read, trying again: %s", where(error))
                await bell.wait(SAFETY_POLL)
        finally:
            for task in self._working.values():
                task.cancel()
            await asyncio.gather(*self._working.values(), return_exceptions=True)
            self._threads.shutdown(wait=False)

    async def _begin_what_waits(self, bell: Bell) -> None:
        free = SIDE_BY_SIDE - len(self._working)
        if free <= 0:
            return
        now, busy = self._clock.now(), frozenset(self._working)
        waiting = await self._database.read(lambda session: inbox.heads(session, now, free, busy))
        for row in waiting:
            task = asyncio.create_task(self._work(row))
            self._working[row.id] = task
            task.add_done_callback(partial(self._finished, row.id, bell))

    def _finished(self, row_id: int, bell: Bell, _task: asyncio.Task[None]) -> None:
        del self._working[row_id]
        bell.ring()

    async def _work(self, row: Waiting) -> None:
        began = self._clock.now()
        understood = Understood(None)
        try:
            loop = asyncio.get_running_loop()
            understood = await loop.run_in_executor(self._threads, self._understand, row)
            await self._database.run(lambda session: self._handle(session, row, understood, began))
        except Exception as error:
            log.error("inbox %s (%s), try %s: %s", row.id, row.channel, row.tries + 1, where(error))
            await self._retry_or_hand_over(row, understood, where(error))
        else:
            self._metrics.handled(row.channel, understood.reading)

    def _understand(self, row: Waiting) -> Understood:
        try:
            inbound = self._translators[row.channel](row.raw)
        except TranslationError as error:
            return Understood(None, reason=str(error))
        if inbound is None:
            return Understood(None, reason="nothing in it for the desk")
        audience = AUDIENCES.get(row.channel)
        if audience is None or not inbound.text or inbound.kind not in (InboundKind.MESSAGE, InboundKind.EDIT):
            return Understood(inbound)
        prior: Language | None = "es" if row.language == "es" else "en" if row.language == "en" else None
        return Understood(inbound, read_requests(self._reader, inbound.text, audience, prior))

    def _handle(self, session: Session, row: Waiting, understood: Understood, now: datetime) -> None:
        if not inbox.claim(session, row.id):
            return
        reason = understood.reason
        if understood.inbound is not None:
            reason = respond(session, now, self._company, understood.inbound, understood.reading)
        state = InboxState.DONE if reason is None else InboxState.DROPPED
        if reason is not None:
            log.info("inbox %s (%s) dropped: %s", row.id, row.channel, reason)
        inbox.finish(session, row.id, now, state, reason)

    async def _retry_or_hand_over(self, row: Waiting, understood: Understood, reason: str) -> None:
        now = self._clock.now()
        is_emergency = understood.reading is not None and understood.reading.intent == EMERGENCY

        def put_off(session: Session, seconds: float) -> None:
            inbox.put_off(session, row.id, now + timedelta(seconds=seconds), reason)

        def hand_over(session: Session) -> None:
            if inbox.claim(session, row.id):
                inbox.finish(session, row.id, now, InboxState.DEAD, reason)
                delivery_reports.unhandled(
                    session, now, self._company, row.conversation, understood.inbound, is_emergency=is_emergency
                )

        try:
            if row.tries < len(PAUSES):
                await self._database.run(partial(put_off, seconds=PAUSES[row.tries]))
            else:
                await self._database.run(hand_over)
        except Exception as error:
            log.error("inbox %s (%s) could not be handed to a person: %s", row.id, row.channel, where(error))
            with contextlib.suppress(Exception):  # the database itself is away: the row is still waiting there
                await self._database.run(partial(put_off, seconds=LAST_PAUSE))


def respond(
    session: Session, now: datetime, company: Company, inbound: Inbound, reading: Reading | None
) -> str | None:
    """Does what one message asks for; gives the reason when it is dropped instead."""
    if inbound.channel is Channel.SLACK:
        return thread_messages.thread_message(session, now, company, inbound)
    if inbound.channel is Channel.SMS:
        customer = people.customer_or_new(session, inbound.sender)
        return _answer(session, now, company, inbound, reading, customer)
    driver = people.driver_by_chat(session, inbound.conversation.partition(":")[2])
    if inbound.kind in (InboundKind.BLOCKED, InboundKind.UNBLOCKED):
        return _note_block(session, driver, inbound, now, company)
    if driver is None:
        return onboarding.greet_stranger(session, now, company, inbound, reading)
    return _answer(session, now, company, inbound, reading, driver)


def _answer(
    session: Session,
    now: datetime,
    company: Company,
    inbound: Inbound,
    reading: Reading | None,
    speaker: Driver | Customer,
) -> str | None:
    conversation = transcript.conversation(session, inbound.conversation, speaker.language)
    if reading is not None:
        conversation.language = reading.language
    author = speaker.name or "Customer"
    also = reading.also[0].intent if reading is not None and reading.also else None
    read_as = (reading.intent, reading.confidence, also) if reading is not None else ()
    message = transcript.add_incoming(session, inbound, author, now, *read_as)
    turn = Turn(session, now, company, inbound, conversation, speaker, reading, message.id)
    answer(turn)
    return turn.ignored


def _note_block(
    session: Session, driver: Driver | None, inbound: Inbound, now: datetime, company: Company
) -> str | None:
    if driver is None:
        return "a stranger blocked or unblocked the bot"
    if inbound.kind is InboundKind.UNBLOCKED:
        driver.blocked_at = None
    else:
        driver.blocked_at = now
        handing_over.blocked(session, now, driver, company.desk)
    return None
