"""When the parts of the program that work by the clock were last seen at work."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import Pulse

SWEEP = "sweep"
JOBS = "jobs"


def beat(session: Session, name: str, now: datetime) -> None:
    """The part of that name is at work."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(
        insert(Pulse).values(name=name, at=now).on_conflict_do_update(index_elements=["name"], set_={"at": now})
    )


def last(session: Session, name: str) -> datetime | None:
    """When that part was last at work; None when it never was."""
    return session.scalar(select(Pulse.at).where(Pulse.name == name))
