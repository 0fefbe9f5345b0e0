"""Getting in: codes, told only to the driver whose stop it is, and the way to the door."""

from __future__ import annotations

from handlers import asking_customers, handing_over, which_stop, wording
from handlers.desk import found_codes
from handlers.knowledge import notes_told
from handlers.turn import Turn
from handlers.which_stop import Found
from storage import access_notes, tickets
from storage.message import Button
from storage.models import AccessNote, Stop, StopState

INTENT = "ask_gate_code"


def gate_code(turn: Turn, found: Found) -> None:
    """Answers with the code, or sets the desk and the customer to finding one."""
    stop = found.stop
    if stop.state is StopState.DELIVERED:
        turn.say("delivered_no_code", where=which_stop.aloud(turn, found))
        return
    note = access_notes.current_code(turn.session, stop.address_id, turn.now)
    if note is None:
        want(turn, found)
    else:
        give(turn, found, note, "code_given")


def give(turn: Turn, found: Found, note: AccessNote, key: str, wrote: str = "") -> None:
    """Tells the driver a code, writes down that it was told, and asks whether it worked."""
    stop = found.stop
    access_notes.disclosed(turn.session, turn.driver.id, stop.id, "code", note.id, turn.now)
    turn.say(
        key,
        where=which_stop.aloud(turn, found),
        code=note.text,
        worked=wording.day(turn, note.worked_at) if note.worked_at else "",
        source=turn.text("source", source=note.source, author=note.author.split(" ")[0]),
        since=wording.day(turn, note.created_at),
        buttons=[
            [
                turn.button("worked", f"worked:{note.id}:{stop.id}"),
                turn.button("did_not_work", f"failed:{note.id}:{stop.id}"),
            ]
        ],
        wrote=wrote,
    )
    turn.ask("worked", note=note.id, stop=stop.id, intent=INTENT)


def want(turn: Turn, found: Found, *, failed: bool = False) -> None:
    """Sets the desk, and if possible the customer, to finding a code, and tells the driver who is on it."""
    stop = found.stop
    texting = asking_customers.can_be_asked(turn, stop)
    waiting = asking_customers.is_being_asked(turn, stop)
    question = "The code did not work." if failed and not turn.inbound.text else ""
    ticket = handing_over.open_ticket(turn, INTENT, stop, question=question, asked_customer=texting or waiting)
    tickets.note_event(turn.session, ticket, found_codes.WANTED, turn.now, detail=str(stop.id))
    if texting:
        asking_customers.ask_for_code(turn, stop, ticket, another=failed)
    if texting or waiting:
        ticket.asked_customer_at = turn.now
    turn.say(
        "code_failed" if failed else "code_unknown",
        ticket_id=ticket.id,
        where=which_stop.aloud(turn, found),
        owner=ticket.owner.first_name if ticket.owner else "",
        customer_asked=texting or waiting,
        usually=handing_over.usually(turn, ticket),
    )


def way_in(turn: Turn, found: Found) -> None:
    """Answers with what is known about the entrance, where to park, and the rules of the house."""
    stop = found.stop
    if stop.state is StopState.DELIVERED:
        turn.say("delivered_no_code", where=which_stop.aloud(turn, found))
        return
    notes = notes_told.told(turn, stop, *notes_told.WAY_IN)
    if not notes and not stop.notes.strip():
        handing_over.advise_and_hand_over(turn, "ask_access", stop)
        return
    has_code = access_notes.current_code(turn.session, stop.address_id, turn.now) is not None
    turn.say(
        "way_in",
        where=which_stop.aloud(turn, found),
        notes=notes,
        stop_notes=stop.notes.strip(),
        has_code=has_code,
        buttons=[[still_stuck(turn, stop)]],
    )


def still_stuck(turn: Turn, stop: Stop) -> Button:
    """The button by which a person is asked after all."""
    return turn.button("still_stuck", f"stop:{stop.id}:ask_human")
