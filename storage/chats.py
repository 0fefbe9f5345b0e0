"""What hangs on a Telegram chat when it gets another driver, or its driver another chat."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from storage.message import Operation, Outbound
from storage.models import Driver, Outbox, OutboxState, Ticket, TicketState


def is_held_by_another(session: Session, chat: str, driver: Driver) -> bool:
    """Whether the chat is linked to another driver, working or not."""
    held = exists().where(Driver.telegram_chat == chat, Driver.id != driver.id)
    return bool(session.scalar(select(held)))


def tickets_of_others(session: Session, conversation: str, driver: Driver) -> list[Ticket]:
    """The unresolved tickets of a conversation that are not this driver's."""
    return _unresolved(session, Ticket.conversation == conversation, Ticket.driver_id.is_distinct_from(driver.id))


def tickets_of(session: Session, driver: Driver) -> list[Ticket]:
    """The unresolved tickets of a driver, whatever the chat, the latest first."""
    return _unresolved(session, Ticket.driver_id == driver.id)


def withdraw_waiting(session: Session, conversation: str) -> None:
    """Takes back whatever has not left yet for a conversation."""
    session.execute(
        update(Outbox)
        .where(Outbox.conversation == conversation, Outbox.state == OutboxState.QUEUED)
        .values(state=OutboxState.DROPPED, reason="the chat belongs to somebody else now")
    )


def redirect_waiting(session: Session, conversation: str, to: str) -> None:
    """Sends what has not left yet for one chat to another one; changes of messages there are dropped."""
    chat = to.partition(":")[2]
    rows = session.scalars(
        select(Outbox)
        .where(Outbox.conversation == conversation, Outbox.state == OutboxState.QUEUED)
        .with_for_update(skip_locked=True)
    )
    for row in rows:
        outbound = Outbound.from_json(row.payload)
        if outbound.operation is Operation.SEND:
            row.conversation, row.destination = to, chat
            row.payload = replace(outbound, destination=chat).as_json()
        else:
            row.state, row.reason = OutboxState.DROPPED, "the driver has another chat now"
    session.flush()


def _unresolved(session: Session, *conditions: ColumnElement[bool]) -> list[Ticket]:
    query = select(Ticket).where(Ticket.state != TicketState.RESOLVED, *conditions)
    return list(session.scalars(query.order_by(Ticket.id.desc())))
