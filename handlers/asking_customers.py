"""Asking a customer for the code while the driver stands at the gate."""

from __future__ import annotations

from datetime import datetime

from handlers.texting import conversation_of, may_be_texted, text_customer
from handlers.turn import PENDING_FOR, Turn
from storage import people, transcript
from storage.models import Conversation, Customer, Stop, Ticket

QUIET_FROM = 20
QUIET_UNTIL = 8
"""Hours of the depot's day between which nobody is texted for a code."""
ADDRESS_LENGTH = 40
"""As much of an address as leaves the text one segment long."""


def can_be_asked(turn: Turn, stop: Stop) -> bool:
    """Whether a text to this stop's customer may leave now."""
    customer = customer_of(turn, stop)
    if customer is None or not may_be_texted(customer):
        return False
    hour = turn.now.astimezone(turn.zone).hour
    return QUIET_UNTIL <= hour < QUIET_FROM and not is_being_asked(turn, stop)


def is_being_asked(turn: Turn, stop: Stop) -> bool:
    """Whether this customer was texted for a code lately and has not answered yet."""
    customer = customer_of(turn, stop)
    if customer is None or not may_be_texted(customer):
        return False
    return stop.id in stops_asked_about(_conversation(turn, customer), turn.now)


def ask_for_code(turn: Turn, stop: Stop, ticket: Ticket) -> None:
    """Texts the stop's customer; the answer is read in the light of this."""
    customer = customer_of(turn, stop)
    assert customer is not None
    conversation = _conversation(turn, customer)
    asked = stops_asked_about(conversation, turn.now)
    address = stop.address.short[:ADDRESS_LENGTH].strip()
    text_customer(turn, customer, "sms_code_wanted", ticket_id=ticket.id, address=address)
    conversation.pending = {"asks": "code", "stops": sorted({*asked, stop.id})}
    conversation.pending_until = turn.now + PENDING_FOR


def stops_asked_about(conversation: Conversation, now: datetime) -> list[int]:
    """The stops for which this customer is being asked for a code."""
    until, pending = conversation.pending_until, conversation.pending
    if until is None or until < now or not pending or pending.get("asks") != "code":
        return []
    return [int(stop) for stop in pending["stops"]]


def customer_of(turn: Turn, stop: Stop) -> Customer | None:
    """Who is delivered to at this stop, if a number is known."""
    if stop.customer is None and stop.phone:
        stop.customer = people.customer_or_new(turn.session, stop.phone, stop.recipient, stop.language)
    return stop.customer


def _conversation(turn: Turn, customer: Customer) -> Conversation:
    return transcript.conversation(turn.session, conversation_of(customer), customer.language)
