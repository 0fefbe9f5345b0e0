"""A customer who was texted for a driver wants no texts: the desk must not wait for an answer."""

from __future__ import annotations

from handlers.desk import deeds
from handlers.turn import Turn
from storage import tickets

UNWANTED = "texts_unwanted"
"""The event that the customer whom a ticket waits for wants no texts."""
LINE = "The customer wants no texts: call, if it matters."


def tell_desk(turn: Turn) -> None:
    """Says so once on the card and in the thread of every ticket for which this customer was texted."""
    for ticket in tickets.waiting_for_customer(turn.session, turn.customer.id):
        last = tickets.last_event(turn.session, ticket.id, UNWANTED)
        if last is not None and ticket.asked_customer_at is not None and last >= ticket.asked_customer_at:
            continue
        tickets.note_event(turn.session, ticket, UNWANTED, turn.now)
        deeds.add_to_thread(turn.session, turn.now, ticket, LINE)
        deeds.redraw(turn.session, turn.now, ticket)
