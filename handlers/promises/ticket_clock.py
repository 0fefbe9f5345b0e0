"""A ticket's clocks: when an answer is due, when it must be resolved, and which step comes next until then.

Every change of a ticket tells its clock; the sweep (`handlers.promises.escalation`) does what has fallen due. An
answer is judged both when it is given and by the sweep, so that none slips through between two sweeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.promises.hours import DeskHours
from handlers.promises.service_level import BETWEEN_REPEATS, LADDER, OWNERS_LADDER, DeskRules, ServiceLevel, Step
from storage import tickets
from storage.models import Ticket, TicketState, Urgency

LATE = "late"
"""The event that a promise was broken; its detail says which: first answer, next answer, or resolution."""
FIRST, FOLLOWING, RESOLUTION = "first answer", "next answer", "resolution"


@dataclass(frozen=True)
class DueStep:
    """The next step of a ticket, and when it comes."""

    step: Step
    at: datetime


def judge(session: Session, ticket: Ticket, now: datetime) -> list[str]:
    """Writes down the promises that are broken by now and were not known to be; gives which."""
    broken = []
    if ticket.answer_due_at is not None and now > ticket.answer_due_at and not ticket.answer_is_late:
        ticket.answer_is_late = True
        if ticket.answered_at is None:
            ticket.first_in_time = False
        broken.append(FIRST if ticket.answered_at is None else FOLLOWING)
    if ticket.resolve_due_at is not None and now > ticket.resolve_due_at and not ticket.resolved_late:
        ticket.resolved_late = True
        broken.append(RESOLUTION)
    for promise in broken:
        tickets.note_event(session, ticket, LATE, now, detail=promise)
    return broken


def resolved(session: Session, ticket: Ticket, now: datetime) -> None:
    """The ticket is done: no clock runs any more."""
    judge(session, ticket, now)
    if ticket.answered_at is None and ticket.first_in_time is None:
        ticket.first_in_time = True
    ticket.waiting_since = ticket.answer_due_at = ticket.resolve_due_at = ticket.resolve_left = None
    ticket.due_at = None


class TicketClock:
    """The clocks of one ticket under its company's rules. Changes the ticket's own columns and events only."""

    def __init__(self, session: Session, ticket: Ticket, rules: DeskRules) -> None:
        self._session = session
        self._ticket = ticket
        self._rules = rules

    @property
    def level(self) -> ServiceLevel:
        """The promise under which the ticket was opened."""
        return ServiceLevel.from_json(self._ticket.service_level)

    @property
    def hours(self) -> DeskHours:
        """The hours in which that promise counts."""
        return self._rules.hours_of(self._ticket.depot_code, self.level)

    def opened(self, now: datetime) -> None:
        """A ticket is opened, or its urgency has risen: it gets the promise that holds now."""
        ticket = self._ticket
        # Where nobody waits, the longest promise is soon enough, unless somebody has said otherwise.
        has_time = ticket.customer_id is not None or (not ticket.has_asker and ticket.urgency is Urgency.NORMAL)
        level = self._rules.level(ticket.urgency, ticket.intent, is_customer=has_time)
        ticket.service_level = level.as_json()
        self._begin_to_resolve(now)
        self._begin_wait(now)

    def reopened(self, now: datetime) -> None:
        """The same was asked again soon after it was resolved."""
        self._begin_to_resolve(now)
        self._ticket.on_call_asked_at = None
        self._begin_wait(now)

    def asked(self, now: datetime) -> bool:
        """The asker has written: if the desk was waiting for that, the clocks run again. Whether it was."""
        ticket = self._ticket
        if ticket.waiting_since is not None or not ticket.service_level:
            return False
        if ticket.resolve_left is not None:
            ticket.resolve_due_at = self.hours.after(now, timedelta(seconds=ticket.resolve_left))
            ticket.resolve_left = None
        self._begin_wait(now)
        return True

    def taken(self) -> None:
        """Somebody owns the ticket: the calls for others stop; where nobody asks, that was all to wait for."""
        ticket = self._ticket
        ticket.owner_steps_taken = 0
        if not ticket.has_asker and ticket.taken_at is not None:
            judge(self._session, ticket, ticket.taken_at)
            if ticket.answered_at is None and ticket.first_in_time is None:
                ticket.first_in_time = True
            ticket.answered_at = ticket.answered_at or ticket.taken_at
            ticket.waiting_since = ticket.answer_due_at = None
        self.plan()

    def given_up(self, now: datetime, *, to_dispatch: bool = False) -> None:
        """Nobody owns the ticket any more; the dispatchers who were asked by hand get the time to answer."""
        if not self._ticket.has_asker and self._ticket.waiting_since is None:
            self._begin_wait(now)
        if to_dispatch:
            self.asked(now)  # whoever hands it on waits for a decision, even where the asker does not
            self._ticket.steps_taken = max(self._ticket.steps_taken, LADDER.index(Step.DISPATCH) + 1)
            self._ticket.ladder_since = now
        self.plan()

    def answered(self, now: datetime) -> None:
        """A person has answered: the clocks stand still until the asker writes again."""
        ticket = self._ticket
        judge(self._session, ticket, now)
        if ticket.answered_at is None and ticket.first_in_time is None:
            ticket.first_in_time = True
        ticket.answered_at = ticket.answered_at or now
        if ticket.resolve_due_at is not None:
            ticket.resolve_left = self.hours.between(now, ticket.resolve_due_at).total_seconds()
            ticket.resolve_due_at = None
        ticket.waiting_since = ticket.answer_due_at = None
        self.plan()

    def next_step(self) -> DueStep | None:
        """What comes next while nobody answers; nothing while the desk waits for the asker."""
        ticket = self._ticket
        if ticket.waiting_since is None or ticket.state is TicketState.RESOLVED:
            return None
        if ticket.owner_id is not None:
            return self._owners_step()
        return min(filter(None, (self._on_call_step(), self._ladder_step())), key=lambda due: due.at)

    def step_taken(self, step: Step, now: datetime, *, reached: bool) -> None:
        """A step has been taken; the next one comes at once where it reached nobody."""
        ticket = self._ticket
        if step is Step.ON_CALL:
            ticket.on_call_asked_at = now
        elif step in OWNERS_LADDER:
            ticket.owner_steps_taken += 1
        else:
            ticket.steps_taken += 1
            ticket.next_step_at_once = not reached
            self._leave_out_missed_repeats(now)
        self.plan()

    def step_failed(self) -> None:
        """The call that was sent last has turned out to reach nobody."""
        self._ticket.next_step_at_once = True
        self.plan()

    def _leave_out_missed_repeats(self, now: datetime) -> None:
        """After hours in which nothing ran, the dispatchers are called once more and not once for each repeat."""
        while (due := self._ladder_step()).step is Step.AGAIN and due.at <= now:
            self._ticket.steps_taken += 1

    def _begin_to_resolve(self, now: datetime) -> None:
        self._ticket.resolve_due_at = self.hours.after(now, self.level.resolve)
        self._ticket.resolve_left = None
        self._ticket.resolved_late = False

    def _begin_wait(self, now: datetime) -> None:
        ticket = self._ticket
        ticket.waiting_since = ticket.ladder_since = now
        ticket.waits += 1
        ticket.steps_taken = ticket.owner_steps_taken = 0
        ticket.next_step_at_once = ticket.answer_is_late = False
        ticket.answer_due_at = self.hours.after(now, self._span)
        self.plan()

    @property
    def _span(self) -> timedelta:
        """How long this wait may last."""
        return self.level.first if self._ticket.answered_at is None else self.level.following

    def _owners_step(self) -> DueStep | None:
        ticket = self._ticket
        assert ticket.waiting_since is not None
        if ticket.owner_steps_taken >= len(OWNERS_LADDER):
            return None
        step = OWNERS_LADDER[ticket.owner_steps_taken]
        begun = max(ticket.waiting_since, ticket.taken_at or ticket.waiting_since)
        return DueStep(step, self.hours.after(begun, self._span * self.level.shares[step]))

    def _ladder_step(self) -> DueStep:
        ticket, level = self._ticket, self.level
        assert ticket.ladder_since is not None
        step = LADDER[min(ticket.steps_taken, len(LADDER) - 1)]
        if step is not Step.AGAIN:
            at_once = ticket.next_step_at_once
            wait = timedelta(0) if at_once else self._span * level.shares[step]
            return DueStep(step, ticket.ladder_since if at_once else self.hours.after(ticket.ladder_since, wait))
        repetition = ticket.steps_taken - len(LADDER) + 2
        return DueStep(
            step,
            self.hours.after(
                ticket.ladder_since, self._span * level.shares[Step.TEXT] + repetition * BETWEEN_REPEATS
            ),
        )

    def _on_call_step(self) -> DueStep | None:
        """Asks the person on call once each time the desk is closed while somebody waits."""
        ticket, hours = self._ticket, self._rules.hours_of(self._ticket.depot_code)
        if hours.is_always_open or ticket.waiting_since is None:
            return None
        asked = ticket.on_call_asked_at
        begun = ticket.waiting_since if asked is None else hours.opens(asked)
        return DueStep(Step.ON_CALL, hours.closes(begun) or begun)

    def plan(self) -> None:
        """Notes when the sweep must look at the ticket next."""
        ticket, step = self._ticket, self.next_step()
        moments = [
            step.at if step else None,
            None if ticket.answer_is_late else _just_after(ticket.answer_due_at),
            None if ticket.resolved_late else _just_after(ticket.resolve_due_at),
        ]
        ticket.due_at = min((moment for moment in moments if moment is not None), default=None)


def _just_after(moment: datetime | None) -> datetime | None:
    """What is due at a time is late only once that time is past."""
    return None if moment is None else moment + timedelta(microseconds=1)
