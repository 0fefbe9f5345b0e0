"""Two VAs press *Take* at the same moment, in two processes: one owner each time, and the other is told who."""

from __future__ import annotations

import multiprocessing
from multiprocessing.synchronize import Barrier
from typing import Any

import pytest

from handlers.desk import deeds
from storage.database import Database
from storage.models import Ticket, TicketState
from tests.conftest import KEYS_TEXT, HandClock
from tests.worlds import COMPANY, a_ticket, a_va

PRESSES = 500
TOGETHER = 25
"""Tickets that both press for after each signal to start."""
NAMES = {"U0DANA": "Dana Cole", "U0MARCUS": "Marcus Webb"}


def press_all(address: str, keys: str, who: str, numbers: list[int], start: Barrier, told: Any) -> None:
    """One process, in which one VA presses *Take* on every ticket."""
    from storage.crypto import KeyRing

    database = Database(address, KeyRing.parse(keys))
    now, verdicts = HandClock().now(), []
    for place, number in enumerate(numbers):
        if place % TOGETHER == 0:
            start.wait()
        with database.transaction() as session:
            verdict = deeds.take(session, now, number, who, COMPANY)
        verdicts.append((number, verdict.ok, verdict.text))
    database.close()
    told.put((who, verdicts))


@pytest.mark.slow
def test_one_owner_each_time_and_the_other_is_told_who(database: Database, database_address: str) -> None:
    with database.transaction() as session:
        a_va(session)
        a_va(session, "Marcus Webb", "U0MARCUS")
        first = a_ticket(session, HandClock().now())
        session.add_all(
            Ticket(
                depot_code="phx",
                conversation=f"telegram:{5000 + number}",
                driver_id=first.driver_id,
                intent=first.intent,
                question=first.question,
                opened_at=first.opened_at,
                slack_channel="C01",
            )
            for number in range(PRESSES - 1)
        )
        session.flush()
        numbers = [ticket.id for ticket in session.query(Ticket)]
    both = _pressed_by_both(database_address, numbers)
    with database.transaction() as session:
        tickets = session.query(Ticket).all()
        assert {ticket.state for ticket in tickets} == {TicketState.TAKEN}
        owners = {ticket.id: ticket.owner.slack_user for ticket in tickets if ticket.owner is not None}
    for number in numbers:
        winners = [who for who in NAMES if both[who][number][0]]
        assert winners == [owners[number]]
        [loser] = set(NAMES) - set(winners)
        assert both[loser][number] == (False, f"{NAMES[winners[0]]} already has it.")
    assert len(set(owners.values())) == len(NAMES), "one of them was always first: that was no race"


def _pressed_by_both(address: str, numbers: list[int]) -> dict[str, dict[int, tuple[bool, str]]]:
    context = multiprocessing.get_context("spawn")
    start, told = context.Barrier(len(NAMES)), context.Queue()
    processes = [
        context.Process(target=press_all, args=(address, KEYS_TEXT, who, numbers, start, told)) for who in NAMES
    ]
    for process in processes:
        process.start()
    heard = [told.get(timeout=100) for _ in processes]
    for process in processes:
        process.join()
    return {who: {number: (ok, text) for number, ok, text in verdicts} for who, verdicts in heard}
