"""Which job has run for which occasion: the unique key lets one process win."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import JobRun


def claim(session: Session, job: str, occasion: str, now: datetime) -> bool:
    """Whether this transaction is the one that runs the job for the occasion."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = (
        insert(JobRun)
        .values(job=job, occasion=occasion, started_at=now)
        .on_conflict_do_nothing(index_elements=["job", "occasion"])
        .returning(JobRun.job)
    )
    return session.execute(statement).scalar() is not None


def finish(session: Session, job: str, occasion: str, now: datetime) -> None:
    """Notes when the run was done."""
    session.get_one(JobRun, (job, occasion)).finished_at = now


def latest(session: Session, job: str) -> JobRun | None:
    """The newest run of a job."""
    return session.scalar(select(JobRun).where(JobRun.job == job).order_by(JobRun.started_at.desc()).limit(1))
