"""The sweep: each second, whatever has fallen due by the clock."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from handlers.promises import escalation
from handlers.turn import Company
from storage import pulses, tickets
from storage.database import Database

log = logging.getLogger(__name__)
EVERY = 1.0
BETWEEN_PULSES = timedelta(seconds=10)
"""How often it writes down that it lives; each second would cost a write to disk each second."""


class Sweep:
    """Looks each second whether something is due, until cancelled."""

    def __init__(self, database: Database, now: Callable[[], datetime], company: Company) -> None:
        self._database = database
        self._now = now
        self._company = company
        self._pulse_at: datetime | None = None

    async def run(self) -> None:
        """Sweeps for ever; a failure is logged and tried again a second later."""
        while True:
            try:
                await self.once()
            except Exception as error:
                log.error("the sweep failed, trying again: %s", type(error).__name__)
            await asyncio.sleep(EVERY)

    async def once(self) -> int:
        """Does what is due now; gives how many tickets it looked at."""
        swept = 0
        while await self._database.read(lambda session: tickets.is_any_due(session, self._now())):
            looked_at = await self._database.run(
                lambda session: escalation.sweep(session, self._now(), self._company)
            )
            swept += looked_at
            if looked_at == 0:  # another process has them
                break
        await self._show_life()
        return swept

    async def _show_life(self) -> None:
        """Writes down, for the auditor, that a round is done."""
        now = self._now()
        if self._pulse_at is None or abs(now - self._pulse_at) >= BETWEEN_PULSES:
            await self._database.run(lambda session: pulses.beat(session, pulses.SWEEP, now))
            self._pulse_at = now
