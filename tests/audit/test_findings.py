"""The auditor finds what is broken, tells it once, and says once when it is mended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from handlers.audit import findings, silent_askers
from handlers.audit.rule import Breach
from handlers.desk import deeds
from handlers.promises.ticket_clock import TicketClock
from storage import inbox, outbox, pulses, tickets
from storage.inbox import Received
from storage.message import Channel, Operation, Outbound
from storage.models import Finding, Outbox, OutboxState, Ticket, TicketState
from tests.desk.conftest import CARD_TS, Desk
from tests.worlds import COMPANY


@pytest.fixture
def sound(desk: Desk) -> Desk:
    """A desk at which every rule holds: one ticket with promise and card, both clocks at work."""
    TicketClock(desk.session, desk.ticket, COMPANY.desk).opened(desk.clock.now())
    show_life(desk)
    desk.session.flush()
    return desk


def show_life(desk: Desk) -> None:
    for name in (pulses.SWEEP, pulses.JOBS):
        pulses.beat(desk.session, name, desk.clock.now())


def broken(desk: Desk) -> dict[str, Breach]:
    """What does not hold, by the rule's name."""
    desk.session.flush()
    return {breach.rule: breach for breach in findings.look(desk.session, desk.clock.now())}


def a_round(desk: Desk) -> None:
    """The auditor's round, a minute after the last one; the clocks go on."""
    desk.clock.forward(minutes=1)
    show_life(desk)
    desk.session.flush()
    findings.keep(desk.session, desk.clock.now(), findings.look(desk.session, desk.clock.now()))


def told(desk: Desk) -> list[str]:
    """What the auditor has told the dispatchers."""
    rows = desk.session.scalars(
        select(Outbox).where(Outbox.conversation.like("slack:audit:%")).order_by(Outbox.id)
    )
    outbounds = [Outbound.from_json(row.payload) for row in rows]
    assert {outbound.destination for outbound in outbounds} <= {"C02"}
    return [outbound.text for outbound in outbounds]


def deliver(desk: Desk, conversations: str = "%") -> None:
    """What is in the outbox leaves."""
    left = update(Outbox).where(Outbox.conversation.like(conversations))
    desk.session.execute(left.values(state=OutboxState.SENT, sent_at=desk.clock.now()))


def test_a_sound_desk_has_nothing_broken(sound: Desk) -> None:
    assert broken(sound) == {}


@pytest.mark.parametrize(("late", "is_broken"), [(60, False), (61, True)])
def test_a_next_step_may_be_a_minute_late(sound: Desk, late: int, is_broken: bool) -> None:
    sound.ticket.due_at = sound.clock.now() - timedelta(seconds=late)
    assert ("next_step" in broken(sound)) is is_broken


def test_a_ticket_without_owner_and_next_step_is_found(sound: Desk) -> None:
    sound.ticket.due_at = None
    breach = broken(sound)["next_step"]
    assert (breach.depot, breach.ticket_id) == ("phx", sound.ticket.id)
    assert f"Ticket {sound.ticket.id} would be forgotten" in breach.what
    tickets.take(sound.session, sound.ticket.id, sound.dana.id, sound.clock.now())
    assert broken(sound) == {}


def test_a_resolved_ticket_needs_no_next_step(sound: Desk) -> None:
    deeds.close(sound.session, sound.clock.now(), sound.ticket, "test")
    assert broken(sound) == {}


@pytest.mark.parametrize(("age", "is_broken"), [(60, False), (61, True)])
def test_a_ticket_gets_its_card_within_a_minute(sound: Desk, age: int, is_broken: bool) -> None:
    sound.ticket.slack_ts = None
    sound.ticket.opened_at = sound.clock.now() - timedelta(seconds=age)
    assert ("card_of_ticket" in broken(sound)) is is_broken


def test_a_card_of_two_tickets_is_found(sound: Desk) -> None:
    other = Ticket(
        depot_code="phx",
        conversation="telegram:2002",
        intent="ask_access",
        question="how",
        opened_at=sound.clock.now(),
        due_at=sound.clock.now(),
        slack_channel="C01",
        slack_ts=CARD_TS,
    )
    sound.session.add(other)
    assert broken(sound)["ticket_of_card"].concerned == {str(sound.ticket.id), str(other.id)}
    other.slack_ts = "1.7"
    assert broken(sound) == {}


def test_a_card_that_waits_for_no_ticket_is_found(sound: Desk) -> None:
    card = Outbound(Channel.SLACK, "C01", operation=Operation.CARD)
    outbox.put(sound.session, card, sound.clock.now(), conversation="slack:ticket:99")
    assert "belong to no ticket" in broken(sound)["ticket_of_card"].what


@pytest.mark.parametrize(("age", "is_broken"), [(60, False), (61, True)])
def test_a_message_is_handled_within_a_minute(sound: Desk, age: int, is_broken: bool) -> None:
    received = sound.clock.now() - timedelta(seconds=age)
    inbox.put(sound.session, Received(Channel.TELEGRAM, "1", "telegram:1", {}), received)
    assert ("inbox" in broken(sound)) is is_broken


@pytest.mark.parametrize(("late", "is_broken"), [(60, False), (61, True)])
def test_a_message_leaves_within_a_minute(sound: Desk, late: int, is_broken: bool) -> None:
    put(sound, late)
    assert ("outbox" in broken(sound)) is is_broken


def put(desk: Desk, late: int = 0, channel: Channel = Channel.SMS) -> int:
    wanted = desk.clock.now() - timedelta(seconds=late)
    number = outbox.put(desk.session, Outbound(channel, "x", "hi"), wanted, conversation=f"{channel}:x")
    assert number is not None
    return number


