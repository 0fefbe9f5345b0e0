"""Tickets that wait for an asker who has long gone: their owner is asked once whether that is the end of it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from handlers.asker import asker_name
from handlers.desk.tickets import add_to_thread
from handlers.promises.ticket_clock import TicketClock
from handlers.times_of_day import lasting
from handlers.turn import Company
from storage import audit, tickets

POINTED_OUT: Final = "asker_silent"
"""The event that the owner was asked; a new answer of the desk's begins it anew."""


def point_out(session: Session, now: datetime, company: Company) -> int:
    """Asks the owners of answered tickets that nobody has written to for their whole resolve time; gives how many.

    While the asker is awaited every clock stands still, so that nothing else would ever speak of them: the ticket
    stayed with its owner for ever, and the bot kept out of the conversation.
    """
    pointed_out = 0
    for ticket, answered_at in audit.whose_asker_is_awaited(session, besides=POINTED_OUT):
        if not ticket.service_level or not ticket.has_asker or ticket.owner is None:
            continue
        clock = TicketClock(session, ticket, company.desk)
        if clock.hours.between(answered_at, now) <= clock.level.resolve:
            continue
        silent = f"{asker_name(ticket)} has not written for {lasting(now - answered_at)}"
        text = f"{silent}: is it done? Then press Resolve."
        add_to_thread(session, now, ticket, text, mention=ticket.owner.slack_user)
        tickets.note_event(session, ticket, POINTED_OUT, now)
        pointed_out += 1
    return pointed_out
