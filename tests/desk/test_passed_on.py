"""Tickets made by hand: a driver's, or nobody's, which nobody can be answered and everybody can see to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.slack_desk.cards import card_blocks
from handlers.desk import card_content, deeds, passed_on
from handlers.desk.deeds import Verdict
from handlers.promises import escalation
from sandbox.slack.blocks import message_problems
from storage import people, tickets
from storage.message import Channel
from storage.models import Depot, Escalation, Role, Ticket, TicketState, Urgency
from tests.desk.conftest import Desk
from tests.worlds import COMPANY, PHOENIX, a_driver

MESSAGE = "C09:1700000000.000200"
LINK = "https://slack.com/archives/C09/p1700000000000200"


def pass_on(
    desk: Desk,
    text: str = "Gate at 12 Elm hangs",
    *,
    by: str = "U0DANA",
    message: str = MESSAGE,
    urgency: Urgency = Urgency.NORMAL,
    driver: str = "",
) -> Verdict:
    return passed_on.make_ticket(desk.session, desk.clock.now(), COMPANY, by, message, LINK, text, urgency, driver)


def made(session: Session) -> Ticket:
    ticket = session.scalar(select(Ticket).order_by(Ticket.id.desc()).limit(1))
    assert ticket is not None
    return ticket


def sweep(desk: Desk) -> None:
    while escalation.sweep(desk.session, desk.clock.now(), COMPANY):
        desk.session.flush()


class TestMaking:
    def test_nobodys(self, desk: Desk) -> None:
        verdict = pass_on(desk)
        ticket = made(desk.session)
        assert verdict.text == f"Ticket {ticket.id} is at the desk of Phoenix."
        assert (ticket.driver_id, ticket.customer_id, ticket.has_asker) == (None, None, False)
        assert (ticket.question, ticket.slack_channel) == ("Gate at 12 Elm hangs", "C01")
        assert f"Passed on by Dana Cole from {LINK}" in desk.in_thread()
        assert desk.to_driver() == []

    def test_one_message_makes_one_ticket(self, desk: Desk) -> None:
        pass_on(desk)
        again = pass_on(desk, by="U0MARCUS")
        assert (again.ok, again.text) == (
            False,
            f"Ticket {made(desk.session).id} has been made of this message already.",
        )

    @pytest.mark.parametrize("name", ["Luis Mora", "luis", "mora", "LUIS M"])
    def test_a_drivers(self, desk: Desk, name: str) -> None:
        luis = a_driver(desk.session, "Luis Mora", "1002")
        assert pass_on(desk, "Luis called: flat tire", driver=name, urgency=Urgency.AT_THE_DOOR).ok
        ticket = made(desk.session)
        assert (ticket.driver_id, ticket.conversation) == (luis.id, "telegram:1002")
        assert ticket.service_level["kind"] == "access"

    def test_a_driver_who_waits_already_has_one_ticket(self, desk: Desk) -> None:
        assert pass_on(desk, "Ana called", driver="Ana Ruiz").text.startswith(f"Ticket {desk.ticket.id} ")
        assert "Ana called" in desk.in_thread()

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("Zoe", "No driver of Phoenix"),
            ("an", "Several drivers fit: Ana Ruiz, Andy Poe."),
            ("Ida", "not joined"),
        ],
    )
    def test_a_name_that_does_not_tell_who_is_refused(self, desk: Desk, name: str, said: str) -> None:
        a_driver(desk.session, "Andy Poe", "1003")
        a_driver(desk.session, "Ida Lund", None)
        verdict = pass_on(desk, driver=name)
        assert not verdict.ok
        assert said in verdict.text
        assert made(desk.session).id == desk.ticket.id

    def test_a_depots_channel_decides_the_depot(self, desk: Desk) -> None:
        rooms = {
            f"slack_{room}": f"C1{place}" for place, room in enumerate(("desk", "dispatch", "reports", "claims"))
        }
        desk.session.add(Depot(**{**PHOENIX, "code": "mia", "name": "Miami", **rooms}))
        desk.session.flush()
        pass_on(desk, message="C12:1.2")
        assert made(desk.session).depot_code == "mia"

    def test_only_staff(self, desk: Desk) -> None:
        verdict = pass_on(desk, by="U0NOBODY")
        assert (verdict.ok, verdict.text) == (False, deeds.NOT_STAFF)

    def test_an_emergency_calls_the_dispatchers(self, desk: Desk) -> None:
        pass_on(desk, urgency=Urgency.EMERGENCY)
        assert made(desk.session).slack_channel == "C02"


class TestNobodysTicket:
    def ticket(self, desk: Desk) -> Ticket:
        pass_on(desk)
        return made(desk.session)

    def blocks(self, desk: Desk, ticket: Ticket) -> str:
        view = card_content.card(desk.session, ticket.id)
        assert view is not None
        blocks, text = card_blocks(view, desk.clock.now())
        assert message_problems(blocks) == []
        return f"{blocks}{text}"

    def test_the_card_offers_no_answer(self, desk: Desk) -> None:
        ticket = self.ticket(desk)
        shown = self.blocks(desk, ticket)
        assert "Nobody waits for an answer" in shown
        for never in ("ticket_reply", "ticket_wrong_intent", "waits for the driver", "Driver ·"):
            assert never not in shown
        deeds.take(desk.session, desk.clock.now(), ticket.id, "U0DANA", COMPANY)
        deeds.to_dispatch(desk.session, desk.clock.now(), ticket.id, "U0DANA", COMPANY)
        assert "overflow" not in self.blocks(desk, ticket), "Slack takes no menu without an entry"

    def test_what_is_written_below_it_is_a_note(self, desk: Desk) -> None:
        ticket = self.ticket(desk)
        ticket.slack_ts = "1700000000.000900"
        desk.session.flush()
        desk.ticket = ticket
        desk.write("I called the owner")
        assert desk.left(Channel.TELEGRAM) + desk.left(Channel.SMS) == []
        assert [event.detail for event in tickets.events_of(desk.session, ticket.id)][-1] == "I called the owner"

    def test_taking_it_is_all_that_was_waited_for(self, desk: Desk) -> None:
        ticket = self.ticket(desk)
        assert ticket.service_level["kind"] == "customer"
        desk.clock.forward(minutes=5)
        assert deeds.take(desk.session, desk.clock.now(), ticket.id, "U0DANA", COMPANY).ok
        assert (ticket.first_in_time, ticket.answered_at) == (True, desk.clock.now())
        desk.clock.forward(minutes=60)
        sweep(desk)
        assert (ticket.state, ticket.owner_id) == (TicketState.TAKEN, desk.dana.id)
        assert desk.left(Channel.TELEGRAM) == desk.to_driver()
        assert steps(desk, ticket) == []
        assert ticket.due_at is not None, "its resolution is still due"

    def test_nobody_who_takes_it_is_called_for(self, desk: Desk) -> None:
        people.add_staff(desk.session, "U0BOSS", "Mira Boss", Role.MANAGER, "phx")
        ticket = self.ticket(desk)
        desk.clock.forward(minutes=15)
        sweep(desk)
        assert steps(desk, ticket) == ["offer", "dispatch"]
        assert not any("None" in text for text in desk.left())

    def test_given_on_to_dispatch_it_has_a_next_step_again(self, desk: Desk) -> None:
        ticket = self.ticket(desk)
        now = desk.clock.now()
        deeds.take(desk.session, now, ticket.id, "U0DANA", COMPANY)
        assert deeds.to_dispatch(desk.session, now, ticket.id, "U0DANA", COMPANY).ok
        assert ticket.owner_id is None
        assert ticket.due_at is not None
        assert ticket.due_at <= now + timedelta(minutes=45)

    def test_it_is_resolved(self, desk: Desk) -> None:
        ticket = self.ticket(desk)
        assert deeds.resolve(desk.session, desk.clock.now(), ticket.id, "U0MARCUS", COMPANY).ok
        assert "Resolved by Marcus Webb" in self.blocks(desk, ticket)
        assert ticket.due_at is None

    def test_in_a_round_it_is_the_given_ones(self, desk: Desk) -> None:
        from dataclasses import replace

        company = replace(COMPANY, desk=replace(COMPANY.desk, round_robin=True))
        passed_on.make_ticket(
            desk.session, desk.clock.now(), company, "U0DANA", MESSAGE, LINK, "x", Urgency.NORMAL, ""
        )
        ticket = made(desk.session)
        assert ticket.owner_id is not None
        desk.clock.forward(minutes=60)
        sweep(desk)
        assert ticket.owner_id is not None
        assert steps(desk, ticket) == []


def steps(desk: Desk, ticket: Ticket) -> list[str]:
    taken = select(Escalation.step).where(Escalation.ticket_id == ticket.id).order_by(Escalation.id)
    return list(desk.session.scalars(taken))
