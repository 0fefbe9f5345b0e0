"""While a person has the conversation the bot keeps out; what comes without words; edits."""

from __future__ import annotations

import pytest

from handlers.desk import deeds
from storage.message import Channel, File, InboundKind, Location
from storage.models import Ticket
from tests.handlers.world import COMPANY, World, buttons, values

PHOTO = File(Channel.TELEGRAM, "file-1", "photo.jpg", "photo")
STOP_2 = ("stop", "2", "2")


@pytest.fixture
def owned(world: World) -> Ticket:
    world.drive("need a person", "ask_human")
    ticket = world.ticket()
    assert ticket is not None
    deeds.take(world.session, world.now, ticket.id, "U0DANA", COMPANY)
    return ticket


def test_words_and_files_go_to_the_thread(world: World, owned: Ticket) -> None:
    for text, intent in (("code for 2", "ask_gate_code"), ("/next", "ask_next_stop"), ("thanks", "thanks")):
        assert world.drive(text, intent, *([STOP_2] if "2" in text else [])) == []
        assert world.thread(owned)[-1].text == text
    assert world.show(files=[PHOTO]) == []
    assert world.thread(owned)[-1].files == (PHOTO,)
    assert world.show(location=Location(1, 2)) == []
    assert world.thread(owned)[-1].location == Location(1, 2)
    assert world.disclosures() == []


def test_edits_go_to_the_thread(world: World, owned: Ticket) -> None:
    assert world.drive("code for 2", "ask_gate_code", STOP_2, kind=InboundKind.EDIT) == []
    assert world.thread(owned)[-1].text == "edited: code for 2"


def test_buttons_of_the_bots_own_question_work(world: World) -> None:
    [given] = world.drive("code 2", "ask_gate_code", STOP_2)
    world.drive("need a person", "ask_human")
    ticket = world.ticket()
    assert ticket is not None
    deeds.take(world.session, world.now, ticket.id, "U0DANA", COMPANY)
    assert "works for stop 2" in values(world.press(buttons(given)[0]))


def test_resolving_hands_it_back(world: World, owned: Ticket) -> None:
    deeds.resolve(world.session, world.now, owned.id, "U0DANA", COMPANY)
    assert "#4471" in values(world.drive("code for 2", "ask_gate_code", STOP_2))


def test_a_photo_without_words_is_a_ticket(world: World) -> None:
    assert "A person will answer" in values(world.show(files=[PHOTO]))
    ticket = world.ticket()
    assert ticket is not None
    assert ticket.question == "(photo)"
    assert world.thread(ticket)[-1].files == (PHOTO,)
    assert "passed that on" in values(world.show(files=[PHOTO]))


def test_a_location_that_nobody_asked_for(world: World) -> None:
    assert "nothing that needs it" in values(world.show(location=Location(1, 2)))
    assert world.ticket() is None


def test_an_edit_after_the_answer_changes_nothing(world: World) -> None:
    world.drive("code for 7", "ask_gate_code", ("stop", "7", "7"), message_id="first")
    said = world.drive("code for 2", "ask_gate_code", STOP_2, kind=InboundKind.EDIT, message_id="first")
    assert "before you changed that message" in values(said)
    assert len(world.disclosures()) == 1


def test_an_emergency_edited_in_is_one(world: World) -> None:
    world.drive("hello", "greet", message_id="first")
    said = world.drive("hello crash", "report_emergency", kind=InboundKind.EDIT, message_id="first")
    assert "911" in values(said)


def test_an_edit_before_any_answer_is_read_anew(world: World, owned: Ticket) -> None:
    world.drive("code for 7", "ask_gate_code", ("stop", "7", "7"), message_id="first")
    deeds.resolve(world.session, world.now, owned.id, "U0DANA", COMPANY)
    said = world.drive("code for 2", "ask_gate_code", STOP_2, kind=InboundKind.EDIT, message_id="first")
    assert "#4471" in values(said)


def test_an_edit_of_something_forgotten_is_not_read_anew(world: World) -> None:
    said = world.drive("code for 2", "ask_gate_code", STOP_2, kind=InboundKind.EDIT, message_id="long-ago")
    assert "before you changed that message" in values(said)
    assert world.disclosures() == []
