"""Buttons: checked anew each time, one owner a ticket, and the driver knows."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.desk import deeds, delivery_reports
from handlers.desk.at_a_glance import summary
from handlers.desk.card_content import card
from handlers.desk.deeds import Learnt, Verdict
from storage import outbox, people, tickets
from storage.database import Database
from storage.message import Channel, Operation, Outbound, Priority
from storage.models import Feedback, NoteKind, Outbox, Ticket, TicketState, Urgency
from tests.conftest import HandClock
from tests.desk.conftest import CUSTOMER, Desk
from tests.worlds import COMPANY, a_ticket, a_va


def test_taking_tells_the_driver_who(desk: Desk) -> None:
    assert deeds.take(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", COMPANY) == Verdict(True)
    assert "Dana" in desk.to_driver()[0]
    verdict = deeds.take(desk.session, desk.clock.now(), desk.ticket.id, "U0MARCUS", COMPANY)
    assert verdict == Verdict(False, "Dana Cole already has it.")


async def test_two_take_at_the_same_moment_and_one_has_it(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        for number in range(8):
            a_va(session, f"Person{number} X", f"U{number}")
        ticket_id = a_ticket(session, clock.now()).id

    def taking(user: str, session: Session) -> Verdict:
        return deeds.take(session, clock.now(), ticket_id, user, COMPANY)

    verdicts = await asyncio.gather(*(database.run(partial(taking, f"U{number}")) for number in range(8)))
    assert sum(verdict.ok for verdict in verdicts) == 1
    assert len({verdict.text for verdict in verdicts if not verdict.ok}) == 1


@pytest.mark.parametrize("user", ["U0NOBODY", ""])
def test_who_is_not_staff_is_refused_kindly(desk: Desk, user: str) -> None:
    arguments = (desk.session, desk.clock.now(), desk.ticket.id, user)
    for verdict in (
        deeds.take(*arguments, COMPANY),
        deeds.resolve(*arguments, COMPANY),
        deeds.to_dispatch(*arguments, COMPANY),
        deeds.save_as_code(*arguments, COMPANY, "4471#", True),
        deeds.wrong_intent(*arguments, "ask_access"),
        deeds.reply_to_customer(desk.session, desk.clock.now(), COMPANY, desk.ticket.id, user, "hi"),
    ):
        assert not verdict.ok
        assert "staff" in verdict.text
    assert desk.left() == []


def test_a_ticket_that_is_gone_or_done_is_refused(desk: Desk) -> None:
    assert not deeds.take(desk.session, desk.clock.now(), 999, "U0DANA", COMPANY).ok
    assert deeds.resolve(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", COMPANY).ok
    assert desk.ticket.state is TicketState.RESOLVED
    assert not deeds.resolve(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", COMPANY).ok


def test_dispatch_gets_it_with_a_call_and_nobody_owns_it(desk: Desk) -> None:
    deeds.take(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", COMPANY)
    assert deeds.to_dispatch(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", COMPANY).ok
    assert (desk.ticket.owner, desk.ticket.state) == (None, TicketState.OPEN)
    call = desk.session.scalars(select(Outbox).where(Outbox.destination == "C02")).one()
    assert Outbound.from_json(call.payload).mention == "channel"
    assert not deeds.to_dispatch(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", COMPANY).ok


def test_a_wrong_intent_is_kept_for_training(desk: Desk) -> None:
    assert deeds.wrong_intent(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", "ask_access").ok
    kept = desk.session.scalars(select(Feedback)).one()
    assert (kept.text, kept.read_as, kept.meant, kept.audience) == (
        "gate code for 14?",
        "ask_gate_code",
        "ask_access",
        "driver",
    )
    view = card(desk.session, desk.ticket.id)
    assert view is not None
    assert view.intent_line == "Way in"


def test_without_a_stop_nothing_can_be_kept_for_an_address(desk: Desk) -> None:
    learnt = Learnt(NoteKind.ENTRANCE, "blue door")
    verdict = deeds.resolve(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", COMPANY, learnt=learnt)
    assert not verdict.ok
    assert desk.ticket.state is TicketState.OPEN


def ask_again(desk: Desk, urgency: Urgency) -> Ticket:
    return deeds.open_ticket(
        desk.session,
        desk.clock.now(),
        conversation=desk.ticket.conversation,
        depot_code="phx",
        question="crash!",
        intent="report_emergency",
        urgency=urgency,
        rules=COMPANY.desk,
    )


def calls_of(desk: Desk) -> list[Outbox]:
    return list(desk.session.scalars(select(Outbox).where(Outbox.destination == "C02").order_by(Outbox.id)))


def test_one_conversation_has_one_ticket_whose_urgency_only_rises(desk: Desk) -> None:
    for urgency in (Urgency.EMERGENCY, Urgency.NORMAL):
        again = ask_again(desk, urgency)
        assert again is desk.ticket
        assert again.urgency is Urgency.EMERGENCY
    assert len(calls_of(desk)) == 1
    assert desk.in_thread().count("crash!") == 2


def test_an_emergency_takes_over_the_card_and_the_call_says_who(desk: Desk) -> None:
    assert desk.ticket.driver is not None
    desk.ticket.driver.phone = "+16025550177"
    ask_again(desk, Urgency.EMERGENCY)
    view = card(desk.session, desk.ticket.id)
    assert view is not None
    assert (view.title, view.question, view.phone) == ("Emergency", "crash!", "+16025550177")
    assert "Asked before: gate code for 14?" in desk.in_thread()
    [call] = calls_of(desk)
    assert "Ana Ruiz, +16025550177" in Outbound.from_json(call.payload).text


def test_each_emergency_calls_dispatch_again_but_not_twice_a_minute(desk: Desk) -> None:
    for seconds, expected in ((0, 1), (59, 1), (2, 2), (120, 3)):
        desk.clock.forward(seconds=seconds)
        ask_again(desk, Urgency.EMERGENCY)
        assert len(calls_of(desk)) == expected
    posts = desk.session.scalars(select(Outbox).where(Outbox.conversation == f"slack:ticket:{desk.ticket.id}"))
    assert {post.priority for post in posts} == {Priority.EMERGENCY}


def test_a_call_waits_behind_nothing_of_its_ticket(desk: Desk) -> None:
    for number in range(5):
        deeds.add_to_thread(desk.session, desk.clock.now(), desk.ticket, f"photo {number}")
    ask_again(desk, Urgency.EMERGENCY)
    [call] = calls_of(desk)
    assert call.id in [row.id for row in outbox.due(desk.session, desk.clock.now(), 10)]


def test_a_customer_is_answered_through_the_modal_only(customers_desk: Desk) -> None:
    desk = customers_desk
    arguments = (desk.session, desk.clock.now(), COMPANY, desk.ticket.id, "U0DANA")
    assert deeds.reply_to_customer(*arguments, "On its way").ok
    assert desk.left(Channel.SMS) == ["Acme: On its way - Dana"]
    customer = people.customer_by_phone(desk.session, CUSTOMER)
    assert customer is not None
    customer.opted_out_at = desk.clock.now()
    desk.session.flush()
    assert "no more texts" in deeds.reply_to_customer(*arguments, "One more").text


def test_a_reply_is_marked_when_it_arrived_and_when_it_never_will(desk: Desk) -> None:
    desk.write("try the side gate")
    number = desk.session.query(Outbox.id).filter_by(channel=Channel.TELEGRAM).scalar()
    delivery_reports.delivered(desk.session, desk.clock.now(), number)
    delivery_reports.undeliverable(desk.session, desk.clock.now(), COMPANY, number, "blocked")
    assert desk.left(Channel.SLACK, Operation.REACT) == ["white_check_mark", "x"]
    assert "blocked the bot" in desk.in_thread()[-1]
    assert desk.ticket.driver is not None
    assert desk.ticket.driver.blocked_at == desk.clock.now()


def test_what_nobody_got_becomes_a_ticket(desk: Desk) -> None:
    tickets.note_event(desk.session, desk.ticket, "x", desk.clock.now())
    deeds.close(desk.session, desk.clock.now(), desk.ticket, "Dana")
    number = outbox.put(
        desk.session,
        Outbound(Channel.TELEGRAM, "1001", "your route"),
        desk.clock.now(),
        conversation="telegram:1001",
    )
    assert number is not None
    delivery_reports.undeliverable(desk.session, desk.clock.now(), COMPANY, number, "blocked")
    opened = tickets.unresolved(desk.session, "telegram:1001")
    assert opened is not None
    assert opened.intent == "undeliverable"
    assert "your route" in opened.question


@pytest.mark.parametrize("conversation", ["telegram:1001", "sms:+16025550199"])
def test_a_message_that_could_not_be_handled_becomes_a_ticket(desk: Desk, conversation: str) -> None:
    deeds.close(desk.session, desk.clock.now(), desk.ticket, "Dana")
    people.customer_or_new(desk.session, "+16025550199")
    delivery_reports.unhandled(desk.session, desk.clock.now(), COMPANY, conversation)
    assert tickets.unresolved(desk.session, conversation) is not None


def test_the_home_tab_counts(desk: Desk) -> None:
    view = summary(desk.session, desk.clock.now(), "U0DANA", COMPANY.desk)
    assert (len(view.mine), len(view.queue), view.today.resolved) == (0, 1, 0)
    deeds.take(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", COMPANY)
    view = summary(desk.session, desk.clock.now(), "U0DANA", COMPANY.desk)
    assert (len(view.mine), len(view.queue)) == (1, 0)
    deeds.resolve(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", COMPANY)
    view = summary(desk.session, desk.clock.now(), "U0DANA", COMPANY.desk)
    assert (len(view.mine), len(view.queue), view.today.resolved) == (0, 0, 1)
    assert summary(desk.session, desk.clock.now(), "U0NOBODY", COMPANY.desk).name == ""
