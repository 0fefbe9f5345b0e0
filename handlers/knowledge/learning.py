"""What staff learn about an address, kept for the drivers who come there next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage import access_notes
from storage.models import AccessNote, Address, Depot, NoteKind, Staff


@dataclass(frozen=True)
class Learnt:
    """One thing that somebody found out about an address."""

    kind: NoteKind
    text: str
    only_today: bool = False


def keep(session: Session, now: datetime, address: Address, member: Staff, learnt: Learnt) -> AccessNote | None:
    """Keeps it for the address; not a code that was found not to work there."""
    if learnt.kind is NoteKind.CODE and access_notes.has_failed(session, address.id, learnt.text):
        return None
    return access_notes.add(
        session,
        address.id,
        learnt.kind,
        learnt.text,
        author=member.name,
        source="staff",
        now=now,
        expires_at=expiry(session, now, address, only_today=learnt.only_today),
    )


def expiry(session: Session, now: datetime, address: Address, *, only_today: bool) -> datetime | None:
    """The end of the depot's day for what holds only today."""
    return end_of_day(now, session.get_one(Depot, address.depot_code)) if only_today else None


def end_of_day(now: datetime, depot: Depot) -> datetime:
    """The midnight that ends the depot's day."""
    zone = ZoneInfo(depot.timezone)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone)
