"""Taking a ticket without its card at hand: by its number, or whichever is the most urgent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.desk import at_a_glance, deeds, roles
from handlers.desk.roles import Deed
from handlers.desk.ticket_lines import TicketLine, line
from handlers.turn import Company
from storage import tickets
from storage.models import Staff

MOST_TRIED = 15


@dataclass(frozen=True)
class Taken:
    """The ticket that somebody has now, or why there is none."""

    line: TicketLine | None
    refusal: str = ""


def take(session: Session, now: datetime, member: Staff, company: Company, number: int) -> Taken:
    """Takes the ticket of that number."""
    ticket = tickets.get(session, number)
    if ticket is None:
        return Taken(None, deeds.GONE)
    if not roles.may_see(member, ticket.depot_code):
        return Taken(None, roles.TABLE[Deed.SEE_OTHER_DEPOT].refusal)
    verdict = deeds.take(session, now, number, member.slack_user, company)
    return Taken(line(ticket, now)) if verdict.ok else Taken(None, verdict.text)


def take_most_urgent(session: Session, now: datetime, member: Staff, company: Company) -> Taken:
    """Takes the first ticket of the queue that this person may take and nobody else is quicker to have."""
    waiting = tickets.queue(session, member.depot_code, MOST_TRIED)
    for ticket in at_a_glance.to_take(session, member, waiting, MOST_TRIED):
        taken = take(session, now, member, company, ticket.id)
        if taken.line is not None:
            return taken
    return Taken(None, "Nobody waits for you to take anything." if not waiting else _others(len(waiting)))


def _others(count: int) -> str:
    return f"None of the {count} that wait is yours to take: they are with dispatch, or somebody was quicker."
