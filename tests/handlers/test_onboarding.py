"""Coming in: an invitation serves once and expires; a stranger sees nothing else."""

from __future__ import annotations

import pytest

from handlers.desk import deeds
from handlers.onboarding import hash_of, new_invite
from storage import outbox, people, tickets
from storage.message import Channel, Outbound
from storage.models import Driver, Outbox, OutboxState, TicketState
from tests.handlers.world import COMPANY, World, values


@pytest.fixture
def invited(world: World) -> Driver:
    return people.add_driver(world.session, "Rosa Diaz", "phx")


@pytest.mark.parametrize(
    ("language", "expected", "speaks"),
    [("en", "Welcome, Rosa!", "en"), ("es-MX", "¡Te damos la bienvenida, Rosa!", "es")],
)
def test_an_invitation_links_and_greets(
    world: World, invited: Driver, language: str, expected: str, speaks: str
) -> None:
    code = new_invite(world.session, invited, world.now)
    assert invited.invite_hash == hash_of(code) != code
    assert expected in values(world.stranger(f"/start {code}", language=language))
    assert (invited.telegram_chat, invited.language) == ("9009", speaks)
    assert people.driver_by_chat(world.session, "9009") is invited


def test_it_serves_once(world: World, invited: Driver) -> None:
    code = new_invite(world.session, invited, world.now)
    world.stranger(f"/start {code}")
    assert "doesn't work any more" in values(world.stranger(f"/start {code}", chat="9010"))
    assert invited.telegram_chat == "9009"


def test_it_expires(world: World, invited: Driver) -> None:
    code = new_invite(world.session, invited, world.now)
    world.later(days=7)
    assert "doesn't work any more" in values(world.stranger(f"/start {code}"))
    assert invited.telegram_chat is None


def test_a_new_one_replaces_the_old(world: World, invited: Driver) -> None:
    old = new_invite(world.session, invited, world.now)
    new = new_invite(world.session, invited, world.now)
    world.stranger(f"/start {old}")
    assert invited.telegram_chat is None
    world.stranger(f"/start {new}")
    assert invited.telegram_chat == "9009"


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "ask your dispatcher"), ("es", "pídele a tu despachador")]
)
def test_a_stranger_is_told_how_once_an_hour(world: World, language: str, expected: str) -> None:
    said = values(world.stranger("gate code for 2?", language=language))
    assert expected in said
    assert "4471" not in said
    assert world.stranger("hello?", language=language) == []
    world.later(minutes=59)
    assert world.stranger("/start", language=language) == []
    world.later(minutes=2)
    assert expected in values(world.stranger("hello?", language=language))


def test_guessing_is_answered_once_an_hour_too(world: World) -> None:
    world.stranger("hi")
    assert "doesn't work any more" in values(world.stranger("/start abc"))
    assert world.stranger("/start abcd") == []
    assert world.stranger("hi") == []


def test_a_group_cannot_be_linked(world: World, invited: Driver) -> None:
    code = new_invite(world.session, invited, world.now)
    assert "private chat" in values(world.stranger(f"/start {code}", chat="-5005"))
    assert invited.telegram_chat is None


def test_a_chat_goes_to_whoever_is_invited_last(world: World, invited: Driver) -> None:
    world.luis.active = False
    world.session.flush()
    code = new_invite(world.session, invited, world.now)
    world.stranger(f"/start {code}", chat="1002")
    assert invited.telegram_chat == "1002"
    assert world.luis.telegram_chat is None


def test_a_driver_who_is_in_uses_an_own_invitation_up(world: World) -> None:
    code = new_invite(world.session, world.ana, world.now)
    assert "Hi Ana" in values(world.drive(f"/start {code}", "greet"))
    assert world.ana.invite_hash is None


def test_a_driver_with_a_new_chat_takes_the_open_question_along(world: World) -> None:
    world.drive("need a person", "ask_human")
    ticket = world.ticket()
    assert ticket is not None
    world.stranger(f"/start {new_invite(world.session, world.ana, world.now)}", chat="9009")
    assert ticket.conversation == "telegram:9009"
    assert "another chat" in world.thread(ticket)[-1].text
    assert world.sent("telegram:1001") == []
    assert all(message.destination == "9009" for message in world.sent("telegram:9009"))
    assert deeds.reply(world.session, world.now, ticket, world.dana, COMPANY, "side gate").ok
    assert world.sent("telegram:9009")[-1].text == "Dana: side gate"


def test_of_several_open_questions_the_latest_goes_on(world: World) -> None:
    world.drive("need a person", "ask_human")
    first = world.ticket()
    assert first is not None
    first.conversation = "telegram:0999"
    world.drive("still need a person", "ask_human")
    second = world.ticket()
    assert second is not None
    world.stranger(f"/start {new_invite(world.session, world.ana, world.now)}", chat="9009")
    assert (first.state, second.state) == (TicketState.RESOLVED, TicketState.OPEN)
    assert tickets.unresolved(world.session, "telegram:9009") is second


def test_who_gets_a_chat_gets_nothing_that_was_meant_for_its_last_driver(world: World, invited: Driver) -> None:
    world.drive("need a person", "ask_human", driver=world.luis)
    ticket = world.ticket(world.luis)
    assert ticket is not None
    world.luis.active = False
    late = outbox.put(
        world.session, Outbound(Channel.TELEGRAM, "1002", "4471#"), world.now, conversation="telegram:1002"
    )
    world.session.flush()
    world.stranger(f"/start {new_invite(world.session, invited, world.now)}", chat="1002")
    assert ticket.state is TicketState.RESOLVED
    assert "Nothing more reaches Luis Mora" in world.thread(ticket)[-1].text
    assert world.session.get_one(Outbox, late).state is OutboxState.DROPPED
    waiting = [row for row in outbox.due(world.session, world.now, 50) if row.destination == "1002"]
    assert ["Welcome" in row.payload["text"] for row in waiting] == [True]
