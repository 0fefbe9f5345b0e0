"""The desk: questions handed to people, one ticket a conversation, one owner a ticket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import desk_codes
from handlers.turn import Company, channel_of, tell
from storage import access_notes, outbox, people, tickets, transcript
from storage.message import Channel, File, Inbound, Location, Operation, Outbound, Priority
from storage.models import (
    Customer,
    Depot,
    Driver,
    Feedback,
    NoteKind,
    Staff,
    Stop,
    Ticket,
    TicketState,
    Urgency,
)
from storage.wakers import wake

NOT_STAFF = "Only Doorstep staff can do that. Ask a manager to add you with `doorstep staff add`."
GONE = "That ticket no longer exists."
DONE = "That ticket is already resolved."
URGENCIES = (Urgency.NORMAL, Urgency.AT_THE_DOOR, Urgency.EMERGENCY)


@dataclass(frozen=True)
class Verdict:
    """Whether something asked for in Slack was done, and what to tell the one who asked."""

    ok: bool
    text: str = ""


@dataclass(frozen=True)
class Learnt:
    """What resolving a ticket taught about its address."""

    kind: NoteKind
    text: str


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
    rises = URGENCIES.index(urgency) > URGENCIES.index(ticket.urgency)
    if rises:
        ticket.urgency = urgency
    if stop is not None and ticket.stop is None:
        ticket.stop = stop
    session.flush()
    tickets.note_event(session, ticket, "added", now, detail=question)
    files, location = (inbound.files, inbound.location) if inbound else ((), None)
    add_to_thread(session, now, ticket, question, files, location)
    if rises and urgency is Urgency.EMERGENCY:
        call_dispatch(session, now, ticket, f"EMERGENCY in ticket {ticket.id}: {question}")
    redraw(session, now, ticket)


def redraw(session: Session, now: datetime, ticket: Ticket) -> None:
    """Queues the ticket's card to be posted, or drawn anew in its place."""
    is_emergency = ticket.urgency is Urgency.EMERGENCY
    card = Outbound(
        channel=Channel.SLACK,
        destination=ticket.slack_channel,
        operation=Operation.CARD,
        mention="channel" if is_emergency and ticket.slack_ts is None else "",
    )
    _to_slack(session, now, ticket, card, Priority.EMERGENCY if is_emergency else Priority.DESK)
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
    _to_slack(session, now, ticket, post)


def call_dispatch(session: Session, now: datetime, ticket: Ticket, text: str) -> None:
    """Calls everybody in the depot's dispatch channel."""
    call = Outbound(
        channel=Channel.SLACK,
        destination=ticket.depot.slack_dispatch,
        text=text,
        mention="channel",
        extra={"link_to_ticket": ticket.id, "outside_thread": True},
    )
    urgent = Priority.EMERGENCY if ticket.urgency is Urgency.EMERGENCY else Priority.DESK
    _to_slack(session, now, ticket, call, urgent)


def _to_slack(
    session: Session, now: datetime, ticket: Ticket, outbound: Outbound, priority: Priority = Priority.DESK
) -> None:
    outbox.put(
        session,
        outbound,
        now,
        conversation=f"slack:ticket:{ticket.id}",
        priority=priority,
        ticket_id=ticket.id,
    )


def owned_ticket(session: Session, conversation: str) -> Ticket | None:
    """The ticket by which a person has this conversation in hand: the bot keeps out of it."""
    ticket = tickets.unresolved(session, conversation)
    return ticket if ticket is not None and ticket.owner_id is not None else None


def take(session: Session, now: datetime, ticket_id: int, slack_user: str, company: Company) -> Verdict:
    """Makes the presser the owner, unless somebody was quicker; the driver is told who has it."""
    member, ticket, refusal = permitted(session, ticket_id, slack_user)
    if member is None or ticket is None:
        return refusal
    if not tickets.take(session, ticket.id, member.id, now):
        owner = ticket.owner
        return Verdict(False, f"{owner.name if owner else 'Somebody'} already has it.")
    _was_taken(session, now, ticket, member, company, tell_driver=True)
    return Verdict(True)


