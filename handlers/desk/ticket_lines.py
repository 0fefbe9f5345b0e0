"""A ticket in a list, as plain data: what is asked by whom, and how much time is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers.asker import asker_name
from handlers.readable_intents import readable_intent
from storage.models import Ticket, Urgency


@dataclass(frozen=True)
class TicketLine:
    """One line of a list. Texts are plain and unescaped."""

    ticket_id: int
    channel: str
    ts: str | None
    title: str
    asker: str
    stop_line: str
    question: str
    urgency: Urgency
    opened_at: datetime
    due_at: datetime | None
    """When the asker must have heard from a person; None while the asker is awaited."""
    is_late: bool
    awaited: str
    """Who must write next where nothing is due: "driver", "customer", or nobody."""
    owner: str
    with_dispatch: bool
    resolved_at: datetime | None = None
    has_asker: bool = True


def line(ticket: Ticket, now: datetime) -> TicketLine:
    """What a list tells of one ticket."""
    stop, due_at = ticket.stop, ticket.answer_due_at
    return TicketLine(
        ticket_id=ticket.id,
        channel=ticket.slack_channel,
        ts=ticket.slack_ts,
        title=readable_intent(ticket.intent),
        asker=asker_name(ticket),
        stop_line=f"{stop.route.name} · stop {stop.number}" if stop else "",
        question=ticket.question,
        urgency=ticket.urgency,
        opened_at=ticket.opened_at,
        due_at=due_at,
        is_late=due_at is not None and now > due_at,
        awaited="customer" if ticket.customer_id is not None else "driver" if ticket.driver_id is not None else "",
        owner=ticket.owner.name if ticket.owner else "",
        with_dispatch=ticket.with_dispatch,
        resolved_at=ticket.resolved_at,
        has_asker=ticket.has_asker,
    )


def lines(found: Iterable[Ticket], now: datetime) -> tuple[TicketLine, ...]:
    """The same for several, in their order."""
    return tuple(line(ticket, now) for ticket in found)
