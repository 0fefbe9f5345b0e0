"""What surrounds a question on its card: the last call, the address, the conversation, and no codes."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from handlers.code_masking import MASK, keys_in, keys_of, masked, masked_entirely
from handlers.desk import deeds, delivery_reports
from handlers.desk.card_content import card
from handlers.desk.card_context import CardContext, context_of
from handlers.promises import escalation
from handlers.promises.hours import DeskHours, Period
from handlers.promises.service_level import DeskRules, OnCall, Step
from handlers.promises.ticket_clock import TicketClock
from handlers.turn import Company, tell
from storage import access_notes, escalations, transcript
from storage.message import Channel, Inbound, Operation, Outbound
from storage.models import (
    Address,
    NoteKind,
    Outbox,
    OutboxState,
    Role,
    Route,
    Staff,
    StepOutcome,
    Stop,
)
from tests.desk.conftest import Desk
from tests.worlds import COMPANY

PHOENIX = ZoneInfo("America/Phoenix")
KEYS = st.text("0123456789ABCdef", min_size=3, max_size=8)


def a_stop(desk: Desk, **about: object) -> Stop:
    """Stop 14, which the ticket is about."""
    address = Address(depot_code="phx", key="12 elm", line="12 Elm St", city="Phoenix", state="AZ", zip="85004")
    route = Route(depot_code="phx", date=desk.clock.now().date(), name="RT-07", driver_id=desk.ticket.driver_id)
    stop = Stop(route=route, number=14, address=address, **about)
    desk.session.add(stop)
    desk.ticket.stop = stop
    desk.session.flush()
    return stop


def around(desk: Desk, company: Company = COMPANY) -> CardContext:
    """The context as it is now."""
    return context_of(desk.session, desk.clock.now(), desk.ticket.id, company.desk)


def note(desk: Desk, stop: Stop, kind: NoteKind, text: str) -> None:
    """Something that is known about the address."""
    access_notes.add(desk.session, stop.address_id, kind, text, "Dana Cole", "staff", desk.clock.now())


def said(desk: Desk, text: str) -> None:
    """The driver writes."""
    inbound = Inbound(Channel.TELEGRAM, desk.ticket.conversation, "1001", text, text=text)
    transcript.add_incoming(desk.session, inbound, "Ana Ruiz", desk.clock.now())


def answered(desk: Desk, text: str, author: str = "Doorstep") -> None:
    """The bot, or a person, answers."""
    outbound = Outbound(Channel.TELEGRAM, "1001", text)
    tell(desk.session, outbound, desk.clock.now(), desk.ticket.conversation, author=author)


def waiting(desk: Desk, company: Company = COMPANY) -> None:
    """The ticket's clock starts."""
    TicketClock(desk.session, desk.ticket, company.desk).opened(desk.clock.now())
    desk.session.flush()


def sweep(desk: Desk, company: Company = COMPANY, **later: float) -> None:
    """The clock moves on, and what is due is done."""
    desk.clock.forward(**later)
    escalation.sweep(desk.session, desk.clock.now(), company)
    desk.session.flush()


def test_the_address_and_what_it_is_known_for(desk: Desk) -> None:
    stop = a_stop(desk, notes="box 4471# by the door")
    note(desk, stop, NoteKind.ENTRANCE, "blue door")
    assert not around(desk).code_is_known
    note(desk, stop, NoteKind.CODE, "4471#")
    found = around(desk)
    assert found.known == ("Entrance: blue door", f"Route file: box {MASK} by the door")
    assert found.code_is_known
    assert found.map_query == "12 Elm St, Phoenix, AZ 85004"
    stop.address.latitude, stop.address.longitude = 33.5, -112.1
    assert around(desk).map_query == "33.500000,-112.100000"


def test_the_last_five_messages_without_the_question_and_without_codes(desk: Desk) -> None:
    stop = a_stop(desk)
    note(desk, stop, NoteKind.CODE, "4471#")
    for number in range(4):
        said(desk, f"message {number}")
    said(desk, desk.ticket.question)
    answered(desk, "Stop 14: 4471#\nDid it open?")
    said(desk, "4 4 7 1 does nothing")
    answered(desk, "Dana: try 9920* then", author="Dana Cole")
    assert around(desk).messages == (
        ("Ana Ruiz", "message 2"),
        ("Ana Ruiz", "message 3"),
        ("Doorstep", f"Stop 14: {MASK}\nDid it open?"),
        ("Ana Ruiz", f"{MASK} does nothing"),
        ("Dana Cole", f"try {MASK} then"),
    )


def test_a_code_of_another_stop_that_the_driver_was_told_is_not_shown_either(desk: Desk) -> None:
    other = a_stop(desk)
    note(desk, other, NoteKind.CODE, "7183")
    kept = access_notes.current_code(desk.session, other.address_id, desk.clock.now())
    assert kept is not None
    assert desk.ticket.driver_id is not None
    desk.ticket.stop = None
    access_notes.disclosed(desk.session, desk.ticket.driver_id, other.id, "code", kept.id, desk.clock.now())
    said(desk, "7183 worked")
    assert around(desk).messages == (("Ana Ruiz", f"{MASK} worked"),)


