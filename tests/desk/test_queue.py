"""The order in which tickets are worked, and taking the first of them."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from handlers.desk import deeds, taking
from handlers.desk.at_a_glance import summary
from storage import people, tickets
from storage.database import Database
from storage.models import Role, Ticket, TicketState, Urgency
from tests.conftest import HandClock
from tests.desk.conftest import Desk
from tests.worlds import COMPANY, a_depot, a_va, another_depot

PRIORITY = [Urgency.EMERGENCY, Urgency.AT_THE_DOOR, Urgency.NORMAL]
a_ticket_of_any_kind = st.tuples(
    st.sampled_from(Urgency), st.none() | st.integers(-600, 600), st.integers(-3600, 0), st.booleans()
)


def put(
    session: Session,
    clock: HandClock,
    number: int,
    urgency: Urgency,
    due_in: int | None,
    asked: int,
    owner: int | None = None,
) -> Ticket:
    """A ticket whose answer is due in so many seconds."""
    ticket = Ticket(
        depot_code="phx",
        conversation=f"telegram:{number}",
        intent="ask_gate_code",
        question=f"question {number}",
        urgency=urgency,
        state=TicketState.OPEN if owner is None else TicketState.TAKEN,
        owner_id=owner,
        opened_at=clock.now() + timedelta(seconds=asked),
        answer_due_at=None if due_in is None else clock.now() + timedelta(seconds=due_in),
        slack_channel="C01",
    )
    session.add(ticket)
    session.flush()
    return ticket


def expected(ticket: Ticket) -> tuple[object, ...]:
    """What stands before what, reckoned here once more."""
    due = ticket.answer_due_at
    return (PRIORITY.index(ticket.urgency), due is None, due or ticket.opened_at, ticket.opened_at, ticket.id)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(a_ticket_of_any_kind, max_size=12))
def test_priority_then_time_left_then_those_whose_asker_is_awaited(
    database: Database, found: list[tuple[Urgency, int | None, int, bool]]
) -> None:
    clock = HandClock()
    with Session(database.engine) as session:  # never committed
        a_depot(session)
        dana = a_va(session)
        made = [
            put(session, clock, number, urgency, due, asked, dana.id if taken else None)
            for number, (urgency, due, asked, taken) in enumerate(found)
        ]
        waiting = sorted((each for each in made if each.owner_id is None), key=expected)
        owned = sorted((each for each in made if each.owner_id is not None), key=expected)
        assert tickets.queue(session, "phx") == waiting
        assert tickets.queue(session, "phx", 3) == waiting[:3]
        assert tickets.owned_by(session, dana.id) == owned
        view = summary(session, clock.now(), "U0DANA", COMPANY.desk)
        assert [line.ticket_id for line in view.queue] == [each.id for each in waiting]
        assert (view.today.waiting, view.today.taken) == (len(waiting), len(owned))


def test_the_most_urgent_is_taken_first(desk: Desk) -> None:
    first = put(desk.session, desk.clock, 1, Urgency.EMERGENCY, 30, 0)
    second = put(desk.session, desk.clock, 2, Urgency.AT_THE_DOOR, -10, 0)
    third = put(desk.session, desk.clock, 3, Urgency.AT_THE_DOOR, 50, -600)
    for ticket in (first, second, third, desk.ticket):
        taken = taking.take_most_urgent(desk.session, desk.clock.now(), desk.dana, COMPANY)
        assert taken.line is not None
        assert taken.line.ticket_id == ticket.id
    assert "Nobody waits" in taking.take_most_urgent(desk.session, desk.clock.now(), desk.dana, COMPANY).refusal


def test_a_number_takes_that_ticket_and_says_who_was_quicker(desk: Desk) -> None:
    taken = taking.take(desk.session, desk.clock.now(), desk.marcus, COMPANY, desk.ticket.id)
    assert taken.line is not None
    assert taken.line.owner == "Marcus Webb"
    late = taking.take(desk.session, desk.clock.now(), desk.dana, COMPANY, desk.ticket.id)
    assert late.refusal == "Marcus Webb already has it."
    assert taking.take(desk.session, desk.clock.now(), desk.dana, COMPANY, 99999).refusal == deeds.GONE


def test_another_depots_ticket_is_taken_by_number_only_by_a_manager(desk: Desk) -> None:
    another_depot(desk.session)
    va = people.add_staff(desk.session, "U0MIAMI", "Mo Miami", Role.VA, "mia")
    boss = people.add_staff(desk.session, "U0BOSS", "Mira Boss", Role.MANAGER, "mia")
    now = desk.clock.now()
    refused = taking.take(desk.session, now, va, COMPANY, desk.ticket.id)
    assert refused.refusal == "That belongs to another depot."
    assert taking.take(desk.session, now, boss, COMPANY, desk.ticket.id).line is not None


def test_what_is_with_dispatch_is_left_out_for_a_va(desk: Desk) -> None:
    people.add_staff(desk.session, "U0PRIYA", "Priya Shah", Role.DISPATCHER, "phx")
    now = desk.clock.now()
    deeds.to_dispatch(desk.session, now, desk.ticket.id, "U0DANA", COMPANY)
    other = put(desk.session, desk.clock, 9, Urgency.NORMAL, 600, 0)
    assert summary(desk.session, now, "U0DANA", COMPANY.desk).to_take == {other.id}
    assert summary(desk.session, now, "U0PRIYA", COMPANY.desk).to_take == {other.id, desk.ticket.id}
    taken = taking.take_most_urgent(desk.session, now, desk.dana, COMPANY)
    assert taken.line is not None
    assert taken.line.ticket_id == other.id
    assert "with dispatch" in taking.take_most_urgent(desk.session, now, desk.dana, COMPANY).refusal
