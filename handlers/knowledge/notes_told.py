"""Access notes as a driver is told them: for the driver's own stop, until it is delivered."""

from __future__ import annotations

from handlers import wording
from handlers.turn import Turn
from intents.entities import entities
from storage import access_notes
from storage.models import AccessNote, NoteKind, Stop, StopState

WAY_IN = (NoteKind.ENTRANCE, NoteKind.PARKING, NoteKind.RULE, NoteKind.OTHER)
"""What a driver is told who asks how to get in."""


def told(turn: Turn, stop: Stop, *kinds: NoteKind) -> list[str]:
    """The notes of these kinds in words; writes down that the codes and numbers in them were told."""
    if stop.state is StopState.DELIVERED:
        return []
    notes = access_notes.of_kinds(turn.session, stop.address_id, turn.now, *kinds)
    for note in notes:
        secret = _secret_of(note)
        if secret:
            access_notes.disclosed(turn.session, turn.driver.id, stop.id, secret, note.id, turn.now)
    return [_in_words(turn, note) for note in notes]


def _secret_of(note: AccessNote) -> str:
    if any(entity.name == "code" for entity in entities(note.text, "customer", "en")):
        return "code"
    return "phone" if note.kind is NoteKind.CONTACT else ""


def _in_words(turn: Turn, note: AccessNote) -> str:
    return turn.text("access_note", kind=note.kind.value, text=note.text, since=wording.day(turn, note.created_at))
