"""The way in, the customer's number, the route, arrivals and small talk."""

from __future__ import annotations

import pytest

from handlers.routes import PAGE, pages
from intents.reading import Action, Language
from storage import access_notes, tickets
from storage.models import NoteKind, Stop, StopState, Urgency
from tests.handlers.world import World, buttons, deliver, values

STOP_2 = ("stop", "2", "2")
STOP_3 = ("stop", "3", "3")


def learn(world: World, stop: Stop, kind: NoteKind, text: str) -> None:
    access_notes.add(world.session, stop.address_id, kind, text, "Dana Cole", "staff", world.now)


@pytest.mark.parametrize(
    ("language", "entrance", "code"),
    [("en", "Entrance: ", "I also have a code"), ("es", "Entrada: ", "tengo un código")],
)
def test_the_way_in_is_told_without_the_code(world: World, language: Language, entrance: str, code: str) -> None:
    stop = world.stop(2)
    learn(world, stop, NoteKind.PARKING, "Dock B")
    learn(world, stop, NoteKind.ENTRANCE, "Behind the gym")
    stop.notes = "Ring twice"
    [said] = world.drive("how do i get in at 2", "ask_access", STOP_2, language=language)
    for phrase in (f"{entrance}Behind the gym", "Dock B", "Ring twice", code):
        assert phrase in said.text
    assert "#4471" not in said.text
    assert world.ticket() is None
    world.press(buttons(said)[0])
    ticket = world.ticket()
    assert ticket is not None
    assert (ticket.stop_id, ticket.urgency) == (stop.id, Urgency.AT_THE_DOOR)


@pytest.mark.parametrize(
    ("language", "told"), [("en", "passed this to the desk"), ("es", "tu mensaje a la oficina")]
)
def test_an_unknown_way_in_is_a_ticket_at_the_door(world: World, language: Language, told: str) -> None:
    said = values(world.drive("which door at 3", "ask_access", STOP_3, language=language))
    assert told in said
    ticket = world.ticket()
    assert ticket is not None
    assert (ticket.intent, ticket.stop_id) == ("ask_access", world.stop(3).id)
    assert ticket.urgency is Urgency.AT_THE_DOOR


@pytest.mark.parametrize(("language", "where"), [("en", "Stop 3, 103 Cedar Ln"), ("es", "Parada 3, 103 Cedar Ln")])
def test_the_customers_number_is_told_and_recorded(world: World, language: Language, where: str) -> None:
    customer = world.stop(3).customer
    assert customer is not None
    customer.opted_out_at = world.now
    [said] = world.drive("number for 3", "ask_contact", STOP_3, language=language)
    assert f"{where}, Client 103: +16025550103" in said.text
    assert world.disclosures() == [(world.ana.id, world.stop(3).id, "phone")]


def test_no_number_is_a_ticket(world: World) -> None:
    world.stop(3).customer, world.stop(3).phone = None, None
    world.session.flush()
    assert "no number for that customer" in values(world.drive("number for 3", "ask_contact", STOP_3))
    assert world.ticket() is not None


def test_no_number_of_a_delivered_stop(world: World) -> None:
    deliver(world, 3)
    assert "+1602" not in values(world.drive("number for 3", "ask_contact", STOP_3))
    assert world.disclosures() == []


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        ("en", ("Your next stop is 2", "For Client 102", "Window 9:00 am–12:00 pm", "1 parcel",
                "I have one", "11 stops left")),
        ("es", ("Tu próxima parada es la 2", "Para Client 102", "Horario 9:00 am–12:00 pm", "1 paquete",
                "sí tengo", "quedan 11 paradas")),
    ],
)  # fmt: skip
def test_the_next_stop(world: World, language: Language, phrases: tuple[str, ...]) -> None:
    deliver(world, 1)
    said = values(world.drive("whats next", "ask_next_stop", language=language))
    for phrase in phrases:
        assert phrase in said
    assert "4471" not in said


