"""How a depot's desk stands, and how its day has been so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from storage.models import (
    Customer,
    Direction,
    Driver,
    Message,
    Route,
    Stop,
    Ticket,
    TicketEvent,
    TicketState,
    Urgency,
)

BY_ITSELF = "Doorstep"
"""The author of what the bot says."""
LONGEST_OPEN = timedelta(days=7)
"""A ticket opened again is looked for among those that were first opened so long before, or less."""


def standing(session: Session, depot: str) -> dict[TicketState, int]:
    """How many unresolved tickets of a depot are nobody's, and how many somebody's."""
    counts = (
        select(Ticket.state, func.count())
        .where(Ticket.depot_code == depot, Ticket.state != TicketState.RESOLVED)
        .group_by(Ticket.state)
    )
    return {row[0]: row[1] for row in session.execute(counts)}


@dataclass(frozen=True)
class Happened:
    """One thing that happened to a ticket."""

    at: datetime
    kind: str
    detail: str


@dataclass
class History:
    """A ticket and what happened to it, in order."""

    intent: str
    has_asker: bool
    service_level: Any
    events: list[Happened] = field(default_factory=list)


def histories(session: Session, depot: str, start: datetime, end: datetime, kinds: Iterable[str]) -> list[History]:
    """The tickets of a depot that were opened, or opened again, in this time, with their events of these kinds."""
    first_opened = Ticket.opened_at.between(start - LONGEST_OPEN, end)
    found = (
        select(Ticket.id, Ticket.intent, Ticket.driver_id, Ticket.customer_id, Ticket.service_level)
        .where(
            Ticket.depot_code == depot, first_opened, or_(Ticket.opened_at >= start, Ticket.reopened_at >= start)
        )
        .order_by(Ticket.id)
    )
    by_ticket = {
        row.id: History(row.intent, (row.driver_id or row.customer_id) is not None, row.service_level)
        for row in session.execute(found)
    }
    events = (
        select(TicketEvent.ticket_id, TicketEvent.at, TicketEvent.kind, TicketEvent.detail)
        .where(
            TicketEvent.ticket_id.in_(found.with_only_columns(Ticket.id).order_by(None)),
            TicketEvent.kind.in_(list(kinds)),
        )
        .order_by(TicketEvent.id)
    )
    for row in session.execute(events):
        by_ticket[row.ticket_id].events.append(Happened(row.at, row.kind, row.detail or ""))
    return list(by_ticket.values())


@dataclass(frozen=True)
class Said:
    """One message that came in."""

    conversation: str
    at: datetime
    text: str
    intents: tuple[str, ...]
    """What it was read as: nothing, one intent, or the two of two requests."""
    got_by_a_person: bool
    answered_by_the_bot: bool


def came_in(session: Session, start: datetime, end: datetime) -> list[Said]:
    """Every message that came in within this time, in order, and whether the bot said something to it."""
    told = select(Message.conversation, Message.at).where(
        Message.direction == Direction.OUT, Message.author == BY_ITSELF, Message.at.between(start, end)
    )
    answered = {(row.conversation, row.at) for row in session.execute(told)}
    rows = session.execute(
        select(Message.conversation, Message.at, Message.text, Message.intent, Message.also, Message.ticket_id)
        .where(Message.direction == Direction.IN, Message.at.between(start, end))
        .order_by(Message.at, Message.id)
    )
    return [
        Said(
            row.conversation,
            row.at,
            row.text,
            tuple(intent for intent in (row.intent, row.also) if intent is not None),
            row.ticket_id is not None,
            # What the bot says to a message has its time, for it says it in the same transaction.
            (row.conversation, row.at) in answered,
        )
        for row in rows
    ]


def depots_of(session: Session, conversations: Iterable[str]) -> dict[str, str]:
    """The depot of each of these conversations: the driver's own, or that of the customer's latest stop."""
    wanted = set(conversations)
    drivers = session.execute(
        select(Driver.telegram_chat, Driver.depot_code).where(Driver.telegram_chat.is_not(None))
    )
    found = {f"telegram:{chat}": depot for chat, depot in drivers}
    phones = [key.removeprefix("sms:") for key in wanted if key.startswith("sms:")]
    customers = session.execute(
        select(Customer.phone, Route.depot_code)
        .join(Stop, Stop.customer_id == Customer.id)
        .join(Route, Route.id == Stop.route_id)
        .where(Customer.phone.in_(phones))
        .order_by(Route.date, Stop.id)
    )
    found |= {f"sms:{phone}": depot for phone, depot in customers}
    return {key: depot for key, depot in found.items() if key in wanted}


def stops_on(session: Session, depot: str, day: date) -> int:
    """How many stops the routes of a depot have on a day."""
    stops = select(func.count(Stop.id)).join(Route).where(Route.depot_code == depot, Route.date == day)
    return session.scalar(stops) or 0


# Built once: it is asked while a driver waits.
_FIRST_WAITS = (
    select(Ticket.opened_at, Ticket.answered_at)
    .where(
        Ticket.depot_code == bindparam("depot"),
        Ticket.opened_at >= bindparam("start"),
        Ticket.opened_at < bindparam("end"),
        Ticket.answered_at.is_not(None),
        Ticket.driver_id.is_not(None),
        Ticket.urgency != Urgency.EMERGENCY,
    )
    .order_by(Ticket.opened_at.desc())
    .limit(bindparam("most"))
)


def first_waits(session: Session, depot: str, start: datetime, end: datetime, most: int) -> list[timedelta]:
    """How long the drivers of a depot who asked in this time waited for a person's first answer; the newest."""
    rows = session.execute(_FIRST_WAITS, {"depot": depot, "start": start, "end": end, "most": most})
    return [row.answered_at - row.opened_at for row in rows]
