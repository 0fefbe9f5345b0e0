"""What the auditor asks the database, and what it keeps of what it found."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, literal_column, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from storage.message import Channel
from storage.models import Finding, Inbox, Outbox, Ticket, TicketEvent, TicketState
from storage.outbox import UNSENT

MOST = 200
"""More tickets than this tell nothing more."""
CARDS = "slack:ticket:%"
"""The conversations in the outbox by which cards are posted and redrawn."""
UNRESOLVED: ColumnElement[bool] = Ticket.state != literal_column("'resolved'")
"""Written out as in the partial index, which a bound value would keep the database from using."""


def without_next_step(session: Session, late: datetime) -> list[Ticket]:
    """The unresolved tickets whose next step was due before `late`, and those with neither step nor owner."""
    forgotten = Ticket.owner_id.is_(None) & Ticket.due_at.is_(None)
    return _tickets(session, UNRESOLVED, or_(Ticket.due_at < late, forgotten))


def without_card(session: Session, late: datetime) -> list[Ticket]:
    """The unresolved tickets opened before `late` whose card is not posted."""
    return _tickets(session, UNRESOLVED, Ticket.slack_ts.is_(None), Ticket.opened_at < late)


def sharing_a_card(session: Session) -> list[Ticket]:
    """The unresolved tickets whose card is another ticket's, too."""
    other = aliased(Ticket)
    shared = exists().where(
        other.slack_channel == Ticket.slack_channel, other.slack_ts == Ticket.slack_ts, other.id != Ticket.id
    )
    return _tickets(session, UNRESOLVED, Ticket.slack_ts.is_not(None), shared)


def cards_of_no_ticket(session: Session) -> int:
    """How many cards wait to be posted that belong to no ticket."""
    lost = select(func.count()).where(
        Outbox.state.in_(UNSENT), Outbox.conversation.like(CARDS), Outbox.ticket_id.is_(None)
    )
    return session.scalar(lost) or 0


def unhandled(session: Session, late: datetime) -> dict[Channel, int]:
    """How many messages of each channel came in before `late` and are not handled."""
    rows = session.execute(
        select(Inbox.channel, func.count())
        .where(Inbox.state == literal_column("'new'"), Inbox.received_at < late)
        .group_by(Inbox.channel)
    )
    return dict(rows.all())


def overdue(session: Session, late: datetime) -> dict[Channel, int]:
    """How many messages of each channel were to leave before `late` and have not, however often tried."""
    rows = session.execute(
        select(Outbox.channel, func.count())
        .where(Outbox.state.in_(UNSENT), func.coalesce(Outbox.wanted_at, Outbox.not_before) < late)
        .group_by(Outbox.channel)
    )
    return dict(rows.all())


def whose_asker_is_awaited(session: Session, besides: str) -> list[tuple[Ticket, datetime]]:
    """The owned tickets whose asker owes the next word, with the time of the desk's last.

    Without those of which the event `besides` tells since then.
    """
    answered = _last_event("answered")
    told = _last_event(besides)
    rows = session.execute(
        select(Ticket, TicketEvent.at)
        .join(TicketEvent, TicketEvent.id == answered)
        .where(
            Ticket.state == TicketState.TAKEN,
            Ticket.answered_at.is_not(None),
            Ticket.waiting_since.is_(None),
            or_(told.is_(None), told < answered),
        )
        .order_by(Ticket.id)
        .options(joinedload(Ticket.owner), joinedload(Ticket.driver), joinedload(Ticket.customer))
        .with_for_update(of=Ticket, skip_locked=True)
    )
    return [(ticket, at) for ticket, at in rows]


def open_findings(session: Session) -> list[Finding]:
    """Every rule that is held to be broken, the longest first."""
    return list(session.scalars(select(Finding).where(Finding.mended_at.is_(None)).order_by(Finding.since)))


def _tickets(session: Session, *conditions: ColumnElement[bool]) -> list[Ticket]:
    return list(session.scalars(select(Ticket).where(*conditions).order_by(Ticket.id).limit(MOST)))


def _last_event(kind: str) -> ColumnElement[int]:
    event = aliased(TicketEvent)
    return select(func.max(event.id)).where(event.ticket_id == Ticket.id, event.kind == kind).scalar_subquery()
