"""Both requests of a message are answered, each by the rules of its own risk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.desk import deeds
from handlers.desk.card_content import card
from intents.reading import Action, Reading
from storage import routes, tickets
from storage.message import InboundKind, Outbound
from storage.models import StopState
from tests.handlers.world import COMPANY, World, buttons, read, values

NOBODY = read("nobody home", "failed_attempt", ("reason", "not_home", "nobody home"))
CODE_FOR_2 = read("code for 2", "ask_gate_code", ("stop", "2", "2"))


def drive(world: World, first: Reading, second: Reading) -> list[Outbound]:
    text = f"{first.text} and {second.text}"
    return world.turn(world.ana, replace(first, also=(second,)), InboundKind.MESSAGE, text=text)


def kinds(world: World) -> list[str]:
    ticket = world.ticket()
    assert ticket is not None
    return [event.kind for event in tickets.events_of(world.session, ticket.id)]


def test_a_report_goes_to_a_person_and_the_code_comes_at_once(world: World) -> None:
    first, second = drive(world, NOBODY, CODE_FOR_2)
    assert "Don't leave it without an OK" in first.text
    assert "Stop 2, 102 Birch Rd: #4471" in second.text
    ticket = world.ticket()
    assert ticket is not None
    assert (ticket.intent, ticket.question) == ("failed_attempt", "nobody home and code for 2")
    assert kinds(world) == ["opened"]


def test_what_goes_to_people_is_one_ticket_that_names_both(world: World) -> None:
    said = drive(world, NOBODY, read("can i skip 4", "request_reroute", ("stop", "4", "4")))
    assert said[1].text == "Stop 4: the desk has that, too."
    ticket = world.ticket()
    assert ticket is not None
    shown = card(world.session, ticket.id)
    assert shown is not None
    assert shown.title == "Could not deliver + Change of route"
    assert shown.question == "nobody home and can i skip 4"
    assert [post.text for post in world.thread(ticket)] == ['Also: Change of route, stop 4: "can i skip 4"']


def test_a_doubtful_secret_is_asked_back_and_tells_nothing(world: World) -> None:
    doubtful = replace(CODE_FOR_2, action=Action.ASK_BACK, second="ask_contact")
    asked = drive(world, doubtful, NOBODY)[-1]
    assert buttons(asked)[:2] == ["intent:ask_gate_code", "intent:ask_contact"]
    assert world.disclosures() == []
    assert "Stop 2, 102 Birch Rd: #4471" in values(world.press("intent:ask_gate_code"))


def test_a_doubtful_report_is_confirmed_last(world: World) -> None:
    done = read("1 done", "report_delivered", ("stop", "1", "1"), action=Action.CONFIRM)
    first, asked = drive(world, done, CODE_FOR_2)
    assert "#4471" in first.text
    assert buttons(asked) == ["intent:report_delivered", "intent:out_of_scope"]
    world.drive("yes", "affirm")
    assert world.stop(1).state is StopState.DELIVERED


def test_where_the_driver_has_arrived_counts_for_the_second(world: World) -> None:
    arrived = read("im at 6", "report_arrived", ("stop", "6", "6"))
    following = read("next gate needs a code", "ask_gate_code", ("stop", "next", "next"))
    said = values(drive(world, arrived, following))
    assert world.stop(6).state is StopState.ARRIVED
    assert "Stop 7, 107 Oak Ave: 7788" in said


def test_a_stop_of_another_route_stays_secret(world: World) -> None:
    said = drive(world, NOBODY, read("code for 44", "ask_gate_code", ("stop", "44", "44")))
    assert "I don't see 44 on your route" in said[1].text
    assert world.disclosures() == []


def test_a_person_who_has_the_conversation_reads_it_once(world: World) -> None:
    world.drive("need a person", "ask_human")
    ticket = world.ticket()
    assert ticket is not None
    deeds.take(world.session, world.now, ticket.id, "U0DANA", COMPANY)
    before = len(world.thread(ticket))
    assert drive(world, NOBODY, CODE_FOR_2) == []
    assert [post.text for post in world.thread(ticket)[before:]] == ["nobody home and code for 2"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("gate code for 2 and 7", ("2", "7")),
        ("codes for 2, 7 and 9", ("2", "7", "9")),
        ("codigo de la 2 y la 7", ("2", "7")),
    ],
)
def test_a_short_list_of_stops_is_answered_stop_by_stop(world: World, text: str, written: tuple[str, ...]) -> None:
    said = values(world.drive(text, "ask_gate_code", *(("stop", number, number) for number in written)))
    for number in written:
        assert {"2": "#4471", "7": "7788", "9": "9090*"}[number] in said
    assert len(world.disclosures()) == len(written)


@pytest.mark.parametrize(
    "text", ["gate code for 2 or 7", "codigo de la 2 o de la 7", "im at 2 and the code for 7"]
)
def test_an_or_asks_which_of_the_two(world: World, text: str) -> None:
    [asked] = world.drive(text, "ask_gate_code", ("stop", "2", "2"), ("stop", "7", "7"))
    assert len(buttons(asked)) == 2
    assert world.disclosures() == []


def test_a_long_list_is_asked_about(world: World) -> None:
    numbers = ("1", "2", "3", "4")
    text = "codes for 1, 2, 3 and 4"
    [asked] = world.drive(text, "ask_gate_code", *(("stop", number, number) for number in numbers))
    assert len(buttons(asked)) == 4


def test_two_stops_without_a_code_are_one_ticket(world: World) -> None:
    said = world.drive("codes for 3 and 4", "ask_gate_code", ("stop", "3", "3"), ("stop", "4", "4"))
    assert [f"Stop {number}" in message.text for number, message in zip((3, 4), said, strict=True)] == [True, True]
    assert kinds(world).count("opened") == 1
    assert kinds(world).count("code_wanted") == 2
    for number in (3, 4):
        assert "needs a gate or door code" in values(world.texted(world.stop(number)))


def test_two_delivered_at_once(world: World) -> None:
    world.drive("3 and 8 delivered", "report_delivered", ("stop", "3", "3"), ("stop", "8", "8"))
    assert [world.stop(number).state for number in (3, 8)] == [StopState.DELIVERED] * 2


def test_a_customers_code_reaches_the_driver_and_the_rest_the_desk(world: World) -> None:
    world.drive("code for 3?", "ask_gate_code", ("stop", "3", "3"))
    customer = world.stop(3).customer
    assert customer is not None
    code = read("the code is 4521", "give_access_code", ("code", "4521", "4521"), audience="customer")
    track = read("when do you come", "track_parcel", audience="customer")
    text = "when do you come and the code is 4521"
    said = world.turn(customer, replace(track, also=(code,)), InboundKind.MESSAGE, text=text)
    assert ["the code is kept" in said[0].text, "A person will answer" in said[1].text] == [True, True]
    assert "4521" in values(world.sent("telegram:1001"))
    ticket = world.ticket(customer)
    assert ticket is not None
    assert (ticket.intent, ticket.question) == ("track_parcel", text)


def test_a_customers_code_that_nobody_can_place_is_one_ticket_for_both(world: World) -> None:
    customer = world.stop(3).customer
    assert customer is not None
    routes.delivered(world.session, world.stop(3), world.ana.id, world.now)
    code = read("code is 4521", "give_access_code", ("code", "4521", "4521"), audience="customer")
    broken = read("my box came broken", "report_damage", audience="customer")
    said = world.turn(
        customer, replace(code, also=(broken,)), InboundKind.MESSAGE, text="code is 4521, also my box came broken"
    )
    assert len(said) == 1
    ticket = world.ticket(customer)
    assert ticket is not None
    shown = card(world.session, ticket.id)
    assert shown is not None
    assert shown.title == "Gives a code + Damaged parcel"
