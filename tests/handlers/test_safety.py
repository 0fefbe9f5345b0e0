"""Emergencies: the safety text first, the dispatchers at once, whoever has the conversation in hand."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from handlers.desk import deeds
from intents.reading import Action, Language
from storage import tickets
from storage.message import InboundKind, Location, Priority
from storage.models import Outbox, Ticket, Urgency
from tests.handlers.world import COMPANY, World, buttons, values

HERE = Location(33.45, -112.07)


def emergency(world: World) -> Ticket:
    ticket = world.ticket()
    assert ticket is not None
    assert ticket.urgency is Urgency.EMERGENCY
    return ticket


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        ("en", ("Are you safe?", "call 911 NOW", "Share your location")),
        ("es", ("¿Estás a salvo?", "llama al 911 YA", "Comparte tu ubicación")),
    ],
)
def test_the_safety_text_comes_first(world: World, language: Language, phrases: tuple[str, ...]) -> None:
    [said] = world.drive("me chocaron i got hit", "report_emergency", language=language)
    for phrase in phrases:
        assert phrase in said.text
    assert said.ask_location
    ticket = emergency(world)
    first = world.session.scalars(select(Outbox).order_by(Outbox.id)).first()
    assert first is not None
    assert (first.conversation, first.priority) == ("telegram:1001", Priority.EMERGENCY)
    [card] = world.sent(f"slack:ticket:{ticket.id}")
    assert (card.destination, card.mention) == (ticket.depot.slack_dispatch, "channel")


@pytest.mark.parametrize("action", list(Action))
def test_however_doubtful_it_is_an_emergency(world: World, action: Action) -> None:
    world.drive("dog", "report_emergency", action=action)
    emergency(world)


def test_it_answers_though_a_person_has_the_conversation(world: World) -> None:
    world.drive("need a person", "ask_human")
    ticket = world.ticket()
    assert ticket is not None
    deeds.take(world.session, world.now, ticket.id, "U0DANA", COMPANY)
    assert "911" in values(world.drive("im bleeding", "report_emergency"))
    assert emergency(world).id == ticket.id
    [call] = world.sent(f"slack:call:{ticket.id}:{ticket.depot.slack_dispatch}")
    assert (call.destination, call.mention) == (ticket.depot.slack_dispatch, "channel")


@pytest.mark.parametrize(("language", "expected"), [("en", "Got your location"), ("es", "Ya tengo tu ubicación")])
def test_a_location_goes_to_the_thread(world: World, language: Language, expected: str) -> None:
    world.drive("crash", "report_emergency", language=language)
    assert expected in values(world.show(location=HERE))
    assert world.thread(emergency(world))[-1].location == HERE


def test_a_moving_location_does_not_flood_the_thread(world: World) -> None:
    world.drive("crash", "report_emergency")
    world.show(location=HERE)
    for _ in range(20):
        world.later(seconds=6)
        assert world.show(location=HERE, kind=InboundKind.EDIT) == []
    assert len(world.thread(emergency(world))) <= 4


@pytest.mark.parametrize(
    ("language", "text", "asked"), [("en", "HELP!!", "hurt or in danger"), ("es", "Ayuda", "¿Hay heridos")]
)
def test_bare_help_asks_about_safety_first(world: World, language: Language, text: str, asked: str) -> None:
    [said] = world.drive(text, "ask_help", language=language)
    assert asked in said.text
    assert buttons(said) == ["safe:no", "safe:yes"]
    assert world.ticket() is None


@pytest.mark.parametrize(("answer", "intent"), [("safe:no", ""), ("yes", "affirm"), ("si", "affirm")])
def test_not_safe_is_an_emergency(world: World, answer: str, intent: str) -> None:
    world.drive("help", "ask_help")
    said = world.drive(answer, intent) if intent else world.press(answer)
    assert "call 911 NOW" in values(said)
    emergency(world)


@pytest.mark.parametrize("answer", ["yes", "si", "yeah"])
def test_a_yes_to_danger_is_heard_though_a_person_has_the_conversation(world: World, answer: str) -> None:
    world.drive("need a person", "ask_human")
    ticket = world.ticket()
    assert ticket is not None
    deeds.take(world.session, world.now, ticket.id, "U0DANA", COMPANY)
    world.drive("help", "ask_help")
    assert "call 911 NOW" in values(world.drive(answer, "affirm"))
    assert emergency(world).id == ticket.id


def test_resolving_a_ticket_leaves_the_question_about_danger_open(world: World) -> None:
    world.drive("need a person", "ask_human")
    ticket = world.ticket()
    assert ticket is not None
    world.drive("help", "ask_help")
    deeds.resolve(world.session, world.now, ticket.id, "U0DANA", COMPANY)
    assert "call 911 NOW" in values(world.drive("yes", "affirm"))
    assert emergency(world).id != ticket.id


@pytest.mark.parametrize(("answer", "intent"), [("safe:yes", ""), ("no", "deny")])
def test_safe_is_a_question_about_the_bot(world: World, answer: str, intent: str) -> None:
    world.drive("help", "ask_help")
    said = world.drive(answer, intent) if intent else world.press(answer)
    assert "I can help with" in values(said)
    assert world.ticket() is None


def test_asking_back_offers_the_emergency(world: World) -> None:
    [asked] = world.drive("the dog", "failed_attempt", action=Action.ASK_BACK, second="report_emergency")
    assert "intent:report_emergency" in buttons(asked)
    assert "call 911 NOW" in values(world.press("intent:report_emergency"))
    assert emergency(world).question == "the dog"


def test_where_it_happened_is_on_the_ticket(world: World) -> None:
    world.drive("crash", "report_emergency")
    ticket = emergency(world)
    assert ticket.stop_id == world.stop(1).id
    opened: datetime | None = tickets.last_event(world.session, ticket.id, "opened")
    assert opened == world.now
