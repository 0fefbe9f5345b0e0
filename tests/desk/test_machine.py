"""A thousand tickets, opened, taken, answered, asked again, handed on, resolved at random, with crashes between.

Whatever happens: no ticket without an owner or a next step, no step twice, no broken promise missed or made up.
What is right is worked out here from the bare happenings, apart from the desk's own reckoning.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.desk import deeds
from handlers.promises import escalation
from handlers.promises.service_level import DEFAULT_LEVELS, LADDER, SHARES, Step
from handlers.promises.ticket_clock import FIRST, FOLLOWING, TicketClock
from storage import migrate, people, tickets
from storage.database import Database
from storage.models import Escalation, Role, Ticket, TicketEvent, TicketState, Urgency
from tests.conftest import KEYS
from tests.worlds import COMPANY, a_depot, a_driver, a_va

TICKETS = 100
STAFF = ("U0DANA", "U0MARCUS")
KINDS = (
    (Urgency.EMERGENCY, "report_emergency", "emergency"),
    (Urgency.AT_THE_DOOR, "ask_gate_code", "access"),
    (Urgency.NORMAL, "request_reroute", "driver"),
)
a_fifth = st.integers(0, 4).map(lambda first: range(first, TICKETS, 5))
"""Always the same tickets together, so that much happens to each."""
somebody = st.sampled_from(STAFF)


class CrashError(Exception):
    """The process dies before it commits."""


@dataclass
class Wait:
    """The asker waits from `since` until `until`; nobody owned the ticket in that time if `was_owned` is false."""

    since: datetime
    within: timedelta
    promise: str
    until: datetime | None = None
    was_owned: bool = False

    def is_broken(self, now: datetime) -> bool:
        """Whether no answer came in time."""
        return (self.until or now) > self.since + self.within


@dataclass
class Known:
    """What has happened to one ticket."""

    number: int
    kind: str
    waits: list[Wait] = field(default_factory=list)
    is_owned: bool = False
    is_resolved: bool = False
    was_answered: bool = False

    def asks(self, now: datetime) -> None:
        """The asker writes, and waits if nobody is being waited for yet."""
        if self.waits and self.waits[-1].until is None:
            return
        level = DEFAULT_LEVELS[self.kind]
        within = level.following if self.was_answered else level.first
        promise = FOLLOWING if self.was_answered else FIRST
        self.waits.append(Wait(now, within, promise, was_owned=self.is_owned))

    def is_answered(self, now: datetime) -> None:
        """The wait is over."""
        if self.waits[-1].until is None:
            self.waits[-1].until = now
        self.was_answered = True

    def broken(self, now: datetime) -> list[str]:
        """The promises that were not kept."""
        return [wait.promise for wait in self.waits if wait.is_broken(now)]


class Desks(RuleBasedStateMachine):
    """One desk and its tickets."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._address = f"sqlite:///{Path(self._folder.name)}/doorstep.db"
        self.database = Database(self._address, KEYS)
        migrate.upgrade(self.database)
        self.now = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
        self.known: list[Known] = []
        self.is_swept = False

    def teardown(self) -> None:
        self.database.close()
        self._folder.cleanup()

    @initialize()
    def people_and_tickets(self) -> None:
        with self.database.transaction() as session:
            a_depot(session)
            a_va(session)
            a_va(session, "Marcus Webb", "U0MARCUS")
            people.add_staff(session, "U0BOSS", "Mira Boss", Role.MANAGER, "phx")
            for number in range(TICKETS):
                a_driver(session, f"Driver {number}", str(number))
                self._ask(session, number)

    @rule(seconds=st.integers(1, 200))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.is_swept = False

    @rule()
    def sweep(self) -> None:
        with self.database.transaction() as session:
            while escalation.sweep(session, self.now, COMPANY):
                session.flush()
        self.is_swept = True
        self._see_who_gave_back()

    @rule()
    def crash_while_sweeping(self) -> None:
        with pytest.raises(CrashError), self.database.transaction() as session:
            escalation.sweep(session, self.now, COMPANY, limit=7)
            raise CrashError
        self.database.close()
        self.database = Database(self._address, KEYS)

    @rule(chosen=a_fifth, who=somebody)
    def take(self, chosen: range, who: str) -> None:
        with self.database.transaction() as session:
            for number in chosen:
                self._take(session, self.known[number], who)

    def _take(self, session: Session, known: Known, who: str) -> None:
        # What dispatch is to decide is not for a VA to take: then it is the manager who does.
        taken = any(deeds.take(session, self.now, known.number, each, COMPANY).ok for each in (who, "U0BOSS"))
        assert taken is (not known.is_owned and not known.is_resolved)
        if taken:
            known.is_owned = True
            known.waits[-1].was_owned = True

    @rule(chosen=a_fifth)
    def owner_answers(self, chosen: range) -> None:
        with self.database.transaction() as session:
            for number in chosen:
                self._owner_answers(session, self.known[number])

    def _owner_answers(self, session: Session, known: Known) -> None:
        if known.is_owned:
            ticket = self._ticket(session, known.number)
            assert ticket.owner is not None
            assert deeds.reply(session, self.now, ticket, ticket.owner, COMPANY, "like this").ok
            known.is_answered(self.now)

    @rule(chosen=a_fifth)
    def driver_writes_again(self, chosen: range) -> None:
        with self.database.transaction() as session:
            for number in chosen:
                self._driver_writes_again(session, self.known[number])

    def _driver_writes_again(self, session: Session, known: Known) -> None:
        if not known.is_resolved:
            TicketClock(session, self._ticket(session, known.number), COMPANY.desk).asked(self.now)
            known.asks(self.now)

    @rule(chosen=a_fifth, who=somebody)
    def hand_to_dispatch(self, chosen: range, who: str) -> None:
        with self.database.transaction() as session:
            for number in chosen:
                self._hand_to_dispatch(session, self.known[number], who)

    def _hand_to_dispatch(self, session: Session, known: Known, who: str) -> None:
        if deeds.to_dispatch(session, self.now, known.number, who, COMPANY).ok:
            known.is_owned = False
            known.asks(self.now)
            known.waits[-1].was_owned = True  # its ladder no longer counts from the beginning

    @rule(chosen=a_fifth, who=somebody)
    def resolve(self, chosen: range, who: str) -> None:
        with self.database.transaction() as session:
            for number in chosen:
                self._resolve(session, self.known[number], who)

    def _resolve(self, session: Session, known: Known, who: str) -> None:
        done = deeds.resolve(session, self.now, known.number, who, COMPANY).ok
        assert done is not known.is_resolved
        if done:
            if known.waits[-1].until is None:
                known.waits[-1].until = self.now
            known.is_resolved, known.is_owned = True, False

    @invariant()
    def nobody_is_forgotten(self) -> None:
        with self.database.transaction() as session:
            forgotten = session.scalars(
                select(Ticket.id).where(
                    Ticket.state != TicketState.RESOLVED, Ticket.owner_id.is_(None), Ticket.due_at.is_(None)
                )
            ).all()
        assert forgotten == []

    @invariant()
    @precondition(lambda self: self.is_swept)
    def promises_are_judged_rightly(self) -> None:
        with self.database.transaction() as session:
            events = select(TicketEvent).where(TicketEvent.kind == "late").order_by(TicketEvent.id)
            found: dict[int, list[str]] = {}
            for event in session.scalars(events):
                if event.detail in (FIRST, FOLLOWING):
                    found.setdefault(event.ticket_id, []).append(event.detail)
        for known in self.known:
            assert found.get(known.number, []) == known.broken(self.now), known

    @invariant()
    @precondition(lambda self: self.is_swept)
    def every_step_has_been_taken_once(self) -> None:
        with self.database.transaction() as session:
            taken = session.execute(
                select(Escalation.ticket_id, Escalation.wait, Escalation.step, func.count()).group_by(
                    Escalation.ticket_id, Escalation.wait, Escalation.step
                )
            ).all()
            overdue = session.scalars(select(Ticket.id).where(Ticket.due_at <= self.now)).all()
        assert overdue == []
        counts = {(ticket, wait, step): count for ticket, wait, step, count in taken}
        assert all(count == 1 for (_, _, step), count in counts.items() if step in LADDER and step != Step.AGAIN)
        for known in self.known:
            wait = known.waits[-1]
            if wait.until is None and not wait.was_owned:
                waited = self.now - wait.since
                expected = {step for step in LADDER if step in SHARES and wait.within * SHARES[step] <= waited}
                done = {step for (ticket, at, step) in counts if (ticket, at) == (known.number, len(known.waits))}
                assert {step for step in done if step in SHARES} >= expected, known

    def _ask(self, session: Session, number: int) -> None:
        urgency, intent, name = KINDS[number % len(KINDS)]
        ticket = deeds.open_ticket(
            session,
            self.now,
            conversation=f"telegram:{number}",
            depot_code="phx",
            question="how?",
            intent=intent,
            driver=people.driver_by_chat(session, str(number)),
            urgency=urgency,
            rules=COMPANY.desk,
        )
        known = Known(ticket.id, name)
        known.asks(self.now)
        self.known.append(known)

    def _see_who_gave_back(self) -> None:
        """A silent owner loses the ticket: the machine learns from the database whose that were."""
        with self.database.transaction() as session:
            owned = set(session.scalars(select(Ticket.id).where(Ticket.owner_id.is_not(None))))
        for known in self.known:
            if known.is_owned and known.number not in owned:
                wait = known.waits[-1]
                assert wait.until is None
                assert self.now - wait.since >= wait.within
                known.is_owned = False

    @staticmethod
    def _ticket(session: Session, number: int) -> Ticket:
        ticket = tickets.get(session, number, locked=True)
        assert ticket is not None
        return ticket


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_thousand_tickets() -> None:
    run_state_machine_as_test(
        Desks,
        settings=settings(
            max_examples=10, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
