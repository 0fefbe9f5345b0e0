"""Whose stop: by number, address or position, and only ever one of the writer's own route of today."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intents.reading import Action, Language
from storage import routes
from storage.models import StopState
from tests.handlers.world import World, buttons, deliver, values

ASK = "ask_gate_code"


@pytest.mark.parametrize(
    ("question", "entity"),
    [
        ("gate code for 2?", ("stop", "2", "2")),
        ("102 birch", ("address", "102 birch", "102 birch")),
        ("102 Birch Road", ("address", "102 Birch Road", "102 Birch Road")),
    ],
)
def test_by_number_and_by_address(world: World, question: str, entity: tuple[str, str, str]) -> None:
    assert "Stop 2, 102 Birch Rd: #4471" in values(world.drive(question, ASK, entity))


@pytest.mark.parametrize(
    ("name", "expected"), [("next", "Stop 7"), ("last", "Stop 12"), ("previous", "Stop 5"), ("current", "Stop 6")]
)
def test_by_place_in_the_route(world: World, name: str, expected: str) -> None:
    deliver(world, 1, 2, 3, 4, 5)
    routes.arrived(world.stop(6), world.now)
    assert expected in values(world.drive("that one", "ask_contact", ("stop", name, "that one")))


@pytest.mark.parametrize(
    ("language", "here", "following"),
    [("en", "You're at stop 7", "Your next stop is 7"), ("es", "Estás en la parada 7", "próxima parada es la 7")],
)
def test_by_position_said_aloud(world: World, language: Language, here: str, following: str) -> None:
    deliver(world, 1, 2, 3, 4, 5, 6)
    said = values(world.drive("code?", ASK, language=language))
    assert following in said
    assert "7788" in said
    routes.arrived(world.stop(7), world.now)
    assert here in values(world.drive("code?", ASK, language=language))


def test_the_next_one_comes_after_the_last_one_done(world: World) -> None:
    deliver(world, 1, 2, 3, 5, 6)
    assert "stop is 7" in values(world.drive("code?", ASK))
    deliver(world, 7, 8, 9, 10, 11, 12)
    assert "stop is 4" in values(world.drive("number?", "ask_contact"))


def test_two_candidates_become_buttons(world: World) -> None:
    twin = world.stop(8).address
    twin.line = "102 Birch Ave"
    world.session.flush()
    [asked] = world.drive("code 102 birch", ASK, ("address", "102 birch", "102 birch"))
    assert buttons(asked) == [f"stop:{world.stop(number).id}:{ASK}" for number in (2, 8)]
    assert world.disclosures() == []
    assert "#4471" in values(world.press(buttons(asked)[0]))


def test_a_bare_number_answers_which_one(world: World) -> None:
    world.drive("code 2 7", ASK, ("stop", "2", "2"), ("stop", "7", "7"))
    assert world.disclosures() == []
    assert "7788" in values(world.drive("7", "out_of_scope", ("stop", "7", "7")))


@pytest.mark.parametrize(
    ("text", "entity"), [("2", ("stop", "2", "2")), ("102 birch", ("address", "102 birch", "102 birch"))]
)
def test_a_bare_stop_is_shown_with_what_can_be_asked(
    world: World, text: str, entity: tuple[str, str, str]
) -> None:
    [shown] = world.drive(text, "report_arrived", entity, action=Action.CONFIRM)
    assert "Stop 2, 102 Birch Rd" in shown.text
    assert "#4471" not in shown.text
    assert world.stop(2).state is StopState.OPEN
    assert "#4471" in values(world.press(buttons(shown)[0]))


@pytest.mark.parametrize("text", ["number for stop 2", "numero de la 2"])
def test_asking_for_a_number_is_more_than_a_bare_stop(world: World, text: str) -> None:
    [asked] = world.drive(text, "ask_contact", ("stop", "2", "2"), action=Action.ASK_BACK, second="ask_gate_code")
    assert buttons(asked)[0] == "intent:ask_contact"


def test_a_house_number_must_be_the_same(world: World) -> None:
    said = values(world.drive("code 103 birch rd", ASK, ("address", "103 birch rd", "103 birch rd")))
    assert "I don't see 103 birch rd on your route" in said


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "I don't see 40 on your route today. You have stops 1 to 12"),
        ("es", "No veo 40 en tu ruta de hoy. Tienes de la parada 1 a la 12"),
    ],
)
def test_a_number_that_is_not_on_the_route(world: World, language: Language, expected: str) -> None:
    assert expected in values(world.drive("code for 40", ASK, ("stop", "40", "40"), language=language))
    assert "#4471" in values(world.drive("2", "out_of_scope", ("stop", "2", "2"), language=language))


def test_somebody_elses_address_is_not_found(world: World) -> None:
    line = world.others.stops[1].address.line
    said = values(world.drive(f"code {line}", ASK, ("address", line, line)))
    assert "I don't see" in said
    assert world.disclosures() == []


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "don't see a route for you today"), ("es", "No veo una ruta tuya")]
)
def test_a_driver_without_a_route_gets_a_person(world: World, language: Language, expected: str) -> None:
    said = values(world.drive("code for 2", ASK, ("stop", "2", "2"), driver=world.marcus, language=language))
    assert expected in said
    assert world.ticket(world.marcus) is not None


def test_yesterdays_route_is_not_todays(world: World) -> None:
    world.route.date -= timedelta(days=1)
    world.session.flush()
    assert "don't see a route" in values(world.drive("code for 2", ASK, ("stop", "2", "2")))


def test_a_button_of_somebody_elses_stop_does_nothing(world: World) -> None:
    foreign = world.others.stops[0]
    for data in (f"stop:{foreign.id}:{ASK}", f"stop:{foreign.id}:ask_contact", f"worked:1:{foreign.id}"):
        assert "no longer works" in values(world.press(data))
    assert world.disclosures() == []


def test_all_done(world: World) -> None:
    for stop in world.route.stops:
        stop.state = StopState.DELIVERED
    world.session.flush()
    assert "Every stop on your route is done" in values(world.drive("code?", ASK))
