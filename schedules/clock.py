"""The clock: wakes every job at its hour, in every process, and at start for what was missed.

APScheduler only rings; the table of job runs decides who does the work, and that it is done once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from schedules.jobs import JOBS, Job, run_due
from storage import pulses
from storage.database import Database

log = logging.getLogger(__name__)
SECONDS_BETWEEN_PULSES = 20


class JobClock:
    """Rings for the jobs until stopped."""

    def __init__(self, database: Database, now: Callable[[], datetime], jobs: Sequence[Job] = JOBS) -> None:
        self._database = database
        self._now = now
        self._jobs = jobs
        self._scheduler = AsyncIOScheduler()

    async def start(self) -> None:
        """Does what was missed, then waits for each job's hour."""
        for job in self._jobs:
            trigger = CronTrigger(hour=job.at.hour, minute=job.at.minute, timezone=job.zone)
            self._scheduler.add_job(self.ring, trigger, args=[job], misfire_grace_time=None, coalesce=True)
            await self.ring(job)
        await self.show_life()
        self._scheduler.add_job(self.show_life, IntervalTrigger(seconds=SECONDS_BETWEEN_PULSES), coalesce=True)
        self._scheduler.start()

    async def stop(self) -> None:
        """Stops ringing."""
        self._scheduler.shutdown(wait=False)

    async def show_life(self) -> None:
        """Writes down, for the auditor, that the clock rings."""
        try:
            await self._database.run(lambda session: pulses.beat(session, pulses.JOBS, self._now()))
        except Exception as error:
            log.error("the jobs' clock could not show that it lives: %s", type(error).__name__)

    async def ring(self, job: Job) -> None:
        """Runs the job if its hour has come and nobody has done it; a failure is logged and tried next time."""
        try:
            await self._database.run(lambda session: run_due(session, job, self._now()))
        except Exception as error:
            log.error("job %s failed: %s", job.name, type(error).__name__)
