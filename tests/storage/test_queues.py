"""The inbox and the outbox: once, in order, urgent first, at the rate."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.orm import Session

from storage import inbox, outbox, people, slots
from storage.database import Database
from storage.inbox import Received
from storage.message import Channel, Operation, Outbound, Priority
from storage.models import InboxState, Outbox, OutboxState
from storage.slots import Rate
from tests.conftest import HandClock


def receive(session: Session, now: datetime, key: str, conversation: str = "telegram:1") -> bool:
    return inbox.put(session, Received(Channel.TELEGRAM, key, conversation, {"key": key}), now)


def send(
    session: Session, now: datetime, text: str, conversation: str = "telegram:1", urgent: bool = False
) -> int:
    outbound = Outbound(Channel.TELEGRAM, conversation.partition(":")[2], text)
    priority = Priority.EMERGENCY if urgent else Priority.BULK
    number = outbox.put(session, outbound, now, conversation=conversation, priority=priority)
    assert number is not None
    return number


def test_the_same_event_is_kept_once(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        assert [receive(session, clock.now(), "a") for _ in range(11)] == [True] + [False] * 10
        assert inbox.waiting(session) == 1


def test_only_the_head_of_each_conversation_is_handed_out(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        for key, conversation in (("a1", "telegram:1"), ("a2", "telegram:1"), ("b1", "telegram:2")):
            receive(session, clock.now(), key, conversation)
    with database.transaction() as session:
        heads = inbox.heads(session, clock.now(), 10)
        assert [head.raw["key"] for head in heads] == ["a1", "b1"]
        assert inbox.claim(session, heads[0].id)
        assert not inbox.claim(session, heads[0].id + 1)
        inbox.finish(session, heads[0].id, clock.now(), InboxState.DONE)
        assert not inbox.claim(session, heads[0].id)
        assert [head.raw["key"] for head in inbox.heads(session, clock.now(), 10)] == ["a2", "b1"]


def test_a_head_put_off_holds_its_conversation_only(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        receive(session, clock.now(), "a1")
        receive(session, clock.now(), "a2")
        first = inbox.heads(session, clock.now(), 10)[0]
        inbox.put_off(session, first.id, clock.now() + timedelta(seconds=5), "ValueError")
        assert inbox.heads(session, clock.now(), 10) == []
        clock.forward(seconds=5)
        again = inbox.heads(session, clock.now(), 10)
        assert [(head.raw["key"], head.tries) for head in again] == [("a1", 1)]
        assert inbox.oldest_waiting(session, clock.now()) == timedelta(seconds=5)


def test_two_processes_never_work_the_same_row(database: Database, clock: HandClock) -> None:
    if database.is_sqlite:
        return  # one process only
    with database.transaction() as session:
        receive(session, clock.now(), "a1")
        (head,) = inbox.heads(session, clock.now(), 10)
    with database.transaction() as first, database.transaction() as second:
        assert inbox.claim(first, head.id)
        assert not inbox.claim(second, head.id)


def test_urgent_overtakes_between_conversations_but_not_within_one(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        send(session, clock.now(), "bulk 1", "telegram:1")
        send(session, clock.now(), "urgent behind it", "telegram:1", urgent=True)
        send(session, clock.now(), "urgent", "telegram:2", urgent=True)
        due = outbox.due(session, clock.now(), 10)
        assert [Outbound.from_json(row.payload).text for row in due] == ["urgent", "bulk 1"]


def test_a_lease_that_ran_out_is_given_again(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        number = send(session, clock.now(), "hello")
        (row,) = outbox.due(session, clock.now(), 10)
        assert outbox.lease(session, row, clock.now()) is not None
        session.flush()
        assert outbox.due(session, clock.now(), 10) == []
        clock.forward(seconds=15)
        outbox.renew(session, [number], clock.now())
        session.expire_all()
        clock.forward(seconds=15)
        assert outbox.due(session, clock.now(), 10) == []
        clock.forward(seconds=6)
        assert [row.id for row in outbox.due(session, clock.now(), 10)] == [number]
        outbox.sent(session, number, "1:5", clock.now())
        session.expire_all()
        assert outbox.due(session, clock.now(), 10) == []
        assert outbox.provider_id(session, number) == "1:5"


def test_nothing_leaves_to_a_number_that_opted_out(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        people.customer_or_new(session, "+16025550101").opted_out_at = clock.now()
        for extra in ({}, {"confirms_opt_out": True}):
            outbound = Outbound(Channel.SMS, "+16025550101", "text", extra=dict(extra))
            outbox.put(session, outbound, clock.now(), conversation=f"sms:{len(extra)}")
        leases = [outbox.lease(session, row, clock.now()) for row in outbox.due(session, clock.now(), 10)]
        assert [lease is not None for lease in leases] == [False, True]
        assert session.query(Outbox).filter_by(state=OutboxState.DROPPED).count() == 1


def test_a_card_waits_once_however_often_it_changes(database: Database, clock: HandClock) -> None:
    from tests.worlds import a_ticket

    card = Outbound(Channel.SLACK, "C01", operation=Operation.CARD)
    with database.transaction() as session:
        ticket = a_ticket(session, clock.now())
        numbers = [
            outbox.put(session, card, clock.now(), conversation=f"slack:ticket:{ticket.id}", ticket_id=ticket.id)
            for _ in range(3)
        ]
        assert [number is not None for number in numbers] == [True, False, False]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    per_second=st.sampled_from([1.0, 5.0, 25.0]),
    burst=st.integers(1, 5),
    gaps=st.lists(st.floats(0, 0.3), min_size=5, max_size=60),
)
def test_a_rate_is_never_exceeded(database: Database, per_second: float, burst: int, gaps: list[float]) -> None:
    with database.transaction() as session:
        rate = Rate(f"r{per_second}:{burst}:{hash(tuple(gaps))}", per_second, burst)
        now, sent = 1000.0, []
        for gap in gaps:
            now += gap
            if slots.wait(session, rate, now) == 0:
                slots.reserve(session, rate, now)
                sent.append(now)
        for first in sent:
            within = [moment for moment in sent if first <= moment < first + 1]
            assert len(within) <= per_second + burst
        session.rollback()


def test_a_pause_that_the_service_asks_for_is_kept(database: Database) -> None:
    rate = Rate("telegram:1", 1.0, 3)
    with database.transaction() as session:
        slots.push_back(session, rate, 1000.0, 7.0)
        assert slots.wait(session, rate, 1000.0) == 7.0
        assert slots.wait(session, rate, 1006.0) == 1.0
        assert slots.wait(session, rate, 1007.0) == 0.0
        slots.reserve(session, rate, 1007.0)
        slots.push_back(session, rate, 1007.0, 2.0)
        assert slots.wait(session, rate, 1007.0) == 2.0


def test_the_queues_are_read_through_their_partial_indexes(database: Database, clock: HandClock) -> None:
    """Whatever has been sent in the past years must cost today's messages nothing."""
    if not database.is_sqlite:
        return  # its planner chooses by size

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            plans.append((statement, parameters))

    plans: list[tuple[str, object]] = []
    event.listen(database.engine, "before_cursor_execute", note)
    with database.transaction() as session:
        outbox.due(session, clock.now(), 10)
        inbox.heads(session, clock.now(), 10)
    event.remove(database.engine, "before_cursor_execute", note)
    with database.engine.connect() as connection:
        for (statement, parameters), table in zip(plans, ("outbox", "inbox"), strict=True):
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
            plan = " / ".join(str(row[3]) for row in rows)
            assert f"SCAN {table} /" not in plan, plan
            assert plan.count(f"INDEX ix_{table}_") == 2, plan


def test_a_lease_that_ran_out_cannot_undo_what_another_has_done(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        send(session, clock.now(), "hello")
        (row,) = outbox.due(session, clock.now(), 10)
        first = outbox.lease(session, row, clock.now())
        session.flush()
        clock.forward(minutes=5)
        (row,) = outbox.due(session, clock.now(), 10)
        second = outbox.lease(session, row, clock.now())
        session.flush()
        assert first is not None
        assert second is not None
        assert not outbox.again(session, first, clock.now(), "timed out")
        assert not outbox.failed(session, first, "timed out")
        outbox.sent(session, second.id, "1:5", clock.now())
        assert not outbox.again(session, second, clock.now(), "late")
        session.expire_all()
        assert outbox.due(session, clock.now(), 10) == []
