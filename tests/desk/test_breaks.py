"""Breaks: nothing is offered, what was taken stays, and the Home tab says so."""

from __future__ import annotations

from handlers.desk import breaks, deeds
from handlers.desk.at_a_glance import summary
from handlers.promises import shifts
from storage.wakers import TOPICS
from tests.desk.conftest import Desk
from tests.worlds import COMPANY


def test_whoever_goes_is_told_what_becomes_of_the_tickets_and_keeps_them(desk: Desk) -> None:
    now = desk.clock.now()
    deeds.take(desk.session, now, desk.ticket.id, "U0DANA", COMPANY)
    verdict = breaks.go(desk.session, now, "U0DANA")
    assert "You have 1 open ticket: it goes back to the queue when nobody hears from you" in verdict.text
    assert desk.ticket.owner_id == desk.dana.id
    assert summary(desk.session, now, "U0DANA", COMPANY.desk).on_break_since == now


def test_whoever_has_nothing_is_told_nothing_of_tickets(desk: Desk) -> None:
    assert breaks.go(desk.session, desk.clock.now(), "U0DANA").text == (
        "You are on a break: nothing is offered to you."
    )
    assert breaks.left_in_hands(2) == (
        "You have 2 open tickets: they go back to the queue when nobody hears from you in time."
    )


def test_nothing_is_offered_to_who_is_on_a_break(desk: Desk) -> None:
    breaks.go(desk.session, desk.clock.now(), "U0DANA")
    assert [each.slack_user for each in shifts.vas_on_shift(desk.session, "phx")] == ["U0MARCUS"]
    verdict = breaks.come_back(desk.session, desk.clock.now(), "U0DANA")
    assert verdict.text == "Welcome back, Dana. 1 ticket waits."
    assert len(shifts.vas_on_shift(desk.session, "phx")) == 2


def test_going_twice_keeps_the_first_time_and_a_change_redraws_the_home_tabs(desk: Desk) -> None:
    first = desk.clock.now()
    desk.session.info.pop(TOPICS, None)
    breaks.go(desk.session, first, "U0DANA")
    assert "home" in desk.session.info.pop(TOPICS)
    desk.clock.forward(minutes=5)
    breaks.go(desk.session, desk.clock.now(), "U0DANA")
    assert desk.dana.on_break_since == first
    assert TOPICS not in desk.session.info
    breaks.come_back(desk.session, desk.clock.now(), "U0DANA")
    assert "home" in desk.session.info.pop(TOPICS)
    assert breaks.come_back(desk.session, desk.clock.now(), "U0DANA").text == "You are not on a break."


def test_only_staff_take_breaks(desk: Desk) -> None:
    for verdict in (
        breaks.go(desk.session, desk.clock.now(), "U0GUEST"),
        breaks.come_back(desk.session, desk.clock.now(), "U0GUEST"),
    ):
        assert (verdict.ok, verdict.text) == (False, deeds.NOT_STAFF)
