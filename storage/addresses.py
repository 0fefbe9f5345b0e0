"""Finding addresses: a depot's, a card's, and the stop at which one was last delivered to."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from storage.models import Address, Route, Stop, Ticket


def of_depot(session: Session, depot: str) -> list[Address]:
    """Every address of a depot."""
    return list(session.scalars(select(Address).where(Address.depot_code == depot).order_by(Address.id)))


def get(session: Session, address_id: int) -> Address | None:
    """The address of that number."""
    return session.get(Address, address_id)


def of_card(session: Session, channel: str, ts: str) -> Address | None:
    """The address that the ticket with this card is about."""
    return session.scalar(
        select(Address)
        .join(Stop, Stop.address_id == Address.id)
        .join(Ticket, Ticket.stop_id == Stop.id)
        .where(Ticket.slack_channel == channel, Ticket.slack_ts == ts)
        .limit(1)
    )


def latest_stop(session: Session, address_id: int) -> Stop | None:
    """The last stop planned at an address."""
    return session.scalar(
        select(Stop)
        .join(Stop.route)
        .where(Stop.address_id == address_id)
        .order_by(Route.date.desc(), Stop.id.desc())
        .limit(1)
        .options(contains_eager(Stop.route))
    )
