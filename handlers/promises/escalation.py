"""The steps that are taken because nobody answers: each is done once, and written down with what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from handlers.asker import asker_name, headline_of, to_driver
from handlers.desk.tickets import add_to_thread, call_dispatch, direct, offer_to, redraw
from handlers.promises import shifts
from handlers.promises.service_level import LADDER, OWNERS_LADDER, Step
from handlers.promises.ticket_clock import RESOLUTION, DueStep, TicketClock, judge
from handlers.times_of_day import lasting
from handlers.turn import Company
from storage import escalations, outbox, tickets
from storage.escalations import Taken
from storage.message import Channel, Outbound, Priority
from storage.models import Ticket, TicketState

MOST_AT_ONCE: Final = 50
"""Tickets that one sweep looks at; the next second takes the rest."""
GIVEN_BACK: Final = "given_back"
STEP: Final = "step"


def sweep(session: Session, now: datetime, company: Company, limit: int = MOST_AT_ONCE) -> int:
    """Does what has fallen due, the longest overdue first; gives how many tickets it looked at."""
    due = tickets.due(session, now, limit)
    for ticket in due:
        look_at(session, now, company, ticket)
    return len(due)


def look_at(session: Session, now: datetime, company: Company, ticket: Ticket) -> None:
    """Judges one ticket's promises and takes every step of it that is due."""
    clock = TicketClock(session, ticket, company.desk)
    if not ticket.service_level:  # opened before there were promises
        clock.opened(now)
    broken = judge(session, ticket, now)
    if RESOLUTION in broken and ticket.owner is not None:
        text = f"still open after {lasting(clock.level.resolve)}. Is it done? Then press Resolve."
        add_to_thread(session, now, ticket, text, mention=ticket.owner.slack_user)
    steps = 0
    while (due := clock.next_step()) is not None and due.at <= now:
        _take_step(session, now, company, ticket, clock, due)
        steps += 1
    if broken and not steps:
        redraw(session, now, ticket)
    clock.plan()


def failed(session: Session, company: Company, escalation_id: int, reason: str) -> None:
    """A call never arrived: the next step must not wait for its time."""
    row = escalations.failed(session, escalation_id, reason)
    ticket = tickets.get(session, row.ticket_id, locked=True)
    if (
        ticket is None
        or ticket.state is not TicketState.OPEN
        or row is not escalations.last_of_wait(session, ticket)
    ):
        return
    if row.step in (*LADDER, Step.ON_CALL):
        TicketClock(session, ticket, company.desk).step_failed()


def _take_step(
    session: Session, now: datetime, company: Company, ticket: Ticket, clock: TicketClock, due: DueStep
) -> None:
    call = Call(session, now, company, ticket, lasting(now - (ticket.waiting_since or now)))
    taken = escalations.begin(session, ticket, due.step, _occasion(ticket, due), now)
    reached = STEPS[due.step](call, taken)
    if not reached:
        escalations.reached_nobody(taken)
    tickets.note_event(session, ticket, STEP, now, detail=f"{due.step.value}: {taken.outcome}")
    clock.step_taken(due.step, now, reached=reached)
    redraw(session, now, ticket)


def _occasion(ticket: Ticket, due: DueStep) -> str:
    """What tells this step from an equal one of the same wait."""
    if due.step is Step.ON_CALL:
        return due.at.isoformat()
    if due.step is Step.AGAIN:
        return str(ticket.steps_taken)
    if due.step in OWNERS_LADDER:
        return f"{ticket.owner_id} since {ticket.taken_at}"
    return ""


@dataclass(frozen=True)
class Call:
    """What a step needs to know to call somebody."""

    session: Session
    now: datetime
    company: Company
    ticket: Ticket
    waited: str
    """How long the asker has been waiting, in words."""

    @property
    def about(self) -> str:
        """Who waits for what, in a line."""
        what = headline_of(self.ticket)
        if not self.ticket.has_asker:
            return f"Ticket {self.ticket.id} has been waiting for {self.waited}: {what}"
        return f"{asker_name(self.ticket)} has been waiting for {self.waited}: {what}"


def _remind(call: Call, taken: Taken) -> bool:
    owner = call.ticket.owner
    assert owner is not None
    text = f"{asker_name(call.ticket)} has been waiting for {call.waited}."
    add_to_thread(call.session, call.now, call.ticket, text, mention=owner.slack_user, step=taken.id)
    return True


def _give_back(call: Call, taken: Taken) -> bool:
    ticket, owner = call.ticket, call.ticket.owner
    assert owner is not None
    tickets.release(ticket)
    call.session.flush()
    tickets.note_event(call.session, ticket, GIVEN_BACK, call.now, actor=owner.name)
    text = f"back in the queue: {asker_name(ticket)} has been waiting for {call.waited}. Who takes it?"
    add_to_thread(call.session, call.now, ticket, text, mention=owner.slack_user, step=taken.id)
    to_driver(call.session, call.now, ticket, call.company, "desk_again", name=owner.first_name)
    return True


def _offer(call: Call, taken: Taken) -> bool:
    members = shifts.vas_on_shift(call.session, call.ticket.depot_code)
    if members:
        text = f"{call.about}. Who takes it?"
        offer_to(call.session, call.now, call.ticket, text, [each.slack_user for each in members], taken.id)
    return bool(members)


def _dispatch(call: Call, taken: Taken) -> bool:
    call.ticket.with_dispatch = True
    call_dispatch(call.session, call.now, call.ticket, f"Nobody has answered. {call.about}", step=taken.id)
    to_driver(call.session, call.now, call.ticket, call.company, "desk_to_dispatch")
    return True


def _manager(call: Call, taken: Taken) -> bool:
    manager = shifts.manager(call.session, call.ticket.depot_code)
    if manager is not None:
        text = f"Neither the desk nor dispatch has answered. {call.about}"
        direct(call.session, call.now, call.ticket, manager.slack_user, text, taken.id)
    return manager is not None


def _text(call: Call, taken: Taken) -> bool:
    manager = shifts.manager(call.session, call.ticket.depot_code, with_phone=True)
    if manager is None or manager.phone is None:
        return False
    # No names and no words of the asker: a text may be read on a locked screen.
    text = f"{call.company.name}: ticket {call.ticket.id} has waited {call.waited} without an answer. See Slack."
    outbound = Outbound(Channel.SMS, manager.phone, text, extra={"step": taken.id})
    outbox.put(
        call.session,
        outbound,
        call.now,
        conversation=f"sms:{manager.phone}",
        priority=Priority.EMERGENCY,
        ticket_id=call.ticket.id,
    )
    return True


def _again(call: Call, taken: Taken) -> bool:
    call_dispatch(call.session, call.now, call.ticket, f"Still no answer. {call.about}", step=taken.id)
    return True


def _on_call(call: Call, taken: Taken) -> bool:
    on_call = shifts.on_call(call.company.desk, call.ticket.depot_code, call.now)
    if on_call is not None:
        text = f"You are on call, and the desk is closed. {call.about}"
        direct(call.session, call.now, call.ticket, on_call, text, taken.id)
    return on_call is not None


STEPS: Mapping[Step, Callable[[Call, Taken], bool]] = {
    Step.ON_CALL: _on_call,
    Step.REMIND: _remind,
    Step.GIVE_BACK: _give_back,
    Step.OFFER: _offer,
    Step.DISPATCH: _dispatch,
    Step.MANAGER: _manager,
    Step.TEXT: _text,
    Step.AGAIN: _again,
}
"""How each step is taken; False where there is nobody to call."""
