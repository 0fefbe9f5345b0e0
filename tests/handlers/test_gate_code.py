"""Codes: given with age and source, taken back when they fail, looked for when there is none."""

from __future__ import annotations

import pytest

from handlers.desk import deeds
from intents.reading import Action, Language
from storage import access_notes
from storage.models import AccessNote, NoteKind, StopState, TicketState, Urgency
from tests.handlers.world import COMPANY, World, buttons, conversation_of, deliver, values

ASK = "ask_gate_code"
STOP_2 = ("stop", "2", "2")
STOP_3 = ("stop", "3", "3")


def note_of(world: World, number: int) -> AccessNote:
    note = access_notes.current_code(world.session, world.stop(number).address_id, world.now)
    assert note is not None
    return note


@pytest.mark.parametrize(
    ("language", "question", "phrases"),
    [
        ("en", "gate code for 2?", ("Stop 2, 102 Birch Rd", "#4471", "Worked on Friday", "from the customer")),
        (
            "es",
            "el codigo de la 2",
            ("Parada 2, 102 Birch Rd", "#4471", "Funcionó el viernes", "lo dio el cliente"),
        ),
    ],
)
def test_a_known_code_is_given_with_age_and_source(
    world: World, language: Language, question: str, phrases: tuple[str, ...]
) -> None:
    [given] = world.drive(question, ASK, STOP_2, language=language)
    for phrase in phrases:
        assert phrase in given.text
    note = note_of(world, 2)
    assert buttons(given) == [f"worked:{note.id}:{world.stop(2).id}", f"failed:{note.id}:{world.stop(2).id}"]
    assert world.disclosures() == [(world.ana.id, world.stop(2).id, "code")]
    assert world.ticket() is None


def test_a_code_that_nobody_tried_says_so(world: World) -> None:
    [given] = world.drive("code 7", ASK, ("stop", "7", "7"))
    assert "7788" in given.text
    assert "Not tried yet, from the customer on Nov 10" in given.text


@pytest.mark.parametrize("data", ["press", "it worked", "yes it opened", "si abrio"])
def test_worked_is_remembered(world: World, data: str) -> None:
    [given] = world.drive("code 7", ASK, ("stop", "7", "7"))
    note = note_of(world, 7)
    said = world.press(buttons(given)[0]) if data == "press" else world.drive(data, "affirm")
    assert note.worked_at == world.now
    assert "stop 7" in values(said)
    [again] = world.drive("code 7", ASK, ("stop", "7", "7"))
    assert "Worked today" in again.text


@pytest.mark.parametrize("data", ["press", "no", "it didn't work", "no sirve", "el codigo no abre"])
def test_a_failed_code_is_never_offered_again(world: World, data: str) -> None:
    [given] = world.drive("code 7", ASK, ("stop", "7", "7"))
    note = note_of(world, 7)
    said = world.press(buttons(given)[1]) if data == "press" else world.drive(data, "failed_attempt")
    assert note.failed_at == world.now
    assert "customer has been texted" in values(said)
    ticket = world.ticket()
    assert ticket is not None
    assert (ticket.urgency, ticket.stop_id) == (Urgency.AT_THE_DOOR, world.stop(7).id)
    [texted] = world.texted(world.stop(7))
    assert "did not open" in texted.text
    assert "7788" not in values(world.drive("code 7", ASK, ("stop", "7", "7")))


def test_a_complaint_about_a_told_code_takes_it_back_even_later(world: World) -> None:
    world.drive("code 7", ASK, ("stop", "7", "7"))
    world.later(minutes=45)
    said = world.drive("the code for 7 doesnt work", ASK, ("stop", "7", "7"))
    assert "won't give that code again" in values(said)


@pytest.mark.parametrize(
    ("language", "text"), [("en", "that gate code dont work bro"), ("es", "ese codigo no sirve compa")]
)
def test_whatever_a_complaint_is_read_as(world: World, language: Language, text: str) -> None:
    world.drive("code 7", ASK, ("stop", "7", "7"), language=language)
    world.drive("whats next", "ask_next_stop", language=language)
    world.drive(text, "report_device", action=Action.CONFIRM, language=language)
    assert access_notes.current_code(world.session, world.stop(7).address_id, world.now) is None
    ticket = world.ticket()
    assert ticket is not None
    assert ticket.stop_id == world.stop(7).id


