"""Slack's groups make somebody staff and end it; who was added by hand stays."""

from __future__ import annotations

import pytest

from handlers.desk import deeds, staff_groups
from handlers.desk.staff_groups import Changes, Membership
from storage import people
from storage.models import Role, Staff, TicketState
from tests.desk.conftest import Desk
from tests.worlds import COMPANY, another_depot

LEE = Membership("U0LEE", "S01", Role.VA, "phx")
NAMES = {"U0LEE": "Lee Park"}


def sync(desk: Desk, *memberships: Membership) -> Changes:
    return staff_groups.sync(desk.session, desk.clock.now(), COMPANY, memberships, NAMES)


def lee(desk: Desk) -> Staff:
    return people.all_staff(desk.session)["U0LEE"]


def test_who_joins_a_group_is_staff_and_who_leaves_it_is_not(desk: Desk) -> None:
    assert staff_groups.strangers(desk.session, [LEE]) == {"U0LEE"}
    assert sync(desk, LEE) == Changes(came=1)
    assert staff_groups.strangers(desk.session, [LEE]) == set()
    assert (lee(desk).name, lee(desk).role, lee(desk).slack_group) == ("Lee Park", Role.VA, "S01")
    assert sync(desk, LEE) == Changes()
    assert sync(desk) == Changes(went=1)
    assert people.staff_by_slack(desk.session, "U0LEE") is None
    assert sync(desk) == Changes()
    assert sync(desk, LEE) == Changes(changed=1)
    assert people.staff_by_slack(desk.session, "U0LEE") is not None


def test_who_was_added_by_hand_stays_as_added(desk: Desk) -> None:
    dana = Membership("U0DANA", "S03", Role.MANAGER, "phx")
    for memberships in ([dana], [], [dana]):
        assert sync(desk, *memberships) == Changes()
        assert (desk.dana.active, desk.dana.role) == (True, Role.VA)
    sync(desk, LEE)
    people.add_staff(desk.session, "U0LEE", "Lee Park", Role.DISPATCHER, "phx")
    assert sync(desk) == Changes()
    assert (lee(desk).active, lee(desk).role) == (True, Role.DISPATCHER)


@pytest.mark.parametrize("turned", [False, True])
def test_of_several_groups_the_highest_role_at_the_own_depot_counts(desk: Desk, turned: bool) -> None:
    another_depot(desk.session)
    dispatcher = Membership("U0LEE", "S02", Role.DISPATCHER, "phx")
    elsewhere = Membership("U0LEE", "S13", Role.MANAGER, "mia")
    sync(desk, LEE)
    found = [LEE, dispatcher, elsewhere]
    assert sync(desk, *(found[::-1] if turned else found)) == Changes(changed=1)
    assert (lee(desk).role, lee(desk).depot_code, lee(desk).slack_group) == (Role.DISPATCHER, "phx", "S02")
    assert sync(desk, elsewhere) == Changes(changed=1)
    assert (lee(desk).role, lee(desk).depot_code) == (Role.MANAGER, "mia")


def test_who_has_no_name_does_not_become_staff(desk: Desk) -> None:
    assert sync(desk, Membership("U0BOT", "S01", Role.VA, "phx")) == Changes()
    assert "U0BOT" not in people.all_staff(desk.session)


@pytest.mark.parametrize("is_answered", [False, True])
def test_what_somebody_who_left_had_in_hand_goes_back_to_the_queue(desk: Desk, is_answered: bool) -> None:
    sync(desk, LEE)
    deeds.close(desk.session, desk.clock.now(), desk.ticket, "test")
    desk.clock.forward(hours=1)
    ticket = deeds.open_ticket(
        desk.session,
        desk.clock.now(),
        conversation=desk.ticket.conversation,
        depot_code="phx",
        question="how do i get in",
        intent="ask_gate_code",
        driver=desk.ticket.driver,
        rules=COMPANY.desk,
    )
    deeds.take(desk.session, desk.clock.now(), ticket.id, "U0LEE", COMPANY)
    if is_answered:
        deeds.reply(desk.session, desk.clock.now(), ticket, lee(desk), COMPANY, "which building?")
    assert sync(desk) == Changes(went=1)
    assert (ticket.state, ticket.owner_id) == (TicketState.OPEN, None)
    assert ticket.due_at is not None
    assert ticket.answer_due_at is not None
