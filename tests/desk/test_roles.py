"""Who may press what: every button asks the one table, each time anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.desk import deeds, roles
from handlers.desk.roles import Deed
from handlers.promises import escalation
from handlers.promises.service_level import Step
from storage import people
from storage.models import Role, Staff, TicketState
from tests.desk.conftest import Desk
from tests.worlds import COMPANY, another_depot


@pytest.fixture
def priya(desk: Desk) -> Staff:
    """A dispatcher at the same desk."""
    return people.add_staff(desk.session, "U0PRIYA", "Priya Shah", Role.DISPATCHER, "phx")


def hand_to_dispatch(desk: Desk) -> None:
    assert deeds.to_dispatch(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", COMPANY).ok


def take(desk: Desk, slack_user: str) -> deeds.Verdict:
    return deeds.take(desk.session, desk.clock.now(), desk.ticket.id, slack_user, COMPANY)


def test_the_table_says_something_for_every_deed() -> None:
    assert set(roles.TABLE) == set(Deed)
    for deed, rule in roles.TABLE.items():
        assert rule.roles == roles.EVERYBODY or rule.refusal, deed
    assert roles.DECIDERS < roles.EVERYBODY


@pytest.mark.parametrize("role", Role)
def test_whoever_is_on_the_staff_takes_replies_and_resolves(desk: Desk, role: Role) -> None:
    people.add_staff(desk.session, "U0NEW", "Nia New", role, "phx")
    assert take(desk, "U0NEW").ok
    member = people.staff_by_slack(desk.session, "U0NEW")
    assert member is not None
    assert deeds.reply(desk.session, desk.clock.now(), desk.ticket, member, COMPANY, "the side gate").ok
    assert deeds.resolve(desk.session, desk.clock.now(), desk.ticket.id, "U0NEW", COMPANY).ok


def test_what_dispatch_is_to_decide_a_va_neither_takes_nor_answers(desk: Desk, priya: Staff) -> None:
    hand_to_dispatch(desk)
    before = desk.to_driver()
    verdict = take(desk, "U0MARCUS")
    assert not verdict.ok
    assert "with dispatch" in verdict.text
    desk.write("just leave it there", by="U0MARCUS")
    assert desk.to_driver() == before
    assert "Your reply was not sent." in desk.in_thread()[-1]
    assert take(desk, priya.slack_user).ok


@pytest.mark.parametrize("way", ["nobody", "on a break", "of another depot"])
def test_where_no_dispatcher_is_there_a_va_takes_it(desk: Desk, priya: Staff, way: str) -> None:
    hand_to_dispatch(desk)
    if way == "nobody":
        priya.active = False
    elif way == "on a break":
        priya.on_break_since = desk.clock.now()
    else:
        priya.depot_code = another_depot(desk.session).code
    desk.session.flush()
    assert take(desk, "U0MARCUS").ok


def test_once_dispatch_has_let_its_time_pass_a_va_takes_it(desk: Desk, priya: Staff) -> None:
    escalation.look_at(desk.session, desk.clock.now(), COMPANY, desk.ticket)
    hand_to_dispatch(desk)
    assert not take(desk, "U0MARCUS").ok
    clock = desk.ticket.ladder_since
    assert clock is not None
    desk.clock.forward(minutes=11)
    escalation.look_at(desk.session, desk.clock.now(), COMPANY, desk.ticket)
    assert desk.ticket.steps_taken > roles.DISPATCH_HAS_HAD_ITS_TURN
    assert take(desk, "U0MARCUS").ok


def test_what_moved_up_because_nobody_answered_is_anybodys(desk: Desk, priya: Staff) -> None:
    escalation.look_at(desk.session, desk.clock.now(), COMPANY, desk.ticket)
    desk.clock.forward(minutes=5)
    escalation.look_at(desk.session, desk.clock.now() + timedelta(seconds=1), COMPANY, desk.ticket)
    assert desk.ticket.with_dispatch
    assert Step.DISPATCH.value in str([event.detail for event in desk.ticket.events])
    assert take(desk, "U0MARCUS").ok


def test_a_colleagues_ticket_is_handed_on_by_its_owner_or_those_who_decide(desk: Desk, priya: Staff) -> None:
    take(desk, "U0DANA")
    now = desk.clock.now()
    verdict = deeds.to_dispatch(desk.session, now, desk.ticket.id, "U0MARCUS", COMPANY)
    assert verdict.text == "Dana has it: ask Dana to hand it on."
    assert desk.ticket.state is TicketState.TAKEN
    assert deeds.to_dispatch(desk.session, now, desk.ticket.id, priya.slack_user, COMPANY).ok


def test_only_managers_see_other_depots(desk: Desk) -> None:
    assert roles.may_see(desk.dana, "phx")
    for role in Role:
        member = Staff(slack_user="U1", name="X", role=role, depot_code="phx")
        assert roles.may_see(member, "mia") is (role is Role.MANAGER)
