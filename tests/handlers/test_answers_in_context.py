"""Bare answers – "yes", "ok", "14", "the second one" – are read in the light of what the bot asked last."""

from __future__ import annotations

import pytest

from intents.reading import Action
from storage.message import Outbound
from storage.models import StopState
from tests.handlers.world import World, buttons, values

ASK = "ask_gate_code"
UNREAD = "out_of_scope"


def asked_which(world: World) -> Outbound:
    [asked] = world.drive("code 2 7", ASK, ("stop", "2", "2"), ("stop", "7", "7"))
    return asked


def asked_to_confirm(world: World, text: str = "2 ok") -> None:
    world.drive(text, "report_delivered", ("stop", "2", "2"), action=Action.CONFIRM)
    assert world.stop(2).state is StopState.OPEN


def asked_back(world: World) -> None:
    world.drive("the thing at 2", ASK, ("stop", "2", "2"), action=Action.ASK_BACK, second="ask_contact")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ok", "thanks"), ("k", UNREAD), ("okay thanks", "thanks"), ("dale", UNREAD), ("vale", "thanks"),
        ("sí, gracias", "affirm"), ("yes please", "affirm"), ("Yep!", UNREAD), ("👍🏽", "thanks"),
        ("✅", "affirm"), ("ok ok", UNREAD), ("claro que si", "affirm"),
    ],
)  # fmt: skip
def test_an_ok_is_a_yes_while_a_question_is_open(world: World, text: str, intent: str) -> None:
    asked_to_confirm(world)
    world.drive(text, intent)
    assert world.stop(2).state is StopState.DELIVERED


@pytest.mark.parametrize("text", ["ok", "👍", "okay thanks"])
def test_an_ok_is_no_more_than_thanks_while_nothing_is_open(world: World, text: str) -> None:
    assert "Drive safe" in values(world.drive(text, "thanks"))


@pytest.mark.parametrize("text", ["ok", "k", "vale", "👍", "ok thanks"])
def test_an_ok_to_a_code_does_not_say_that_it_opened(world: World, text: str) -> None:
    world.drive("code for 7", ASK, ("stop", "7", "7"))
    assert "remember that it works" not in values(world.drive(text, "thanks"))
    assert "remember that it works for stop 7" in values(world.drive("yes", "affirm"))


@pytest.mark.parametrize(
    ("text", "intent"), [("no", "deny"), ("👎", UNREAD), ("nope, none", UNREAD), ("no thanks", "deny")]
)
def test_a_no_is_a_ticket_with_what_was_asked(world: World, text: str, intent: str) -> None:
    asked_to_confirm(world)
    assert "passed it to the desk" in values(world.drive(text, intent))
    ticket = world.ticket()
    assert ticket is not None
    assert (ticket.question, ticket.stop_id) == ("2 ok", world.stop(2).id)


@pytest.mark.parametrize(("text", "stop"), [("yes 4", "4"), ("si, la 4", "4"), ("yes for stop 4 please", "4")])
def test_a_yes_may_correct_the_stop(world: World, text: str, stop: str) -> None:
    asked_to_confirm(world)
    world.drive(text, "affirm", ("stop", stop, stop))
    assert [world.stop(number).state for number in (2, 4)] == [StopState.OPEN, StopState.DELIVERED]


@pytest.mark.parametrize(("text", "intent"), [("hi", "greet"), ("thanks", "thanks"), ("gracias", "thanks")])
def test_talk_leaves_the_question_open(world: World, text: str, intent: str) -> None:
    asked_to_confirm(world)
    world.drive(text, intent)
    assert world.stop(2).state is StopState.OPEN
    world.drive("yes", "affirm")
    assert world.stop(2).state is StopState.DELIVERED


def test_another_request_closes_the_question(world: World) -> None:
    asked_which(world)
    world.drive("whats next", "ask_next_stop")
    assert "7788" not in values(world.drive("7", UNREAD, ("stop", "7", "7")))


def test_never_mind_drops_the_question(world: World) -> None:
    asked_to_confirm(world)
    assert "dropped" in values(world.drive("nvm", "cancel"))
    world.drive("yes", "affirm")
    assert world.stop(2).state is StopState.OPEN


