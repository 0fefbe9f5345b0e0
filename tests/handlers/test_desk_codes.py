"""Codes that the desk finds: kept for the stop that is meant, told only if they never failed."""

from __future__ import annotations

import pytest

from handlers.desk import deeds, found_codes
from handlers.desk.deeds import Learnt, Verdict
from storage import access_notes, people, tickets
from storage.message import Channel
from storage.models import Disclosure, NoteKind, Role, Ticket
from tests.handlers.world import COMPANY, World, conversation_of, values

ASK = "ask_gate_code"
CODE = ("code", "4321#", "4321#")


def wants(world: World, *numbers: int) -> Ticket:
    """Ana waits for the codes of these stops."""
    for number in numbers:
        world.drive(f"code {number}", ASK, ("stop", str(number), str(number)))
    ticket = world.ticket()
    assert ticket is not None
    return ticket


def code_of(world: World, number: int) -> str | None:
    note = access_notes.current_code(world.session, world.stop(number).address_id, world.now)
    return note.text if note is not None else None


def replies(world: World, ticket: Ticket, text: str) -> str:
    return found_codes.keep_given_code(world.session, world.now, ticket, world.dana, text)


def saves(world: World, ticket: Ticket, code: str, user: str = "U0DANA", *, tell: bool = True) -> Verdict:
    return deeds.save_as_code(world.session, world.now, ticket.id, user, COMPANY, code, tell)


@pytest.mark.parametrize(
    ("wanted", "text", "kept"),
    [
        ((3,), "try 4321#", {3: "4321#"}),
        ((3,), "the code for stop 3 is 4321#", {3: "4321#"}),
        ((3, 4), "try 4321#", {}),
        ((3, 4), "the code for stop 3 is 4321#", {3: "4321#"}),
        ((3, 4), "the code for stop 3 and stop 4 is 4321#", {}),
        ((3,), "the code for stop 5 is 4321#", {}),
        ((3,), "try 4321# or 9876#", {}),
    ],
)
def test_a_code_is_kept_only_where_it_is_plain_whose_it_is(
    world: World, wanted: tuple[int, ...], text: str, kept: dict[int, str]
) -> None:
    said = replies(world, wants(world, *wanted), text)
    assert {number: code for number in (1, 3, 4, 5) if (code := code_of(world, number))} == kept
    assert bool(said) is bool(kept)


def test_once_one_has_its_code_the_next_one_is_meant(world: World) -> None:
    ticket = wants(world, 3, 4)
    replies(world, ticket, "stop 3 is 4321#")
    replies(world, ticket, "the other code is 8765#")
    assert (code_of(world, 3), code_of(world, 4)) == ("4321#", "8765#")


def test_saving_is_for_the_stop_wanted_last_and_then_for_the_tickets(world: World) -> None:
    world.drive("the scanner is dead", "report_device", ("stop", "1", "the"))
    ticket = wants(world, 3)
    assert saves(world, ticket, "4321#") == Verdict(True, "Saved for stop 3.")
    assert "Stop 3: the code is 4321#" in values(world.sent("telegram:1001"))
    assert saves(world, ticket, "1122").text == "Saved for stop 1."
    assert (code_of(world, 1), code_of(world, 3)) == ("1122", "4321#")


def test_what_the_desk_told_is_condemned_when_it_fails(world: World) -> None:
    world.drive("code 7", ASK, ("stop", "7", "7"))
    replies(world, wants(world, 3), "try 4321#")
    [told] = [row for row in world.session.query(Disclosure) if row.stop_id == world.stop(3).id]
    assert told.note_id is not None
    world.drive("the code doesnt work", ASK)
    assert (code_of(world, 3), code_of(world, 7)) == (None, "7788")


def test_a_code_saved_without_telling_does_not_keep_the_customers_back(world: World) -> None:
    ticket = wants(world, 3)
    customer = world.stop(3).customer
    assert customer is not None
    assert saves(world, ticket, "8765#", tell=False).ok
    assert not [event for event in tickets.events_of(world.session, ticket.id) if event.kind == found_codes.GIVEN]
    world.text("4321#", "give_access_code", CODE, customer=customer)
    assert "4321#" in values(world.sent("telegram:1001"))


def test_who_may_not_reply_changes_nothing_by_saving(world: World) -> None:
    ticket = wants(world, 3)
    people.add_staff(world.session, "U0MARCUS", "Marcus Webb", Role.VA, "phx")
    deeds.take(world.session, world.now, ticket.id, "U0MARCUS", COMPANY)
    before = len(world.sent("telegram:1001"))
    verdict = saves(world, ticket, "4321#")
    assert "Marcus has this ticket" in verdict.text
    assert code_of(world, 3) is None
    assert world.disclosures() == []
    assert len(world.sent("telegram:1001")) == before


