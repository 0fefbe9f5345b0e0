"""Sends what the outbox holds: in order within a conversation, urgent ones first, at each service's rate."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Protocol

from sqlalchemy.orm import Session

from bot.bell import Bell
from bot.channels.errors import Permanent, RateLimited, SendError
from bot.clock import Clock
from bot.logs import where
from bot.metrics import Metrics
from handlers.desk import delivery_reports
from handlers.turn import Company
from storage import outbox, slots
from storage.database import Database
from storage.message import Channel, File, Outbound
from storage.models import Outbox
from storage.outbox import Leased
from storage.slots import Rate

log = logging.getLogger(__name__)
SIDE_BY_SIDE = 24
SAFETY_POLL = 1.0
TRIES = 8
"""Then a person gets the message. Slack's are tried for ever: without Slack there is no person to give them to."""
LONGEST_PAUSE = 60.0
LONGEST_SENDING = 100.0
RENEWAL = 5.0
"""Seconds between two renewals of the leases on what is being sent."""
SECONDS_TO_FINISH = 8.0


class Sender(Protocol):
    """What delivery needs of a channel."""

    async def send(self, leased: Leased, files: Sequence[tuple[File, bytes]]) -> str:
        """Sends one message; gives the service's id of it, or raises a SendError."""
        ...

    async def fetch(self, file: File) -> bytes:
        """Loads a file that lies with this service; raises a SendError."""
        ...

    def rates(self, outbound: Outbound) -> Sequence[Rate]:
        """Every rate that this message must keep, the destination's own last."""
        ...


class Delivery:
    """Works the outbox until cancelled."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        company: Company,
        channels: Mapping[Channel, Sender],
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._clock = clock
        self._company = company
        self._channels = channels
        self._metrics = metrics
        self._sending: dict[int, asyncio.Task[None]] = {}
        self._next_slot = SAFETY_POLL
        self._renewed = 0.0

    async def run(self) -> None:
        """Sends whatever is due, for ever; at the end waits for what is on its way."""
        bell = Bell()
        self._database.wakers.register(outbox.TOPIC, bell.ring)
        try:
            while True:
                try:
                    await self._send_what_is_due(bell)
                except Exception as error:
                    log.error("the outbox cannot be read, trying again: %s", where(error))
                await bell.wait(self._next_slot)
        finally:
            await self._finish_sending()

    async def _finish_sending(self) -> None:
        tasks = list(self._sending.values())
        if tasks:
            await asyncio.wait(tasks, timeout=SECONDS_TO_FINISH)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _send_what_is_due(self, bell: Bell) -> None:
        busy = frozenset(self._sending)
        if busy and time.monotonic() - self._renewed > RENEWAL:
            await self._database.run(lambda session: outbox.renew(session, busy, self._clock.now()))
            self._renewed = time.monotonic()
        free = SIDE_BY_SIDE - len(busy)
        self._next_slot = SAFETY_POLL
        if free <= 0:
            return
        for leased in await self._database.run(lambda session: self._lease(session, free, busy)):
            task = asyncio.create_task(self._send(leased))
            self._sending[leased.id] = task
            task.add_done_callback(partial(self._finished, leased.id, bell))

    def _finished(self, outbox_id: int, bell: Bell, _task: asyncio.Task[None]) -> None:
        del self._sending[outbox_id]
        bell.ring()

    def _lease(self, session: Session, limit: int, busy: frozenset[int]) -> list[Leased]:
        now, clock_now = time.time(), self._clock.now()
        leased: list[Leased] = []
        full: dict[Channel, float] = {}
        for row in outbox.due(session, clock_now, limit, busy):
            wait = full.get(row.channel) or self._reserve(session, row, now, full)
            if wait > 0:
                self._next_slot = min(self._next_slot, wait)
                if row.channel not in full:
                    row.not_before = clock_now + timedelta(seconds=wait)
            elif (promise := outbox.lease(session, row, clock_now)) is not None:
                leased.append(promise)
        return leased

    def _reserve(self, session: Session, row: Outbox, now: float, full: dict[Channel, float]) -> float:
        """Takes the row's slots, or says how long there is none; `full` learns of a whole channel's rate."""
        channel = self._channels.get(row.channel)
        if channel is None:
            return 0.0
        *shared, destination = channel.rates(Outbound.from_json(row.payload))
        wait = max((slots.wait(session, rate, now) for rate in shared), default=0.0)
        if wait > 0:
            full[row.channel] = wait
            return wait
        wait = slots.wait(session, destination, now)
        if wait == 0:
            for rate in (*shared, destination):
                slots.reserve(session, rate, now)
        return wait

    async def _send(self, leased: Leased) -> None:
        channel = self._channels.get(leased.outbound.channel)
        try:
            if channel is None:
                raise Permanent(f"{leased.outbound.channel} is not set up")
            async with asyncio.timeout(LONGEST_SENDING):
                provider_id = await channel.send(leased, await self._files(leased.outbound))
        except RateLimited as error:
            await self._pause(leased, error)
        except Permanent as error:
            await self._give_up(leased, str(error))
        except Exception as error:
            reason = str(error) if isinstance(error, SendError) else where(error)
            log.warning("outbox %s (%s), try %s: %s", leased.id, leased.outbound.channel, leased.tries, reason)
            await self._try_again(leased, reason)
        else:
            await self._database.run(lambda session: self._mark_sent(session, leased, provider_id))
            self._metrics.sent(leased.outbound.channel, "sent")

    async def _files(self, outbound: Outbound) -> list[tuple[File, bytes]]:
        return [(file, await self._channels[file.channel].fetch(file)) for file in outbound.files]

    def _mark_sent(self, session: Session, leased: Leased, provider_id: str) -> None:
        now = self._clock.now()
        outbox.sent(session, leased.id, provider_id, now)
        delivery_reports.step_reached(session, leased.outbound)
        if leased.answers_slack_ts is not None:
            delivery_reports.delivered(session, now, leased.id)

    async def _pause(self, leased: Leased, error: RateLimited) -> None:
        def push_back(session: Session) -> None:
            destination = self._channels[leased.outbound.channel].rates(leased.outbound)[-1]
            slots.push_back(session, destination, time.time(), error.retry_after)
            outbox.again(session, leased, self._clock.now(), "rate limited", counts=False)

        await self._database.run(push_back)
        self._metrics.sent(leased.outbound.channel, "rate_limited")

    async def _try_again(self, leased: Leased, reason: str) -> None:
        if leased.tries >= TRIES and leased.outbound.channel is not Channel.SLACK:
            await self._give_up(leased, reason)
            return
        pause = timedelta(seconds=min(LONGEST_PAUSE, 2.0 ** min(leased.tries - 1, 10)))
        until = self._clock.now() + pause
        await self._database.run(lambda session: outbox.again(session, leased, until, reason))
        self._metrics.sent(leased.outbound.channel, "again")

    async def _give_up(self, leased: Leased, reason: str) -> None:
        def fail(session: Session) -> None:
            if outbox.failed(session, leased, reason):
                delivery_reports.undeliverable(session, self._clock.now(), self._company, leased.id, reason)

        log.warning("outbox %s (%s) failed for good: %s", leased.id, leased.outbound.channel, reason)
        await self._database.run(fail)
        self._metrics.sent(leased.outbound.channel, "failed")
