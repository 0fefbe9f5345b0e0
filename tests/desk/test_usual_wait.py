"""How long it usually takes at this hour: told when enough is known, never in an emergency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from handlers.promises.hours import DeskHours, Period
from handlers.promises.service_level import DeskRules
from handlers.promises.usual_wait import DAYS, ENOUGH, FEWEST, KEPT_FOR, UsualWaits, usual_wait
from handlers.texts import LANGUAGES, Texts
from handlers.turn import Company
from storage.database import Database
from storage.models import Depot, Driver, Ticket, TicketState, Urgency
from tests.conftest import HandClock
from tests.handlers.world import World, build
from tests.worlds import a_depot, a_driver

PHOENIX = ZoneInfo("America/Phoenix")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.transaction() as session:
        yield session


@pytest.fixture
def depot(session: Session) -> Depot:
    return a_depot(session)


def answered(session: Session, driver: Driver, opened_at: datetime, seconds: float, **more: object) -> None:
    values = {"urgency": Urgency.AT_THE_DOOR, "depot_code": driver.depot_code, **more}
    ticket = Ticket(
        conversation="telegram:x",
        driver_id=driver.id,
        intent="ask_access",
        question="how",
        state=TicketState.RESOLVED,
        opened_at=opened_at,
        answered_at=opened_at + timedelta(seconds=seconds),
        slack_channel="C01",
        **values,
    )
    session.add(ticket)
    session.flush()


def at(clock: HandClock, days_ago: int, hour: int, minute: int = 0, zone: ZoneInfo = PHOENIX) -> datetime:
    local = clock.now().astimezone(zone)
    return local.replace(hour=hour, minute=minute) - timedelta(days=days_ago)


def test_nine_tickets_are_too_few(session: Session, depot: Depot, clock: HandClock) -> None:
    driver = a_driver(session)
    for number in range(FEWEST):
        assert usual_wait(session, depot, clock.now()) is None
        answered(session, driver, at(clock, number + 1, 10), 60 + number)
    assert usual_wait(session, depot, clock.now()) == timedelta(seconds=64.5)


@pytest.mark.parametrize(
    ("hour", "minute", "counts"), [(8, 59, False), (9, 0, True), (11, 59, True), (12, 0, False)]
)
def test_this_hour_and_those_beside_it_count(
    session: Session, depot: Depot, clock: HandClock, hour: int, minute: int, counts: bool
) -> None:
    driver = a_driver(session)
    clock.forward(minutes=40)
    for days_ago in range(1, FEWEST + 1):
        answered(session, driver, at(clock, days_ago, hour, minute), 120)
    assert (usual_wait(session, depot, clock.now()) is not None) is counts


def test_only_the_last_four_weeks_count(session: Session, depot: Depot, clock: HandClock) -> None:
    driver = a_driver(session)
    for _ in range(FEWEST):
        answered(session, driver, clock.now() - timedelta(days=DAYS, seconds=1), 120)
    assert usual_wait(session, depot, clock.now()) is None
    clock.forward(seconds=-1)
    assert usual_wait(session, depot, clock.now()) == timedelta(minutes=2)


def test_emergencies_other_depots_and_customers_do_not_count(
    session: Session, depot: Depot, clock: HandClock
) -> None:
    driver = a_driver(session)
    session.merge(Depot(**{column: getattr(depot, column) for column in COLUMNS} | {"code": "mia"}))
    for days_ago in range(1, FEWEST + 1):
        answered(session, driver, at(clock, days_ago, 10), 5, urgency=Urgency.EMERGENCY)
        answered(session, driver, at(clock, days_ago, 10), 5, depot_code="mia")
    assert usual_wait(session, depot, clock.now()) is None


COLUMNS = ("name", "timezone", "slack_desk", "slack_dispatch", "slack_reports", "slack_claims")


def test_the_newest_two_hundred_decide(session: Session, depot: Depot, clock: HandClock) -> None:
    driver = a_driver(session)
    for number in range(ENOUGH + 50):
        answered(session, driver, at(clock, 1 + number // 50, 10), 60 if number < ENOUGH else 9000)
    assert usual_wait(session, depot, clock.now()) == timedelta(minutes=1)


def test_the_hour_is_the_one_on_the_wall_through_a_clock_change(session: Session, clock: HandClock) -> None:
    depot = session.merge(Depot(code="mia", timezone="America/New_York", **OTHERWISE))
    driver = Driver(name="Luis", depot_code="mia", telegram_chat="9")
    session.add(driver)
    session.flush()
    now = datetime(2026, 11, 5, 9, 30, tzinfo=NEW_YORK)
    for days_ago in range(6, 6 + FEWEST):  # before the first of November, in summer time
        answered(session, driver, datetime(2026, 11, 5, 8, 5, tzinfo=NEW_YORK) - timedelta(days=days_ago), 60)
    assert usual_wait(session, depot, now) == timedelta(minutes=1)


OTHERWISE = {
    "name": "Miami",
    "slack_desk": "C1",
    "slack_dispatch": "C2",
    "slack_reports": "C3",
    "slack_claims": "C4",
}


def test_it_is_kept_for_ten_minutes(session: Session, depot: Depot, clock: HandClock) -> None:
    waits, driver = UsualWaits(), a_driver(session)
    assert waits.at(session, depot, clock.now()) is None
    for days_ago in range(1, FEWEST + 1):
        answered(session, driver, at(clock, days_ago, 10), 120)
    assert waits.at(session, depot, clock.now()) is None
    clock.forward(seconds=KEPT_FOR.total_seconds())
    assert waits.at(session, depot, clock.now()) == timedelta(minutes=2)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 min"), (89, "1 min"), (100, "2 min"), (3599, "1 h"), (4800, "1 h 20 min"), (15000, "")],
)
def test_in_words(session: Session, depot: Depot, clock: HandClock, seconds: int, words: str) -> None:
    driver = a_driver(session)
    for days_ago in range(1, FEWEST + 1):
        answered(session, driver, at(clock, days_ago, 10), seconds)
    assert UsualWaits().in_words(session, depot, clock.now()) == words


class TestTold:
    """What the driver reads."""

    @pytest.fixture
    def world(self, session: Session, clock: HandClock) -> World:
        world = build(session, clock.now())
        for days_ago in range(1, FEWEST + 1):
            answered(session, world.ana, world.now - timedelta(days=days_ago), 120)
        return world

    def hears(self, world: World, intent: str, text: str = "can you swap stops") -> str:
        return "\n".join(outbound.text for outbound in world.drive(text, intent))

    def test_with_a_question_for_the_desk(self, world: World) -> None:
        assert "usually in about 2 min at this hour." in self.hears(world, "request_reroute")

    def test_with_a_code_that_nobody_knows(self, world: World) -> None:
        assert "usually in about 2 min at this hour." in self.hears(world, "ask_gate_code", "code for this stop")

    def test_never_in_an_emergency(self, world: World) -> None:
        assert "usually" not in self.hears(world, "report_emergency", "i crashed")

    @pytest.mark.parametrize(("opens", "is_told"), [(10, True), (11, False)])
    def test_not_while_the_desk_is_closed(
        self, world: World, opens: int, is_told: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        daily = (Period(timedelta(hours=opens), timedelta(hours=18)),)
        rules = DeskRules(hours={"phx": DeskHours(PHOENIX, dict.fromkeys(range(7), daily))})
        monkeypatch.setattr("tests.handlers.world.COMPANY", Company("Acme", Texts(), desk=rules))
        assert ("usually" in self.hears(world, "request_reroute")) is is_told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["handed_over", "code_unknown", "code_failed"])
def test_each_text_tells_it_only_where_it_is_known(key: str, language: str) -> None:
    values = {"advice": "", "stop": 3, "owner": "", "where": "Stop 3", "customer_asked": False}
    told, not_told = (Texts().render(key, language, usually=usually, **values) for usually in ("2 min", ""))
    assert "2 min" in told
    assert not_told in (told.replace(part, "") for part in (HOW_LONG[language],))


HOW_LONG = {"en": ", usually in about 2 min at this hour", "es": ", a esta hora normalmente en cosa de 2 min"}