def test_a_chance_yes_does_not_answer_what_was_asked_half_an_hour_ago(world: World) -> None:
    asked_to_confirm(world)
    world.later(minutes=31)
    assert "What do you need?" in values(world.drive("yes", "affirm"))
    assert world.stop(2).state is StopState.OPEN


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the first one", "#4471"), ("1st", "#4471"), ("la primera", "#4471"), ("la primera porfa", "#4471"),
        ("second", "7788"), ("the second one please", "7788"), ("la segunda", "7788"), ("the last one", "7788"),
        ("la última", "7788"), ("7", "7788"), ("its 7", "7788"), ("7 please", "7788"), ("the 7th", "7788"),
        ("seven", "7788"), ("stop seven", "7788"), ("the birch one", "#4471"), ("oak", "7788"),
        ("the one on Birch Rd", "#4471"),
    ],
)  # fmt: skip
def test_one_of_the_stops_that_were_offered(world: World, text: str, code: str) -> None:
    asked_which(world)
    said = values(world.drive(text, UNREAD, action=Action.HUMAN))
    assert code in said
    assert len(world.disclosures()) == 1


@pytest.mark.parametrize("text", ["siete", "la siete", "es la siete"])
def test_a_number_in_spanish_words(world: World, text: str) -> None:
    asked_which(world)
    assert "7788" in values(world.drive(text, UNREAD, action=Action.HUMAN, language="es"))


def test_a_named_last_one_is_the_last_of_the_list(world: World) -> None:
    asked_which(world)
    named = ("stop", "last", "the last one")
    assert "7788" in values(world.drive("the last one", "ask_next_stop", named))


@pytest.mark.parametrize("text", ["both", "las dos", "both please", "ambas", "all of them"])
def test_both_of_them(world: World, text: str) -> None:
    asked_which(world)
    said = values(world.drive(text, UNREAD, action=Action.HUMAN))
    assert "#4471" in said
    assert "7788" in said


def test_a_number_that_may_be_a_place_in_the_list_is_asked_again(world: World) -> None:
    world.drive("code 7 9", ASK, ("stop", "7", "7"), ("stop", "9", "9"))
    [again] = world.drive("2", UNREAD, ("stop", "2", "2"))
    assert len(buttons(again)) == 2
    assert world.disclosures() == []
    assert "9090*" in values(world.drive("9", UNREAD, ("stop", "9", "9")))


def test_an_answer_that_fits_none_is_no_answer(world: World) -> None:
    asked_which(world)
    world.drive("the third one", UNREAD, action=Action.HUMAN)
    assert world.disclosures() == []


def test_a_stop_that_was_not_on_the_route_is_asked_for_again(world: World) -> None:
    world.drive("code for 40", ASK, ("stop", "40", "40"))
    assert "7788" in values(world.drive("seven", UNREAD, action=Action.HUMAN))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the first one", "#4471"), ("la primera", "#4471"), ("second", "+16025550102"),
        ("neither", "passed it to the desk"), ("no", "passed it to the desk"),
        ("something else", "passed it to the desk"), ("yes", "What do you need?"),
    ],
)  # fmt: skip
def test_one_of_the_meanings_that_were_offered(world: World, text: str, expected: str) -> None:
    asked_back(world)
    assert expected in values(world.drive(text, UNREAD, action=Action.HUMAN))


def test_a_yes_to_this_or_that_asks_again(world: World) -> None:
    asked_back(world)
    [again] = world.drive("yes", "affirm")
    assert buttons(again)[0] == "intent:ask_gate_code"
    assert "#4471" in values(world.press("intent:ask_gate_code"))


def test_the_ticket_has_what_was_asked_and_not_the_bare_answer(world: World) -> None:
    world.drive("gate wants digits 3 4", ASK, ("stop", "3", "3"), ("stop", "4", "4"))
    world.drive("3", UNREAD, ("stop", "3", "3"))
    ticket = world.ticket()
    assert ticket is not None
    assert (ticket.question, ticket.stop_id) == ("gate wants digits 3 4", world.stop(3).id)


@pytest.mark.parametrize(
    "text", ["como entro al edificio de la parada 1", "how do i get in at 1", "1 where do i park?"]
)
def test_a_question_is_not_asked_back_as_an_arrival(world: World, text: str) -> None:
    for intent, second in (("ask_access", "report_arrived"), ("report_arrived", "ask_access")):
        [asked] = world.drive(text, intent, ("stop", "1", "1"), action=Action.ASK_BACK, second=second)
        assert buttons(asked) == ["intent:ask_access", "intent:out_of_scope"]
