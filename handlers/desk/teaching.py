"""What staff teach the reader: what the driver or customer of a ticket really asked."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy.orm import Session

from intents.contract import OUT_OF_SCOPE, intents_of
from intents.reading import Audience
from storage import feedback, transcript
from storage.models import Feedback, Staff, Ticket

UNREADABLE = "The bot could not read a message. Please ask what was meant."
"""The question of a ticket about a message of which not even the words are known."""
OPENED_BY_THE_BOT = frozenset({"undeliverable", "contradictory_notes", "passed_on_by_staff"})
IN_PLACE_OF_WORDS = re.compile(r"(?:\([a-z ]+\)\s*)+")
"""What the desk reads where somebody sent only photos, a location or the like."""


def audience_of(ticket: Ticket) -> Audience:
    """Who waits for this ticket."""
    return "customer" if ticket.customer_id is not None else "driver"


def was_written(ticket: Ticket) -> bool:
    """Whether the question is in somebody's own words, so that the reader can learn from it."""
    question = ticket.question.strip()
    return bool(
        question
        and question != UNREADABLE
        and ticket.intent not in OPENED_BY_THE_BOT
        and not IN_PLACE_OF_WORDS.fullmatch(question)
    )


def best_reading(ticket: Ticket) -> str:
    """What the bot took the question for; empty where it had no idea."""
    known = ticket.intent in intents_of(audience_of(ticket)) and ticket.intent != OUT_OF_SCOPE
    return ticket.intent if known else ""


def can_be_meant(ticket: Ticket, intent: str) -> bool:
    """Whether those who wait for this ticket can mean that."""
    return intent in intents_of(audience_of(ticket))


def teach(session: Session, now: datetime, ticket: Ticket, member: Staff, meant: str) -> bool:
    """Keeps what a person says was asked, where somebody wrote it; of several answers the last one counts."""
    if not was_written(ticket):
        return False
    conversation = transcript.conversation(session, ticket.conversation, "en")
    feedback.keep(
        session,
        Feedback(
            ticket_id=ticket.id,
            at=now,
            text=ticket.question,
            audience=audience_of(ticket),
            language=conversation.language,
            read_as=ticket.intent,
            meant=meant,
            author=member.name,
        ),
    )
    return True
