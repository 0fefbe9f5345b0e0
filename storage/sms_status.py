"""What carriers and customers say about texts and numbers: deliveries, opt-outs, dead numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.message import Channel
from storage.models import Customer, Outbox

RANKS = {"queued": 0, "sending": 1, "sent": 2, "delivered": 3, "undelivered": 3, "failed": 3}


def record(session: Session, message_id: str, delivery: str, outbox_id: int | None = None) -> Outbox | None:
    """Notes a delivery's progress; None when it is no news: late, repeated, or of an unknown message.

    Reports overtake each other, so a message never goes back to an earlier state, and ends but once. The first
    one may come before the send itself has been noted; then `outbox_id` tells which message is meant.
    """
    row = _row(session, message_id, outbox_id)
    if row is None or RANKS[delivery] <= RANKS.get(row.delivery or "", -1):
        return None
    row.delivery = delivery
    row.provider_id = row.provider_id or message_id
    session.flush()
    return row


def opt_out(session: Session, phone: str, now: datetime) -> None:
    """From now on this number gets no texts; a number not yet known is remembered, too."""
    first = func.coalesce(Customer.opted_out_at, now)
    _put(session, phone, {"opted_out_at": now}, {"opted_out_at": first})


def opt_in(session: Session, phone: str) -> None:
    """This number wants texts again."""
    session.execute(
        update(Customer).where(Customer.phone == phone).values(opted_out_at=None),
        execution_options={"synchronize_session": False},
    )


def mark_dead(session: Session, phone: str, now: datetime) -> None:
    """This number cannot receive texts."""
    first = func.coalesce(Customer.dead_at, now)
    _put(session, phone, {"dead_at": now}, {"dead_at": first})


def created_at(session: Session, outbox_id: int) -> datetime:
    """When a message was queued: it cannot have been sent before."""
    return session.execute(select(Outbox.created_at).where(Outbox.id == outbox_id)).scalar_one()


def first_unclaimed(session: Session, message_ids: Sequence[str]) -> str | None:
    """The first of these that is not known as a message of ours yet."""
    known = set(
        session.scalars(
            select(Outbox.provider_id).where(Outbox.channel == Channel.SMS, Outbox.provider_id.in_(message_ids))
        )
    )
    return next((each for each in message_ids if each not in known), None)


def _row(session: Session, message_id: str, outbox_id: int | None) -> Outbox | None:
    query = select(Outbox).where(Outbox.channel == Channel.SMS).with_for_update()
    known = session.scalar(query.where(Outbox.provider_id == message_id))
    if known is not None or outbox_id is None:
        return known
    return session.scalar(query.where(Outbox.id == outbox_id, Outbox.provider_id.is_(None)))


def _put(session: Session, phone: str, fresh: dict[str, Any], changed: dict[str, Any]) -> None:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(
        insert(Customer)
        .values(phone=phone, name="", language="en", **fresh)
        .on_conflict_do_update(index_elements=["phone"], set_=changed)
    )
    session.expire_all()
