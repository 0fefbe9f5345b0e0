"""Going on a break and coming back: whoever is on one is offered nothing, and keeps what was taken."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.desk.deeds import NOT_STAFF, Verdict
from storage import desk_figures, people, tickets
from storage.models import Staff, TicketState
from storage.wakers import wake


def go(session: Session, now: datetime, slack_user: str) -> Verdict:
    """The presser goes on a break; says what becomes of the tickets that this person has."""
    member = people.staff_by_slack(session, slack_user)
    if member is None:
        return Verdict(False, NOT_STAFF)
    if member.on_break_since is None:
        member.on_break_since = now
        session.flush()
        wake(session, "home")
    return Verdict(True, f"You are on a break: nothing is offered to you. {left_behind(session, member)}".strip())


def come_back(session: Session, now: datetime, slack_user: str) -> Verdict:
    """The presser is back."""
    member = people.staff_by_slack(session, slack_user)
    if member is None:
        return Verdict(False, NOT_STAFF)
    if member.on_break_since is None:
        return Verdict(True, "You are not on a break.")
    member.on_break_since = None
    session.flush()
    wake(session, "home")
    waiting = desk_figures.standing(session, member.depot_code).get(TicketState.OPEN, 0)
    return Verdict(True, f"Welcome back, {member.first_name}. {_waiting(waiting)}")


def left_behind(session: Session, member: Staff) -> str:
    """What becomes of the tickets of somebody on a break; empty where there are none."""
    return left_in_hands(len(tickets.owned_by(session, member.id)))


def left_in_hands(count: int) -> str:
    """The same, for so many tickets."""
    if count == 0:
        return ""
    have, them = ("1 open ticket", "it goes") if count == 1 else (f"{count} open tickets", "they go")
    return f"You have {have}: {them} back to the queue when nobody hears from you in time."


def _waiting(count: int) -> str:
    if count == 0:
        return "Nobody waits."
    return "1 ticket waits." if count == 1 else f"{count} tickets wait."
