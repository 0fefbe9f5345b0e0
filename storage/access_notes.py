"""What is known about getting in at an address, and to whom it was told."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import exists, func, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from storage.models import AccessNote, Disclosure, NoteKind


def current_code(session: Session, address_id: int, now: datetime) -> AccessNote | None:
    """The code in use: of several, the one that worked or was learnt last."""
    return session.scalar(
        select(AccessNote)
        .where(AccessNote.address_id == address_id, AccessNote.kind == NoteKind.CODE, _in_use(now))
        .order_by(func.coalesce(AccessNote.worked_at, AccessNote.created_at).desc(), AccessNote.id.desc())
        .limit(1)
    )


def current_notes(session: Session, address_id: int, now: datetime) -> list[AccessNote]:
    """Everything known but codes, the newest first."""
    return list(
        session.scalars(
            select(AccessNote)
            .where(AccessNote.address_id == address_id, AccessNote.kind != NoteKind.CODE, _in_use(now))
            .order_by(AccessNote.created_at.desc(), AccessNote.id.desc())
        )
    )


def get(session: Session, note_id: int) -> AccessNote | None:
    """The note of that number."""
    return session.get(AccessNote, note_id)


def add(
    session: Session,
    address_id: int,
    kind: NoteKind,
    text: str,
    author: str,
    source: str,
    now: datetime,
    expires_at: datetime | None = None,
) -> AccessNote:
    """Keeps something learnt about an address; a new code takes the place of the one in use."""
    if kind is NoteKind.CODE:
        session.execute(
            update(AccessNote)
            .where(AccessNote.address_id == address_id, AccessNote.kind == NoteKind.CODE, _in_use(now))
            .values(replaced_at=now)
        )
    note = AccessNote(
        address_id=address_id,
        kind=kind,
        text=text,
        author=author,
        source=source,
        created_at=now,
        expires_at=expires_at,
    )
    session.add(note)
    session.flush()
    return note


def worked(note: AccessNote, now: datetime) -> None:
    """A driver got in with it, whatever was said of it before."""
    note.worked_at = now
    note.failed_at = None


def failed(note: AccessNote, now: datetime) -> None:
    """A driver could not get in with it: it is never offered again."""
    note.failed_at = now


def has_failed(session: Session, address_id: int, code: str) -> bool:
    """Whether this code, however it was written, was found not to work at this address."""
    failures = session.scalars(
        select(AccessNote.text).where(
            AccessNote.address_id == address_id,
            AccessNote.kind == NoteKind.CODE,
            AccessNote.failed_at.is_not(None),
        )
    )
    return key_presses(code) in {key_presses(failure) for failure in failures}


def key_presses(code: str) -> str:
    """The letters and digits of a code: "#4471" and "4471 #" are one code."""
    return re.sub(r"[\W_]", "", code).upper()


def disclosed(
    session: Session, driver_id: int, stop_id: int, what: str, note_id: int | None, now: datetime
) -> None:
    """Writes down that a driver was told a code or a number ("code", "phone")."""
    session.add(Disclosure(driver_id=driver_id, stop_id=stop_id, what=what, note_id=note_id, at=now))


def last_told(session: Session, driver_id: int, since: datetime, stop_id: int | None = None) -> Disclosure | None:
    """The last code that this driver was told since then: for that stop, or for any."""
    query = select(Disclosure).where(
        Disclosure.driver_id == driver_id, Disclosure.note_id.is_not(None), Disclosure.at >= since
    )
    if stop_id is not None:
        query = query.where(Disclosure.stop_id == stop_id)
    return session.scalar(query.order_by(Disclosure.id.desc()).limit(1))


def was_disclosed(session: Session, driver_id: int, stop_id: int, note_id: int) -> bool:
    """Whether this driver was told this note for this stop."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    Disclosure.driver_id == driver_id,
                    Disclosure.stop_id == stop_id,
                    Disclosure.note_id == note_id,
                )
            )
        )
    )


def _in_use(now: datetime) -> ColumnElement[bool]:
    return (
        AccessNote.failed_at.is_(None)
        & AccessNote.replaced_at.is_(None)
        & or_(AccessNote.expires_at.is_(None), AccessNote.expires_at > now)
    )