def test_a_code_that_worked_is_not_taken_back_by_a_later_complaint(world: World) -> None:
    world.drive("code 7", ASK, ("stop", "7", "7"))
    world.drive("it worked", "affirm")
    world.later(minutes=5)
    world.drive("code doesnt work", "report_device", action=Action.CONFIRM)
    assert note_of(world, 7).failed_at is None


def test_a_code_learnt_elsewhere_is_taken_back_too(world: World) -> None:
    world.drive("gate 7788 dont work at 7", "failed_attempt", ("code", "7788", "7788"), ("stop", "7", "7"))
    assert access_notes.current_code(world.session, world.stop(7).address_id, world.now) is None
    assert len(world.texted(world.stop(7))) == 1


def test_needing_a_code_elsewhere_takes_nothing_back(world: World) -> None:
    world.drive("code 7", ASK, ("stop", "7", "7"))
    world.drive("hi", "greet")
    world.later(minutes=31)
    world.drive("gate wont open whats the code", ASK)
    assert note_of(world, 7).failed_at is None


def test_a_complaint_about_another_code_takes_nothing_back(world: World) -> None:
    world.drive("code 7", ASK, ("stop", "7", "7"))
    said = world.drive("the gate code 1111 for 7 doesnt work", ASK, ("code", "1111", "1111"), ("stop", "7", "7"))
    assert "7788" in values(said)
    assert note_of(world, 7).failed_at is None


def test_a_broken_scanner_is_no_code(world: World) -> None:
    world.drive("code 7", ASK, ("stop", "7", "7"))
    world.drive("scanner not working", "report_device")
    assert note_of(world, 7).failed_at is None


def test_failing_twice_is_one_ticket(world: World) -> None:
    [given] = world.drive("code 7", ASK, ("stop", "7", "7"))
    world.press(buttons(given)[1])
    [said] = world.press(buttons(given)[1])
    assert "desk is on it" in said.text
    assert len(world.texted(world.stop(7))) == 1


@pytest.mark.parametrize(
    ("language", "told", "texted"),
    [
        ("en", ("Stop 3", "The desk is on it now", "customer has been texted"), "Reply with the code"),
        ("es", ("Parada 3", "La oficina ya lo", "al cliente ya se le mandó"), "Responda con la clave"),
    ],
)
def test_no_code_sets_desk_and_customer_on_it(
    world: World, language: Language, told: tuple[str, ...], texted: str
) -> None:
    customer = world.stop(3).customer
    assert customer is not None
    customer.language = language
    [said] = world.drive("code 3", ASK, STOP_3, language=language)
    for phrase in told:
        assert phrase in said.text
    ticket = world.ticket()
    assert ticket is not None
    assert (ticket.intent, ticket.question) == (ASK, "code 3")
    assert ticket.urgency is Urgency.AT_THE_DOOR
    assert ticket.asked_customer_at == world.now
    [text] = world.texted(world.stop(3))
    assert "103 Cedar Ln" in text.text
    assert texted in text.text


def test_the_customer_is_not_texted_twice_within_half_an_hour(world: World) -> None:
    world.drive("code 3", ASK, STOP_3)
    world.later(minutes=29)
    said = world.drive("code for 3??", ASK, STOP_3)
    assert "customer has been texted" in values(said)
    assert len(world.texted(world.stop(3))) == 1
    world.later(minutes=31)
    world.drive("code for 3??", ASK, STOP_3)
    assert len(world.texted(world.stop(3))) == 2


@pytest.mark.parametrize("why", ["opted out", "dead", "no phone", "too early", "too late"])
def test_nobody_is_texted_who_must_not_be(world: World, why: str) -> None:
    stop = world.stop(3)
    customer = stop.customer
    assert customer is not None
    match why:
        case "opted out":
            customer.opted_out_at = world.now
        case "dead":
            customer.dead_at = world.now
        case "no phone":
            stop.customer, stop.phone = None, None
        case "too early":
            world.later(hours=-2, minutes=-1)
        case "too late":
            world.later(hours=10)
    world.session.flush()
    said = world.drive("code 3", ASK, STOP_3)
    assert "The desk is on it now." in values(said)
    assert "texted" not in values(said)
    assert world.sent(conversation_of(customer)) == []
    ticket = world.ticket()
    assert ticket is not None
    assert ticket.asked_customer_at is None


