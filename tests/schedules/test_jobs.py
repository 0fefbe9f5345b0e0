"""Jobs run once per local date, in whichever process, and are caught up after downtime."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from schedules.clock import JobClock
from schedules.jobs import CATCH_UP, JOBS, Job, run_due, run_now
from storage import inbox, job_runs
from storage.database import Database
from storage.inbox import Received
from storage.message import Channel
from storage.models import Inbox, InboxState
from tests.conftest import HandClock

NEW_YORK = ZoneInfo("America/New_York")


def a_job(at: time = time(5, 30), zone: ZoneInfo = NEW_YORK) -> tuple[Job, list[datetime]]:
    done: list[datetime] = []
    return Job("manifests", at, lambda _session, now: done.append(now), "", zone), done


def test_a_job_runs_once_a_day(database: Database, clock: HandClock) -> None:
    job, done = a_job()
    for _ in range(3 * 24 * 2):
        with database.transaction() as session:
            run_due(session, job, clock.now())
        clock.forward(minutes=30)
    local = [moment.astimezone(NEW_YORK) for moment in done]
    assert len({moment.date() for moment in local}) == len(local) == 4
    assert all(moment.time() == time(5, 30) for moment in local[1:])


@pytest.mark.parametrize("night", [datetime(2026, 3, 8, tzinfo=NEW_YORK), datetime(2026, 11, 1, tzinfo=NEW_YORK)])
def test_both_clock_changes_give_one_run(database: Database, night: datetime) -> None:
    job, done = a_job(time(2, 30))
    moment = night.astimezone(UTC)
    for _ in range(24 * 4):
        with database.transaction() as session:
            run_due(session, job, moment)
        moment += timedelta(minutes=15)
    assert [moment.astimezone(NEW_YORK).date() for moment in done] == [night.date()]


@given(st.integers(0, 365 * 24 * 60), st.times())
def test_an_occasion_is_never_early_nor_older_than_the_horizon(minutes: int, at: time) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    job, _ = a_job(at.replace(tzinfo=None, second=0, microsecond=0, fold=0))
    for day in job.occasions(now):
        begins = datetime.combine(day, job.at, NEW_YORK).astimezone(UTC)
        assert now - CATCH_UP < begins <= now


async def test_two_processes_run_it_once(database: Database, clock: HandClock) -> None:
    job, done = a_job(time(9, 0))
    await asyncio.gather(*(database.run(lambda session: run_due(session, job, clock.now())) for _ in range(8)))
    assert len(done) == 1


async def test_the_clock_catches_up_at_start(database: Database, clock: HandClock) -> None:
    job, done = a_job(time(9, 0))
    for _ in range(2):
        rings = JobClock(database, clock.now, [job])
        await rings.start()
        await rings.stop()
    assert done == [clock.now()]


def test_a_failing_job_leaves_its_occasion_open(database: Database, clock: HandClock) -> None:
    def fail(_session: Session, _now: datetime) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        run_due(session, Job("x", time(16, 0), fail, ""), clock.now())
    with database.transaction() as session:
        assert job_runs.latest(session, "x") is None


def test_housekeeping_removes_what_is_handled_and_old(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        for key in ("old", "waiting"):
            inbox.put(session, Received(Channel.SMS, key, f"sms:{key}", {}), clock.now())
        inbox.finish(session, inbox.heads(session, clock.now(), 1)[0].id, clock.now(), InboxState.DONE)
    clock.forward(days=31)
    with database.transaction() as session:
        run_now(session, JOBS[0], clock.now())
        assert [row.provider_key for row in session.query(Inbox)] == ["waiting"]
        run = job_runs.latest(session, "housekeeping")
        assert run is not None
        assert run.finished_at == clock.now()
