"""Finding tickets, and the few changes of them that must be atomic."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, bindparam, case, exists, func, select, update
from sqlalchemy.orm import Session, joinedload

from storage.models import Stop, Ticket, TicketEvent, TicketState, Urgency

OPENINGS = ("opened", "reopened")
URGENCY_ORDER = case((Ticket.urgency == Urgency.EMERGENCY, 0), (Ticket.urgency == Urgency.AT_THE_DOOR, 1), else_=2)
MOST_URGENT_FIRST = (
    URGENCY_ORDER,
    # The databases do not agree on where an empty time stands.
    Ticket.answer_due_at.is_(None),
    Ticket.answer_due_at,
    Ticket.opened_at,
    Ticket.id,
)
"""By priority, then by the time left; of equally urgent ones, those whose asker is awaited come last."""


_WITH_EVERYBODY = (
    joinedload(Ticket.owner),
    joinedload(Ticket.driver),
    joinedload(Ticket.customer),
    joinedload(Ticket.stop),
    joinedload(Ticket.depot),
)


def get(session: Session, ticket_id: int, *, locked: bool = False) -> Ticket | None:
    """The ticket of that number with everybody who has to do with it; `locked` where it is about to change."""
    query = select(Ticket).where(Ticket.id == ticket_id).options(*_WITH_EVERYBODY)
    if locked:
        query = query.with_for_update(of=Ticket).execution_options(populate_existing=True)
    return session.scalar(query)


def unresolved(session: Session, conversation: str) -> Ticket | None:
    """The unresolved ticket of a conversation; there is at most one."""
    return session.scalar(
        select(Ticket)
        .where(Ticket.conversation == conversation, Ticket.state != TicketState.RESOLVED)
        .order_by(Ticket.id)
        .limit(1)
        .options(joinedload(Ticket.owner))
        # Whoever adds to it and whoever resolves it must not pass each other unseen.
        .with_for_update(of=Ticket)
    )


def resolved_lately(
    session: Session, conversation: str, intent: str, stop: Stop | None, since: datetime
) -> Ticket | None:
    """The last ticket of a conversation about the same, if it was resolved after `since`."""
    ticket = session.scalar(
        select(Ticket)
        .where(Ticket.conversation == conversation, Ticket.resolved_at > since)
        .order_by(Ticket.id.desc())
        .limit(1)
        .with_for_update(of=Ticket)
    )
    if ticket is None or ticket.intent != intent or (stop is not None and stop.id != ticket.stop_id):
        return None
    return ticket


def waiting_for_customer(session: Session, customer_id: int) -> list[Ticket]:
    """The unresolved tickets for whose stop this customer was texted, locked."""
    return list(
        session.scalars(
            select(Ticket)
            .join(Stop, Ticket.stop_id == Stop.id)
            .where(
                Stop.customer_id == customer_id,
                Ticket.state != TicketState.RESOLVED,
                Ticket.asked_customer_at.is_not(None),
            )
            .order_by(Ticket.id)
            .with_for_update(of=Ticket)
        )
    )


def held(session: Session, depot: str) -> dict[int, int]:
    """How many unresolved tickets each member of staff of a depot has taken."""
    rows = session.execute(
        select(Ticket.owner_id, func.count())
        .where(Ticket.depot_code == depot, Ticket.state == TicketState.TAKEN)
        .group_by(Ticket.owner_id)
    )
    return {owner: count for owner, count in rows if owner is not None}


def by_card(session: Session, channel: str, ts: str) -> Ticket | None:
    """The ticket whose card is this Slack message, locked, since what is written below changes it."""
    ticket_id = session.scalar(select(Ticket.id).where(Ticket.slack_channel == channel, Ticket.slack_ts == ts))
    return None if ticket_id is None else get(session, ticket_id, locked=True)


def has_unknown_card(session: Session, channel: str) -> bool:
    """Whether a ticket's card may stand in this channel already without its place being kept yet."""
    unknown = exists().where(
        Ticket.slack_channel == channel, Ticket.slack_ts.is_(None), Ticket.state != TicketState.RESOLVED
    )
    return bool(session.scalar(select(unknown)))