def test_a_number_of_the_stop_alone_is_enough_to_ask(world: World) -> None:
    world.stop(3).customer = None
    world.session.flush()
    world.drive("code 3", ASK, STOP_3)
    assert len(world.texted(world.stop(3))) == 1


def test_a_delivered_stop_keeps_its_code(world: World) -> None:
    deliver(world, 2)
    said = world.drive("code 2", ASK, STOP_2)
    assert "#4471" not in values(said)
    assert "marked delivered" in values(said)
    assert world.disclosures() == []


@pytest.mark.parametrize("action", [Action.CONFIRM, Action.ASK_BACK, Action.HUMAN])
def test_a_doubtful_reading_discloses_nothing(world: World, action: Action) -> None:
    said = world.drive("2 the thing", ASK, STOP_2, action=action, second="ask_access")
    assert "#4471" not in values(said)
    assert world.disclosures() == []


def test_who_says_what_was_meant_gets_the_code_of_the_stop_that_was_named(world: World) -> None:
    [asked] = world.drive("2 the thing", ASK, STOP_2, action=Action.ASK_BACK, second="ask_access")
    assert buttons(asked) == ["intent:ask_gate_code", "intent:ask_access", "intent:out_of_scope"]
    assert "#4471" in values(world.press("intent:ask_gate_code"))
    assert "no longer works" in values(world.press("intent:ask_gate_code"))


def test_typing_what_was_meant_keeps_the_stop(world: World) -> None:
    world.drive("2 the thing", ASK, STOP_2, action=Action.ASK_BACK, second="ask_access")
    assert "Stop 2, 102 Birch Rd: #4471" in values(world.drive("the code", ASK))


def test_a_person_who_has_it_is_named(world: World) -> None:
    [given] = world.drive("code 7", ASK, ("stop", "7", "7"))
    world.drive("i need a person", "ask_human")
    ticket = world.ticket()
    assert ticket is not None
    assert deeds.take(world.session, world.now, ticket.id, "U0DANA", COMPANY).ok
    assert "Dana at the desk is on it" in values(world.press(buttons(given)[1]))
    assert ticket.state is TicketState.TAKEN
    assert world.stop(7).state is StopState.OPEN


def test_a_code_that_works_after_all_is_in_use_again(world: World) -> None:
    [given] = world.drive("code 7", ASK, ("stop", "7", "7"))
    worked, failed = buttons(given)
    world.press(failed)
    world.press(worked)
    assert note_of(world, 7).text == "7788"
    ticket = world.ticket()
    assert ticket is not None
    assert "got in at stop 7" in world.thread(ticket)[-1].text
    assert "7788" in values(world.drive("code 7", ASK, ("stop", "7", "7")))


def learn_the_way_in(world: World, text: str) -> AccessNote:
    place = world.stop(3).address_id
    return access_notes.add(world.session, place, NoteKind.ENTRANCE, text, "Dana Cole", "staff", world.now)


def test_a_delivered_stop_keeps_its_way_in(world: World) -> None:
    learn_the_way_in(world, "#8899 at the side gate")
    deliver(world, 3)
    said = world.drive("how do i get in at 3", "ask_access", STOP_3)
    assert "marked delivered" in values(said)
    assert "8899" not in values(said)


@pytest.mark.parametrize(("text", "told"), [("gate code #8899 at the side", 1), ("blue door on the left", 0)])
def test_a_way_in_that_holds_a_code_is_written_down_as_told(world: World, text: str, told: int) -> None:
    note = learn_the_way_in(world, text)
    assert text in values(world.drive("how do i get in at 3", "ask_access", STOP_3))
    assert len(world.disclosures()) == told
    was_told = access_notes.was_disclosed(world.session, world.ana.id, world.stop(3).id, note.id)
    assert was_told is bool(told)
