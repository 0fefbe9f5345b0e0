"""The outbox: everything to be sent is committed here with what caused it, and leaves in order.

Within a conversation messages leave in order; between conversations the urgent ones first. A destination's rate
is kept by slots (`storage.slots`), reserved only when the message can leave at once, so that an urgent message
still overtakes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, func, literal_column, select, update
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnClause

from storage.message import Channel, Operation, Outbound, Priority
from storage.models import Customer, Outbox, OutboxState
from storage.wakers import wake

TOPIC = "outbox"
LEASE = timedelta(seconds=20)
"""How long a killed process holds up its messages; a living one renews what it is sending still."""
UNSENT: tuple[ColumnClause[OutboxState], ...] = (literal_column("'queued'"), literal_column("'sending'"))
"""Written out as in the partial index, which a bound value would keep the database from using."""


@dataclass(frozen=True)
class Leased:
    """One message that this process has promised to send."""

    id: int
    outbound: Outbound
    conversation: str
    ticket_id: int | None
    tries: int
    answers_slack_ts: str | None


def put(
    session: Session,
    outbound: Outbound,
    now: datetime,
    *,
    conversation: str,
    priority: Priority = Priority.ANSWER,
    ticket_id: int | None = None,
    answers_slack_ts: str | None = None,
    not_before: datetime | None = None,
) -> int | None:
    """Queues one message and gives its number; None when its card is waiting to be redrawn already."""
    if outbound.operation is Operation.CARD and _card_is_waiting(session, conversation):
        return None
    row = Outbox(
        channel=outbound.channel,
        conversation=conversation,
        destination=outbound.destination,
        priority=int(priority),
        payload=outbound.as_json(),
        ticket_id=ticket_id,
        answers_slack_ts=answers_slack_ts,
        created_at=now,
        not_before=not_before or now,
        wanted_at=not_before or now,
    )
    session.add(row)
    session.flush()
    wake(session, TOPIC)
    return row.id


_earlier = aliased(Outbox)
_is_head = ~exists().where(
    _earlier.conversation == Outbox.conversation, _earlier.state.in_(UNSENT), _earlier.id < Outbox.id
)
_may_leave = ((Outbox.state == OutboxState.QUEUED) & (Outbox.not_before <= bindparam("now"))) | (
    (Outbox.state == OutboxState.SENDING) & (Outbox.leased_until < bindparam("now"))
)
# Built once: it runs for every message, and building it costs more than running it.
_DUE = (
    select(Outbox)
    .where(
        Outbox.state.in_(UNSENT),
        _may_leave,
        _is_head,
        Outbox.id.not_in(bindparam("besides", expanding=True)),
    )
    .order_by(Outbox.priority, Outbox.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=Outbox)
)


def due(session: Session, now: datetime, limit: int, besides: Collection[int] = ()) -> list[Outbox]:
    """The head of each conversation that may leave now, urgent ones first, locked; without those in `besides`."""
    return list(session.scalars(_DUE, {"now": now, "most": limit, "besides": list(besides)}))


def lease(session: Session, row: Outbox, now: datetime) -> Leased | None:
    """Promises to send the row; None, and the row dropped, when its number has opted out of texts meanwhile."""
    if row.channel is Channel.SMS and has_opted_out(session, row.destination) and not _confirms_opt_out(row):
        row.state = OutboxState.DROPPED
        row.reason = "the number has opted out"
        return None
    row.state = OutboxState.SENDING
    row.leased_until = now + LEASE
    row.tries += 1
    return Leased(
        row.id,
        Outbound.from_json(row.payload),
        row.conversation,
        row.ticket_id,
        row.tries,
        row.answers_slack_ts,
    )


def renew(session: Session, outbox_ids: Collection[int], now: datetime) -> None:
    """Goes on promising to send these rows."""
    session.execute(
        update(Outbox)
        .where(Outbox.id.in_(outbox_ids), Outbox.state == OutboxState.SENDING)
        .values(leased_until=now + LEASE),
        execution_options={"synchronize_session": False},
    )


def has_opted_out(session: Session, phone: str) -> bool:
    """Whether this number wants no texts."""
    return session.scalar(select(Customer.opted_out_at).where(Customer.phone == phone)) is not None


def sent(session: Session, outbox_id: int, provider_id: str, now: datetime) -> None:
    """The service has taken the message: true whoever holds the lease by now."""
    session.execute(
        update(Outbox)
        .where(Outbox.id == outbox_id)
        .values(state=OutboxState.SENT, leased_until=None, reason=None, provider_id=provider_id, sent_at=now),
        execution_options={"synchronize_session": False},
    )
    wake(session, TOPIC)


def failed(session: Session, leased: Leased, reason: str) -> bool:
    """The service will never take the message; False when the lease ran out and the row is another's."""
    return _give_back(session, leased, state=OutboxState.FAILED, reason=reason)


def again(session: Session, leased: Leased, not_before: datetime, reason: str, *, counts: bool = True) -> bool:
    """Puts the message back to be tried later; False when the lease ran out and the row is another's."""
    tries = leased.tries if counts else leased.tries - 1
    return _give_back(session, leased, state=OutboxState.QUEUED, not_before=not_before, reason=reason, tries=tries)


def release_all(session: Session, now: datetime) -> None:
    """Gives back every lease, when it is certain that no other process lives (SQLite at start)."""
    session.execute(
        update(Outbox)
        .where(Outbox.state == OutboxState.SENDING)
        .values(state=OutboxState.QUEUED, leased_until=None, not_before=now),
        execution_options={"synchronize_session": False},
    )


def provider_id(session: Session, outbox_id: int) -> str | None:
    """The service's id of a message sent earlier."""
    return session.scalar(select(Outbox.provider_id).where(Outbox.id == outbox_id))


def change_text(session: Session, outbox_id: int, text: str) -> bool:
    """Changes a message that has not left yet; False when it has."""
    row = session.get_one(Outbox, outbox_id, with_for_update=True)
    if row.state is not OutboxState.QUEUED:
        return False
    row.payload = replace(Outbound.from_json(row.payload), text=text).as_json()
    return True


def withdraw(session: Session, outbox_id: int) -> bool:
    """Takes back a message that has not left yet; False when it has."""
    row = session.get_one(Outbox, outbox_id, with_for_update=True)
    if row.state is not OutboxState.QUEUED:
        return False
    row.state = OutboxState.DROPPED
    row.reason = "taken back by its author"
    return True


def waiting(session: Session) -> int:
    """How many messages have not left yet."""
    return session.scalar(select(func.count()).select_from(Outbox).where(Outbox.state.in_(UNSENT))) or 0


def _card_is_waiting(session: Session, conversation: str) -> bool:
    rows = session.execute(
        select(Outbox.state, Outbox.payload).where(Outbox.conversation == conversation, Outbox.state.in_(UNSENT))
    )
    return any(state is OutboxState.QUEUED and payload["operation"] == Operation.CARD for state, payload in rows)


def _confirms_opt_out(row: Outbox) -> bool:
    return bool(row.payload["extra"].get("confirms_opt_out"))


def _give_back(session: Session, leased: Leased, **values: object) -> bool:
    mine = session.execute(
        update(Outbox)
        .where(Outbox.id == leased.id, Outbox.state == OutboxState.SENDING, Outbox.tries == leased.tries)
        .values(leased_until=None, **values)
        .returning(Outbox.id),
        execution_options={"synchronize_session": False},
    ).scalar()
    wake(session, TOPIC)
    return mine is not None
