"""Looking things up from the desk: a ticket by its words, a driver's day, a stop and its way in, who is there."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.desk import attendance, deeds, finding, one_driver, one_stop
from handlers.desk.one_driver import DriverView
from handlers.desk.one_stop import StopView
from handlers.promises.hours import DeskHours, Period
from handlers.promises.service_level import DeskRules, OnCall
from storage import access_notes, people
from storage.models import NoteKind, Role, Staff, Ticket
from tests.handlers.world import COMPANY, World, conversation_of, deliver


@pytest.fixture
def elena(world: World) -> Staff:
    """A dispatcher of the other depot."""
    return people.add_staff(world.session, "U0ELENA", "Elena Cruz", Role.DISPATCHER, "mia")


@pytest.fixture
def owen(world: World) -> Staff:
    """A manager of the other depot."""
    return people.add_staff(world.session, "U0OWEN", "Owen Park", Role.MANAGER, "mia")


def ask(world: World, question: str, stop: int | None = None) -> Ticket:
    return deeds.open_ticket(
        world.session,
        world.now,
        conversation=conversation_of(world.ana),
        depot_code="phx",
        question=question,
        intent="ask_gate_code",
        driver=world.ana,
        stop=world.stop(stop) if stop else None,
        rules=COMPANY.desk,
    )


def found(world: World, text: str, depot: str = "phx") -> list[int]:
    return [line.ticket_id for line in finding.find(world.session, world.now, depot, text).lines]


@pytest.mark.parametrize(
    "text", ["código", "CODIGO puerta", "ruiz", "rt-07", "rt-07 4", "palm", "104 palm codigo", "Ana  Ruiz"]
)
def test_a_ticket_is_found_by_its_question_its_asker_and_its_stop(world: World, text: str) -> None:
    ticket = ask(world, "¿cuál es el código de la puerta?", stop=4)
    assert world.stop(4).address.line == "104 Palm Dr"
    assert found(world, text) == [ticket.id]
    assert found(world, f"{text} zebra") == []


def test_a_ticket_is_found_by_its_title_and_its_numbers(world: World) -> None:
    ticket = ask(world, "what is it", stop=1)
    for text in ("gate code", f"ticket {ticket.id}", "stop 1", "gate rt-07"):
        assert found(world, text) == [ticket.id], text
    deeds.close(world.session, world.now, ticket, "Dana Cole")
    other = ask(world, "nobody opens here for 40 minutes", stop=11)
    assert found(world, "stop 1") == [ticket.id]
    assert found(world, "stop 11") == [other.id]


def test_only_the_own_depots_tickets_of_the_last_thirty_days_are_found(world: World) -> None:
    ticket = ask(world, "gate code")
    assert found(world, "gate", "mia") == []
    ticket.opened_at = world.now - timedelta(days=finding.DAYS, seconds=1)
    world.session.flush()
    assert found(world, "gate") == []
    assert found(world, "") == found(world, "//") == []


def test_a_long_list_is_cut_and_counted_the_newest_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = []
    for _ in range(finding.MOST_FOUND + 2):
        ticket = ask(world, "gate code")
        deeds.close(world.session, world.now, ticket, "Dana Cole")
        numbers.append(ticket.id)
        world.later(hours=1)
    told = finding.find(world.session, world.now, "phx", "gate")
    assert [line.ticket_id for line in told.lines] == numbers[::-1][: finding.MOST_FOUND]
    assert told.in_all == len(numbers)
    assert told.lines[0].resolved_at is not None
    monkeypatch.setattr(finding, "MOST_READ", 3)
    assert finding.find(world.session, world.now, "phx", "gate").in_all == 3


def driver(world: World, name: str, member: Staff | None = None) -> DriverView | tuple[str, ...]:
    return one_driver.look_up(world.session, world.now, member or world.dana, name)


@pytest.mark.parametrize("name", ["Ana Ruiz", "ana", "RUIZ", "an ru", "rui"])
def test_a_drivers_day_at_a_glance(world: World, name: str) -> None:
    deliver(world, 1, 2)
    world.ana.phone = "+16025550177"
    ticket = ask(world, "gate code", stop=4)
    world.drive("gate code for 4?", "ask_gate_code", ("stop", "4", "4"))
    told = driver(world, name)
    assert isinstance(told, DriverView)
    assert (told.name, told.phone, told.telegram) == ("Ana Ruiz", "+16025550177", "on Telegram")
    assert told.route is not None
    assert (told.route.name, told.route.stops, told.route.delivered, told.route.failed) == ("RT-07", 12, 2, 0)
    assert told.route.next_stop == "stop 3, 103 Cedar Ln, 9:00 am–12:00 pm"
    assert told.ticket is not None
    assert told.ticket.ticket_id == ticket.id
    assert told.messages[0].text == "gate code for 4?"
    assert told.messages[0].when == "10:00 am"
    world.later(days=1)
    told = driver(world, name)
    assert isinstance(told, DriverView)
    assert told.route is None
    assert told.messages[0].when == "24 Nov 10:00 am"


def test_a_name_that_is_nobodys_or_several_peoples_is_asked_back(world: World) -> None:
    people.add_driver(world.session, "Ana Mora", "phx")
    assert driver(world, "ana") == ("Ana Mora", "Ana Ruiz")
    assert driver(world, "luys mora") == ("Luis Mora",)
    assert driver(world, "zzzz") == ()
    assert driver(world, "!!") == ()


def test_drivers_of_another_depot_are_seen_by_managers_only(world: World, elena: Staff, owen: Staff) -> None:
    assert driver(world, "ana", elena) == ()
    assert isinstance(driver(world, "ana ruiz", owen), DriverView)
    assert driver(world, "marcus") == ()
    assert isinstance(driver(world, "marcus", elena), DriverView)


def stop(world: World, text: str, member: Staff | None = None) -> StopView | str:
    wanted = one_stop.asked_for(text)
    assert wanted is not None
    return one_stop.look_up(world.session, world.now, member or world.dana, *wanted)


@pytest.mark.parametrize("text", ["RT-07/2", "rt07/2", "RT-07 2", "RT-07 stop 2", "rt 07 / 2", "RT-07/#2"])
def test_a_stop_and_how_to_get_in(world: World, text: str) -> None:
    access_notes.add(
        world.session, world.stop(2).address_id, NoteKind.PARKING, "in the alley", "Dana Cole", "staff", world.now
    )
    told = stop(world, text)
    assert isinstance(told, StopView)
    assert (told.title, told.address, told.driver) == ("RT-07 · stop 2", "102 Birch Rd, Phoenix", "Ana Ruiz")
    assert (told.window, told.state) == ("9:00 am–12:00 pm", "open")
    assert [(note.kind, note.text) for note in told.notes] == [
        (NoteKind.CODE, "#4471"),
        (NoteKind.PARKING, "in the alley"),
    ]


def test_staff_of_another_depot_read_neither_codes_nor_words(world: World, elena: Staff, owen: Staff) -> None:
    world.stop(2).notes = "gate 4471 then left"
    for member in (elena, owen):
        told = stop(world, "RT-07/2", member)
        assert isinstance(told, StopView)
        assert told.address == "102 Birch Rd, Phoenix"
        assert [note.kind for note in told.notes] == [NoteKind.CODE]
        assert "4471" not in str(told)
    own = stop(world, "RT-07/2")
    assert isinstance(own, StopView)
    assert own.shipper_notes == "gate 4471 then left"


def test_a_stop_that_is_not_there_is_said_to_be_not_there(world: World) -> None:
    assert stop(world, "RT-07/99") == "RT-07 has no stop 99."
    assert stop(world, "RT-99/1") == "No route of today is called RT-99."
    world.later(days=1)
    assert stop(world, "RT-07/2") == "No route of today is called RT-07."
    for text in ("", "14", "RT-07", "RT-07/x"):
        assert one_stop.asked_for(text) is None


def test_the_own_depots_route_goes_before_one_of_the_same_name(world: World, elena: Staff) -> None:
    world.others.depot_code, world.others.name = "mia", "RT-07"
    world.session.flush()
    for member, line in ((world.dana, "101 Oak Ave"), (elena, "901 Oak Ave")):
        told = stop(world, "RT-07/1", member)
        assert isinstance(told, StopView)
        assert told.address.startswith(line)


def test_who_is_there(world: World) -> None:
    people.add_staff(world.session, "U0PRIYA", "Priya Shah", Role.DISPATCHER, "phx").on_break_since = world.now
    ticket = ask(world, "gate code")
    deeds.take(world.session, world.now, ticket.id, "U0DANA", COMPANY)
    zone = ZoneInfo("America/Phoenix")
    evenings = DeskHours(zone, {day: (Period(timedelta(hours=18), timedelta(hours=24)),) for day in range(7)})
    days = DeskHours(zone, {day: (Period(timedelta(hours=6), timedelta(hours=18)),) for day in range(7)})
    rules = DeskRules(hours={"phx": days}, on_call={"phx": (OnCall("U0PRIYA", evenings),)})
    told = attendance.who(world.session, world.now, "phx", rules)
    assert [(each.name, each.tickets) for each in told.on_shift] == [("Dana Cole", 1)]
    assert [each.name for each in told.on_break] == ["Priya Shah"]
    assert (told.is_open, told.on_call) == (True, "")
    world.later(hours=10)
    told = attendance.who(world.session, world.now, "phx", rules)
    assert (told.is_open, told.on_call) == (False, "Priya Shah")
