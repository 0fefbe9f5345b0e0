"""Customers: consent first, codes to the driver who waits, everything else to the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.desk import card_content, deeds
from handlers.desk.card_content import CardView
from intents.reading import Action, Language
from storage import access_notes, people, transcript
from storage.models import Customer, Ticket, TicketState, Urgency
from tests.handlers.world import COMPANY, World, buttons, conversation_of, values

CODE = ("code", "4321#", "4321#")
STOP_3 = ("stop", "3", "3")


@pytest.fixture
def customer(world: World) -> Customer:
    found = world.stop(3).customer
    assert found is not None
    return found


@pytest.fixture
def waiting(world: World) -> Ticket:
    """Ana waits at the gate of stop 3."""
    world.drive("code 3", "ask_gate_code", STOP_3)
    ticket = world.ticket()
    assert ticket is not None
    return ticket


def to_ana(world: World, before: int) -> str:
    return values(world.sent("telegram:1001")[before:])


def known_code(world: World) -> str | None:
    note = access_notes.current_code(world.session, world.stop(3).address_id, world.now)
    return note.text if note else None


@pytest.mark.parametrize(
    ("language", "intent", "thanks", "told"),
    [
        ("en", "give_access_code", "thank you", "the customer just texted the code: 4321#"),
        ("es", "out_of_scope", "gracias", "el cliente acaba de mandar el código: 4321#"),
    ],
)
def test_the_code_reaches_the_waiting_driver(
    world: World, customer: Customer, waiting: Ticket, language: Language, intent: str, thanks: str, told: str
) -> None:
    transcript.conversation(world.session, conversation_of(customer), "en").language = language
    world.drive("gracias" if language == "es" else "thanks", "thanks", language=language)
    before = len(world.sent("telegram:1001"))
    [answered] = world.text("4321#", intent, CODE, customer=customer, language=language)
    assert thanks in answered.text
    [given] = world.sent("telegram:1001")[before:]
    assert told in given.text
    note = access_notes.current_code(world.session, world.stop(3).address_id, world.now)
    assert note is not None
    assert (note.text, note.author, note.source) == ("4321#", "customer", "customer")
    assert buttons(given) == [f"worked:{note.id}:{world.stop(3).id}", f"failed:{note.id}:{world.stop(3).id}"]
    assert world.disclosures() == [(world.ana.id, world.stop(3).id, "code")]
    assert waiting.state is TicketState.RESOLVED
    assert "the driver has it" in world.thread(waiting)[-1].text
    assert "4321" not in values(world.thread(waiting))
    assert "works for stop 3" in values(world.drive("it worked", "affirm"))


def test_what_stands_beside_the_code_comes_along(world: World, customer: Customer, waiting: Ticket) -> None:
    text = "its 4321# then turn left"
    before = len(world.sent("telegram:1001"))
    world.text(text, "give_access_code", CODE, customer=customer)
    assert text in to_ana(world, before)
    assert waiting.state is TicketState.RESOLVED


def test_the_bot_sends_it_though_a_person_has_it_but_has_not_answered(
    world: World, customer: Customer, waiting: Ticket
) -> None:
    deeds.take(world.session, world.now, waiting.id, "U0DANA", COMPANY)
    before = len(world.sent("telegram:1001"))
    world.text("4321#", "give_access_code", CODE, customer=customer)
    assert "4321#" in to_ana(world, before)
    assert waiting.state is TicketState.RESOLVED


def test_whoever_answers_first_closes_the_other(world: World, customer: Customer, waiting: Ticket) -> None:
    deeds.take(world.session, world.now, waiting.id, "U0DANA", COMPANY)
    deeds.save_as_code(world.session, world.now, waiting.id, "U0DANA", COMPANY, "7788#", tell_driver=True)
    before = len(world.sent("telegram:1001"))
    world.later(minutes=1)
    world.text("4321#", "give_access_code", CODE, customer=customer)
    assert to_ana(world, before) == ""
    assert waiting.state is TicketState.TAKEN
    assert "it is kept" in world.thread(waiting)[-1].text
    assert known_code(world) == "4321#"


def test_a_resolved_ticket_is_not_answered_again(world: World, customer: Customer, waiting: Ticket) -> None:
    deeds.resolve(world.session, world.now, waiting.id, "U0DANA", COMPANY)
    before = len(world.sent("telegram:1001"))
    assert "thank you" in values(world.text("4321#", "give_access_code", CODE, customer=customer))
    assert to_ana(world, before) == ""
    assert known_code(world) == "4321#"


def test_a_ticket_with_another_question_stays_open(world: World, customer: Customer, waiting: Ticket) -> None:
    world.drive("and the scanner is dead", "report_device")
    before = len(world.sent("telegram:1001"))
    world.text("4321#", "give_access_code", CODE, customer=customer)
    assert "4321#" in to_ana(world, before)
    assert waiting.state is TicketState.OPEN


def test_a_code_wanted_in_a_ticket_about_something_else_arrives(world: World, customer: Customer) -> None:
    world.drive("the scanner is dead", "report_device", ("stop", "1", "the"))
    world.drive("code 3", "ask_gate_code", STOP_3)
    before = len(world.sent("telegram:1001"))
    world.text("4321#", "give_access_code", CODE, customer=customer)
    assert "4321#" in to_ana(world, before)


def test_a_driver_who_no_longer_has_the_stop_gets_nothing(
    world: World, customer: Customer, waiting: Ticket
) -> None:
    world.route.driver = world.marcus
    world.session.flush()
    before = len(world.sent("telegram:1001"))
    world.text("4321#", "give_access_code", CODE, customer=customer)
    assert to_ana(world, before) == ""
    assert world.sent("telegram:2001") == []
    assert waiting.state is TicketState.OPEN


def test_the_code_that_failed_is_not_taken_again(world: World, customer: Customer, waiting: Ticket) -> None:
    world.text("4321#", "give_access_code", CODE, customer=customer)
    world.drive("no", "deny")
    assert len(world.texted(world.stop(3))) == 3
    before = len(world.sent("telegram:1001"))
    world.text("4321#", "give_access_code", CODE, customer=customer)
    assert to_ana(world, before) == ""
    assert known_code(world) is None
    assert world.ticket(customer) is not None


def test_a_doubtful_code_goes_to_the_desk(world: World, customer: Customer) -> None:
    world.text("4321#", "give_access_code", CODE, customer=customer, action=Action.CONFIRM)
    ticket = world.ticket(customer)
    assert ticket is not None
    assert (ticket.stop_id, ticket.question) == (world.stop(3).id, "4321#")
    assert known_code(world) is None


def test_two_addresses_are_not_guessed_between(world: World, customer: Customer) -> None:
    world.stop(4).customer = customer
    world.session.flush()
    world.text("4321#", "give_access_code", CODE, customer=customer)
    assert known_code(world) is None
    ticket = world.ticket(customer)
    assert ticket is not None
    assert ticket.stop_id is None


def test_a_code_given_while_a_person_talks_with_the_customer(
    world: World, customer: Customer, waiting: Ticket
) -> None:
    world.text("where are you", "track_parcel", customer=customer)
    ticket = world.ticket(customer)
    assert ticket is not None
    deeds.take(world.session, world.now, ticket.id, "U0DANA", COMPANY)
    before = len(world.sent("telegram:1001"))
    assert world.text("4321#", "give_access_code", CODE, customer=customer) == []
    assert "4321#" in to_ana(world, before)
    assert world.thread(ticket)[-1].text == "4321#"


@pytest.mark.parametrize(
    ("language", "text", "intent", "expected"),
    [
        ("en", "STOP", "out_of_scope", "no more texts"),
        ("en", "quit texting me please", "opt_out", "no more texts"),
        ("es", "Baja", "out_of_scope", "ya no va a recibir"),
        ("es", "no mas mensajes", "opt_out", "ya no va a recibir"),
    ],
)
def test_opting_out_is_confirmed_once_and_nothing_follows(
    world: World, customer: Customer, language: Language, text: str, intent: str, expected: str
) -> None:
    [confirmation] = world.text(text, intent, customer=customer, language=language, action=Action.HUMAN)
    assert expected in confirmation.text
    assert customer.opted_out_at == world.now
    assert world.leaves(confirmation)
    assert world.text(text, intent, customer=customer, language=language) == []
    assert world.text("where is it", "track_parcel", customer=customer, language=language) == []
    assert world.ticket(customer) is not None


@pytest.mark.parametrize(
    ("text", "intent"), [("START", "out_of_scope"), ("YES", "affirm"), ("texts again pls", "opt_in")]
)
def test_opting_in_again(world: World, customer: Customer, text: str, intent: str) -> None:
    world.text("stop", "opt_out", customer=customer)
    assert "delivery texts again" in values(world.text(text, intent, customer=customer))
    assert customer.opted_out_at is None


def test_a_doubtful_consent_is_none(world: World, customer: Customer) -> None:
    world.text("stop", "opt_out", customer=customer)
    assert world.text("ok again", "opt_in", customer=customer, action=Action.CONFIRM) == []
    assert customer.opted_out_at is not None


@pytest.mark.parametrize(
    ("language", "text", "expected"), [("en", "Help", "+16025550199"), ("es", "AYUDA", "+16025550199")]
)
def test_help(world: World, customer: Customer, language: Language, text: str, expected: str) -> None:
    assert expected in values(world.text(text, "ask_help", customer=customer, language=language))
    assert world.ticket(customer) is None


def test_a_wrong_number_is_an_opt_out_and_a_ticket(world: World, customer: Customer) -> None:
    [said] = world.text("wrong number", "wrong_number", customer=customer)
    assert "no more texts" in said.text
    assert customer.opted_out_at == world.now
    ticket = world.ticket(customer)
    assert ticket is not None
    assert ticket.intent == "wrong_number"


@pytest.mark.parametrize(("language", "expected"), [("en", "call 911 now"), ("es", "llame ya al 911")])
def test_an_emergency_calls_the_dispatchers(
    world: World, customer: Customer, language: Language, expected: str
) -> None:
    [said] = world.text("your driver fell", "report_emergency", customer=customer, language=language)
    assert expected in said.text
    ticket = world.ticket(customer)
    assert ticket is not None
    assert ticket.urgency is Urgency.EMERGENCY
    assert world.sent(f"slack:ticket:{ticket.id}")[0].mention == "channel"


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "A person will answer"), ("es", "Una persona le responde")]
)
def test_everything_else_is_a_ticket_acknowledged_once(
    world: World, customer: Customer, language: Language, expected: str
) -> None:
    assert expected in values(world.text("where is it", "track_parcel", customer=customer, language=language))
    ticket = world.ticket(customer)
    assert ticket is not None
    assert (ticket.depot_code, ticket.stop_id, ticket.question) == ("phx", world.stop(3).id, "where is it")
    assert world.text("hello??", "greet", customer=customer, language=language) == []
    assert world.thread(ticket)[-1].text == "hello??"


def test_an_unknown_number_goes_to_the_first_depot(world: World) -> None:
    stranger = people.customer_or_new(world.session, "+16025559999")
    assert "we have your message" in values(world.text("who is this", "out_of_scope", customer=stranger))
    ticket = world.ticket(stranger)
    assert ticket is not None
    assert (ticket.depot_code, ticket.stop_id) == ("mia", None)


def test_thanks_are_answered_once(world: World, customer: Customer) -> None:
    assert values(world.text("thanks", "thanks", customer=customer)) == "You're welcome!"
    assert "You're welcome" not in values(world.text("thanks", "thanks", customer=customer))


def test_a_person_who_has_it_reads_the_rest(world: World, customer: Customer) -> None:
    world.text("where is it", "track_parcel", customer=customer)
    ticket = world.ticket(customer)
    assert ticket is not None
    deeds.take(world.session, world.now, ticket.id, "U0DANA", COMPANY)
    assert world.text("hello", "greet", customer=customer) == []
    assert world.thread(ticket)[-1].text == "hello"
    assert "no more texts" in values(world.text("STOP", "opt_out", customer=customer))


def test_stops_of_other_days_are_not_todays(world: World, customer: Customer, waiting: Ticket) -> None:
    world.route.date -= timedelta(days=1)
    world.session.flush()
    before = len(world.sent("telegram:1001"))
    world.text("4321#", "give_access_code", CODE, customer=customer)
    assert to_ana(world, before) == ""
    assert conversation_of(customer).startswith("sms:+1602")


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "that code did not open"), ("es", "con esa clave no se pudo entrar")]
)
def test_a_customer_who_repeats_the_code_that_failed_is_asked_for_another(
    world: World, customer: Customer, waiting: Ticket, language: Language, expected: str
) -> None:
    world.text("4321#", "give_access_code", CODE, customer=customer)
    world.drive("no", "deny")
    said = values(world.text("4321#", "give_access_code", CODE, customer=customer, language=language))
    assert expected in said
    assert "thank you, we have" not in said
    assert world.text("4321#", "give_access_code", CODE, customer=customer, language=language) == []
    before = len(world.sent("telegram:1001"))
    other = ("code", "9920#", "9920#")
    world.later(minutes=20)
    world.text("9920#", "out_of_scope", other, customer=customer, language=language, action=Action.HUMAN)
    assert "9920#" in to_ana(world, before)


def test_after_an_opt_out_the_drivers_card_no_longer_waits_for_the_customer(
    world: World, customer: Customer, waiting: Ticket
) -> None:
    assert card_of(world, waiting).asked_customer
    assert not card_of(world, waiting).customer_wants_no_texts
    drawn = len(world.sent(f"slack:ticket:{waiting.id}"))
    world.text("STOP", "opt_out", customer=customer)
    world.text("STOP", "opt_out", customer=customer)
    assert card_of(world, waiting).customer_wants_no_texts
    [told] = world.sent(f"slack:ticket:{waiting.id}")[drawn:]
    assert "wants no texts" in told.text


def test_an_opt_out_says_nothing_where_the_customer_was_not_asked(world: World, customer: Customer) -> None:
    world.drive("leave it at 3?", "ask_leave_rule", STOP_3)
    ticket = world.ticket()
    assert ticket is not None
    before = len(world.sent(f"slack:ticket:{ticket.id}"))
    world.text("STOP", "opt_out", customer=customer)
    assert len(world.sent(f"slack:ticket:{ticket.id}")) == before


def card_of(world: World, ticket: Ticket) -> CardView:
    view = card_content.card(world.session, ticket.id)
    assert view is not None
    return view
