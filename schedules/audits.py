"""The auditor's round: each minute every rule is looked at, by one process of all."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from handlers.audit import findings, silent_askers
from handlers.audit.rule import Breach
from handlers.turn import Company
from storage.database import Database

log = logging.getLogger(__name__)
EVERY: Final = 60.0
LEADERSHIP: Final = "auditor"
LEAP: Final = timedelta(seconds=20)
"""A clock that moves by so much more than the time that passes has been put forward, or the machine has slept."""
DEAD_AFTER: Final = 5 * EVERY


class Auditor:
    """Looks each minute whether what must always hold does hold, until cancelled."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        company: Company,
        when_well: Callable[[], Awaitable[None]],
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._now = now
        self._company = company
        self._when_well = when_well
        """What is done after each round in which nothing was broken: the sign of life for the outside."""
        self._passed = passed
        self._last_round = passed()
        self._before = (now(), passed())

    @property
    def is_alive(self) -> bool:
        """Whether it has made its rounds lately."""
        return self._passed() - self._last_round < DEAD_AFTER

    async def run(self) -> None:
        """Makes its round each minute, for ever; a failure is logged and tried again a minute later."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.round()
            except Exception as error:
                log.error("the auditor failed, trying again: %s", type(error).__name__)

    async def round(self) -> None:
        """Looks at every rule, if this process is the one that does."""
        has_leapt = self._has_leapt()
        if await self._database.leads(LEADERSHIP) and not has_leapt and not await self.look():
            await self._when_well()
        self._last_round = self._passed()

    async def look(self) -> list[Breach]:
        """Does what is the auditor's to do, and gives everything that does not hold."""
        await self._database.run(lambda session: silent_askers.point_out(session, self._now(), self._company))
        # What takes long on a large desk only reads, so that nobody waits for it.
        breaches = await self._database.read(lambda session: findings.look(session, self._now()))

        def keep(session: Session) -> None:
            findings.keep(session, self._now(), breaches)

        await self._database.run(keep)
        return breaches

    def _has_leapt(self) -> bool:
        """Whether the clock has leapt since the last round: then what is about to be done seems late."""
        before, passed_before = self._before
        now, passed = self._before = (self._now(), self._passed())
        return abs((now - before) - timedelta(seconds=passed - passed_before)) > LEAP
