"""*Ask the customer*: staff text the customer of a driver's stop, and the answer comes to that ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers import asking_customers
from handlers.asker import to_driver
from handlers.asking_customers import QUIET_FROM, QUIET_UNTIL
from handlers.desk import deeds, found_codes
from handlers.desk.deeds import Verdict
from handlers.texting import basic, conversation_of, may_be_texted
from handlers.times_of_day import time_of_day
from handlers.turn import Company, tell
from storage import outbox, tickets, transcript
from storage.message import Channel, Outbound
from storage.models import Customer, Staff, Stop, Ticket

ASKED: Final = "asked_customer"
"""The event that a person asked the customer; its detail is the text."""
NO_CUSTOMER: Final = "No customer can be texted about this ticket: it has no driver's stop with a number."
UNWANTED: Final = "This customer takes or wants no texts. Call instead, if it matters."


class About(StrEnum):
    """What a customer is asked."""

    CODE = "code"
    WAY_IN = "way_in"
    HOME = "home"


@dataclass(frozen=True)
class Proposal:
    """Whom the question goes to, and how it may be put, in that customer's language."""

    customer: str
    language: str
    texts: dict[About, str]


@dataclass(frozen=True)
class _Question:
    """A question that may be asked now: who asks, about which ticket, whom."""

    member: Staff
    ticket: Ticket
    stop: Stop
    customer: Customer
    language: str


def proposal(
    session: Session, now: datetime, company: Company, ticket_id: int, slack_user: str
) -> Proposal | Verdict:
    """What can be asked, or why nothing can."""
    asking = _asking(session, now, ticket_id, slack_user)
    if isinstance(asking, Verdict):
        return asking
    address = asking.stop.address.short[: asking_customers.ADDRESS_LENGTH].strip()
    texts = {
        about: basic(company.texts.render(f"customer_question_{about}", asking.language, address=address))
        for about in About
    }
    return Proposal(asking.customer.name or asking.customer.phone, asking.language, texts)


def exact_text(
    session: Session, now: datetime, company: Company, ticket_id: int, slack_user: str, text: str
) -> str | Verdict:
    """Exactly what would leave, or why it would not."""
    asking = _asking(session, now, ticket_id, slack_user)
    return asking if isinstance(asking, Verdict) else _framed(company, asking, text)


def ask(
    session: Session,
    now: datetime,
    company: Company,
    ticket_id: int,
    slack_user: str,
    about: About,
    text: str,
) -> Verdict:
    """Texts the customer; the driver is told so, and the ticket is the presser's."""
    asking = _asking(session, now, ticket_id, slack_user)
    if isinstance(asking, Verdict):
        return asking
    member, ticket = asking.member, asking.ticket
    refusal = deeds.take_in_hand(session, now, ticket, member, company, "the customer was not asked")
    if refusal:
        return Verdict(False, refusal)
    conversation = transcript.conversation(session, conversation_of(asking.customer), asking.language)
    outbound = Outbound(Channel.SMS, asking.customer.phone, _framed(company, asking, text))
    tell(session, outbound, now, conversation.key, author=member.name, ticket_id=ticket.id)
    if about is About.CODE:
        asking_customers.expect_code(conversation, now, asking.stop)
    asking_customers.expect_answer(conversation, now, ticket)
    ticket.asked_customer_at = now
    tickets.note_event(session, ticket, ASKED, now, actor=member.name, detail=text)
    tickets.note_event(session, ticket, found_codes.ASKED, now, actor=member.name, detail=str(asking.stop.id))
    to_driver(
        session, now, ticket, company, "desk_asked_customer", name=member.first_name, stop=asking.stop.number
    )
    deeds.add_to_thread(session, now, ticket, f"{member.name} asked the customer: {text}")
    deeds.redraw(session, now, ticket)
    return Verdict(True)


def _asking(session: Session, now: datetime, ticket_id: int, slack_user: str) -> _Question | Verdict:
    member, ticket, refusal = deeds.permitted(session, ticket_id, slack_user)
    if member is None or ticket is None:
        return refusal
    stop = ticket.stop
    customer = asking_customers.customer_of(session, stop) if stop is not None else None
    if ticket.driver is None or stop is None or customer is None:
        return Verdict(False, NO_CUSTOMER)
    if not may_be_texted(customer) or outbox.has_opted_out(session, customer.phone):
        return Verdict(False, UNWANTED)
    zone = ZoneInfo(ticket.depot.timezone)
    if asking_customers.is_quiet(now, zone):
        return Verdict(
            False,
            f"It is {time_of_day(now, zone)} in {ticket.depot.name}: "
            f"customers are texted between {QUIET_UNTIL}:00 and {QUIET_FROM}:00. Call if it matters.",
        )
    conversation = transcript.conversation(session, conversation_of(customer), customer.language)
    return _Question(member, ticket, stop, customer, conversation.language)


def _framed(company: Company, asking: _Question, text: str) -> str:
    """The words with the company's name before them and the way out after them."""
    return basic(
        company.texts.render("customer_question", asking.language, company=company.name, text=text.strip())
    )
