"""The one who waits for a ticket's answer: by which name, and how that person is told something."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.readable_intents import readable_intent
from handlers.turn import Company, channel_of, tell
from storage import transcript
from storage.message import Outbound
from storage.models import Ticket


def asker_name(ticket: Ticket) -> str:
    """The name by which the desk knows who asks."""
    if ticket.driver is not None:
        return ticket.driver.name
    if ticket.customer is not None:
        return ticket.customer.name or ticket.customer.phone
    return "Doorstep"


def headline_of(ticket: Ticket) -> str:
    """What is asked, and for which stop."""
    stop = f", {ticket.stop.route.name} stop {ticket.stop.number}" if ticket.stop else ""
    return f"{readable_intent(ticket.intent)}{stop}"


def to_asker(session: Session, now: datetime, ticket: Ticket, company: Company, key: str, **values: object) -> int:
    """Says the template `key` to the one who waits for this ticket."""
    conversation = transcript.conversation(session, ticket.conversation, "en")
    text = company.texts.render(key, conversation.language, company=company.name, **values)
    outbound = Outbound(channel_of(ticket.conversation), ticket.conversation.partition(":")[2], text)
    return tell(session, outbound, now, ticket.conversation, ticket_id=ticket.id)


def to_driver(
    session: Session, now: datetime, ticket: Ticket, company: Company, key: str, **values: object
) -> None:
    """The same, where the one who waits is a driver: a customer is not texted about how the desk works."""
    if ticket.driver is not None:
        to_asker(session, now, ticket, company, key, **values)