def test_details_of_one_stop(world: World) -> None:
    world.stop(5).notes = "Blue door"
    said = values(world.drive("info on 5", "ask_next_stop", ("stop", "5", "5")))
    assert "signature, photo" in said
    assert "Notes: Blue door" in said
    assert "none known" in said


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        ("en", ("Route RT-07: 12 stops, 13 parcels, 11 left", "Windows 9:00 am–12:00 pm", "Dock 4")),
        ("es", ("Ruta RT-07: 12 paradas, 13 paquetes, quedan 11", "Horarios 9:00 am–12:00 pm", "Andén 4")),
    ],
)
def test_the_manifest(world: World, language: Language, phrases: tuple[str, ...]) -> None:
    deliver(world, 1)
    [head, page] = world.drive("my route", "ask_manifest", language=language)
    for phrase in phrases:
        assert phrase in head.text
    lines = page.text.split("\n")
    assert len(lines) == 12
    assert lines[0].startswith("✅ 1. 101 Oak Ave")
    assert "2 pa" in lines[2]
    assert "2 pa" not in lines[3]


def test_a_long_manifest_is_split_below_telegrams_limit() -> None:
    lines = [
        f"{number}. 1{number} Some Long Street Name Boulevard apt {number} · 9:00 am–12:00 pm"
        for number in range(200)
    ]
    split = list(pages(lines))
    assert "\n".join(split) == "\n".join(lines)
    assert len(split) > 1
    assert all(len(page) <= PAGE for page in split)


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "Route RT-07, dock 4."), ("es", "Ruta RT-07, andén 4.")]
)
def test_where_to_load(world: World, language: Language, expected: str) -> None:
    assert values(world.drive("which dock", "ask_pickup", language=language)) == expected
    assert values(world.drive("im at the station", "report_arrived", language=language)) == expected
    world.route.dock = ""
    world.drive("which dock", "ask_pickup", language=language)
    assert world.ticket() is not None


@pytest.mark.parametrize(
    ("language", "arrived", "delivered"),
    [
        ("en", "Stop 1, 101 Oak Ave: arrived.", "Stop 1, 101 Oak Ave: delivered at 10:00 am. Next is 2"),
        ("es", "Parada 1, 101 Oak Ave: llegaste.", "Parada 1, 101 Oak Ave: entregada a las 10:00 am. Sigue la 2"),
    ],
)
def test_arriving_and_delivering(world: World, language: Language, arrived: str, delivered: str) -> None:
    assert arrived in values(world.drive("im here", "report_arrived", language=language))
    assert (world.stop(1).state, world.stop(1).arrived_at) == (StopState.ARRIVED, world.now)
    assert delivered in values(world.drive("done", "report_delivered", language=language))
    assert (world.stop(1).state, world.stop(1).completed_at) == (StopState.DELIVERED, world.now)


def test_arriving_again_asks_where(world: World) -> None:
    world.drive("im here", "report_arrived")
    [asked] = world.drive("im here", "report_arrived")
    assert buttons(asked) == [f"stop:{world.stop(number).id}:report_arrived" for number in (1, 2)]
    world.press(buttons(asked)[1])
    assert world.stop(2).state is StopState.ARRIVED


def test_what_is_delivered_stays_delivered(world: World) -> None:
    deliver(world, 2)
    before = world.stop(2).completed_at
    for intent in ("report_arrived", "report_delivered"):
        assert "marked delivered already" in values(world.drive("stop 2", intent, STOP_2))
    assert (world.stop(2).state, world.stop(2).completed_at) == (StopState.DELIVERED, before)


def test_a_doubtful_delivery_is_confirmed(world: World) -> None:
    [asked] = world.drive("2 ok", "report_delivered", STOP_2, action=Action.CONFIRM)
    assert asked.text == "Just to be sure: It's delivered?"
    assert buttons(asked) == ["intent:report_delivered", "intent:out_of_scope"]
    assert world.stop(2).state is StopState.OPEN
    world.drive("yes", "affirm")
    assert world.stop(2).state is StopState.DELIVERED


