"""When answers are due, and which steps come until they are given: at their second, and once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from handlers.desk import deeds, delivery_reports
from handlers.promises import escalation
from handlers.promises.hours import DeskHours, Period
from handlers.promises.service_level import DEFAULT_LEVELS, DeskRules, OnCall, ServiceLevel, Step
from handlers.turn import Company
from storage import people
from storage.message import Channel, Outbound
from storage.models import Escalation, Outbox, Role, StepOutcome, Ticket, TicketState, Urgency
from tests.desk.conftest import Desk
from tests.worlds import COMPANY

KINDS = {
    "emergency": (Urgency.EMERGENCY, "report_emergency"),
    "access": (Urgency.AT_THE_DOOR, "ask_gate_code"),
    "driver": (Urgency.NORMAL, "request_reroute"),
}
HOURS = DeskHours(
    ZoneInfo("America/Phoenix"), {day: (Period(timedelta(hours=6), timedelta(hours=18)),) for day in range(5)}
)


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """The desk with a manager, whose VAs have nothing to do yet."""
    deeds.close(desk.session, desk.clock.now(), desk.ticket, "test")
    desk.clock.forward(hours=1)
    manager = people.add_staff(desk.session, "U0BOSS", "Mira Boss", Role.MANAGER, "phx")
    manager.phone = "+16025550190"
    desk.session.flush()
    return desk


def ask(
    desk: Desk,
    kind: str = "access",
    company: Company = COMPANY,
    question: str = "how do i get in",
    conversation: str = "",
) -> Ticket:
    urgency, intent = KINDS[kind]
    ticket = deeds.open_ticket(
        desk.session,
        desk.clock.now(),
        conversation=conversation or desk.ticket.conversation,
        depot_code="phx",
        question=question,
        intent=intent,
        driver=desk.ticket.driver,
        urgency=urgency,
        rules=company.desk,
    )
    desk.ticket = ticket
    return ticket


def sweep(desk: Desk, company: Company = COMPANY) -> None:
    escalation.sweep(desk.session, desk.clock.now(), company)


def steps(desk: Desk) -> list[tuple[str, float]]:
    """Every step of the ticket, with the seconds since it was opened."""
    rows = desk.session.scalars(
        select(Escalation).where(Escalation.ticket_id == desk.ticket.id).order_by(Escalation.id)
    )
    return [(row.step, (row.at - desk.ticket.opened_at).total_seconds()) for row in rows]


def let_pass(desk: Desk, seconds: int, company: Company = COMPANY) -> None:
    """Time passes, and the sweep comes each second."""
    for _ in range(seconds):
        desk.clock.forward(seconds=1)
        sweep(desk, company)


def late(desk: Desk) -> list[str | None]:
    return [event.detail for event in desk.ticket.events if event.kind == "late"]


def refreshed(desk: Desk) -> Ticket:
    desk.session.flush()
    desk.session.refresh(desk.ticket)
    return desk.ticket


@pytest.mark.parametrize("kind", KINDS)
def test_each_step_of_each_promise_comes_at_its_second(asked: Desk, kind: str) -> None:
    ask(asked, kind)
    first = DEFAULT_LEVELS[kind].first.total_seconds()
    let_pass(asked, int(first * 3) + 1)
    assert steps(asked) == [
        (Step.OFFER, first * 0.75),
        (Step.DISPATCH, first),
        (Step.MANAGER, first * 2),
        (Step.TEXT, first * 3),
    ]
    assert late(asked) == ["first answer"]
    assert refreshed(asked).first_in_time is False


def test_who_is_called_by_each_step(asked: Desk) -> None:
    ask(asked)
    let_pass(asked, 90)
    [offer] = outbounds(asked, "C01", "Who takes it?")
    assert offer.mention.split() == ["U0DANA", "U0MARCUS"]
    let_pass(asked, 30)
    assert outbounds(asked, "C02", "Nobody has answered")[0].mention == "channel"
    assert any("dispatchers" in text for text in asked.to_driver())
    let_pass(asked, 120)
    assert outbounds(asked, "U0BOSS", "Neither the desk nor dispatch")
    let_pass(asked, 120)
    [text] = asked.left(Channel.SMS)
    assert f"ticket {asked.ticket.id}" in text
    assert "Ana" not in text


def test_after_the_last_step_the_dispatchers_are_called_again_and_again(asked: Desk) -> None:
    ask(asked)
    asked.clock.forward(minutes=6)
    sweep(asked)
    for number in range(1, 4):
        asked.clock.forward(minutes=15)
        sweep(asked)
        assert [name for name, _ in steps(asked)].count("again") == number
    assert refreshed(asked).due_at is not None


def test_after_hours_in_which_nothing_ran_the_dispatchers_are_called_once_more_only(asked: Desk) -> None:
    ask(asked)
    asked.clock.forward(hours=6)
    sweep(asked)
    assert [name for name, _ in steps(asked)] == ["offer", "dispatch", "manager", "text"]
    asked.clock.forward(hours=6)
    sweep(asked)
    assert [name for name, _ in steps(asked)].count("again") == 1
    due = refreshed(asked).due_at
    assert due is not None
    assert timedelta(0) < due - asked.clock.now() <= timedelta(minutes=15)


def test_a_ticket_that_nobody_waits_for_is_called_by_its_number(asked: Desk) -> None:
    ticket = ask(asked)
    ticket.driver_id = None
    asked.session.flush()
    asked.session.expire(ticket)
    let_pass(asked, 120)
    [call] = outbounds(asked, "C02", "Nobody has answered")
    assert f"Ticket {ticket.id} has been waiting for" in call.text


def test_to_ask_for_patience_is_no_answer(asked: Desk) -> None:
    ask(asked)
    assert deeds.reply(asked.session, asked.clock.now(), asked.ticket, asked.dana, COMPANY, "one sec, checking").ok
    assert any("one sec" in text for text in asked.to_driver())
    ticket = refreshed(asked)
    assert (ticket.owner_id, ticket.answered_at) == (asked.dana.id, None)
    let_pass(asked, 600)
    assert [name for name, _ in steps(asked)][:2] == ["remind", "give_back"]
    assert late(asked) == ["first answer"]


def test_an_answer_in_time_ends_every_call(asked: Desk) -> None:
    ask(asked)
    let_pass(asked, 119)
    assert deeds.reply(
        asked.session, asked.clock.now(), asked.ticket, asked.dana, COMPANY, "side gate, code is new"
    ).ok
    let_pass(asked, 1000)
    assert [name for name, _ in steps(asked)] == ["offer"]
    assert refreshed(asked).first_in_time is True
    assert late(asked) == []


def test_an_answer_between_two_sweeps_is_judged_when_it_is_given(asked: Desk) -> None:
    ask(asked)
    asked.clock.forward(seconds=121)
    deeds.reply(asked.session, asked.clock.now(), asked.ticket, asked.dana, COMPANY, "side gate")
    assert refreshed(asked).first_in_time is False
    sweep(asked)
    assert late(asked) == ["first answer"]


def test_the_clock_stands_still_while_the_driver_is_awaited(asked: Desk) -> None:
    ask(asked)
    asked.clock.forward(minutes=1)
    deeds.reply(asked.session, asked.clock.now(), asked.ticket, asked.dana, COMPANY, "which building?")
    left = refreshed(asked).resolve_left
    assert left == 29 * 60
    asked.clock.forward(hours=5)
    sweep(asked)
    assert late(asked) == []
    ask(asked, question="building C")
    assert refreshed(asked).resolve_due_at == asked.clock.now() + timedelta(seconds=left)
    assert asked.ticket.answer_due_at == asked.clock.now() + timedelta(minutes=2)
    let_pass(asked, 121)
    assert late(asked) == ["next answer"]


def test_a_silent_owner_is_reminded_and_then_loses_the_ticket(asked: Desk) -> None:
    ask(asked)
    asked.clock.forward(seconds=10)
    deeds.take(asked.session, asked.clock.now(), asked.ticket.id, "U0DANA", COMPANY)
    let_pass(asked, 60)
    assert steps(asked) == [("remind", 70.0)]
    let_pass(asked, 59)
    assert asked.ticket.owner_id == asked.dana.id
    let_pass(asked, 1)
    assert refreshed(asked).state is TicketState.OPEN
    assert steps(asked) == [("remind", 70), ("give_back", 130), ("offer", 130), ("dispatch", 130)]
    assert any("Dana could not get to it" in text for text in asked.to_driver())


def test_taking_it_again_begins_the_owners_steps_anew(asked: Desk) -> None:
    ask(asked)
    deeds.take(asked.session, asked.clock.now(), asked.ticket.id, "U0DANA", COMPANY)
    let_pass(asked, 121)
    deeds.take(asked.session, asked.clock.now(), asked.ticket.id, "U0DANA", COMPANY)
    let_pass(asked, 121)
    names = [name for name, _ in steps(asked)]
    assert names.count("remind") == names.count("give_back") == 2
    assert names.count("offer") == names.count("dispatch") == 1


def test_nobody_on_shift_the_next_step_comes_at_once(asked: Desk) -> None:
    for member in (asked.dana, asked.marcus):
        member.on_break_since = asked.clock.now()
    ask(asked)
    let_pass(asked, 90)
    assert steps(asked) == [("offer", 90), ("dispatch", 90)]
    outcomes = asked.session.scalars(select(Escalation.outcome).order_by(Escalation.id)).all()
    assert outcomes[0] is StepOutcome.NOBODY


def test_a_call_that_never_arrives_is_written_down_and_the_next_step_comes_at_once(asked: Desk) -> None:
    ask(asked)
    let_pass(asked, 120)
    call = asked.session.scalars(
        select(Outbox).where(Outbox.destination == "C02").order_by(Outbox.id.desc())
    ).first()
    assert call is not None
    delivery_reports.undeliverable(asked.session, asked.clock.now(), COMPANY, call.id, "channel_not_found")
    sweep(asked)
    assert steps(asked)[-1] == ("manager", 120)
    row = asked.session.scalars(select(Escalation).where(Escalation.step == "dispatch")).one()
    assert (row.outcome, row.reason) == (StepOutcome.FAILED, "channel_not_found")


def test_a_change_of_the_promise_does_not_bend_a_running_clock(asked: Desk) -> None:
    ask(asked)
    level = ServiceLevel("access", timedelta(hours=1), timedelta(hours=1), timedelta(hours=9))
    lazy = Company("Acme", COMPANY.texts, desk=DeskRules(levels={**DEFAULT_LEVELS, "access": level}))
    let_pass(asked, 121, lazy)
    assert late(asked) == ["first answer"]


def test_the_same_question_soon_after_opens_the_ticket_again(asked: Desk) -> None:
    first = ask(asked)
    deeds.take(asked.session, asked.clock.now(), first.id, "U0DANA", COMPANY)
    deeds.resolve(asked.session, asked.clock.now(), first.id, "U0DANA", COMPANY)
    asked.clock.forward(minutes=29)
    again = ask(asked)
    assert again.id == first.id
    assert (again.state, again.owner_id, again.resolved_at) == (TicketState.OPEN, None, None)
    assert again.answer_due_at == asked.clock.now() + timedelta(minutes=2)
    assert any("Open again" in text for text in asked.left(Channel.SLACK))
    deeds.resolve(asked.session, asked.clock.now(), first.id, "U0DANA", COMPANY)
    asked.clock.forward(minutes=31)
    assert ask(asked).id != first.id


def test_a_ticket_opened_again_is_judged_and_given_out_anew(asked: Desk) -> None:
    company = Company("Acme", COMPANY.texts, desk=DeskRules(round_robin=True))
    first = ask(asked, company=company)
    for _ in range(2):
        asked.clock.forward(minutes=31)
        sweep(asked, company)
        deeds.resolve(asked.session, asked.clock.now(), first.id, "U0DANA", company)
        asked.clock.forward(minutes=1)
        again = ask(asked, company=company)
        assert (again.id, again.state, again.with_dispatch) == (first.id, TicketState.TAKEN, False)
    assert late(asked).count("resolution") == 2


def test_a_call_that_fails_long_after_hurries_nobody(asked: Desk) -> None:
    ask(asked)
    let_pass(asked, 120)
    [offer] = outbounds(asked, "C01", "Who takes it?")
    escalation.failed(asked.session, COMPANY, offer.extra["step"], "channel_not_found")
    sweep(asked)
    assert steps(asked)[-1] == ("dispatch", 120)


def test_an_emergency_in_the_ticket_gets_the_promise_of_an_emergency(asked: Desk) -> None:
    ask(asked)
    asked.clock.forward(seconds=100)
    ask(asked, "emergency", question="i crashed")
    assert refreshed(asked).service_level["kind"] == "emergency"
    assert asked.ticket.answer_due_at == asked.clock.now() + timedelta(minutes=1)


def test_round_robin_gives_to_the_one_with_the_fewest(asked: Desk) -> None:
    company = Company("Acme", COMPANY.texts, desk=DeskRules(round_robin=True))
    owners = []
    for number in range(4):
        owners.append(ask(asked, company=company, conversation=f"telegram:{number}").owner_id)
        asked.clock.forward(seconds=1)
    assert owners == [asked.dana.id, asked.marcus.id, asked.dana.id, asked.marcus.id]
    asked.dana.on_break_since = asked.clock.now()
    assert ask(asked, company=company, conversation="telegram:9").owner_id == asked.marcus.id


class TestWhileTheDeskIsClosed:
    """Eight in the evening in Phoenix; the desk opens at six."""

    COMPANY = Company(
        "Acme",
        COMPANY.texts,
        desk=DeskRules(
            hours={"phx": HOURS}, on_call={"phx": (OnCall("U0NIGHT", DeskHours(ZoneInfo("America/Phoenix"))),)}
        ),
    )

    @pytest.fixture
    def evening(self, asked: Desk) -> Desk:
        asked.clock.forward(hours=9)
        return asked

    def test_the_person_on_call_is_asked_at_once_and_the_clock_waits(self, evening: Desk) -> None:
        ticket = ask(evening, company=self.COMPANY)
        sweep(evening, self.COMPANY)
        assert steps(evening) == [("on_call", 0)]
        assert outbounds(evening, "U0NIGHT", "You are on call")
        assert ticket.answer_due_at == datetime(2026, 11, 25, 13, 2, tzinfo=UTC)
        evening.clock.forward(hours=9)
        sweep(evening, self.COMPANY)
        assert [name for name, _ in steps(evening)] == ["on_call"]
        assert late(evening) == []

    def test_an_emergency_does_not_wait_for_the_morning(self, evening: Desk) -> None:
        ask(evening, "emergency", self.COMPANY)
        let_pass(evening, 61, self.COMPANY)
        assert [name for name, _ in steps(evening)] == ["on_call", "offer", "dispatch"]
        assert late(evening) == ["first answer"]

    def test_what_is_open_at_closing_time_goes_to_the_person_on_call(self, asked: Desk) -> None:
        asked.clock.forward(hours=6, minutes=59, seconds=30)
        ask(asked, company=self.COMPANY)
        let_pass(asked, 30, self.COMPANY)
        assert steps(asked) == [("on_call", 30)]
        assert asked.ticket.answer_due_at == datetime(2026, 11, 25, 13, 1, 30, tzinfo=UTC)


def outbounds(desk: Desk, destination: str, words: str) -> list[Outbound]:
    rows = desk.session.scalars(select(Outbox).where(Outbox.destination == destination).order_by(Outbox.id))
    found = [Outbound.from_json(row.payload) for row in rows]
    return [outbound for outbound in found if words in outbound.text]
