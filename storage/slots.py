"""Rates kept by reservation: one GCRA row per destination, shared by every process.

A slot's `arrival` is the theoretical arrival time in seconds. A message may leave when
`arrival <= now + burst * interval`; leaving moves it forward by the interval.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import Slot


@dataclass(frozen=True)
class Rate:
    """What a destination takes: `per_second` in the long run, `burst` at once."""

    key: str
    per_second: float
    burst: int = 1

    @property
    def interval(self) -> float:
        """Seconds between two messages in the long run."""
        return 1 / self.per_second


def wait(session: Session, rate: Rate, now: float) -> float:
    """Seconds until the destination takes one more message, 0 when it does now. Reserves nothing."""
    arrival = session.scalar(select(Slot.arrival).where(Slot.key == rate.key).with_for_update())
    if arrival is None:
        return 0.0
    return max(0.0, arrival - (rate.burst - 1) * rate.interval - now)


def reserve(session: Session, rate: Rate, now: float, units: int = 1) -> None:
    """Takes the next slot, or `units` of them (segments of one text)."""
    _put(session, rate.key, now + units * rate.interval, now, units * rate.interval)


def push_back(session: Session, rate: Rate, now: float, seconds: float) -> None:
    """Nothing more to this destination for `seconds`: it said so itself (429)."""
    until = now + seconds + (rate.burst - 1) * rate.interval
    _put(session, rate.key, until, until, 0.0)


def _put(session: Session, key: str, fresh: float, floor: float, step: float) -> None:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    later = case((Slot.arrival > floor, Slot.arrival), else_=floor)
    session.execute(
        insert(Slot)
        .values(key=key, arrival=fresh)
        .on_conflict_do_update(index_elements=["key"], set_={"arrival": later + step})
    )