def _was_taken(
    session: Session, now: datetime, ticket: Ticket, member: Staff, company: Company, *, tell_driver: bool
) -> None:
    tickets.note_event(session, ticket, "taken", now, actor=member.name)
    redraw(session, now, ticket)
    if tell_driver and ticket.driver is not None:
        to_other_side(session, now, ticket, company, "desk_has_it", name=member.first_name)


def to_other_side(
    session: Session, now: datetime, ticket: Ticket, company: Company, key: str, **values: object
) -> int:
    """Says the template `key` to the driver or customer who waits for this ticket."""
    conversation = transcript.conversation(session, ticket.conversation, "en")
    text = company.texts.render(key, conversation.language, company=company.name, **values)
    outbound = Outbound(channel_of(ticket.conversation), ticket.conversation.partition(":")[2], text)
    return tell(session, outbound, now, ticket.conversation, ticket_id=ticket.id)


def reply(
    session: Session,
    now: datetime,
    ticket: Ticket,
    member: Staff,
    company: Company,
    text: str,
    files: Sequence[File] = (),
    slack_message: str | None = None,
) -> Verdict:
    """Carries a person's signed answer to the other side; the first to reply owns the ticket."""
    if ticket.owner_id is None:
        if not tickets.take(session, ticket.id, member.id, now):
            return Verdict(False, "Somebody else has just taken it; your reply was not sent.")
        _was_taken(session, now, ticket, member, company, tell_driver=False)
    elif ticket.owner_id != member.id:
        owner = ticket.owner.first_name if ticket.owner else "Somebody else"
        return Verdict(False, f"{owner} has this ticket; your reply was not sent. It stays an internal note.")
    channel = channel_of(ticket.conversation)
    outbound = Outbound(
        channel,
        ticket.conversation.partition(":")[2],
        text=signed(company, member, text, channel),
        files=tuple(files),
    )
    tell(
        session,
        outbound,
        now,
        ticket.conversation,
        author=member.name,
        ticket_id=ticket.id,
        answers_slack_ts=slack_message,
    )
    ticket.answered_at = ticket.answered_at or now
    tickets.note_event(session, ticket, "answered", now, actor=member.name, detail=text)
    return Verdict(True)


def signed(company: Company, member: Staff, text: str, channel: Channel) -> str:
    """A person's words with the person's first name; customers are also told the company."""
    if channel is Channel.SMS:
        return f"{company.name}: {text} – {member.first_name}".replace("–", "-")
    return f"{member.first_name}: {text}".rstrip()


def reply_to_customer(
    session: Session, now: datetime, company: Company, ticket_id: int, slack_user: str, text: str
) -> Verdict:
    """Texts the customer what a person wrote in the reply modal."""
    member, ticket, refusal = permitted(session, ticket_id, slack_user)
    if member is None or ticket is None:
        return refusal
    if ticket.customer is None:
        return Verdict(False, "Nobody waits for a text: this is not a customer's ticket.")
    if outbox.has_opted_out(session, ticket.customer.phone):
        return Verdict(False, "This customer wants no more texts. Call instead, if it matters.")
    verdict = reply(session, now, ticket, member, company, text)
    if verdict.ok:
        add_to_thread(session, now, ticket, f"{member.name} texted: {text}")
    return verdict


def resolve(
    session: Session,
    now: datetime,
    ticket_id: int,
    slack_user: str,
    company: Company,
    *,
    learnt: Learnt | None = None,
) -> Verdict:
    """Closes the ticket and hands the conversation back to the bot; keeps what was learnt."""
    member, ticket, refusal = permitted(session, ticket_id, slack_user)
    if member is None or ticket is None:
        return refusal
    if learnt is not None and not _keep(session, now, ticket, member, learnt):
        return Verdict(False, "This ticket has no stop, so nothing can be kept for an address.")
    close(session, now, ticket, member.name)
    return Verdict(True)


def close(session: Session, now: datetime, ticket: Ticket, actor: str) -> None:
    """Marks the ticket resolved; what the bot had asked in its conversation is no longer open."""
    ticket.state = TicketState.RESOLVED
    ticket.resolved_at = now
    conversation = transcript.conversation(session, ticket.conversation, "en")
    conversation.pending = None
    conversation.pending_until = None
    session.flush()
    tickets.note_event(session, ticket, "resolved", now, actor=actor)
    redraw(session, now, ticket)


