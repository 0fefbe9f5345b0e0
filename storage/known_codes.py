"""Every code that is kept, in use or not: so that none is ever shown where it does not belong."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import AccessNote, Address, Disclosure, NoteKind, Stop

MOST_TOLD = 200
"""Nobody looks further back in a conversation than this many codes."""


def of_address(session: Session, address_id: int) -> set[str]:
    """The codes of one address."""
    return set(session.scalars(_CODES.where(AccessNote.address_id == address_id)))


def of_customer(session: Session, customer_id: int) -> set[str]:
    """The codes of the addresses at which a customer is delivered to."""
    addresses = select(Stop.address_id).where(Stop.customer_id == customer_id)
    return set(session.scalars(_CODES.where(AccessNote.address_id.in_(addresses))))


def told_to(session: Session, driver_id: int) -> set[str]:
    """The codes that a driver was told lately, wherever they belong."""
    told = (
        select(Disclosure.note_id)
        .where(Disclosure.driver_id == driver_id, Disclosure.note_id.is_not(None))
        .order_by(Disclosure.id.desc())
        .limit(MOST_TOLD)
    )
    return set(session.scalars(_CODES.where(AccessNote.id.in_(told))))


def of_depot(session: Session, depot_code: str) -> set[str]:
    """The codes of all addresses of a depot."""
    return set(session.scalars(_CODES.join(Address).where(Address.depot_code == depot_code)))


_CODES = select(AccessNote.text).where(AccessNote.kind == NoteKind.CODE)
