"""Transactions: all or nothing, none lost, whoever else writes."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.bell import Bell
from storage.database import Database
from storage.errors import AlreadyRunningError, StorageError
from storage.models import Depot, Slot
from storage.wakers import wake
from tests.conftest import KEYS, HandClock


def count_up(session: Session) -> float:
    slot = session.scalar(select(Slot).where(Slot.key == "counter").with_for_update())
    assert slot is not None
    slot.arrival += 1
    return slot.arrival


async def test_concurrent_updates_are_none_lost(database: Database) -> None:
    with database.transaction() as session:
        session.add(Slot(key="counter", arrival=0))
    await asyncio.gather(*(database.run(count_up) for _ in range(80)))
    with database.transaction() as session:
        assert session.get_one(Slot, "counter").arrival == 80


async def test_one_failing_piece_of_work_leaves_its_neighbours_alone(database: Database) -> None:
    def add(key: str, fail: bool) -> Callable[[Session], None]:
        def work(session: Session) -> None:
            session.add(Slot(key=key, arrival=1))
            session.flush()
            if fail:
                raise ZeroDivisionError

        return work

    jobs = [database.run(add(f"slot {number}", number % 3 == 0)) for number in range(30)]
    results = await asyncio.gather(*jobs, return_exceptions=True)
    assert [isinstance(result, ZeroDivisionError) for result in results] == [n % 3 == 0 for n in range(30)]
    kept = await database.read(lambda session: set(session.scalars(select(Slot.key))))
    assert kept == {f"slot {number}" for number in range(30) if number % 3}


async def test_all_that_is_read_together_is_of_one_moment(database: Database) -> None:
    with database.transaction() as session:
        session.add(Slot(key="counter", arrival=0))
    seen_once, counted = threading.Event(), threading.Event()

    def look_twice(session: Session) -> tuple[float, float]:
        counter = select(Slot.arrival).where(Slot.key == "counter")
        first = session.scalars(counter).one()
        seen_once.set()
        assert counted.wait(30)
        return first, session.scalars(counter).one()

    looking = asyncio.create_task(database.read(look_twice))
    assert await asyncio.to_thread(seen_once.wait, 30)
    await database.run(count_up)
    counted.set()
    assert await looking == (0, 0)


async def test_who_only_reads_cannot_write(database: Database) -> None:
    def write(session: Session) -> None:
        session.add(Slot(key="counter", arrival=0))
        session.flush()

    with pytest.raises(DBAPIError):
        await database.read(write)


async def test_a_commit_wakes_those_who_wait_for_its_topic(database: Database) -> None:
    woken = Bell()
    database.wakers.register("inbox", woken.ring)
    await database.run(lambda session: wake(session, "outbox"))
    await asyncio.sleep(0)
    assert not woken.is_rung
    await database.run(lambda session: wake(session, "inbox"))
    async with asyncio.timeout(5):
        while not woken.is_rung:  # noqa: ASYNC110 - the bell is what is tested
            await asyncio.sleep(0)


async def test_a_commit_in_another_process_wakes_too(database_address: str) -> None:
    if database_address.startswith("sqlite"):
        return  # one process only
    here, there = Database(database_address, KEYS), Database(database_address, KEYS)
    woken = Bell()
    here.wakers.register("inbox", woken.ring)
    here.listen()
    while not woken.is_rung:  # the listener may not be listening yet
        await there.run(lambda session: wake(session, "inbox"))
    here.close()
    there.close()


def test_a_second_process_is_refused_on_sqlite(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/doorstep.db"
    first, second = Database(address, KEYS), Database(address, KEYS)
    first.own_exclusively()
    with pytest.raises(AlreadyRunningError, match="already runs"):
        second.own_exclusively()
    first.close()
    second.own_exclusively()
    second.close()


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense"])
def test_an_unusable_address_is_refused_with_the_mend(url: str) -> None:
    with pytest.raises(StorageError, match=r"sqlite|DATABASE_URL"):
        Database(url, KEYS)


def test_times_come_back_in_utc_and_naive_ones_are_refused(database: Database, clock: HandClock) -> None:
    from storage.models import JobRun

    with database.transaction() as session:
        session.add(JobRun(job="a", occasion="b", started_at=clock.now()))
    with database.transaction() as session:
        assert session.get_one(JobRun, ("a", "b")).started_at == clock.now()
    with pytest.raises(Exception, match="without a zone"), database.transaction() as session:
        session.add(JobRun(job="a", occasion="c", started_at=datetime(2026, 1, 1)))  # noqa: DTZ001


def test_foreign_keys_hold(database: Database) -> None:
    from sqlalchemy.exc import IntegrityError

    from storage.models import Driver

    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(Driver(name="Nobody", depot_code="nowhere"))
    with database.transaction() as session:
        assert session.scalars(select(Depot)).all() == []


async def test_one_process_leads_and_another_takes_over(database_address: str) -> None:
    first, second = Database(database_address, KEYS), Database(database_address, KEYS)
    assert [await first.leads("telegram") for _ in range(2)] == [True, True]
    assert await second.leads("telegram") is first.is_sqlite
    first.close()
    assert await second.leads("telegram")
    second.close()
