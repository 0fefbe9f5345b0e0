"""What a ticket's card shows, as plain data: the Slack side only draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.asker import asker_name
from handlers.desk import teaching
from handlers.handing_over import ASKED_TOO
from handlers.readable_intents import readable_intent
from handlers.texting import may_be_texted
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
    answer_due_at: datetime | None = None
    answer_is_late: bool = False
    is_awaited: bool = True
    """Whether the asker waits for an answer; else the desk waits for the asker."""
    can_ask_customer: bool = False
    """Whether a driver asks, and the customer of the stop may be texted."""
    has_asker: bool = True
    """Whether somebody waits for words; otherwise there is only something to be seen to."""
    customer_wants_no_texts: bool = False
    """Whether the customer who was texted has answered that no texts are wanted."""

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
        asker=asker_name(ticket),
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
        answer_due_at=ticket.answer_due_at,
        answer_is_late=ticket.answer_is_late,
        # Before there were promises nobody wrote down since when somebody waits.
        is_awaited=ticket.waiting_since is not None or not ticket.service_level,
        can_ask_customer=_can_ask_customer(ticket),
        has_asker=ticket.has_asker,
        customer_wants_no_texts=_wants_no_texts(ticket),
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


def _can_ask_customer(ticket: Ticket) -> bool:
    stop = ticket.stop
    if ticket.driver is None or stop is None:
        return False
    return may_be_texted(stop.customer) if stop.customer is not None else bool(stop.phone)


def _wants_no_texts(ticket: Ticket) -> bool:
    customer = ticket.stop.customer if ticket.stop is not None else None
    return customer is not None and customer.opted_out_at is not None


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
