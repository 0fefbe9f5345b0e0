"""Nobody answers: each step of each promise comes at its second, through the real Slack and SMS libraries."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from handlers.promises.service_level import DEFAULT_LEVELS, Step
from storage.models import Escalation, Ticket
from tests.e2e.scenes import CUSTOMER_3, DESK, DISPATCH, TOM, rows, seen
from tests.stage import Stage

BOSS, BOSS_PHONE = "U0OWEN", "+16025550199"
"""The manager of the sample day."""
BEFORE = 1.0
"""Seconds before a step at which the clock is put, so that the sweep meets its very second."""
LATE = 6.0
"""What a loaded machine may need for a round of the sweep that comes each second."""
ASKED = {
    "access": "where is the entrance for stop 10",
    "driver": "can I do stop 30 before stop 12, the road is closed",
}


async def steps_come(play: Stage, kind: str) -> None:
    """Puts the clock before each step and waits until it is there, and in Slack or on the phone."""
    [ticket] = await rows(play, Ticket)
    level = DEFAULT_LEVELS[kind]
    assert ticket.service_level["kind"] == kind
    assert ticket.waiting_since is not None
    for step in (Step.OFFER, Step.DISPATCH, Step.MANAGER, Step.TEXT):
        due = ticket.waiting_since + level.first * level.shares[step]
        play.forward(seconds=(due - play.now()).total_seconds() - BEFORE)
        await arrived(play, step, ticket)
        late = (await taken(play))[step] - due.timestamp()
        assert 0 <= late <= LATE, (step, late)


async def arrived(play: Stage, step: Step, ticket: Ticket) -> None:
    """Waits until those whom a step calls have heard of it."""
    match step:
        case Step.OFFER:
            await play.desk_sees(DESK, "Who takes it?")
        case Step.DISPATCH:
            await play.desk_sees(DISPATCH, "Nobody has answered")
        case Step.MANAGER:
            await seen(play, "slack", "message", "Neither the desk nor dispatch")
        case _:
            await play.customer_hears(BOSS_PHONE, f"ticket {ticket.id}")


async def taken(play: Stage) -> dict[str, float]:
    """When each step was taken."""
    found = await play.database.read(lambda session: session.execute(select(Escalation.step, Escalation.at)).all())
    return {step: at.timestamp() for step, at in found}


@pytest.mark.parametrize("kind", ASKED)
async def test_a_driver_whom_nobody_answers(play: Stage, kind: str) -> None:
    await play.driver(TOM, ASKED[kind])
    await play.driver_hears(TOM, "desk")
    await play.settled()
    await steps_come(play, kind)
    assert any("dispatchers" in text for text in play.said_to_driver(TOM))


async def test_an_emergency_that_nobody_answers(play: Stage) -> None:
    await play.driver(TOM, "they crashed into my van")
    await play.driver_hears(TOM, "911")
    await play.settled()
    await steps_come(play, "emergency")


async def test_a_customer_whom_nobody_answers(play: Stage) -> None:
    await play.customer(CUSTOMER_3, "i cant be home today can you reschedule my delivery for tomorrow")
    await play.customer_hears(CUSTOMER_3, "person")
    await play.settled()
    await steps_come(play, "customer")