@given(KEYS, st.text(), st.text(), st.sampled_from(["", " ", "-", " # "]))
def test_a_stored_code_is_found_however_it_is_written(keys: str, before: str, after: str, between: str) -> None:
    written = f"{before} {between.join(keys)}# {after}"
    assert keys.upper() in keys_in(f"{between.join(keys)}#")
    assert keys_of([f"#{keys}"]) == {keys.upper()}
    assert between.join(keys) not in masked(f" {between.join(keys)} ", [keys])
    assert f" {between.join(keys)}# " not in masked(written, [keys])


def test_what_only_looks_like_a_part_of_a_code_stays() -> None:
    assert masked("stop 14471, 44 parcels", ["4471", "5"]) == "stop 14471, 44 parcels"
    assert masked("box 012 then 9920", ["box 012, then 9920"]) == MASK
    assert masked("try 9920", ["box 012, then 9920"]) == f"try {MASK}"
    assert masked_entirely("the code is 4471#", []) == f"the code is {MASK}"


@pytest.mark.parametrize(
    ("step", "outcome", "line"),
    [
        (Step.OFFER, StepOutcome.UNDER_WAY, "offered to all VAs"),
        (Step.OFFER, StepOutcome.REACHED, "offered to all VAs"),
        (Step.OFFER, StepOutcome.NOBODY, "offered to all VAs – nobody is on shift"),
        (Step.DISPATCH, StepOutcome.REACHED, "dispatch called"),
        (Step.DISPATCH, StepOutcome.FAILED, "dispatch called – failed: channel_not_found"),
        (Step.MANAGER, StepOutcome.NOBODY, "there is no manager to tell"),
        (Step.TEXT, StepOutcome.NOBODY, "manager not texted – no number is known"),
        (Step.AGAIN, StepOutcome.REACHED, "dispatch called again"),
    ],
)
def test_the_last_step_in_a_line(desk: Desk, step: Step, outcome: StepOutcome, line: str) -> None:
    waiting(desk)
    assert around(desk).step_line == ""
    taken = escalations.begin(desk.session, desk.ticket, step, "", desk.clock.now())
    taken.outcome = outcome
    taken.reason = "channel_not_found" if outcome is StepOutcome.FAILED else None
    assert around(desk).step_line == line


def test_what_was_called_before_is_of_no_interest_once_somebody_has_it(desk: Desk) -> None:
    waiting(desk)
    sweep(desk, minutes=5)
    assert around(desk).step_line == "dispatch called"
    deeds.take(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", COMPANY)
    assert around(desk).step_line == ""
    sweep(desk, minutes=2.5)
    assert around(desk).step_line == "owner reminded"
    desk.write("the blue door")
    assert around(desk).step_line == ""
    view = card(desk.session, desk.ticket.id)
    assert view is not None
    assert not view.is_awaited


def test_a_call_that_failed_is_said_on_a_redrawn_card(desk: Desk) -> None:
    boss = Staff(slack_user="U0BOSS", name="Mia Boss", role=Role.MANAGER, depot_code="phx")
    desk.session.add(boss)
    waiting(desk)
    for minutes in (5, 5):
        sweep(desk, minutes=minutes)
    assert around(desk).step_line == "manager told"
    # What was to be drawn until now has been.
    desk.session.execute(update(Outbox).values(state=OutboxState.SENT))
    drawn = len(desk.left(Channel.SLACK, Operation.CARD))
    taken = escalations.last_of_wait(desk.session, desk.ticket)
    assert taken is not None
    outbound = Outbound(Channel.SLACK, "U0BOSS", "…", extra={"step": taken.id})
    delivery_reports.step_reached(desk.session, outbound)
    assert len(desk.left(Channel.SLACK, Operation.CARD)) == drawn
    number = tell(desk.session, outbound, desk.clock.now(), "slack:call:1:U0BOSS")
    delivery_reports.undeliverable(desk.session, desk.clock.now(), COMPANY, number, "user_not_found")
    assert around(desk).step_line == "manager told – failed: user_not_found"
    assert len(desk.left(Channel.SLACK, Operation.CARD)) == drawn + 1


@pytest.mark.parametrize(
    ("on_call", "line"),
    [
        ((), "desk closed, nobody is on call, opens Wed 6:00 am"),
        (("U0NIGHT",), "desk closed, U0NIGHT asked"),
        (("U0DANA",), "desk closed, Dana Cole asked"),
    ],
)
def test_the_closed_desk_is_said(desk: Desk, on_call: tuple[str, ...], line: str) -> None:
    every_day = {day: (Period(timedelta(hours=6), timedelta(hours=9)),) for day in range(7)}
    rules = DeskRules(
        hours={"phx": DeskHours(PHOENIX, every_day)},
        on_call={"phx": tuple(OnCall(each, DeskHours(PHOENIX)) for each in on_call)},
    )
    company = Company("Acme", COMPANY.texts, desk=rules)
    waiting(desk, company)
    sweep(desk, company)
    assert around(desk, company).step_line == line