def take(session: Session, ticket_id: int, staff_id: int, now: datetime) -> bool:
    """Makes this person the owner if nobody is; the database decides between two."""
    taken = session.execute(
        update(Ticket)
        .where(Ticket.id == ticket_id, Ticket.owner_id.is_(None), Ticket.state == TicketState.OPEN)
        .values(owner_id=staff_id, state=TicketState.TAKEN, taken_at=now)
        .returning(Ticket.id),
        execution_options={"synchronize_session": False},
    ).scalar()
    # Whoever won, what was loaded before is out of date.
    session.expire(session.get_one(Ticket, ticket_id))
    return taken is not None


def release(ticket: Ticket) -> None:
    """Nobody owns the ticket any more."""
    ticket.owner = None
    ticket.state = TicketState.OPEN


_DUE = (
    select(Ticket)
    # With an order the database takes the index even when it does not know how few tickets are due.
    .where(Ticket.due_at.is_not(None), Ticket.due_at <= bindparam("now"))
    .order_by(Ticket.due_at)
    .limit(bindparam("most"))
    .options(*_WITH_EVERYBODY)
    .with_for_update(skip_locked=True, of=Ticket)
    .execution_options(populate_existing=True)
)

_ANY_DUE = (
    select(Ticket.id)
    .where(Ticket.due_at.is_not(None), Ticket.due_at <= bindparam("now"))
    .order_by(Ticket.due_at)
    .limit(1)
)


def is_any_due(session: Session, now: datetime) -> bool:
    """Whether something is to be done by the clock about any ticket."""
    return session.scalar(_ANY_DUE, {"now": now}) is not None


def due(session: Session, now: datetime, limit: int) -> list[Ticket]:
    """The tickets for which something is to be done by the clock, the longest overdue first, locked."""
    return list(session.scalars(_DUE, {"now": now, "most": limit}))


def queue(session: Session, depot: str, limit: int | None = None) -> list[Ticket]:
    """The tickets of a depot that nobody has taken, the most urgent first."""
    waiting = _listed().where(Ticket.depot_code == depot, Ticket.state == TicketState.OPEN)
    return list(session.scalars(waiting.limit(limit)))


def owned_by(session: Session, staff_id: int) -> list[Ticket]:
    """The unresolved tickets that this person has taken, the most urgent first."""
    return list(session.scalars(_listed().where(Ticket.owner_id == staff_id, Ticket.state == TicketState.TAKEN)))


def of_driver(session: Session, driver_id: int) -> Ticket | None:
    """The unresolved ticket of a driver; of several, the most urgent."""
    return session.scalar(
        _listed().where(Ticket.driver_id == driver_id, Ticket.state != TicketState.RESOLVED).limit(1)
    )


def _listed() -> Select[Ticket]:
    """Tickets in the order of the queue, with all that a line about each tells."""
    return (
        select(Ticket)
        .order_by(*MOST_URGENT_FIRST)
        .options(
            joinedload(Ticket.driver),
            joinedload(Ticket.customer),
            joinedload(Ticket.owner),
            joinedload(Ticket.stop).joinedload(Stop.route),
        )
    )


def resolved_since(session: Session, depot: str, since: datetime) -> int:
    """How many tickets of a depot were resolved since then."""
    return (
        session.scalar(
            select(func.count()).select_from(Ticket).where(Ticket.depot_code == depot, Ticket.resolved_at >= since)
        )
        or 0
    )


def note_event(
    session: Session, ticket: Ticket, kind: str, now: datetime, actor: str = "", detail: str | None = None
) -> None:
    """Writes down one thing that happened to a ticket."""
    session.add(TicketEvent(ticket_id=ticket.id, kind=kind, at=now, actor=actor, detail=detail))


def events_of(session: Session, ticket_id: int) -> list[TicketEvent]:
    """Everything that has happened to a ticket, in order."""
    return list(
        session.scalars(select(TicketEvent).where(TicketEvent.ticket_id == ticket_id).order_by(TicketEvent.id))
    )


def events_since_opening(session: Session, ticket_id: int) -> list[TicketEvent]:
    """What has happened to a ticket since it was opened, or opened again."""
    events = events_of(session, ticket_id)
    openings = [place for place, event in enumerate(events) if event.kind in OPENINGS]
    return events[openings[-1] :] if openings else events


def last_event(session: Session, ticket_id: int, kind: str) -> datetime | None:
    """When this last happened to a ticket."""
    return session.scalar(
        select(TicketEvent.at)
        .where(TicketEvent.ticket_id == ticket_id, TicketEvent.kind == kind)
        .order_by(TicketEvent.id.desc())
        .limit(1)
    )
