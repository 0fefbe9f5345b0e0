"""Codes that the desk finds out: kept for the address, and known to have reached the driver."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from intents.entities import entities
from storage import access_notes, routes, tickets, transcript
from storage.models import AccessNote, Address, Driver, NoteKind, Staff, Stop, Ticket, TicketEvent

WANTED = "code_wanted"
"""The event of a ticket whose detail names the stop that a code is wanted for."""
ASKED = "code_asked"
"""The event that a person asked the customer; a code that comes then is for the stop in its detail."""
GIVEN = "code_given"
"""The event that the desk told the driver such a code; its detail names the stop, too."""


def keep(session: Session, now: datetime, stop: Stop, member: Staff, code: str) -> AccessNote:
    """Keeps a code that a person found out, for the address of the stop."""
    return access_notes.add(
        session, stop.address_id, NoteKind.CODE, code, author=member.name, source="staff", now=now
    )


def was_told(
    session: Session, now: datetime, ticket: Ticket, driver: Driver, stop: Stop, note: AccessNote, member: Staff
) -> None:
    """Writes down that a person has told the driver this code."""
    tickets.note_event(session, ticket, GIVEN, now, actor=member.name, detail=str(stop.id))
    access_notes.disclosed(session, driver.id, stop.id, "code", note.id, now)
    conversation = transcript.conversation(session, ticket.conversation, driver.language)
    if conversation.pending is not None and conversation.pending["asks"] == "worked":
        # Whatever the driver says next of a code is said of this one.
        conversation.pending = None
        conversation.pending_until = None


def was_given(events: Sequence[TicketEvent], stop: Stop, since: TicketEvent) -> bool:
    """Whether the desk has told the driver the code of this stop since then."""
    given = [event for event in events if event.kind == GIVEN and event.detail == str(stop.id)]
    return any(event.id > since.id for event in given)


def failed_before(code: str, stop: Stop) -> str:
    """What the desk is told of a code that was found not to work."""
    return f"{code} is not kept: it has failed at stop {stop.number} before."


def failed_at_address(code: str, address: Address) -> str:
    """The same, where no stop is in question."""
    return f"{code} is not kept: it has failed at {address.short} before."


def stop_of_code(session: Session, now: datetime, ticket: Ticket) -> Stop | None:
    """The stop that a saved code is for: the one wanted last that still has none, else the ticket's."""
    waiting = _without_code(session, now, _wanted(session, ticket))
    return waiting[0] if waiting else ticket.stop


def keep_given_code(session: Session, now: datetime, ticket: Ticket, member: Staff, text: str) -> str:
    """Keeps the code in a reply to a driver who waits for one; gives what to tell the thread, or nothing."""
    codes = {entity.value for entity in entities(text, "customer", "en") if entity.name == "code"}
    if len(codes) != 1 or ticket.driver is None:
        return ""
    code = codes.pop()
    stop = _meant(session, now, ticket, text, code)
    if stop is None:
        return ""
    if access_notes.has_failed(session, stop.address_id, code):
        return failed_before(code, stop)
    note = keep(session, now, stop, member, code)
    was_told(session, now, ticket, ticket.driver, stop, note, member)
    return f"Kept as the code of stop {stop.number}. If that is wrong, write the right one with the stop's number."


def _meant(session: Session, now: datetime, ticket: Ticket, text: str, code: str) -> Stop | None:
    """The stop that the reply names, else the only one that waits for a code; none where it may be either."""
    wanted = _wanted(session, ticket)
    numbers = {entity.value for entity in entities(text, "driver", "en") if entity.name == "stop"}
    named = {number for number in numbers if number.isdecimal() and number != access_notes.key_presses(code)}
    if named:
        meant = [stop for stop in wanted if str(stop.number) in named]
    else:
        meant = _without_code(session, now, wanted)
    return meant[0] if len(meant) == 1 else None


def _wanted(session: Session, ticket: Ticket) -> list[Stop]:
    """The stops that a code is wanted for, the latest first."""
    events = reversed(tickets.events_of(session, ticket.id))
    numbers = dict.fromkeys(int(event.detail or 0) for event in events if event.kind == WANTED)
    found = (routes.stop(session, number) for number in numbers)
    return [stop for stop in found if stop is not None]


def _without_code(session: Session, now: datetime, stops: Sequence[Stop]) -> list[Stop]:
    return [stop for stop in stops if access_notes.current_code(session, stop.address_id, now) is None]