@pytest.mark.parametrize("answer", ["press", "no"])
def test_a_no_is_a_ticket_with_what_was_written(world: World, answer: str) -> None:
    world.drive("2 ok", "report_delivered", STOP_2, action=Action.CONFIRM)
    said = world.press("intent:out_of_scope") if answer == "press" else world.drive("no", "deny")
    assert "passed it to the desk" in values(said)
    ticket = world.ticket()
    assert ticket is not None
    assert world.stop(2).state is StopState.OPEN
    if answer == "press":
        assert (ticket.question, ticket.stop_id) == ("2 ok", world.stop(2).id)


def test_something_else_typed_closes_the_question(world: World) -> None:
    world.drive("2 ok", "report_delivered", STOP_2, action=Action.CONFIRM)
    world.drive("whats next", "ask_next_stop")
    world.drive("yes", "affirm")
    assert world.stop(2).state is StopState.OPEN


@pytest.mark.parametrize(
    ("language", "intent", "expected"),
    [
        ("en", "greet", "Hi Ana"),
        ("es", "greet", "¡Hola, Ana!"),
        ("en", "thanks", "Drive safe"),
        ("es", "thanks", "De nada"),
        ("en", "ask_help", "code for 14?"),
        ("es", "ask_help", "código de la 14"),
        ("en", "affirm", "What do you need?"),
        ("es", "deny", "¿Qué necesitas?"),
        ("en", "cancel", "dropped"),
        ("es", "cancel", "olvidado"),
    ],
)
def test_small_talk(world: World, language: Language, intent: str, expected: str) -> None:
    assert expected in values(world.drive("words", intent, language=language))
    assert world.ticket() is None


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "A person will answer"), ("es", "Una persona te contesta")]
)
@pytest.mark.parametrize("intent", ["ask_human", "out_of_scope", "request_reroute", "report_device"])
def test_what_the_bot_cannot_do_goes_to_a_person(
    world: World, language: Language, intent: str, expected: str
) -> None:
    action = Action.HUMAN if intent == "out_of_scope" else Action.ANSWER
    assert expected in values(world.drive("words", intent, language=language, action=action))
    ticket = world.ticket()
    assert ticket is not None
    assert (ticket.question, ticket.intent, ticket.urgency) == ("words", intent, Urgency.NORMAL)


@pytest.mark.parametrize(
    ("language", "advice"), [("en", "Don't leave it without an OK."), ("es", "No lo dejes sin un OK.")]
)
def test_nobody_home_gets_a_first_line_and_a_person(world: World, language: Language, advice: str) -> None:
    deliver(world, 1, 2, 3)
    said = values(world.drive("nobody home", "failed_attempt", language=language))
    assert advice in said
    ticket = world.ticket()
    assert ticket is not None
    assert (ticket.urgency, ticket.stop_id) == (Urgency.AT_THE_DOOR, world.stop(4).id)


def test_cancel_tells_the_desk(world: World) -> None:
    world.drive("need a person", "ask_human")
    assert "told the desk" in values(world.drive("never mind", "cancel"))
    ticket = world.ticket()
    assert ticket is not None
    assert world.thread(ticket)[-1].text == "never mind"


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("/start", "Hi Ana"),
        ("/help", "I can help with"),
        ("/next", "Your next stop is 1"),
        ("/next@AcmeBot", "Your next stop is 1"),
        ("/route", "Route RT-07"),
        ("/human", "A person will answer"),
    ],
)
def test_the_menu(world: World, command: str, expected: str) -> None:
    assert expected in values(world.drive(command, "out_of_scope", action=Action.HUMAN))


def test_a_second_question_joins_the_ticket(world: World) -> None:
    world.drive("the scanner is dead", "report_device")
    world.drive("and my phone too", "report_device")
    ticket = world.ticket()
    assert ticket is not None
    assert [event.kind for event in tickets.events_of(world.session, ticket.id)] == ["opened", "added"]
