"""Codes that the desk finds out: kept for the address, and known to have reached the driver."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from intents.entities import entities
from storage import access_notes, routes, tickets
from storage.models import NoteKind, Staff, Stop, Ticket, TicketEvent

WANTED = "code_wanted"
"""The event of a ticket whose detail names the stop that a code is wanted for."""
GIVEN = "code_given"
"""The event that such a code was found by the desk; its detail names the stop, too."""


def keep(session: Session, now: datetime, ticket: Ticket, stop: Stop, member: Staff, code: str) -> None:
    """Keeps a code that a person found out, for the address of the stop."""
    access_notes.add(session, stop.address_id, NoteKind.CODE, code, author=member.name, source="staff", now=now)
    tickets.note_event(session, ticket, GIVEN, now, actor=member.name, detail=str(stop.id))


def keep_given_code(session: Session, now: datetime, ticket: Ticket, member: Staff, text: str) -> str:
    """Keeps the code in a reply to a driver who waits for one; gives what to tell the thread, or nothing."""
    wanted = [event for event in tickets.events_of(session, ticket.id) if event.kind == WANTED]
    codes = {entity.value for entity in entities(text, "customer", "en") if entity.name == "code"}
    if not wanted or len(codes) != 1 or ticket.driver_id is None:
        return ""
    stop = routes.stop(session, int(wanted[-1].detail or 0))
    if stop is None:
        return ""
    keep(session, now, ticket, stop, member, codes.pop())
    access_notes.disclosed(session, ticket.driver_id, stop.id, "code", None, now)
    return f"Kept as the code of stop {stop.number}. If that is wrong, choose Save as code in the card's menu."


def was_given(events: Sequence[TicketEvent], stop: Stop, since: datetime) -> bool:
    """Whether the desk has found the code of this stop since then."""
    return any(event.kind == GIVEN and event.detail == str(stop.id) and event.at >= since for event in events)
