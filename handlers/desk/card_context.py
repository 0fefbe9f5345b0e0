"""What a person needs beside the question: the address and what it is known for, and what was said before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.addresses import map_query
from handlers.code_masking import masked, masked_entirely
from handlers.desk.card_steps import step_line
from handlers.promises.service_level import DeskRules
from storage import access_notes, known_codes, tickets, transcript
from storage.models import AccessNote, Direction, Message, NoteKind, Stop, Ticket

MESSAGES = 5
NOTES = 3
LABELS = {NoteKind.OTHER: "Note"}
ROUTE_FILE = "Route file"


@dataclass(frozen=True)
class CardContext:
    """What surrounds a ticket when its card is drawn. Texts are plain and hold no code that is kept."""

    step_line: str = ""
    """The last call for somebody, and what became of it."""
    known: tuple[str, ...] = ()
    """What the address is known for."""
    code_is_known: bool = False
    map_query: str = ""
    """What a map is asked for to show the address: its position, or else its lines."""
    messages: tuple[tuple[str, str], ...] = ()
    """Who said what last, the oldest first, without the question itself."""


def context_of(session: Session, now: datetime, ticket_id: int, rules: DeskRules) -> CardContext:
    """The context of a ticket as it is now."""
    ticket = tickets.get(session, ticket_id)
    if ticket is None:
        return CardContext()
    stop, codes = ticket.stop, _codes(session, ticket)
    return CardContext(
        step_line=step_line(session, ticket, rules),
        known=_known(session, now, stop, codes) if stop else (),
        code_is_known=stop is not None and access_notes.current_code(session, stop.address_id, now) is not None,
        map_query=map_query(stop.address) if stop else "",
        messages=_messages(session, ticket, codes),
    )


def _codes(session: Session, ticket: Ticket) -> set[str]:
    """The codes that may stand in this conversation or in what is known of its address."""
    codes = known_codes.of_address(session, ticket.stop.address_id) if ticket.stop else set()
    if ticket.driver_id is not None:
        codes |= known_codes.told_to(session, ticket.driver_id)
    if ticket.customer_id is not None:
        codes |= known_codes.of_customer(session, ticket.customer_id)
    return codes


def _known(session: Session, now: datetime, stop: Stop, codes: set[str]) -> tuple[str, ...]:
    notes = [_told(note) for note in access_notes.current_notes(session, stop.address_id, now)[:NOTES]]
    if stop.notes.strip():
        notes.append(f"{ROUTE_FILE}: {stop.notes.strip()}")
    return tuple(masked_entirely(note, codes) for note in notes)


def _told(note: AccessNote) -> str:
    return f"{LABELS.get(note.kind, note.kind.value.capitalize())}: {note.text}"


def _messages(session: Session, ticket: Ticket, codes: set[str]) -> tuple[tuple[str, str], ...]:
    said = transcript.latest(session, ticket.conversation, MESSAGES + 1)
    asked = next((each for each in reversed(said) if _is_the_question(each, ticket)), None)
    told = [(each.author, _text(each, codes)) for each in said if each is not asked]
    return tuple(told[-MESSAGES:])


def _is_the_question(message: Message, ticket: Ticket) -> bool:
    return message.direction is Direction.IN and message.text == ticket.question


def _text(message: Message, codes: set[str]) -> str:
    """What the bot and the desk say may hold codes that are kept nowhere as such, e.g. in a route file's notes."""
    if message.direction is Direction.IN:
        return masked(message.text, codes)
    signature = f"{message.author.split(' ')[0]}: "
    return masked_entirely(message.text.removeprefix(signature), codes)
