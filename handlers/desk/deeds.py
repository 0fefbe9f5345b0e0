"""What staff do about a ticket: take it, answer, keep what they learnt, resolve. One owner a ticket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.asker import asker_name, to_asker, to_driver
from handlers.desk import found_codes, roles, teaching
from handlers.desk.roles import HANDED_TO_DISPATCH, Deed
from handlers.desk.tickets import add_to_thread, call_dispatch, close, open_ticket, owned_ticket, redraw
from handlers.knowledge import learning
from handlers.knowledge.learning import Learnt
from handlers.promises.patience import only_asks_for_patience
from handlers.promises.ticket_clock import TicketClock
from handlers.turn import Company, channel_of, tell
from storage import access_notes, outbox, people, tickets
from storage.message import Channel, File, Outbound
from storage.models import Driver, NoteKind, Staff, Stop, StopState, Ticket, TicketState

__all__ = [
    "DONE",
    "GONE",
    "NOT_STAFF",
    "ONLY_STAFF",
    "Learnt",
    "Verdict",
    "add_to_thread",
    "call_dispatch",
    "close",
    "open_ticket",
    "owned_ticket",
    "permitted",
    "redraw",
    "reply",
    "reply_to_customer",
    "resolve",
    "save_as_code",
    "signed",
    "take",
    "take_in_hand",
    "to_dispatch",
    "wrong_intent",
]
ONLY_STAFF = "Only Doorstep staff can do that."
NOT_STAFF = f"{ONLY_STAFF} Ask a manager to add you with `doorstep staff add`."
GONE = "There is no such ticket."
DONE = "That ticket is already resolved."
UNKNOWN_INTENT = "Nobody who waits for this ticket can mean that. Choose from the list."
UNANSWERED = "Resolved. Nobody has answered {asker}: write to them if they still need something."
NO_ADDRESS = "This ticket has no stop, so nothing can be kept for an address."


@dataclass(frozen=True)
class Verdict:
    """Whether something asked for in Slack was done, and what to tell the one who asked."""

    ok: bool
    text: str = ""


def take(session: Session, now: datetime, ticket_id: int, slack_user: str, company: Company) -> Verdict:
    """Makes the presser the owner, unless somebody was quicker; the driver is told who has it."""
    member, ticket, refusal = permitted(session, ticket_id, slack_user, deed=Deed.TAKE)
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
    TicketClock(session, ticket, company.desk).taken()
    redraw(session, now, ticket)
    if tell_driver and ticket.driver is not None:
        to_asker(session, now, ticket, company, "desk_has_it", name=member.first_name)


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
    """Carries a person's signed answer to the other side; the first to reply owns the ticket.

    "One sec, checking" is carried, too, but it is no answer: the clocks go on.
    """
    refusal = take_in_hand(session, now, ticket, member, company, "your reply was not sent")
    if refusal:
        return Verdict(False, refusal)
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
    if only_asks_for_patience(text) and not files:
        tickets.note_event(session, ticket, "asked_for_patience", now, actor=member.name, detail=text)
    else:
        TicketClock(session, ticket, company.desk).answered(now)
        tickets.note_event(session, ticket, "answered", now, actor=member.name, detail=text)
    redraw(session, now, ticket)
    return Verdict(True)


def take_in_hand(
    session: Session, now: datetime, ticket: Ticket, member: Staff, company: Company, undone: str
) -> str:
    """Makes this person the owner if nobody is; where that cannot be, gives the reason and what was not done."""
    if ticket.owner_id == member.id:
        return ""
    if ticket.owner_id is not None:
        owner = ticket.owner.first_name if ticket.owner else "Somebody else"
        return f"{owner} has this ticket; {undone}. It stays an internal note."
    refusal = roles.refusal(session, member, ticket, Deed.TAKE)
    if refusal:
        return f"{refusal} {undone[:1].upper()}{undone[1:]}."
    if not tickets.take(session, ticket.id, member.id, now):
        return f"Somebody else has just taken it; {undone}."
    _was_taken(session, now, ticket, member, company, tell_driver=False)
    return ""


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
    asked: str = "",
) -> Verdict:
    """Closes the ticket and hands the conversation back to the bot; keeps what was learnt, and what was asked.

    A driver who still waits is told a code at once. Whoever resolves without an answer hears that nobody gave one.
    """
    member, ticket, refusal = permitted(session, ticket_id, slack_user)
    if member is None or ticket is None:
        return refusal
    if asked and not teaching.can_be_meant(ticket, asked):
        return Verdict(False, UNKNOWN_INTENT)
    refused = _keep(session, now, ticket, member, company, learnt) if learnt is not None else ""
    if refused:
        return Verdict(False, refused)
    if asked:
        teaching.teach(session, now, ticket, member, asked)
    is_unanswered = ticket.has_asker and ticket.waiting_since is not None
    close(session, now, ticket, member.name)
    return Verdict(True, UNANSWERED.format(asker=asker_name(ticket)) if is_unanswered else "")


def _keep(session: Session, now: datetime, ticket: Ticket, member: Staff, company: Company, learnt: Learnt) -> str:
    """Keeps it for the address; gives the reason where that is refused."""
    is_code = learnt.kind is NoteKind.CODE
    stop = found_codes.stop_of_code(session, now, ticket) if is_code else ticket.stop
    if stop is None:
        return NO_ADDRESS
    note = learning.keep(session, now, stop.address, member, learnt)
    if note is None:
        return found_codes.failed_before(learnt.text, stop)
    tickets.note_event(session, ticket, "note_saved", now, actor=member.name)
    may_be_told = is_code and ticket.waiting_since is not None and stop.state is not StopState.DELIVERED
    driver = ticket.driver if may_be_told else None
    # Where it is refused, a colleague has the ticket: the driver stays unanswered, and that is said.
    if driver is not None and _tell_code(session, now, ticket, driver, member, company, stop, note.text).ok:
        found_codes.was_told(session, now, ticket, driver, stop, note, member)
    return ""


def _tell_code(
    session: Session,
    now: datetime,
    ticket: Ticket,
    driver: Driver,
    member: Staff,
    company: Company,
    stop: Stop,
    code: str,
) -> Verdict:
    """Gives the driver a code of a stop that is not delivered."""
    text = company.texts.render(
        "code_from_desk", driver.language, company=company.name, code=code, stop=stop.number
    )
    return reply(session, now, ticket, member, company, text)


def save_as_code(
    session: Session,
    now: datetime,
    ticket_id: int,
    slack_user: str,
    company: Company,
    code: str,
    tell_driver: bool,
) -> Verdict:
    """Keeps a code for the stop that needs one, and gives it to the driver if wanted; all of it or nothing."""
    member, ticket, refusal = permitted(session, ticket_id, slack_user)
    if member is None or ticket is None:
        return refusal
    stop = found_codes.stop_of_code(session, now, ticket)
    if stop is None:
        return Verdict(False, NO_ADDRESS)
    if access_notes.has_failed(session, stop.address_id, code):
        return Verdict(False, found_codes.failed_before(code, stop))
    is_done = stop.state is StopState.DELIVERED
    driver = ticket.driver if tell_driver and not is_done else None
    if driver is not None:
        verdict = _tell_code(session, now, ticket, driver, member, company, stop, code)
        if not verdict.ok:
            return verdict
    note = found_codes.keep(session, now, stop, member, code)
    tickets.note_event(session, ticket, "note_saved", now, actor=member.name)
    if driver is not None:
        found_codes.was_told(session, now, ticket, driver, stop, note, member)
    untold = " It is delivered, so the driver was not told." if is_done and tell_driver and ticket.driver else ""
    return Verdict(True, f"Saved for stop {stop.number}.{untold}")


def to_dispatch(session: Session, now: datetime, ticket_id: int, slack_user: str, company: Company) -> Verdict:
    """Hands the ticket to the dispatchers: nobody owns it until one of them takes it."""
    member, ticket, refusal = permitted(session, ticket_id, slack_user, deed=Deed.TO_DISPATCH)
    if member is None or ticket is None:
        return refusal
    if ticket.with_dispatch:
        return Verdict(False, "The dispatchers have it already.")
    ticket.with_dispatch = True
    tickets.release(ticket)
    session.flush()
    TicketClock(session, ticket, company.desk).given_up(now, to_dispatch=True)
    tickets.note_event(session, ticket, HANDED_TO_DISPATCH, now, actor=member.name)
    call_dispatch(
        session, now, ticket, f"{member.name} asks dispatch to decide ticket {ticket.id}: {ticket.question}"
    )
    redraw(session, now, ticket)
    to_driver(session, now, ticket, company, "desk_to_dispatch")
    return Verdict(True)


def wrong_intent(session: Session, now: datetime, ticket_id: int, slack_user: str, meant: str) -> Verdict:
    """Keeps what the message really meant, for training."""
    member, ticket, refusal = permitted(session, ticket_id, slack_user, resolved_too=True)
    if member is None or ticket is None:
        return refusal
    if not teaching.can_be_meant(ticket, meant):
        return Verdict(False, UNKNOWN_INTENT)
    was_kept = teaching.teach(session, now, ticket, member, meant)
    ticket.intent = meant
    ticket.confidence = None
    session.flush()
    tickets.note_event(session, ticket, "wrong_intent", now, actor=member.name, detail=meant)
    redraw(session, now, ticket)
    return Verdict(True, "Thank you: noted for training." if was_kept else "Thank you: the card is changed.")


def permitted(
    session: Session,
    ticket_id: int,
    slack_user: str,
    *,
    resolved_too: bool = False,
    deed: Deed = Deed.WORK_ON,
    only_looking: bool = False,
) -> tuple[Staff | None, Ticket | None, Verdict]:
    """The presser and the ticket, if that person may do this to it now; otherwise the refusal.

    The ticket is locked until the end of the transaction, except for those who are `only_looking`.
    """
    member = people.staff_by_slack(session, slack_user)
    if member is None:
        return None, None, Verdict(False, NOT_STAFF)
    ticket = tickets.get(session, ticket_id, locked=not only_looking)
    if ticket is None:
        return None, None, Verdict(False, GONE)
    if ticket.state is TicketState.RESOLVED and not resolved_too:
        return None, None, Verdict(False, DONE)
    refusal = roles.refusal(session, member, ticket, deed)
    return (None, None, Verdict(False, refusal)) if refusal else (member, ticket, Verdict(True))
