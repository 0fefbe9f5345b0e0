"""The auditor's round: by one process, while the clock can be trusted, with a sign of life if all is well."""

from __future__ import annotations

import logging
from datetime import timedelta

import httpx
import pytest

from bot.doctor import State
from bot.doctor.watchdog import heartbeat
from bot.heartbeat import Heartbeat
from schedules.audits import Auditor
from schedules.clock import JobClock
from schedules.sweeps import Sweep
from storage import pulses
from storage.database import Database
from storage.models import Ticket
from tests.conftest import KEYS, HandClock
from tests.worlds import COMPANY, a_ticket

SECRET = "https://watch.test/ping/8f14e45f"


class Outside:
    """A watchdog that counts the signs of life, and the time that passes."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.beats = 0
        self.seconds = 0.0

    async def beat(self) -> None:
        self.beats += 1

    def passed(self) -> float:
        return self.seconds

    def minute_passes(self) -> None:
        self.clock.forward(minutes=1)
        self.seconds += 60


@pytest.fixture
def outside(clock: HandClock) -> Outside:
    return Outside(clock)


def auditor_of(database: Database, outside: Outside) -> Auditor:
    return Auditor(database, outside.clock.now, COMPANY, outside.beat, outside.passed)


async def show_life(database: Database, clock: HandClock) -> None:
    """Sweep and jobs do what they do."""
    await Sweep(database, clock.now, COMPANY).once()
    jobs = JobClock(database, clock.now, [])
    await jobs.start()
    await jobs.stop()


async def test_the_outside_hears_of_each_round_while_nothing_is_broken(
    database: Database, outside: Outside
) -> None:
    auditor = auditor_of(database, outside)
    for _ in range(3):
        outside.minute_passes()
        await show_life(database, outside.clock)
        await auditor.round()
    assert outside.beats == 3


async def test_the_outside_hears_nothing_while_something_is_broken(database: Database, outside: Outside) -> None:
    auditor = auditor_of(database, outside)
    with database.transaction() as session:
        number = a_ticket(session, outside.clock.now()).id
    outside.minute_passes()
    await show_life(database, outside.clock)
    await auditor.round()
    assert outside.beats == 0
    with database.transaction() as session:
        ticket = session.get_one(Ticket, number)
        ticket.due_at, ticket.slack_ts = outside.clock.now() + timedelta(hours=1), "1.1"
    outside.minute_passes()
    await show_life(database, outside.clock)
    await auditor.round()
    assert outside.beats == 1


async def test_a_sweep_that_is_cancelled_is_found_dead(database: Database, outside: Outside) -> None:
    auditor = auditor_of(database, outside)
    await show_life(database, outside.clock)
    outside.minute_passes()
    outside.minute_passes()
    assert {breach.rule for breach in await auditor.look()} == {"sweep", "jobs"}


async def test_a_clock_that_leaps_is_no_alarm(database: Database, outside: Outside) -> None:
    auditor = auditor_of(database, outside)
    await show_life(database, outside.clock)
    outside.minute_passes()
    outside.clock.forward(hours=8)
    await auditor.round()
    with database.transaction() as session:
        assert pulses.last(session, pulses.SWEEP) == outside.clock.now() - timedelta(hours=8, minutes=1)
    assert outside.beats == 0
    await show_life(database, outside.clock)
    outside.minute_passes()
    await auditor.round()
    assert outside.beats == 1


async def test_of_two_processes_one_makes_the_rounds(database: Database, outside: Outside) -> None:
    if database.is_sqlite:
        pytest.skip("one process only")
    other = Database(database.url.render_as_string(hide_password=False), KEYS)
    try:
        first, second = auditor_of(database, outside), auditor_of(other, outside)
        outside.minute_passes()
        await show_life(database, outside.clock)
        for auditor in (first, second):
            await auditor.round()
        assert outside.beats == 1
        assert first.is_alive
        assert second.is_alive
    finally:
        other.close()


async def test_an_auditor_that_makes_no_rounds_is_not_alive(database: Database, outside: Outside) -> None:
    auditor = auditor_of(database, outside)
    for _ in range(5):
        assert auditor.is_alive
        outside.minute_passes()
    assert not auditor.is_alive
    await auditor.round()
    assert auditor.is_alive


@pytest.mark.parametrize("status", [200, 404, 0])
async def test_the_address_of_the_watchdog_is_never_logged(status: int, caplog: pytest.LogCaptureFixture) -> None:
    def watchdog(request: httpx.Request) -> httpx.Response:
        if not status:
            raise httpx.ConnectError(f"no way to {request.url}")
        return httpx.Response(status)

    with caplog.at_level(logging.WARNING):
        await Heartbeat(SECRET, httpx.MockTransport(watchdog)).beat()
    assert bool(caplog.records) is (status != 200)
    assert "watch.test" not in caplog.text
    assert "8f14e45f" not in caplog.text


@pytest.mark.parametrize(("status", "state"), [(200, State.GOOD), (404, State.WRONG), (0, State.WRONG)])
async def test_the_doctor_asks_the_watchdog(status: int, state: State) -> None:
    def watchdog(request: httpx.Request) -> httpx.Response:
        assert str(request.url) == SECRET
        if not status:
            raise httpx.ConnectError("no way")
        return httpx.Response(status)

    finding = await heartbeat(SECRET, httpx.MockTransport(watchdog))
    assert finding.state is state
    assert "8f14e45f" not in finding.line


async def test_the_doctor_says_what_it_means_that_there_is_no_watchdog() -> None:
    finding = await heartbeat(None)
    assert finding.state is State.NOTICE
    assert "HEARTBEAT_URL" in finding.line