def _keep(session: Session, now: datetime, ticket: Ticket, member: Staff, learnt: Learnt) -> bool:
    if ticket.stop is None:
        return False
    if learnt.kind is NoteKind.CODE:
        desk_codes.keep(session, now, ticket, ticket.stop, member, learnt.text)
    else:
        place = ticket.stop.address_id
        access_notes.add(session, place, learnt.kind, learnt.text, author=member.name, source="staff", now=now)
    tickets.note_event(session, ticket, "note_saved", now, actor=member.name)
    return True


def save_as_code(
    session: Session,
    now: datetime,
    ticket_id: int,
    slack_user: str,
    company: Company,
    code: str,
    tell_driver: bool,
) -> Verdict:
    """Keeps a code for the stop's address, and gives it to the driver if wanted."""
    member, ticket, refusal = permitted(session, ticket_id, slack_user)
    if member is None or ticket is None:
        return refusal
    if not _keep(session, now, ticket, member, Learnt(NoteKind.CODE, code)):
        return Verdict(False, "This ticket has no stop, so the code has no address to be kept for.")
    if not tell_driver or ticket.driver is None or ticket.stop is None:
        return Verdict(True, "Saved.")
    verdict = reply(session, now, ticket, member, company, _code_line(company, ticket, code))
    if verdict.ok:
        access_notes.disclosed(session, ticket.driver.id, ticket.stop.id, "code", None, now)
    return verdict


def _code_line(company: Company, ticket: Ticket, code: str) -> str:
    assert ticket.driver is not None
    assert ticket.stop is not None
    return company.texts.render(
        "code_from_desk", ticket.driver.language, company=company.name, code=code, stop=ticket.stop.number
    )


def to_dispatch(session: Session, now: datetime, ticket_id: int, slack_user: str, company: Company) -> Verdict:
    """Hands the ticket to the dispatchers: nobody owns it until one of them takes it."""
    member, ticket, refusal = permitted(session, ticket_id, slack_user)
    if member is None or ticket is None:
        return refusal
    if ticket.with_dispatch:
        return Verdict(False, "The dispatchers have it already.")
    ticket.with_dispatch = True
    ticket.owner = None
    ticket.state = TicketState.OPEN
    session.flush()
    tickets.note_event(session, ticket, "to_dispatch", now, actor=member.name)
    call_dispatch(
        session, now, ticket, f"{member.name} asks dispatch to decide ticket {ticket.id}: {ticket.question}"
    )
    redraw(session, now, ticket)
    if ticket.driver is not None:
        to_other_side(session, now, ticket, company, "desk_to_dispatch")
    return Verdict(True)


def wrong_intent(session: Session, now: datetime, ticket_id: int, slack_user: str, meant: str) -> Verdict:
    """Keeps what the message really meant, for training."""
    member, ticket, refusal = permitted(session, ticket_id, slack_user, resolved_too=True)
    if member is None or ticket is None:
        return refusal
    conversation = transcript.conversation(session, ticket.conversation, "en")
    tickets.add_feedback(
        session,
        Feedback(
            ticket_id=ticket.id,
            at=now,
            text=ticket.question,
            audience="customer" if ticket.customer_id is not None else "driver",
            language=conversation.language,
            read_as=ticket.intent,
            meant=meant,
            author=member.name,
        ),
    )
    ticket.intent = meant
    ticket.confidence = None
    session.flush()
    tickets.note_event(session, ticket, "wrong_intent", now, actor=member.name, detail=meant)
    redraw(session, now, ticket)
    return Verdict(True, "Thank you: noted for training.")


def permitted(
    session: Session, ticket_id: int, slack_user: str, *, resolved_too: bool = False
) -> tuple[Staff | None, Ticket | None, Verdict]:
    """The presser and the ticket, if that person may act on it now; otherwise the refusal."""
    member = people.staff_by_slack(session, slack_user)
    if member is None:
        return None, None, Verdict(False, NOT_STAFF)
    ticket = tickets.get(session, ticket_id)
    if ticket is None:
        return None, None, Verdict(False, GONE)
    if ticket.state is TicketState.RESOLVED and not resolved_too:
        return None, None, Verdict(False, DONE)
    return member, ticket, Verdict(True)
