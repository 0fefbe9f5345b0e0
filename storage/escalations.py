"""The steps taken because nobody answered a ticket, and what became of each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Escalation, StepOutcome, Ticket

Taken = Escalation
LONGEST_REASON = 200


def begin(session: Session, ticket: Ticket, step: str, occasion: str, now: datetime) -> Escalation:
    """Writes down that a step is taken; the database refuses the same one twice."""
    row = Escalation(
        ticket_id=ticket.id,
        wait=ticket.waits,
        step=step,
        occasion=occasion,
        at=now,
        outcome=StepOutcome.UNDER_WAY,
    )
    session.add(row)
    session.flush()
    return row


def reached_nobody(row: Escalation) -> None:
    """There was nobody to call."""
    row.outcome = StepOutcome.NOBODY


def reached(session: Session, escalation_id: int) -> None:
    """The call has arrived with its service."""
    session.get_one(Escalation, escalation_id).outcome = StepOutcome.REACHED


def failed(session: Session, escalation_id: int, reason: str) -> Escalation:
    """The call will never arrive."""
    row = session.get_one(Escalation, escalation_id)
    row.outcome, row.reason = StepOutcome.FAILED, reason[:LONGEST_REASON]
    return row


def last_of_wait(session: Session, ticket: Ticket) -> Escalation | None:
    """The last step of the present wait."""
    return session.scalar(
        select(Escalation)
        .where(Escalation.ticket_id == ticket.id, Escalation.wait == ticket.waits)
        .order_by(Escalation.id.desc())
        .limit(1)
    )