def test_a_message_that_is_tried_again_and_again_is_late_all_the_same(sound: Desk) -> None:
    number = put(sound, 61)
    row = sound.session.get_one(Outbox, number)
    leased = outbox.lease(sound.session, row, sound.clock.now())
    assert leased is not None
    outbox.again(sound.session, leased, sound.clock.now() + timedelta(seconds=30), "down")
    assert "texts: some" in broken(sound)["outbox"].what


def test_a_message_held_until_the_morning_is_not_late_before(sound: Desk) -> None:
    morning = sound.clock.now() + timedelta(hours=8)
    outbound = Outbound(Channel.SMS, "x", "hi")
    outbox.put(sound.session, outbound, sound.clock.now(), conversation="sms:x", not_before=morning)
    sound.clock.forward(hours=8)
    sound.ticket.due_at = sound.clock.now()
    show_life(sound)
    assert broken(sound) == {}


@pytest.mark.parametrize("rule", [pulses.SWEEP, pulses.JOBS])
def test_a_clock_that_stands_still_is_found(sound: Desk, rule: str) -> None:
    sound.clock.forward(seconds=61)
    other = pulses.JOBS if rule == pulses.SWEEP else pulses.SWEEP
    pulses.beat(sound.session, other, sound.clock.now())
    assert list(broken(sound)) == [rule]


def test_a_broken_rule_is_told_once_and_once_more_when_it_is_mended(sound: Desk) -> None:
    sound.ticket.due_at = None
    for _ in range(4):
        a_round(sound)
        deliver(sound)
    assert [text.partition(":")[0] for text in told(sound)] == [f"Ticket {sound.ticket.id} would be forgotten"]
    tickets.take(sound.session, sound.ticket.id, sound.dana.id, sound.clock.now())
    for _ in range(4):
        a_round(sound)
        deliver(sound)
    assert told(sound)[1:] == ["Mended after 5 min: every open ticket has an owner or a next step again."]
    kept = sound.session.scalars(select(Finding)).one()
    assert kept.mended_at is not None


def test_only_what_is_new_is_told_again(sound: Desk) -> None:
    sound.ticket.due_at = None
    a_round(sound)
    second = Ticket(
        depot_code="phx",
        conversation="telegram:2002",
        intent="ask_access",
        question="how",
        opened_at=sound.clock.now(),
        slack_channel="C01",
        slack_ts="1.7",
    )
    sound.session.add(second)
    a_round(sound)
    deliver(sound)
    assert f"Tickets {sound.ticket.id}, {second.id} " in told(sound)[1]
    second.state = TicketState.RESOLVED
    a_round(sound)
    deliver(sound)
    assert len(told(sound)) == 2


def test_what_comes_and_goes_is_one_finding(sound: Desk) -> None:
    for minute in range(8):
        sound.ticket.due_at = sound.clock.now() + timedelta(hours=1) if minute % 2 else None
        a_round(sound)
        deliver(sound)
    assert len(told(sound)) == 1


def test_what_is_broken_for_five_minutes_is_unhealthy(sound: Desk) -> None:
    sound.ticket.due_at = None
    for _ in range(6):
        a_round(sound)
        deliver(sound)
    assert findings.broken_for_long(sound.session, sound.clock.now()) == []
    sound.clock.forward(seconds=1)
    assert findings.broken_for_long(sound.session, sound.clock.now()) == ["next_step"]


def test_a_backlog_is_told_again_only_when_it_has_grown_tenfold(sound: Desk) -> None:
    sound.ticket.due_at = sound.clock.now() + timedelta(days=1)
    for size in (1, 3, 9, 10, 11, 50, 99):
        while outbox.waiting(sound.session) < size:
            put(sound, 100)
        a_round(sound)
        deliver(sound, "slack:%")
    first, second = told(sound)
    assert "(texts: some)" in first
    assert "(texts: more than ten)" in second


class TestASilentAsker:
    """An answered ticket whose driver never writes again."""

    @pytest.fixture
    def answered(self, sound: Desk) -> Desk:
        """Dana has answered; a normal question of a driver's is to be resolved within two hours."""
        verdict = deeds.reply(sound.session, sound.clock.now(), sound.ticket, sound.dana, COMPANY, "the side door")
        assert verdict.ok
        return sound

    def point_out(self, desk: Desk) -> list[str]:
        desk.session.flush()
        silent_askers.point_out(desk.session, desk.clock.now(), COMPANY)
        return [text for text in desk.in_thread() if "has not written" in text]

    def test_is_pointed_out_to_the_owner_once(self, answered: Desk) -> None:
        answered.clock.forward(hours=2)
        assert self.point_out(answered) == []
        answered.clock.forward(seconds=1)
        told_once = ["Ana Ruiz has not written for 2 h: is it done? Then press Resolve."]
        assert self.point_out(answered) == told_once
        answered.clock.forward(hours=9)
        assert self.point_out(answered) == told_once

    def test_is_pointed_out_again_after_another_answer(self, answered: Desk) -> None:
        answered.clock.forward(hours=3)
        assert len(self.point_out(answered)) == 1
        deeds.reply(
            answered.session, answered.clock.now(), answered.ticket, answered.dana, COMPANY, "did it open?"
        )
        answered.clock.forward(hours=3)
        assert len(self.point_out(answered)) == 2

    def test_who_writes_again_is_not_silent(self, answered: Desk) -> None:
        answered.clock.forward(hours=1)
        TicketClock(answered.session, answered.ticket, COMPANY.desk).asked(answered.clock.now())
        answered.clock.forward(hours=2)
        assert self.point_out(answered) == []

    def test_a_resolved_ticket_is_left_alone(self, answered: Desk) -> None:
        deeds.close(answered.session, answered.clock.now(), answered.ticket, "Dana Cole")
        answered.clock.forward(hours=9)
        assert self.point_out(answered) == []
