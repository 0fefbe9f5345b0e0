"""What happens by the clock. The work itself stands elsewhere, so that a person can ask for it too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sqlalchemy.orm import Session

from storage import housekeeping, job_runs

Work = Callable[[Session, datetime], None]
CATCH_UP = timedelta(hours=12)
"""How long after its hour a job that was missed is still worth doing."""


@dataclass(frozen=True)
class Job:
    """One thing done daily at a local time; `(name, local date)` is done once, whoever else tries."""

    name: str
    at: time
    work: Work
    about: str
    zone: tzinfo = UTC

    def occasions(self, now: datetime) -> list[date]:
        """The local dates whose hour has come within the last twelve hours, oldest first."""
        today = now.astimezone(self.zone).date()
        days = (today - timedelta(days=1), today)
        return [day for day in days if now - CATCH_UP < self._instant(day) <= now]

    def _instant(self, day: date) -> datetime:
        # Through UTC: an hour that the summer-time change leaves out comes right after the gap.
        return datetime.combine(day, self.at, self.zone).astimezone(UTC)


JOBS = (
    Job(
        "housekeeping",
        time(9, 30),
        housekeeping.tidy,
        "Removes what need not be kept: old inbox rows, lapsed invitations.",
    ),
)


def run_due(session: Session, job: Job, now: datetime) -> int:
    """Runs the job for every occasion that is due and not yet done; gives how many it ran."""
    done = 0
    for day in job.occasions(now):
        if job_runs.claim(session, job.name, day.isoformat(), now):
            job.work(session, now)
            job_runs.finish(session, job.name, day.isoformat(), now)
            done += 1
    return done


def run_now(session: Session, job: Job, now: datetime) -> None:
    """Runs the job because a person asks for it, whatever has run before."""
    occasion = f"by hand {now.isoformat()}"
    job_runs.claim(session, job.name, occasion, now)
    job.work(session, now)
    job_runs.finish(session, job.name, occasion, now)
