"""What people at the desk have answered before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from storage.models import Ticket, TicketEvent, TicketState

ANSWERED = "answered"


@dataclass(frozen=True)
class Answered:
    """One answer of a person's, and the question of its ticket."""

    event: int
    ticket: int
    question: str
    answer: str
    author: str
    at: datetime


def latest(session: Session, depot_code: str, *, of_customers: bool, besides: int, most: int) -> list[Answered]:
    """Every answer in the last tickets of a depot that a person answered and that are resolved, latest first."""
    was_answered = exists().where(TicketEvent.ticket_id == Ticket.id, TicketEvent.kind == ANSWERED)
    asker = Ticket.customer_id if of_customers else Ticket.driver_id
    last = (
        select(Ticket.id, Ticket.question)
        .where(
            Ticket.depot_code == depot_code,
            Ticket.state == TicketState.RESOLVED,
            asker.is_not(None),
            Ticket.id != besides,
            was_answered,
        )
        .order_by(Ticket.opened_at.desc(), Ticket.id.desc())
        .limit(most)
    )
    questions = {row.id: row.question for row in session.execute(last)}
    events = session.scalars(
        select(TicketEvent)
        .where(TicketEvent.ticket_id.in_(last.with_only_columns(Ticket.id)), TicketEvent.kind == ANSWERED)
        .order_by(TicketEvent.ticket_id.desc(), TicketEvent.id)
    )
    return [
        Answered(event.id, event.ticket_id, questions[event.ticket_id], event.detail or "", event.actor, event.at)
        for event in events
        if event.ticket_id in questions
    ]
