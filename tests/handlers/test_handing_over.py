"""What only a person can see or mend: photos beside a question, and a driver whom nothing reaches any more."""

from __future__ import annotations

import pytest

from handlers import handing_over
from storage.message import Channel, File
from storage.models import Urgency
from tests.handlers.world import COMPANY, World, deliver, values

PHOTO = File(Channel.TELEGRAM, "ph1", "photo.jpg", "photo", "image/jpeg")


@pytest.mark.parametrize(
    ("caption", "intent"), [("number for here", "ask_contact"), ("whats next", "ask_next_stop")]
)
def test_a_photo_beside_a_question_that_the_bot_answers_reaches_the_desk(
    world: World, caption: str, intent: str
) -> None:
    said = world.drive(caption, intent, files=[PHOTO])
    assert "passed that on to the desk" in said[-1].text
    assert len(said) == 2
    ticket = world.ticket()
    assert ticket is not None
    assert ticket.question == caption
    assert [post.files for post in world.thread(ticket)] == [(PHOTO,)]


def test_with_an_open_ticket_it_goes_to_its_thread(world: World) -> None:
    world.drive("need a person", "ask_human")
    world.drive("whats next", "ask_next_stop", files=[PHOTO])
    ticket = world.ticket()
    assert ticket is not None
    assert (world.thread(ticket)[-1].text, world.thread(ticket)[-1].files) == ("whats next", (PHOTO,))


@pytest.mark.parametrize("intent", ["report_damage", "ask_human", "out_of_scope", "report_emergency"])
def test_what_becomes_a_ticket_shows_it_once(world: World, intent: str) -> None:
    world.drive("look at this", intent, files=[PHOTO])
    ticket = world.ticket()
    assert ticket is not None
    assert [post.files for post in world.thread(ticket)] == [(PHOTO,)]


def test_a_driver_on_duty_who_blocks_the_bot_is_called(world: World) -> None:
    ticket = handing_over.blocked(world.session, world.now, world.ana, COMPANY.desk)
    assert ticket is not None
    assert (ticket.intent, ticket.urgency, ticket.driver) == ("undeliverable", Urgency.AT_THE_DOOR, world.ana)
    assert "Ana Ruiz has blocked the bot: call" in ticket.question


def test_an_open_ticket_is_told(world: World) -> None:
    world.drive("need a person", "ask_human")
    deliver(world, *range(1, 13))
    assert handing_over.blocked(world.session, world.now, world.ana, COMPANY.desk) is world.ticket()
    ticket = world.ticket()
    assert ticket is not None
    assert "blocked the bot" in values(world.thread(ticket))


@pytest.mark.parametrize("why", ["done", "no route"])
def test_who_is_off_duty_may_block_it(world: World, why: str) -> None:
    if why == "done":
        deliver(world, *range(1, 13))
    else:
        world.later(days=1)
    assert handing_over.blocked(world.session, world.now, world.ana, COMPANY.desk) is None
    assert world.ticket() is None
