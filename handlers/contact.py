"""The customer's number and whom else to ask for, for the driver whose stop it is."""

from __future__ import annotations

from handlers import handing_over, which_stop
from handlers.access import still_stuck
from handlers.knowledge import notes_told
from handlers.turn import Turn
from handlers.which_stop import Found
from storage import access_notes
from storage.models import NoteKind, Stop, StopState


def number(turn: Turn, found: Found) -> None:
    """Answers with the number and what is known of whom to ask for; without either the desk finds a way."""
    stop = found.stop
    if stop.state is StopState.DELIVERED:
        turn.say("delivered_no_contact", where=which_stop.aloud(turn, found))
        return
    phone, notes = _phone(stop), notes_told.told(turn, stop, NoteKind.CONTACT)
    if not phone and not notes:
        handing_over.hand_over(turn, "ask_contact", stop, "no_number")
        return
    if phone:
        access_notes.disclosed(turn.session, turn.driver.id, stop.id, "phone", None, turn.now)
    turn.say(
        "contact",
        where=which_stop.aloud(turn, found),
        name=stop.recipient,
        phone=phone or "",
        notes=notes,
        buttons=[[still_stuck(turn, stop)]],
    )


def _phone(stop: Stop) -> str | None:
    return stop.phone or (stop.customer.phone if stop.customer else None)
