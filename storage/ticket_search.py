"""What can be looked for in tickets: their questions are sealed, so the rows come out and are read here."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, cast, literal, select
from sqlalchemy.orm import Session, joinedload

from storage.models import Address, Customer, Driver, Route, Stop, Ticket


def searchable(session: Session, depot: str, since: datetime, most: int) -> list[tuple[int, str, str]]:
    """Number, intent and words of the tickets of a depot opened since then, the newest first, `most` at most."""
    rows = session.execute(
        select(
            Ticket.id,
            Ticket.intent,
            Ticket.question,
            Driver.name,
            Customer.name,
            Customer.phone,
            Route.name,
            literal("stop ") + cast(Stop.number, String),
            Address.line,
            Address.unit,
        )
        .outerjoin(Ticket.driver)
        .outerjoin(Ticket.customer)
        .outerjoin(Ticket.stop)
        .outerjoin(Stop.route)
        .outerjoin(Stop.address)
        .where(Ticket.depot_code == depot, Ticket.opened_at >= since)
        .order_by(Ticket.opened_at.desc(), Ticket.id.desc())
        .limit(most)
    )
    return [(row[0], row[1], " ".join(value for value in row[2:] if value is not None)) for row in rows]


def listed(session: Session, numbers: list[int]) -> list[Ticket]:
    """These tickets with all that a line about each tells, the newest first."""
    found = select(Ticket).where(Ticket.id.in_(numbers)).order_by(Ticket.opened_at.desc(), Ticket.id.desc())
    people = (joinedload(Ticket.driver), joinedload(Ticket.customer), joinedload(Ticket.owner))
    return list(session.scalars(found.options(*people, joinedload(Ticket.stop).joinedload(Stop.route))))
