"""The desk's tickets: one a conversation, with its card, its thread, and the call to the dispatchers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from intents.contract import EMERGENCY
from storage import outbox, tickets, transcript
from storage.message import Channel, File, Inbound, Location, Operation, Outbound, Priority
from storage.models import Customer, Depot, Driver, Stop, Ticket, TicketState, Urgency
from storage.wakers import wake

URGENCIES = (Urgency.NORMAL, Urgency.AT_THE_DOOR, Urgency.EMERGENCY)
CALLED = "emergency_called"
"""The event that the dispatchers were called because of an emergency."""
ASKS_WHETHER_SAFE = "safe"
"""The one question of the bot's that stays open whatever becomes of a ticket."""
BETWEEN_CALLS = timedelta(minutes=1)
"""The dispatchers are called again for the same ticket as often as this."""


def open_ticket(
    session: Session,
    now: datetime,
    *,
    conversation: str,
    depot_code: str,
    question: str,
    intent: str,
    confidence: float | None = None,
    driver: Driver | None = None,
    customer: Customer | None = None,
    stop: Stop | None = None,
    urgency: Urgency = Urgency.NORMAL,
    asked_customer: bool = False,
    inbound: Inbound | None = None,
) -> Ticket:
    """Hands a question to the desk; one unresolved ticket a conversation takes all its questions."""
    ticket = tickets.unresolved(session, conversation)
    if ticket is not None:
        _add_question(session, now, ticket, question, stop, urgency, inbound)
        return ticket
    depot = session.get_one(Depot, depot_code)
    ticket = Ticket(
        depot_code=depot_code,
        conversation=conversation,
        driver=driver,
        customer=customer,
        stop=stop,
        intent=intent,
        confidence=confidence,
        question=question,
        urgency=urgency,
        state=TicketState.OPEN,
        asked_customer_at=now if asked_customer else None,
        opened_at=now,
        slack_channel=depot.slack_dispatch if urgency is Urgency.EMERGENCY else depot.slack_desk,
    )
    session.add(ticket)
    session.flush()
    tickets.note_event(session, ticket, "opened", now, detail=question)
    if urgency is Urgency.EMERGENCY:
        # The card of an emergency calls the dispatchers by itself.
        tickets.note_event(session, ticket, CALLED, now)
    redraw(session, now, ticket)
    if inbound is not None and (inbound.files or inbound.location):
        add_to_thread(session, now, ticket, "", inbound.files, inbound.location)
    return ticket


def _add_question(
    session: Session,
    now: datetime,
    ticket: Ticket,
    question: str,
    stop: Stop | None,
    urgency: Urgency,
    inbound: Inbound | None,
) -> None:
    ticket.urgency = max(ticket.urgency, urgency, key=URGENCIES.index)
    if urgency is Urgency.EMERGENCY:
        # Nobody who looks at the card may read about a gate code first; what was asked before is in the thread.
        _ask_below(session, now, ticket)
        ticket.question, ticket.intent, ticket.confidence = question, EMERGENCY, None
    if stop is not None and ticket.stop is None:
        ticket.stop = stop
    session.flush()
    tickets.note_event(session, ticket, "added", now, detail=question)
    files, location = (inbound.files, inbound.location) if inbound else ((), None)
    add_to_thread(session, now, ticket, question, files, location)
    last = tickets.last_event(session, ticket.id, CALLED)
    if urgency is Urgency.EMERGENCY and (last is None or now - last >= BETWEEN_CALLS):
        tickets.note_event(session, ticket, CALLED, now)
        call_dispatch(session, now, ticket, f"EMERGENCY: {_who_and_where(ticket)}: {question}")
    redraw(session, now, ticket)


def _ask_below(session: Session, now: datetime, ticket: Ticket) -> None:
    if ticket.intent != EMERGENCY:
        add_to_thread(session, now, ticket, f"Asked before: {ticket.question}")


def _who_and_where(ticket: Ticket) -> str:
    person = ticket.driver or ticket.customer
    stop = f"{ticket.stop.route.name} stop {ticket.stop.number}" if ticket.stop else ""
    return ", ".join(filter(None, [person.name if person else "", person.phone or "" if person else "", stop]))


def redraw(session: Session, now: datetime, ticket: Ticket) -> None:
    """Queues the ticket's card to be posted, or drawn anew in its place."""
    is_emergency = ticket.urgency is Urgency.EMERGENCY
    card = Outbound(
        channel=Channel.SLACK,
        destination=ticket.slack_channel,
        operation=Operation.CARD,
        mention="channel" if is_emergency and ticket.slack_ts is None else "",
    )
    _to_slack(session, now, ticket, card, _by_card(ticket))
    wake(session, "home")


def add_to_thread(
    session: Session,
    now: datetime,
    ticket: Ticket,
    text: str,
    files: Sequence[File] = (),
    location: Location | None = None,
) -> None:
    """Shows the desk, below the card, what the other side has written meanwhile."""
    post = Outbound(
        channel=Channel.SLACK,
        destination=ticket.slack_channel,
        text=text,
        files=tuple(files),
        location=location,
    )
    _to_slack(session, now, ticket, post, _by_card(ticket))


def call_dispatch(session: Session, now: datetime, ticket: Ticket, text: str) -> None:
    """Calls everybody in the depot's dispatch channel."""
    call = Outbound(
        channel=Channel.SLACK,
        destination=ticket.depot.slack_dispatch,
        text=text,
        mention="channel",
        extra={"link_to_ticket": ticket.id, "outside_thread": True},
    )
    # A call must not wait behind what is still to be posted below the card.
    _to_slack(session, now, ticket, call, f"slack:call:{ticket.id}")


def _by_card(ticket: Ticket) -> str:
    return f"slack:ticket:{ticket.id}"


def _to_slack(session: Session, now: datetime, ticket: Ticket, outbound: Outbound, conversation: str) -> None:
    priority = Priority.EMERGENCY if ticket.urgency is Urgency.EMERGENCY else Priority.DESK
    outbox.put(session, outbound, now, conversation=conversation, priority=priority, ticket_id=ticket.id)


def owned_ticket(session: Session, conversation: str) -> Ticket | None:
    """The ticket by which a person has this conversation in hand: the bot keeps out of it."""
    ticket = tickets.unresolved(session, conversation)
    return ticket if ticket is not None and ticket.owner_id is not None else None


def close(session: Session, now: datetime, ticket: Ticket, actor: str) -> None:
    """Marks the ticket resolved; what the bot had asked in its conversation is no longer open, danger excepted."""
    ticket.state = TicketState.RESOLVED
    ticket.resolved_at = now
    conversation = transcript.conversation(session, ticket.conversation, "en")
    if conversation.pending is None or conversation.pending["asks"] != ASKS_WHETHER_SAFE:
        conversation.pending = None
        conversation.pending_until = None
    session.flush()
    tickets.note_event(session, ticket, "resolved", now, actor=actor)
    redraw(session, now, ticket)
