"""What staff write below a card: an answer for the driver, or an internal note that never leaves Slack."""

from __future__ import annotations

import html
import re
from datetime import datetime

from sqlalchemy.orm import Session

from doorstep_errors import DoorstepError
from handlers.desk import deeds, found_codes
from handlers.turn import Company, channel_of
from storage import outbox, people, tickets, transcript
from storage.message import Inbound, InboundKind, Operation, Outbound
from storage.models import Staff, Ticket, TicketState

MENTION = re.compile(r"<[@!]")
"""Slack writes a mention of a person, a group or the whole channel as <@U…>, <!subteam^…>, <!here>."""
LINK = re.compile(r"<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>")
CHANNEL_LINK = re.compile(r"<#\w+(?:\|([^>]*))?>")
BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])")
"""A driver would type its stars into a keypad; one star by itself may be part of a code, and stays."""
NOTE = re.compile(r"(?:[^\w/]|_|\d+[.)])*//")
"""The mark of a note, before which only marks of formatting, quotes, bullets and what cannot be seen may stand."""


class UnknownCardError(DoorstepError):
    """Somebody may have been quicker to answer a card than Doorstep to write down where it stands."""


def thread_message(session: Session, now: datetime, company: Company, inbound: Inbound) -> str | None:
    """Handles one message in a thread; gives the reason when it has nothing to do with a ticket."""
    _, channel, thread = inbound.conversation.split(":", 2)
    ticket = tickets.by_card(session, channel, thread)
    if ticket is None and tickets.has_unknown_card(session, channel):
        raise UnknownCardError("A card has just been posted and is not known yet: its thread is read in a moment.")
    if ticket is None:
        return "not in a ticket's thread"
    if inbound.kind is InboundKind.EDIT:
        return _edited(session, now, company, ticket, inbound)
    if inbound.kind is InboundKind.DELETE:
        return _deleted(session, now, inbound)
    _written(session, now, company, ticket, inbound)
    return None


def is_internal(text: str) -> bool:
    """Whether a message below a driver's card is meant for colleagues only."""
    return NOTE.match(html.unescape(text)) is not None or MENTION.search(text) is not None


def plain_text(text: str) -> str:
    """Slack's markup as a driver should read it."""
    text = LINK.sub(lambda match: _link(match[1], match[2]), text)
    text = CHANNEL_LINK.sub(lambda match: f"#{match[1] or 'channel'}", text)
    text = BOLD.sub(r"\1", text)
    return html.unescape(text).strip()


def _link(address: str, label: str | None) -> str:
    bare = re.sub(r"^(mailto|tel):", "", address)
    if bare != address:
        return label or bare
    return bare if label in (None, "", address) else f"{label} ({address})"


def _written(session: Session, now: datetime, company: Company, ticket: Ticket, inbound: Inbound) -> None:
    member = people.staff_by_slack(session, inbound.sender)
    if ticket.driver_id is None or is_internal(inbound.text):
        author = member.name if member else inbound.sender
        tickets.note_event(session, ticket, "noted", now, actor=author, detail=inbound.text)
        return
    refusal = _carry(session, now, company, ticket, member, inbound)
    if refusal:
        deeds.add_to_thread(session, now, ticket, refusal)


def _carry(
    session: Session,
    now: datetime,
    company: Company,
    ticket: Ticket,
    member: Staff | None,
    inbound: Inbound,
) -> str:
    if member is None:
        return f"Not sent. {deeds.NOT_STAFF}"
    if ticket.state is TicketState.RESOLVED:
        return "Not sent: this ticket is resolved, and the driver talks to the bot again."
    text = plain_text(inbound.text)
    verdict = deeds.reply(session, now, ticket, member, company, text, inbound.files, inbound.message_id)
    return verdict.text or found_codes.keep_given_code(session, now, ticket, member, text)


def _edited(session: Session, now: datetime, company: Company, ticket: Ticket, inbound: Inbound) -> str | None:
    carried = transcript.carried_from(session, inbound.message_id)
    member = people.staff_by_slack(session, inbound.sender)
    # What was internal stays so whatever it is edited into, and an edit may not smuggle a note out.
    if carried is None or carried.outbox_id is None or member is None or is_internal(inbound.text):
        return "an edit of what never left Slack, or one that must not leave"
    channel = channel_of(ticket.conversation)
    text = deeds.signed(company, member, plain_text(inbound.text), channel)
    carried.text = text
    carried.edited_at = now
    if not outbox.change_text(session, carried.outbox_id, text):
        _about_sent(session, now, ticket, Operation.EDIT, carried.outbox_id, text)
    return None


def _deleted(session: Session, now: datetime, inbound: Inbound) -> str | None:
    carried = transcript.carried_from(session, inbound.message_id)
    if carried is None or carried.outbox_id is None or carried.ticket_id is None:
        return "the deletion of what never left Slack"
    ticket = tickets.get(session, carried.ticket_id)
    assert ticket is not None
    tickets.note_event(session, ticket, "reply_deleted", now)
    if not outbox.withdraw(session, carried.outbox_id):
        _about_sent(session, now, ticket, Operation.DELETE, carried.outbox_id)
    return None


def _about_sent(
    session: Session, now: datetime, ticket: Ticket, operation: Operation, outbox_id: int, text: str = ""
) -> None:
    outbound = Outbound(
        channel=channel_of(ticket.conversation),
        destination=ticket.conversation.partition(":")[2],
        text=text,
        operation=operation,
        target=str(outbox_id),
    )
    outbox.put(session, outbound, now, conversation=ticket.conversation, ticket_id=ticket.id)
