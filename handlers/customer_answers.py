"""What a customer answers when the desk has asked: shown in the ticket of the driver who waits for it."""

from __future__ import annotations

from typing import Final

from handlers.asking_customers import ticket_that_asked
from handlers.code_masking import masked_entirely
from handlers.desk import deeds
from handlers.turn import Turn
from intents.reading import Action
from storage import known_codes, tickets
from storage.models import Ticket, TicketState

ANSWERED: Final = "customer_answered"
ANSWERS: Final = frozenset(
    [
        "affirm",
        "deny",
        "thanks",
        "greet",
        "cancel",
        "out_of_scope",
        "give_access_code",
        "give_instructions",
        "ask_help",
    ]
)
"""What may well be no more than an answer; whatever else a customer wants besides is a ticket, too."""


def asking_ticket(turn: Turn) -> Ticket | None:
    """The unresolved ticket for whose driver this customer has been asked."""
    number = ticket_that_asked(turn.conversation, turn.now)
    ticket = tickets.get(turn.session, number, locked=True) if number is not None else None
    return None if ticket is None or ticket.state is TicketState.RESOLVED else ticket


def show(turn: Turn, ticket: Ticket, *, code_is_kept: bool = False) -> None:
    """Shows the answer below the driver's card and calls the owner; a code that is kept now is not shown again."""
    if turn.desk_has_the_answer:
        return
    turn.desk_has_the_answer = True
    text = turn.inbound.text
    if code_is_kept:
        text = masked_entirely(text, known_codes.of_customer(turn.session, turn.customer.id))
    name = turn.customer.name or turn.customer.phone
    tickets.note_event(turn.session, ticket, ANSWERED, turn.now, actor=name, detail=text)
    deeds.add_to_thread(
        turn.session,
        turn.now,
        ticket,
        f"{name} answers: {text}",
        turn.inbound.files,
        mention=ticket.owner.slack_user if ticket.owner is not None else "",
    )


def is_no_more_than_an_answer(turn: Turn) -> bool:
    """Whether the text asks nothing that would need a ticket of the customer's own."""
    reading = turn.reading
    return reading is None or reading.action is not Action.ANSWER or reading.intent in ANSWERS
