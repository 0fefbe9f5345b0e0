"""What the desk has found out already, so that nobody types it twice."""

from __future__ import annotations

from sqlalchemy.orm import Session

from intents.entities import entities
from storage import tickets

BY_STAFF = ("noted", "answered")
BY_ASKER = ("opened", "added")


def code_in_thread(session: Session, ticket_id: int) -> str:
    """The access code last written about a ticket; empty when there is none."""
    ticket = tickets.get(session, ticket_id)
    if ticket is None:
        return ""
    # What a driver asks may hold numbers of stops; a customer's numbers are codes.
    kinds = BY_STAFF if ticket.customer_id is None else BY_STAFF + BY_ASKER
    for event in reversed(ticket.events):
        if event.kind in kinds:
            for entity in entities(event.detail or "", "customer", "en"):
                if entity.name == "code":
                    return entity.value
    return ""
