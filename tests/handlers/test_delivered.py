"""A stop that is delivered discloses nothing any more, whatever is written, pressed, edited or answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_

from handlers.desk import deeds
from intents.reading import Reading
from storage import access_notes
from storage.message import InboundKind
from storage.models import NoteKind, StopState
from tests.handlers.test_never import PLENTY, READINGS, Press, data_of, told_to
from tests.handlers.world import COMPANY, World, buttons, deliver, read, values

DONE = (2, 7)
SECRETS = {
    NoteKind.CODE: "31415#",
    NoteKind.ENTRANCE: "hatch below the ramp",
    NoteKind.PARKING: "bay behind the mill",
    NoteKind.CONTACT: "caretaker 602 555 0888",
    NoteKind.RULE: "never ring twice here",
    NoteKind.OTHER: "beware of the goat",
}
ROUTE_NOTES = "lockbox 27182 left of the bell"
TEXTED = "16180#"
ASKING = any_.sampled_from(
    [
        "ask_gate_code",
        "ask_contact",
        "ask_access",
        "ask_leave_rule",
        "ask_proof_rule",
        "failed_attempt",
        "ask_next_stop",
        "ask_manifest",
        "report_arrived",
        "report_delivered",
    ]
)
QUESTIONS = any_.builds(
    lambda intent, number: read(f"what about {number}", intent, ("stop", str(number), str(number))),
    ASKING,
    any_.sampled_from(DONE),
)
STOP_PRESSES = any_.tuples(any_.just("stop"), any_.sampled_from([1, 6]), ASKING)
CODE_PRESSES = any_.tuples(any_.sampled_from(["worked", "failed"]), any_.integers(0, 8), any_.sampled_from([1, 6]))
EDITS = any_.tuples(any_.just("edit"), QUESTIONS)
TEXTS = any_.tuples(any_.just("customer"), any_.sampled_from(DONE))
Turn = Reading | Press | tuple[str, Reading] | tuple[str, int]
TURNS = any_.lists(QUESTIONS | READINGS | STOP_PRESSES | CODE_PRESSES | EDITS | TEXTS, min_size=1, max_size=4)


def hide_secrets(world: World, number: int) -> None:
    stop = world.stop(number)
    for kind, text in SECRETS.items():
        access_notes.add(world.session, stop.address_id, kind, text, "Dana Cole", "staff", world.now)
    stop.notes = ROUTE_NOTES


def take(world: World, turn: Turn) -> None:
    match turn:
        case Reading():
            world.turn(world.ana, turn, InboundKind.MESSAGE, text=turn.text)
        case ("edit", Reading() as reading):
            said = replace(reading, text=f"{reading.text}?")
            world.turn(world.ana, said, InboundKind.EDIT, text=said.text, message_id="m-edited")
        case ("customer", int(number)):
            customer = world.stop(number).customer
            assert customer is not None
            world.text(f"its {TEXTED}", "give_access_code", ("code", TEXTED, TEXTED), customer=customer)
        case str() | (str(), _, _):
            world.press(data_of(world, turn))


@settings(PLENTY, max_examples=50)
@given(turns=TURNS)
def test_nothing_of_a_delivered_stop_is_told(world: World, turns: list[Turn]) -> None:
    with world.session.begin_nested() as undone:
        for number in DONE:
            hide_secrets(world, number)
        deliver(world, *DONE)
        for turn in turns:
            take(world, turn)
        told = told_to(world)
        for secret in (*SECRETS.values(), ROUTE_NOTES, "27182", TEXTED, "#4471", "7788"):
            assert secret not in told
        for number in DONE:
            assert str(world.stop(number).phone) not in told
            assert world.stop(number).id not in {stop for _, stop, _ in world.disclosures()}
        undone.rollback()
    world.session.expire_all()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_secrets_are_told_as_long_as_it_is_open(world: World, language: str) -> None:
    """Else the test above would prove nothing."""
    hide_secrets(world, 3)
    number = ("stop", "3", "3")
    for intent in ("ask_gate_code", "ask_access", "ask_contact", "ask_leave_rule", "ask_next_stop"):
        world.drive("what about 3", intent, number)
    told = told_to(world)
    for secret in (*SECRETS.values(), ROUTE_NOTES):
        assert secret in told


def test_a_customers_code_that_arrives_after_the_delivery_reaches_nobody(world: World) -> None:
    world.drive("code 3", "ask_gate_code", ("stop", "3", "3"))
    waiting = world.ticket()
    assert waiting is not None
    deliver(world, 3)
    before = len(world.sent("telegram:1001"))
    customer = world.stop(3).customer
    assert customer is not None
    world.text("its 4321#", "give_access_code", ("code", "4321#", "4321#"), customer=customer)
    assert world.sent("telegram:1001")[before:] == []
    assert world.disclosures() == []
    assert world.ticket(customer) is not None


def test_a_code_that_the_desk_finds_after_the_delivery_is_kept_and_not_told(world: World) -> None:
    world.drive("code 3", "ask_gate_code", ("stop", "3", "3"))
    ticket = world.ticket()
    assert ticket is not None
    deliver(world, 3)
    before = len(world.sent("telegram:1001"))
    verdict = deeds.save_as_code(world.session, world.now, ticket.id, "U0DANA", COMPANY, "4321#", tell_driver=True)
    assert verdict.ok
    assert "delivered, so the driver was not told" in verdict.text
    assert world.sent("telegram:1001")[before:] == []
    note = access_notes.current_code(world.session, world.stop(3).address_id, world.now)
    assert note is not None
    assert note.text == "4321#"


@pytest.mark.parametrize("how", ["press", "write"])
def test_a_failure_told_after_the_delivery_is_noted_and_nobody_is_asked(world: World, how: str) -> None:
    [given] = world.drive("code 7", "ask_gate_code", ("stop", "7", "7"))
    note = access_notes.current_code(world.session, world.stop(7).address_id, world.now)
    assert note is not None
    deliver(world, 7)
    said = values(world.press(buttons(given)[1]) if how == "press" else world.drive("no it didnt work", "deny"))
    assert "won't give that code again" in said
    assert note.failed_at == world.now
    assert world.texted(world.stop(7)) == []
    assert world.ticket() is None


def test_the_details_of_a_delivered_stop_hold_no_notes(world: World) -> None:
    world.stop(7).notes = ROUTE_NOTES
    deliver(world, 7)
    [said] = world.drive("stop 7", "ask_next_stop", ("stop", "7", "7"))
    assert world.stop(7).state is StopState.DELIVERED
    assert "delivered" in said.text
    assert "Code" not in said.text
    assert ROUTE_NOTES not in said.text
