"""What a ticket's card shows, as plain data: the Slack side only draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage import tickets
from storage.models import Stop, Ticket, TicketState, Urgency

READABLE = {
    "ask_gate_code": "Gate code",
    "ask_access": "Way in",
    "ask_contact": "Customer's number",
    "out_of_scope": "Not understood",
    "undeliverable": "Message not delivered",
    "unhandled": "Message not handled",
}


@dataclass(frozen=True)
class CardView:
    """A ticket as the desk sees it. Texts are plain and unescaped."""

    ticket_id: int
    channel: str
    ts: str | None
    title: str
    asker: str
    language: str
    stop_line: str
    address_line: str
    window_line: str
    question: str
    intent_line: str
    state: TicketState
    owner: str
    urgency: Urgency
    opened_at: datetime
    resolved_at: datetime | None
    is_customer: bool
    can_save_code: bool
    asked_customer: bool
    with_dispatch: bool

    @property
    def is_resolved(self) -> bool:
        """Whether the ticket is done."""
        return self.state is TicketState.RESOLVED


def card(session: Session, ticket_id: int) -> CardView | None:
    """The card of a ticket as it stands; None when there is no such ticket."""
    ticket = tickets.get(session, ticket_id)
    if ticket is None:
        return None
    stop = ticket.stop
    return CardView(
        ticket_id=ticket.id,
        channel=ticket.slack_channel,
        ts=ticket.slack_ts,
        title=readable_intent(ticket.intent),
        asker=_asker(ticket),
        language=_language(ticket),
        stop_line=f"{stop.route.name} · stop {stop.number}" if stop else "",
        address_line=stop.address.short if stop else "",
        window_line=_window(stop, ticket.depot.timezone) if stop else "",
        question=ticket.question,
        intent_line=_intent_line(ticket),
        state=ticket.state,
        owner=ticket.owner.name if ticket.owner else "",
        urgency=ticket.urgency,
        opened_at=ticket.opened_at,
        resolved_at=ticket.resolved_at,
        is_customer=ticket.customer_id is not None,
        can_save_code=stop is not None,
        asked_customer=ticket.asked_customer_at is not None,
        with_dispatch=ticket.with_dispatch,
    )


def readable_intent(intent: str) -> str:
    """An intent's name as a person reads it, e.g. "Report damage"."""
    return READABLE.get(intent, intent.replace("_", " ").capitalize())


def _asker(ticket: Ticket) -> str:
    if ticket.driver is not None:
        return ticket.driver.name
    if ticket.customer is not None:
        return ticket.customer.name or ticket.customer.phone
    return "Doorstep"


def _language(ticket: Ticket) -> str:
    person = ticket.driver or ticket.customer
    return person.language if person is not None else "en"


def _intent_line(ticket: Ticket) -> str:
    name = readable_intent(ticket.intent)
    return name if ticket.confidence is None else f"{name} · {ticket.confidence:.0%}"


def _window(stop: Stop, timezone: str) -> str:
    if stop.window_start is None or stop.window_end is None:
        return ""
    zone = ZoneInfo(timezone)
    return f"{stop.window_start.astimezone(zone):%H:%M}–{stop.window_end.astimezone(zone):%H:%M}"
