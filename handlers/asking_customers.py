"""Asking a customer for the code while the driver stands at the gate."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

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
    customer = customer_of(turn.session, stop)
    if customer is None or not may_be_texted(customer):
        return False
    return not is_quiet(turn.now, turn.zone) and not is_being_asked(turn, stop)


def is_quiet(now: datetime, zone: ZoneInfo) -> bool:
    """Whether it is an hour at which customers are not asked."""
    return not QUIET_UNTIL <= now.astimezone(zone).hour < QUIET_FROM


def is_being_asked(turn: Turn, stop: Stop) -> bool:
    """Whether this customer was texted for a code lately and has not answered yet."""
    customer = customer_of(turn.session, stop)
    if customer is None or not may_be_texted(customer):
        return False
    return stop.id in stops_asked_about(_conversation(turn, customer), turn.now)


def ask_for_code(turn: Turn, stop: Stop, ticket: Ticket, *, another: bool) -> None:
    """Texts the stop's customer, for `another` where one failed; the answer is read in the light of this."""
    customer = customer_of(turn.session, stop)
    assert customer is not None
    conversation = _conversation(turn, customer)
    address = stop.address.short[:ADDRESS_LENGTH].strip()
    key = "sms_another_code_wanted" if another else "sms_code_wanted"
    text_customer(turn, customer, key, ticket_id=ticket.id, address=address)
    expect_code(conversation, turn.now, stop)


def expect_code(conversation: Conversation, now: datetime, stop: Stop) -> None:
    """Remembers that this customer is asked for the code of this stop, too."""
    _expect(
        conversation, now, {*stops_asked_about(conversation, now), stop.id}, ticket_that_asked(conversation, now)
    )


def expect_answer(conversation: Conversation, now: datetime, ticket: Ticket) -> None:
    """Remembers for whose ticket a person asks this customer; codes asked for before stay so."""
    _expect(conversation, now, set(stops_asked_about(conversation, now)), ticket.id)


def _expect(conversation: Conversation, now: datetime, stops: set[int], ticket: int | None) -> None:
    pending = {"asks": "code", "stops": sorted(stops)} if stops else {"asks": "desk"}
    conversation.pending = pending | ({"ticket": ticket} if ticket is not None else {})
    conversation.pending_until = now + PENDING_FOR


def ticket_that_asked(conversation: Conversation, now: datetime) -> int | None:
    """The ticket for which a person has asked this customer, while the answer is awaited."""
    until, pending = conversation.pending_until, conversation.pending
    return pending.get("ticket") if pending and until is not None and until >= now else None


def stops_asked_about(conversation: Conversation, now: datetime) -> list[int]:
    """The stops for which this customer is being asked for a code."""
    until, pending = conversation.pending_until, conversation.pending
    if until is None or until < now or not pending or pending.get("asks") != "code":
        return []
    return [int(stop) for stop in pending["stops"]]


def customer_of(session: Session, stop: Stop) -> Customer | None:
    """Who is delivered to at this stop, if a number is known."""
    if stop.customer is None and stop.phone:
        stop.customer = people.customer_or_new(session, stop.phone, stop.recipient, stop.language)
    return stop.customer


def _conversation(turn: Turn, customer: Customer) -> Conversation:
    return transcript.conversation(turn.session, conversation_of(customer), customer.language)
