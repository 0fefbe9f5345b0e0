"""What is known of an address, with its history, for the staff of its depot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.addresses import matching_addresses
from handlers.desk.deeds import NOT_STAFF
from storage import access_notes, addresses, people
from storage.models import AccessNote, Address, Depot, NoteKind, NoteReport, NoteVerdict, Staff

NOT_YOURS = "That address belongs to another depot: only its own staff see what is known of it."
UNKNOWN = "No address of {depot} is like “{written}”. Write the house number and the street."
NO_ADDRESS = "Which address? For example: /desk address 12 Elm St"
GONE = "That address no longer exists."
MOST_OFFERED = 8
MOST_NAMED = 4


@dataclass(frozen=True)
class NoteView:
    """One note, in use or not. Texts are plain and unescaped, and codes are in clear."""

    note_id: int
    kind: NoteKind
    text: str
    author: str
    source: str
    created_at: datetime
    first_worked_at: datetime | None
    worked_at: datetime | None
    failed_at: datetime | None
    replaced_at: datetime | None
    expires_at: datetime | None
    is_in_use: bool
    ended_by: str = ""
    """Who said that it fails, corrected it or took it out of use, where that is known."""


@dataclass(frozen=True)
class AddressView:
    """All that is known of one address, the newest first."""

    address_id: int
    title: str
    in_use: tuple[NoteView, ...]
    past: tuple[NoteView, ...]


@dataclass(frozen=True)
class Finding:
    """What looking for an address came to: a refusal, a choice of several, or the one."""

    refusal: str = ""
    choices: tuple[tuple[int, str], ...] = ()
    are_more: bool = False
    """Whether more are alike than are offered."""
    view: AddressView | None = None


def look_up(session: Session, now: datetime, slack_user: str, written: str) -> Finding:
    """The address of the asker's own depot that was most likely meant."""
    if not written.strip():
        return Finding(NO_ADDRESS)
    found, refusal = _meant(session, slack_user, written)
    if refusal:
        return Finding(refusal)
    if len(found) > 1:
        choices = tuple((address.id, title_of(address)) for address in found[:MOST_OFFERED])
        return Finding(choices=choices, are_more=len(found) > MOST_OFFERED)
    return Finding(view=_view(session, now, found[0]))


def see(session: Session, now: datetime, slack_user: str, address_id: int) -> Finding:
    """The address of that number, for staff of its depot."""
    member = people.staff_by_slack(session, slack_user)
    address = addresses.get(session, address_id)
    refusal = not_for(member, address)
    if refusal or address is None:
        return Finding(refusal)
    return Finding(view=_view(session, now, address))


def the_one(session: Session, slack_user: str, written: str) -> tuple[int | None, str]:
    """The only address of somebody's depot that fits; without one, why."""
    found, refusal = _meant(session, slack_user, written)
    if refusal:
        return None, refusal
    if len(found) > 1:
        names = ", ".join(title_of(address) for address in found[:MOST_NAMED])
        return None, f"Several fit: {names}{' …' if len(found) > MOST_NAMED else ''}. Write more of it."
    return found[0].id, ""


def not_for(member: Staff | None, address: Address | None) -> str:
    """Why this person may not see the address; empty where that is allowed."""
    if member is None:
        return NOT_STAFF
    if address is None:
        return GONE
    return "" if address.depot_code == member.depot_code else NOT_YOURS


def title_of(address: Address) -> str:
    """House, street, unit and city."""
    return ", ".join(filter(None, (address.short, address.city)))


def _meant(session: Session, slack_user: str, written: str) -> tuple[list[Address], str]:
    """The addresses of somebody's own depot that may be meant; without any, why."""
    member = people.staff_by_slack(session, slack_user)
    if member is None:
        return [], NOT_STAFF
    found = matching_addresses(addresses.of_depot(session, member.depot_code), written)
    depot = session.get_one(Depot, member.depot_code)
    return found, "" if found else UNKNOWN.format(depot=depot.name, written=written.strip())


def _view(session: Session, now: datetime, address: Address) -> AddressView:
    reports = access_notes.reports(session, address.id)
    views = [_note(note, now, reports) for note in access_notes.every(session, address.id)]
    return AddressView(
        address.id,
        title_of(address),
        tuple(view for kind in NoteKind for view in views if view.is_in_use and view.kind is kind),
        tuple(view for view in views if not view.is_in_use),
    )


def _note(note: AccessNote, now: datetime, reports: list[NoteReport]) -> NoteView:
    ending = [
        report
        for report in reports
        if report.note_id == note.id and report.verdict not in (NoteVerdict.WORKED, NoteVerdict.QUESTIONED)
    ]
    return NoteView(
        note_id=note.id,
        kind=note.kind,
        text=note.text,
        author=note.author,
        source=note.source,
        created_at=note.created_at,
        first_worked_at=note.first_worked_at,
        worked_at=note.worked_at,
        failed_at=note.failed_at,
        replaced_at=note.replaced_at,
        expires_at=note.expires_at,
        is_in_use=access_notes.is_in_use(note, now),
        ended_by=ending[-1].author if ending else "",
    )
