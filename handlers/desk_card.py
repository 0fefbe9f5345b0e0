"""What a ticket's card shows, as plain data: the Slack side only draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers import teaching
from handlers.handing_over import ASKED_TOO
from handlers.readable_intents import readable_intent
from handlers.times_of_day import span
from handlers.wished_times import wish_line
from intents.contract import EMERGENCY
from intents.reading import Language
from storage import tickets
from storage.models import Ticket, TicketState, Urgency


@dataclass(frozen=True)
class CardView:
    """A ticket as the desk sees it. Texts are plain and unescaped."""

    ticket_id: int
    channel: str
    ts: str | None
    title: str
    asker: str
    phone: str
    """The asker's number (E.164), for what cannot wait for a reply."""
    language: str
    stop_line: str
    address_line: str
    window_line: str
    question: str
    intent_line: str
    best_reading: str
    """The intent the bot took the question for; empty where it had no idea."""
    was_written: bool
    """Whether the question is in somebody's own words, so that the reader can learn from it."""
    state: TicketState
    owner: str
    urgency: Urgency
    opened_at: datetime
    resolved_at: datetime | None
    resolved_by: str
    is_customer: bool
    can_save_code: bool
    asked_customer: bool
    with_dispatch: bool
    wish_line: str = ""
    """When the asker wants it, where that can be told."""

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
        title=_title(ticket),
        asker=_asker(ticket),
        phone=_phone(ticket),
        language=_language(ticket),
        stop_line=f"{stop.route.name} · stop {stop.number}" if stop else "",
        address_line=stop.address.short if stop else "",
        window_line=span(stop.window_start, stop.window_end, ZoneInfo(ticket.depot.timezone)) if stop else "",
        question=ticket.question,
        intent_line=_intent_line(ticket),
        best_reading=teaching.best_reading(ticket),
        was_written=teaching.was_written(ticket),
        state=ticket.state,
        owner=ticket.owner.name if ticket.owner else "",
        urgency=ticket.urgency,
        opened_at=ticket.opened_at,
        resolved_at=ticket.resolved_at,
        resolved_by=_resolved_by(ticket),
        is_customer=ticket.customer_id is not None,
        can_save_code=stop is not None,
        asked_customer=ticket.asked_customer_at is not None,
        with_dispatch=ticket.with_dispatch,
        wish_line=_wish_line(ticket),
    )


def _title(ticket: Ticket) -> str:
    """What is asked: both things, where the message asked for two; an emergency is nothing but that."""
    intents = [ticket.intent]
    if ticket.intent != EMERGENCY:
        intents += [event.detail for event in ticket.events if event.kind == ASKED_TOO and event.detail]
    return " + ".join(dict.fromkeys(readable_intent(intent) for intent in intents))


def _wish_line(ticket: Ticket) -> str:
    language: Language = "es" if _language(ticket) == "es" else "en"
    zone = ZoneInfo(ticket.depot.timezone)
    return wish_line(ticket.question, ticket.intent, ticket.opened_at, zone, language)


def _asker(ticket: Ticket) -> str:
    if ticket.driver is not None:
        return ticket.driver.name
    if ticket.customer is not None:
        return ticket.customer.name or ticket.customer.phone
    return "Doorstep"


def _resolved_by(ticket: Ticket) -> str:
    """Who resolved it, who need not be the one who had taken it."""
    return next((event.actor for event in reversed(ticket.events) if event.kind == "resolved"), "")


def _phone(ticket: Ticket) -> str:
    person = ticket.driver or ticket.customer
    return (person.phone or "") if person is not None else ""


def _language(ticket: Ticket) -> str:
    person = ticket.driver or ticket.customer
    return person.language if person is not None else "en"


def _intent_line(ticket: Ticket) -> str:
    name = readable_intent(ticket.intent)
    return name if ticket.confidence is None else f"{name} · {ticket.confidence:.0%}"
