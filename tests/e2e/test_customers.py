"""Customers by text: codes, consent, wrong numbers, emergencies and numbers that texts never reach."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from storage.models import AccessNote, Customer, Outbox, Ticket, Urgency
from tests.e2e.scenes import (
    CUSTOMER_3,
    CUSTOMER_6,
    CUSTOMER_10,
    DANA,
    DESK,
    DISPATCH,
    TOM,
    received,
    rows,
    seen,
    submit,
    texts_to,
    until,
)
from tests.stage import Stage


async def _customer(play: Stage, number: str) -> Customer:
    [customer] = await rows(play, Customer, Customer.phone == number)
    return customer


async def test_a_code_in_spanish_reaches_the_driver_and_is_kept(play: Stage) -> None:
    await play.driver(TOM, "gate code for 10?")
    await play.driver_hears(TOM, "customer has been texted")
    await play.customer_hears(CUSTOMER_10, "clave de acceso de 12 W Elm St", "Responda")
    await play.customer(CUSTOMER_10, "la clave es 4471 gato")
    await play.driver_hears(TOM, "12 W Elm St", "4471#", "la clave es 4471 gato")
    await play.customer_hears(CUSTOMER_10, "gracias, la clave queda")
    notes = await rows(play, AccessNote, AccessNote.source == "customer")
    assert [note.text for note in notes] == ["4471#"]
    await play.settled()
    for text in texts_to(play, CUSTOMER_10):
        assert len(text) <= 160


@pytest.mark.parametrize(
    ("words", "confirmation"),
    [
        ("please stop sending me messages", "no more texts from us"),
        ("ya no quiero mensajes", "ya no va a recibir textos"),
        ("ALTO", "ya no va a recibir textos"),
    ],
)
async def test_an_opt_out_is_confirmed_once_and_nothing_follows_it(
    play: Stage, words: str, confirmation: str
) -> None:
    number = CUSTOMER_10 if "textos" in confirmation else CUSTOMER_3
    await play.customer(number, "donde esta mi paquete" if number == CUSTOMER_10 else "where is my package")
    card = await play.desk_sees(DESK, "customer")
    await play.click(DANA, card, "ticket_reply")
    entry = await play.modal(DANA)
    await play.customer(number, words)
    await play.customer_hears(number, confirmation)
    refused = await submit(play, DANA, entry["id"], text="It is on its way.")
    if "errors" not in refused:
        refused = await submit(play, DANA, refused["view_id"])
    await play.customer(number, words)
    await received(play, f"sms:{number}", 3)
    await play.driver(TOM, "gate code for 10?" if number == CUSTOMER_10 else "gate code for 3?")
    heard = await play.driver_hears(TOM, "I have no code")
    assert "texted" not in heard["text"]
    await play.settled()
    texts = texts_to(play, number)
    assert len(texts) == 2
    assert confirmation in texts[-1]
    assert (await _customer(play, number)).opted_out_at is not None
    await play.desk_sees(DESK, "Tom Becker")


async def test_stop_by_the_carriers_word_then_start_again(play: Stage) -> None:
    play.expected_refusals.add("unsubscribed")
    await play.customer(CUSTOMER_3, "STOP")
    await received(play, f"sms:{CUSTOMER_3}", 1)
    assert (await _customer(play, CUSTOMER_3)).opted_out_at is not None
    assert await rows(play, Ticket) == []
    await play.driver(TOM, "gate code for 3?")
    await play.driver_hears(TOM, "I have no code")
    assert texts_to(play, CUSTOMER_3) == []
    await play.customer(CUSTOMER_3, "START")
    await play.customer_hears(CUSTOMER_3, "you will get our delivery texts again")
    assert (await _customer(play, CUSTOMER_3)).opted_out_at is None
    await play.driver(TOM, "gate code for 3?")
    await play.customer_hears(CUSTOMER_3, "needs a gate or door code")


async def test_help_is_answered_in_both_languages(play: Stage) -> None:
    await play.customer(CUSTOMER_3, "HELP")
    await play.customer_hears(CUSTOMER_3, "Acme Parcel", "+1 602 555 0100", "STOP to opt out")
    await play.customer(CUSTOMER_10, "AYUDA")
    await play.customer_hears(CUSTOMER_10, "Acme Parcel", "+1 602 555 0100", "no recibir textos")
    assert await rows(play, Ticket) == []


@pytest.mark.parametrize("words", ["you have the wrong number", "se equivocaron de numero"])
async def test_a_wrong_number_gets_nothing_more_and_a_person_looks(play: Stage, words: str) -> None:
    await play.customer(CUSTOMER_3, words)
    await play.desk_sees(DESK, "customer", words)
    await play.driver(TOM, "gate code for 3?")
    await play.driver_hears(TOM, "I have no code")
    await play.settled()
    assert (await _customer(play, CUSTOMER_3)).opted_out_at is not None
    assert len(texts_to(play, CUSTOMER_3)) <= 1
    assert "code" not in "".join(texts_to(play, CUSTOMER_3))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("your driver is bleeding in my yard", "call 911 now"),
        ("el chofer esta herido y sangrando", "llame ya al 911"),
    ],
)
async def test_an_emergency_gets_the_safety_text_and_calls_dispatch(play: Stage, words: str, answer: str) -> None:
    await play.customer(CUSTOMER_3, words)
    await play.customer_hears(CUSTOMER_3, answer)
    await play.desk_sees(DISPATCH, "EMERGENCY", "<!channel>", words)
    [ticket] = await rows(play, Ticket)
    assert ticket.urgency is Urgency.EMERGENCY


async def test_a_landline_is_marked_and_the_ticket_says_call(play: Stage) -> None:
    await play.sandbox.do("sms.number", number=CUSTOMER_3, kind="landline")
    await play.driver(TOM, "gate code for 3?")
    card = await play.desk_sees(DESK, "stop 3")
    failure = await seen(play, "slack", "message", "Not delivered (landline: call)", channel=DESK)
    assert failure["message"]["thread_ts"] == card["ts"]
    assert (await _customer(play, CUSTOMER_3)).dead_at is not None
    await play.driver(TOM, "gate code for 3?")
    again = await play.driver_hears(TOM, "I have no code")
    assert "texted" not in again["text"]
    assert len(texts_to(play, CUSTOMER_3)) == 1


async def test_a_dead_number_without_a_ticket_becomes_one(play: Stage) -> None:
    await play.sandbox.do("sms.number", number=CUSTOMER_6, kind="dead")
    await play.customer(CUSTOMER_6, "HELP")
    await play.desk_sees(DESK, "the number does not take texts: call")
    [ticket] = await rows(play, Ticket)
    assert ticket.intent == "undeliverable"


async def test_a_delivered_text_is_known_as_delivered(play: Stage) -> None:
    await play.customer(CUSTOMER_3, "HELP")
    await play.customer_hears(CUSTOMER_3, "Acme Parcel")
    known = select(Outbox.id).where(Outbox.destination == CUSTOMER_3, Outbox.delivery == "delivered")
    await until(play, lambda session: session.scalar(known) is not None)
