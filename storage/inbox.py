"""The inbox: everything received is committed here before it is acknowledged, and worked in order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, exists, func, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnClause

from storage.message import Channel
from storage.models import Conversation, Inbox, InboxState
from storage.wakers import wake

TOPIC = "inbox"


@dataclass(frozen=True)
class Received:
    """One event as its service sent it, with what makes it unique and whose turn it is."""

    channel: Channel
    provider_key: str
    conversation: str
    raw: Any


@dataclass(frozen=True)
class Waiting:
    """One row at the head of its conversation."""

    id: int
    channel: Channel
    conversation: str
    raw: Any
    tries: int
    language: str | None
    """The conversation's language so far, if it has one."""


_earlier = aliased(Inbox)
NEW: ColumnClause[InboxState] = literal_column("'new'")
"""Written out as in the partial index, which a bound value would keep the database from using."""
_is_head = (Inbox.state == NEW) & ~exists().where(
    _earlier.conversation == Inbox.conversation, _earlier.state == NEW, _earlier.id < Inbox.id
)
# Built once: these run for every message, and building them costs more than running them.
_HEADS = (
    select(Inbox.id, Inbox.channel, Inbox.conversation, Inbox.raw, Inbox.tries, Conversation.language)
    .outerjoin(Conversation, Conversation.key == Inbox.conversation)
    .where(
        _is_head,
        (Inbox.not_before.is_(None)) | (Inbox.not_before <= bindparam("now")),
        Inbox.id.not_in(bindparam("besides", expanding=True)),
    )
    .order_by(Inbox.id)
    .limit(bindparam("most"))
)
_CLAIM = select(Inbox.id).where(Inbox.id == bindparam("row"), _is_head).with_for_update(skip_locked=True, of=Inbox)


def put(session: Session, received: Received, now: datetime) -> bool:
    """Keeps one event; False when it was here already (a duplicate, to be acknowledged and dropped)."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = (
        insert(Inbox)
        .values(
            channel=received.channel,
            provider_key=received.provider_key,
            conversation=received.conversation,
            raw=received.raw,
            received_at=now,
            state=InboxState.NEW,
            tries=0,
        )
        .on_conflict_do_nothing(index_elements=["channel", "provider_key"])
        .returning(Inbox.id)
    )
    is_new = session.execute(statement).scalar() is not None
    if is_new:
        wake(session, TOPIC)
    return is_new


def heads(session: Session, now: datetime, limit: int, besides: Collection[int] = ()) -> list[Waiting]:
    """The oldest waiting row of each conversation that is due, oldest first, without those in `besides`."""
    rows = session.execute(_HEADS, {"now": now, "most": limit, "besides": list(besides)})
    return [Waiting(*row) for row in rows]


def claim(session: Session, inbox_id: int) -> bool:
    """Whether the row is still waiting at its head, and nobody else works on it; locks it until commit."""
    return session.execute(_CLAIM, {"row": inbox_id}).scalar() is not None


def finish(session: Session, inbox_id: int, now: datetime, state: InboxState, reason: str | None = None) -> None:
    """Takes the row out of the queue: done, dropped for a reason, or dead."""
    session.execute(
        update(Inbox).where(Inbox.id == inbox_id).values(state=state, done_at=now, reason=reason),
        execution_options={"synchronize_session": False},
    )
    wake(session, TOPIC)


def put_off(session: Session, inbox_id: int, until: datetime, reason: str) -> None:
    """Tries the row again later; its conversation waits meanwhile."""
    session.execute(
        update(Inbox).where(Inbox.id == inbox_id).values(tries=Inbox.tries + 1, not_before=until, reason=reason),
        execution_options={"synchronize_session": False},
    )


def waiting(session: Session) -> int:
    """How many rows are not handled yet."""
    return session.scalar(select(func.count()).select_from(Inbox).where(Inbox.state == NEW)) or 0


def oldest_waiting(session: Session, now: datetime) -> timedelta:
    """How long the oldest unhandled row has been waiting."""
    first = session.scalar(select(Inbox.received_at).where(Inbox.state == NEW).order_by(Inbox.id).limit(1))
    return timedelta(0) if first is None else now - first
