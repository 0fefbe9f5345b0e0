"""What is asked of the database as a whole."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import AccessNote, Message, Route


def any_route(session: Session) -> bool:
    """Whether a route was ever imported."""
    return session.scalar(select(Route.id).limit(1)) is not None


def try_keys(session: Session) -> None:
    """Opens the oldest and the newest of what is sealed; KeysError when the keys do not fit."""
    for sealed, number in ((AccessNote.text, AccessNote.id), (Message.text, Message.id)):
        session.scalar(select(sealed).order_by(number).limit(1))
        session.scalar(select(sealed).order_by(number.desc()).limit(1))
