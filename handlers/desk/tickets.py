"""The desk's tickets: one a conversation, with its card, its thread, and the call to the dispatchers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.promises import shifts, ticket_clock
from handlers.promises.service_level import DeskRules
from handlers.promises.ticket_clock import TicketClock
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
SAME_AGAIN = timedelta(minutes=30)
"""The same question within this time opens its ticket again."""
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
    rules: DeskRules,
) -> Ticket:
    """Hands a question to the desk; one unresolved ticket a conversation takes all its questions."""
    ticket = tickets.unresolved(session, conversation)
    if ticket is None:
        ticket = _same_again(session, now, conversation, intent, stop, rules)
    if ticket is not None:
        _add_question(session, now, ticket, question, stop, urgency, inbound, rules)
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
    TicketClock(session, ticket, rules).opened(now)
    if rules.round_robin:
        _give_to_somebody(session, now, ticket, rules)
    if urgency is Urgency.EMERGENCY:
        # The card of an emergency calls the dispatchers by itself.
        tickets.note_event(session, ticket, CALLED, now)
    redraw(session, now, ticket)
    if inbound is not None and (inbound.files or inbound.location):
        add_to_thread(session, now, ticket, "", inbound.files, inbound.location)
    return ticket


def _same_again(
    session: Session, now: datetime, conversation: str, intent: str, stop: Stop | None, rules: DeskRules
) -> Ticket | None:
    """The ticket of the same question, if it was resolved a short while ago: it is opened again."""
    ticket = tickets.resolved_lately(session, conversation, intent, stop, now - SAME_AGAIN)
    if ticket is None:
        return None
    tickets.release(ticket)
    ticket.resolved_at, ticket.reopened_at, ticket.with_dispatch = None, now, False
    tickets.note_event(session, ticket, "reopened", now)
    session.flush()
    TicketClock(session, ticket, rules).reopened(now)
    if rules.round_robin:
        _give_to_somebody(session, now, ticket, rules)
    # Its card has scrolled away, and a redrawn card calls nobody.
    call = f"Open again, asked once more: {_who_and_where(ticket)}"
    post = Outbound(
        channel=Channel.SLACK,
        destination=ticket.slack_channel,
        text=call,
        extra={"link_to_ticket": ticket.id, "outside_thread": True},
    )
    _to_slack(session, now, ticket, post, _by_card(ticket))
    return ticket


def _give_to_somebody(session: Session, now: datetime, ticket: Ticket, rules: DeskRules) -> None:
    member = shifts.next_in_round(session, ticket.depot_code)
    if member is None or not tickets.take(session, ticket.id, member.id, now):
        return
    member.last_given_at = now
    tickets.note_event(session, ticket, "given", now, actor=member.name)
    TicketClock(session, ticket, rules).taken()


def _add_question(
    session: Session,
    now: datetime,
    ticket: Ticket,
    question: str,
    stop: Stop | None,
    urgency: Urgency,
    inbound: Inbound | None,
    rules: DeskRules,
) -> None:
    clock = TicketClock(session, ticket, rules)
    rises = URGENCIES.index(urgency) > URGENCIES.index(ticket.urgency)
    ticket.urgency = max(ticket.urgency, urgency, key=URGENCIES.index)
    if urgency is Urgency.EMERGENCY:
        # Nobody who looks at the card may read about a gate code first; what was asked before is in the thread.
        _ask_below(session, now, ticket)
        ticket.question, ticket.intent, ticket.confidence = question, EMERGENCY, None
    if stop is not None and ticket.stop is None:
        ticket.stop = stop
    session.flush()
    tickets.note_event(session, ticket, "added", now, detail=question)
    if rises or not ticket.service_level:
        clock.opened(now)
    else:
        clock.asked(now)
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
    *,
    mention: str = "",
    step: int | None = None,
) -> None:
    """Shows the desk, below the card, what the other side has written meanwhile, or calls somebody there."""
    post = Outbound(
        channel=Channel.SLACK,
        destination=ticket.slack_channel,
        text=text,
        files=tuple(files),
        location=location,
        mention=mention,
        extra=_of_step(step),
    )
    _to_slack(session, now, ticket, post, _by_card(ticket))


def call_dispatch(session: Session, now: datetime, ticket: Ticket, text: str, step: int | None = None) -> None:
    """Calls everybody in the depot's dispatch channel."""
    _call(session, now, ticket, ticket.depot.slack_dispatch, text, "channel", step)


def offer_to(
    session: Session, now: datetime, ticket: Ticket, text: str, slack_users: Sequence[str], step: int
) -> None:
    """Calls these people in the depot's desk channel."""
    _call(session, now, ticket, ticket.depot.slack_desk, text, " ".join(slack_users), step)


def direct(session: Session, now: datetime, ticket: Ticket, slack_user: str, text: str, step: int) -> None:
    """Tells one person about the ticket, in a direct message."""
    _call(session, now, ticket, slack_user, text, "", step)


def _call(
    session: Session, now: datetime, ticket: Ticket, destination: str, text: str, mention: str, step: int | None
) -> None:
    call = Outbound(
        channel=Channel.SLACK,
        destination=destination,
        text=text,
        mention=mention,
        extra={"link_to_ticket": ticket.id, "outside_thread": True, **_of_step(step)},
    )
    # A call must not wait behind what is still to be posted below the card, nor behind another call.
    _to_slack(session, now, ticket, call, f"slack:call:{ticket.id}:{destination}")


def _of_step(step: int | None) -> dict[str, int]:
    """What tells delivery which step a message carries, so that its success or failure is written down."""
    return {} if step is None else {"step": step}


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
    ticket_clock.resolved(session, ticket, now)
    ticket.state = TicketState.RESOLVED
    ticket.resolved_at = now
    conversation = transcript.conversation(session, ticket.conversation, "en")
    if conversation.pending is None or conversation.pending["asks"] != ASKS_WHETHER_SAFE:
        conversation.pending = None
        conversation.pending_until = None
    session.flush()
    tickets.note_event(session, ticket, "resolved", now, actor=actor)
    redraw(session, now, ticket)