def resolves(world: World, ticket: Ticket, learnt: Learnt | None = None, by: str = "U0DANA") -> Verdict:
    return deeds.resolve(world.session, world.now, ticket.id, by, COMPANY, learnt=learnt)


def test_a_driver_who_waits_is_told_the_code_that_resolves_the_ticket(world: World) -> None:
    ticket = wants(world, 3)
    assert resolves(world, ticket, Learnt(NoteKind.CODE, "4321#")) == Verdict(True)
    assert "4321#" in world.sent("telegram:1001")[-1].text
    assert [what for _, _, what in world.disclosures()] == ["code"]
    assert ticket.first_in_time is True


def test_who_has_been_answered_is_not_told_again(world: World) -> None:
    ticket = wants(world, 3)
    deeds.take(world.session, world.now, ticket.id, "U0DANA", COMPANY)
    dana = people.staff_by_slack(world.session, "U0DANA")
    assert dana is not None
    deeds.reply(world.session, world.now, ticket, dana, COMPANY, "the neighbour lets you in")
    before = len(world.sent("telegram:1001"))
    assert resolves(world, ticket, Learnt(NoteKind.CODE, "4321#")) == Verdict(True)
    assert len(world.sent("telegram:1001")) == before
    assert code_of(world, 3) == "4321#"


def test_who_resolves_without_an_answer_hears_that_nobody_gave_one(world: World) -> None:
    ticket = wants(world, 3)
    people.add_staff(world.session, "U0MARCUS", "Marcus Webb", Role.VA, "phx")
    deeds.take(world.session, world.now, ticket.id, "U0DANA", COMPANY)
    before = len(world.sent("telegram:1001"))
    verdict = resolves(world, ticket, Learnt(NoteKind.CODE, "4321#"), by="U0MARCUS")
    assert verdict.ok
    assert "Nobody has answered Ana Ruiz" in verdict.text
    assert len(world.sent("telegram:1001")) == before, "Dana has the ticket: Marcus answers nobody"
    assert code_of(world, 3) == "4321#"


def fail(world: World) -> Ticket:
    """The code 4321# of stop 3 was tried and failed."""
    ticket = wants(world, 3)
    saves(world, ticket, "#4321")
    deeds.resolve(world.session, world.now, ticket.id, "U0DANA", COMPANY)
    world.drive("the code for 3 doesnt work", ASK, ("stop", "3", "3"))
    assert code_of(world, 3) is None
    opened = world.ticket()
    assert opened is not None
    return opened


@pytest.mark.parametrize("written", ["4321#", "#4321", "4321", "43-21 #"])
def test_a_failed_code_is_refused_however_it_is_written(world: World, written: str) -> None:
    ticket = fail(world)
    before = len(world.sent("telegram:1001"))
    assert "has failed at stop 3 before" in saves(world, ticket, written).text
    learnt = Learnt(NoteKind.CODE, written)
    refused = deeds.resolve(world.session, world.now, ticket.id, "U0DANA", COMPANY, learnt=learnt)
    assert "has failed at stop 3 before" in refused.text
    assert code_of(world, 3) is None
    assert len(world.sent("telegram:1001")) == before


def test_a_reply_with_a_failed_code_is_not_kept_and_the_thread_says_so(world: World) -> None:
    assert "has failed at stop 3 before" in replies(world, fail(world), "try 4321#")
    assert code_of(world, 3) is None


def test_a_customers_failed_code_is_told_to_the_desk_only(world: World) -> None:
    ticket = fail(world)
    customer = world.stop(3).customer
    assert customer is not None
    before = len(world.sent("telegram:1001"))
    world.text("4321#", "give_access_code", CODE, customer=customer)
    assert len(world.sent("telegram:1001")) == before
    assert "failed at stop 3 before" in world.thread(ticket)[-1].text
    opened = world.ticket(customer)
    assert opened is not None
    assert "has failed at stop 3 before" in world.thread(opened)[-1].text


def test_beside_a_failed_code_another_one_is_taken(world: World) -> None:
    fail(world)
    customer = world.stop(3).customer
    assert customer is not None
    before = len(world.sent("telegram:1001"))
    text = "not 4321# but 8765#"
    world.text(text, "give_access_code", CODE, ("code", "8765#", "8765#"), customer=customer)
    told = values(world.sent("telegram:1001")[before:])
    assert "8765#" in told
    assert "4321" not in told


def test_a_customer_asked_for_one_address_gives_no_code_for_another(world: World) -> None:
    customer = world.stop(3).customer
    assert customer is not None
    world.stop(4).customer = customer
    wants(world, 3)
    world.stop(3).state = world.stop(3).state.DELIVERED
    world.session.flush()
    world.text("4321#", "give_access_code", CODE, customer=customer)
    assert (code_of(world, 3), code_of(world, 4)) == (None, None)
    assert conversation_of(customer).startswith(Channel.SMS)
    assert world.ticket(customer) is not None
