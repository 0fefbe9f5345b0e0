"""What is known about getting in at an address, and to whom it was told."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import exists, func, or_, select, true, update
from sqlalchemy.orm import Session, contains_eager
from sqlalchemy.sql.elements import ColumnElement

from storage.models import AccessNote, Disclosure, Driver, NoteKind, NoteReport, NoteVerdict


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


def of_kinds(session: Session, address_id: int, now: datetime, *kinds: NoteKind) -> list[AccessNote]:
    """What is known of these kinds, in their order, the newest first."""
    known = current_notes(session, address_id, now)
    return [note for kind in kinds for note in known if note.kind is kind]


def every(session: Session, address_id: int) -> list[AccessNote]:
    """All that was ever learnt about an address, codes included, the newest first."""
    return list(
        session.scalars(
            select(AccessNote)
            .where(AccessNote.address_id == address_id)
            .order_by(AccessNote.created_at.desc(), AccessNote.id.desc())
        )
    )


def is_in_use(note: AccessNote, now: datetime) -> bool:
    """Whether the note may still be told."""
    is_over = note.expires_at is not None and note.expires_at <= now
    return note.failed_at is None and note.replaced_at is None and not is_over


def get(session: Session, note_id: int, *, locked: bool = False) -> AccessNote | None:
    """The note of that number; `locked` where it is about to change."""
    if not locked:
        return session.get(AccessNote, note_id)
    query = select(AccessNote).where(AccessNote.id == note_id).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


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
    """Keeps something learnt about an address; a new code takes the place of the one in use.

    A code that expires leaves those that do not: they serve again when it is over.
    """
    if kind is NoteKind.CODE:
        in_its_way = AccessNote.expires_at.is_not(None) if expires_at is not None else true()
        session.execute(
            update(AccessNote)
            .where(AccessNote.address_id == address_id, AccessNote.kind == NoteKind.CODE, _in_use(now), in_its_way)
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


def worked(session: Session, note: AccessNote, now: datetime, author: str, driver: Driver | None = None) -> None:
    """Somebody got in with it, whatever was said of it before."""
    note.first_worked_at = note.first_worked_at or now
    note.worked_at = now
    note.failed_at = None
    report(session, note, NoteVerdict.WORKED, now, author, driver)


def failed(session: Session, note: AccessNote, now: datetime, author: str, driver: Driver | None = None) -> None:
    """Somebody could not get in with it: it is never offered again."""
    was_known = note.failed_at is not None
    note.failed_at = note.failed_at or now
    if not (was_known and driver is not None and _has_said_so(session, note, driver)):
        report(session, note, NoteVerdict.FAILED, now, author, driver)


def replace(
    session: Session, note: AccessNote, now: datetime, author: str, text: str, expires_at: datetime | None
) -> AccessNote:
    """Puts other words in the place of a note, which stays in the history."""
    note.replaced_at = now
    session.flush()
    report(session, note, NoteVerdict.CORRECTED, now, author)
    return add(session, note.address_id, note.kind, text, author, "staff", now, expires_at)


def withdraw(session: Session, note: AccessNote, now: datetime, author: str) -> None:
    """Takes a note out of use; it stays in the history."""
    note.replaced_at = now
    report(session, note, NoteVerdict.WITHDRAWN, now, author)


def report(
    session: Session,
    note: AccessNote,
    verdict: NoteVerdict,
    now: datetime,
    author: str,
    driver: Driver | None = None,
) -> None:
    """Writes down what somebody said of a note."""
    driver_id = None if driver is None else driver.id
    session.add(NoteReport(note_id=note.id, at=now, verdict=verdict, author=author, driver_id=driver_id))
    session.flush()


def _has_said_so(session: Session, note: AccessNote, driver: Driver) -> bool:
    """Whether this driver has said that it fails since it last worked."""
    said = select(NoteReport).where(NoteReport.note_id == note.id).order_by(NoteReport.id.desc())
    for each in session.scalars(said):
        if each.verdict is NoteVerdict.WORKED:
            return False
        if each.verdict is NoteVerdict.FAILED and each.driver_id == driver.id:
            return True
    return False


def reports(session: Session, address_id: int) -> list[NoteReport]:
    """What was said of the notes of an address, in order."""
    return list(
        session.scalars(
            select(NoteReport)
            .join(NoteReport.note)
            .where(AccessNote.address_id == address_id)
            .order_by(NoteReport.id)
            .options(contains_eager(NoteReport.note))
        )
    )


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
        Disclosure.driver_id == driver_id,
        Disclosure.what == "code",
        Disclosure.note_id.is_not(None),
        Disclosure.at >= since,
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
