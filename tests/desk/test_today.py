"""Today's figures: since the depot's own midnight, from what the tickets themselves keep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from handlers.desk import deeds
from handlers.figures.today import Today, midnight, today
from storage import tickets
from storage.models import Depot, Ticket, TicketState
from tests.desk.conftest import Desk
from tests.worlds import COMPANY, another_depot


def asked(desk: Desk, number: int, at: datetime, answered_after: int | None, in_time: bool | None) -> None:
    """A ticket of a driver's who was answered after so many seconds."""
    ticket = Ticket(
        depot_code="phx",
        conversation=f"telegram:{number}",
        driver_id=desk.ticket.driver_id,
        intent="ask_gate_code",
        question="?",
        state=TicketState.OPEN,
        opened_at=at,
        slack_channel="C01",
    )
    desk.session.add(ticket)
    desk.session.flush()
    tickets.note_event(desk.session, ticket, "opened", at)
    if in_time is False:
        tickets.note_event(desk.session, ticket, "late", at, detail="first answer")
    if answered_after is not None:
        tickets.note_event(desk.session, ticket, "answered", at + timedelta(seconds=answered_after))
    desk.session.flush()


def figures(desk: Desk) -> Today:
    return today(desk.session, desk.clock.now(), desk.session.get_one(Depot, "phx"), COMPANY.desk)


def test_the_figures_of_a_day(desk: Desk) -> None:
    now = desk.clock.now()
    tickets.note_event(desk.session, desk.ticket, "opened", now)
    for number, (seconds, in_time) in enumerate([(30, True), (90, True), (400, False), (None, None)]):
        asked(desk, 100 + number, now - timedelta(hours=1), seconds, in_time)
    deeds.take(desk.session, now, desk.ticket.id, "U0DANA", COMPANY)
    told = figures(desk)
    assert told == Today(
        waiting=4, taken=1, asked=5, resolved=0, first_answer=timedelta(seconds=90), in_time=2, judged=3
    )
    assert told.share_in_time == pytest.approx(2 / 3)
    deeds.resolve(desk.session, now, desk.ticket.id, "U0DANA", COMPANY)
    assert (figures(desk).taken, figures(desk).resolved) == (0, 1)


def test_the_day_begins_at_the_depots_own_midnight(desk: Desk) -> None:
    phoenix = desk.session.get_one(Depot, "phx")
    begun = midnight(desk.clock.now(), phoenix)
    assert begun == datetime(2026, 11, 24, 7, tzinfo=UTC)
    asked(desk, 101, begun - timedelta(seconds=1), 10, True)
    assert figures(desk).judged == 0
    asked(desk, 102, begun, 20, True)
    assert figures(desk).first_answer == timedelta(seconds=20)


def test_a_day_without_answers_has_no_median_and_no_share(desk: Desk) -> None:
    told = today(desk.session, desk.clock.now(), another_depot(desk.session), COMPANY.desk)
    assert told == Today()
    assert told.share_in_time is None
