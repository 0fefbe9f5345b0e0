"""What staff do about a note: keep a new one, correct it, or say that it no longer holds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.desk import found_codes
from handlers.desk.deeds import Verdict
from handlers.knowledge import contradictions, known_address, learning
from handlers.knowledge.learning import Learnt
from handlers.promises.service_level import DeskRules
from storage import access_notes, addresses, people
from storage.models import AccessNote, Address, NoteKind, Staff

CHANGED = "Somebody has changed it meanwhile. Look at the address again."
THE_SAME = "That is what it says already."


def add(session: Session, now: datetime, slack_user: str, address_id: int, learnt: Learnt) -> Verdict:
    """Keeps something learnt for an address of one's own depot."""
    member, address, refusal = _allowed(session, slack_user, address_id)
    if member is None or address is None:
        return Verdict(False, refusal)
    if learning.keep(session, now, address, member, learnt) is None:
        return Verdict(False, found_codes.failed_at_address(learnt.text, address))
    return Verdict(True, f"Kept for {address.short}.")


def correct(
    session: Session,
    now: datetime,
    rules: DeskRules,
    slack_user: str,
    note_id: int,
    text: str,
    *,
    only_today: bool = False,
) -> Verdict:
    """Puts other words in the place of a note; the old one stays in the history."""
    note, member, address, refusal = _note(session, now, slack_user, note_id)
    if note is None or member is None or address is None:
        return Verdict(False, refusal)
    expires_at = learning.expiry(session, now, address, only_today=only_today)
    if text == note.text and expires_at == note.expires_at:
        return Verdict(False, THE_SAME)
    if note.kind is NoteKind.CODE and access_notes.has_failed(session, address.id, text):
        return Verdict(False, found_codes.failed_at_address(text, address))
    access_notes.replace(session, note, now, member.name, text, expires_at)
    contradictions.look_at(session, now, rules, address.id)
    return Verdict(True, f"Corrected for {address.short}.")


def withdraw(session: Session, now: datetime, rules: DeskRules, slack_user: str, note_id: int) -> Verdict:
    """Takes a note out of use that no longer holds; it stays in the history."""
    note, member, address, refusal = _note(session, now, slack_user, note_id)
    if note is None or member is None or address is None:
        return Verdict(False, refusal)
    access_notes.withdraw(session, note, now, member.name)
    contradictions.look_at(session, now, rules, address.id)
    return Verdict(True, f"No longer told to drivers at {address.short}.")


def note_of(session: Session, now: datetime, slack_user: str, note_id: int) -> tuple[AccessNote | None, str]:
    """The note that somebody wants to correct, or why not."""
    note, _, _, refusal = _note(session, now, slack_user, note_id, locked=False)
    return note, refusal


def address_of(session: Session, note_id: int) -> int:
    """The address that a note belongs to."""
    note = access_notes.get(session, note_id)
    return note.address_id if note is not None else 0


def _note(
    session: Session, now: datetime, slack_user: str, note_id: int, *, locked: bool = True
) -> tuple[AccessNote | None, Staff | None, Address | None, str]:
    note = access_notes.get(session, note_id, locked=locked)
    member, address, refusal = _allowed(session, slack_user, note.address_id if note is not None else 0)
    if refusal or note is None:
        return None, member, address, refusal
    if not access_notes.is_in_use(note, now):
        return None, member, address, CHANGED
    return note, member, address, ""


def _allowed(session: Session, slack_user: str, address_id: int) -> tuple[Staff | None, Address | None, str]:
    member, address = people.staff_by_slack(session, slack_user), addresses.get(session, address_id)
    refusal = known_address.not_for(member, address)
    return (None, None, refusal) if refusal else (member, address, "")
