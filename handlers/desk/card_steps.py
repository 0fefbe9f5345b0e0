"""The last call for somebody, in a line for the card: who was called, and whether that went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.desk.tickets import redraw
from handlers.promises import hours, shifts
from handlers.promises.service_level import OWNERS_LADDER, DeskRules, Step
from handlers.times_of_day import time_of_day
from storage import escalations, people, tickets
from storage.models import Escalation, StepOutcome, Ticket, TicketState

CALLED: Final[Mapping[Step, str]] = {
    Step.REMIND: "owner reminded",
    Step.GIVE_BACK: "back in the queue, its owner was silent",
    Step.OFFER: "offered to all VAs",
    Step.DISPATCH: "dispatch called",
    Step.MANAGER: "manager told",
    Step.TEXT: "manager texted",
    Step.AGAIN: "dispatch called again",
}
REACHED_NOBODY: Final[Mapping[Step, str]] = {
    Step.OFFER: "offered to all VAs – nobody is on shift",
    Step.MANAGER: "there is no manager to tell",
    Step.TEXT: "manager not texted – no number is known",
}


def step_line(session: Session, ticket: Ticket, rules: DeskRules) -> str:
    """What was done last because nobody answers; empty once somebody has it in hand."""
    if ticket.waiting_since is None or ticket.state is TicketState.RESOLVED:
        return ""
    taken = escalations.last_of_wait(session, ticket)
    # Who was called before somebody took it is of no interest any more.
    if taken is None or (ticket.owner_id is not None and taken.step not in OWNERS_LADDER):
        return ""
    step = Step(taken.step)
    return _closed(session, ticket, taken, rules) if step is Step.ON_CALL else _called(step, taken)


def failure_known(session: Session, now: datetime, escalation_id: int) -> None:
    """A call never arrived: the card says so, if it is the last one. That one arrived is what it says anyway."""
    taken = session.get_one(Escalation, escalation_id)
    ticket = tickets.get(session, taken.ticket_id)
    if ticket is None or ticket.waiting_since is None or ticket.state is TicketState.RESOLVED:
        return
    if escalations.last_of_wait(session, ticket) is taken:
        redraw(session, now, ticket)


def _called(step: Step, taken: Escalation) -> str:
    if taken.outcome is StepOutcome.NOBODY:
        return REACHED_NOBODY.get(step, f"{CALLED[step]} – nobody was there")
    return " – ".join(filter(None, [CALLED[step], _trouble(taken)]))


def _trouble(taken: Escalation) -> str:
    if taken.outcome is StepOutcome.FAILED:
        return f"failed: {taken.reason}" if taken.reason else "failed"
    return ""


def _closed(session: Session, ticket: Ticket, taken: Escalation, rules: DeskRules) -> str:
    slack_user = shifts.on_call(rules, ticket.depot_code, taken.at)
    trouble = _trouble(taken)
    if slack_user is not None and taken.outcome is not StepOutcome.NOBODY:
        member = people.staff_by_slack(session, slack_user)
        asked = f"desk closed, {member.name if member else slack_user} asked"
        return f"{asked} – {trouble}" if trouble else asked
    return ", ".join(filter(None, ["desk closed", "nobody is on call", trouble, _opening(ticket, taken, rules)]))


def _opening(ticket: Ticket, taken: Escalation, rules: DeskRules) -> str:
    zone = ZoneInfo(ticket.depot.timezone)
    try:
        opens = rules.hours_of(ticket.depot_code).opens(taken.at)
    except hours.NeverOpenError:
        return ""
    if opens <= taken.at:
        return ""
    is_same_day = opens.astimezone(zone).date() == taken.at.astimezone(zone).date()
    day = "" if is_same_day else f"{opens.astimezone(zone):%a} "
    return f"opens {day}{time_of_day(opens, zone)}"
