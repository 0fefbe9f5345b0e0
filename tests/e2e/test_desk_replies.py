"""Asking customers and replying from modals: canned words, past answers, and what reaches whom of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from handlers.desk.canned_answers import read_answers
from storage.models import AccessNote, NoteKind, Ticket
from tests.e2e.scenes import (
    CUSTOMER_3,
    CUSTOMER_10,
    DANA,
    DESK,
    OWEN,
    TOM,
    a_ticket_of,
    rows,
    seen,
    seen_if,
    submit,
    texts_to,
)
from tests.stage import Stage

Json = dict[str, Any]


async def a_ticket_about(play: Stage, question: str, stop: int) -> Json:
    """Tom asks what nobody knows about a stop; the card."""
    await play.driver(TOM, question)
    await play.driver_hears(TOM, "desk")
    return await play.desk_sees(DESK, f"stop {stop}")


async def shown_again(play: Stage, view: Json, *words: str) -> Json:
    """The modal once it shows these words, too."""
    found = await seen_if(
        play,
        "slack",
        "view_update",
        lambda data: data["view"]["id"] == view["id"] and all(word in str(data) for word in words),
    )
    fresh: Json = found["view"]
    return fresh


async def pushed(play: Stage, view_id: str) -> Json:
    """The modal that was put on top."""
    found = await seen_if(play, "slack", "view_open", lambda data: data["view"]["id"] == view_id)
    fresh: Json = found["view"]
    return fresh


async def choose(play: Stage, user: str, view: Json, action: str, selected: str) -> None:
    """Somebody chooses from a menu of a modal."""
    await play.sandbox.do("slack.click_view", user=user, view_id=view["id"], action_id=action, selected=selected)


async def test_the_customer_is_asked_and_the_answer_comes_to_the_drivers_ticket(play: Stage) -> None:
    card = await a_ticket_about(play, "where is the entrance for stop 10", 10)
    await play.click(DANA, card, "ticket_ask_customer")
    view = await play.modal(DANA)
    assert "Spanish" in str(view["blocks"])
    await choose(play, DANA, view, "about", "way_in")
    view = await shown_again(play, view, "no encuentra la entrada")
    answer = await submit(play, DANA, view["id"])
    preview = await pushed(play, answer["view_id"])
    assert "sent as 1 text message" in str(preview["blocks"])
    assert texts_to(play, CUSTOMER_10) == []
    await submit(play, DANA, preview["id"])
    text = await play.customer_hears(CUSTOMER_10, "Acme Parcel: su chofer no encuentra la entrada", "STOP")
    assert text in str(preview["blocks"])
    await play.driver_hears(TOM, "Dana has asked the customer of stop 10")
    await seen(play, "slack", "message", "Dana Cole asked the customer", channel=DESK)
    await seen(play, "slack", "update", "Dana Cole has it", "has been texted", ts=card["ts"])
    await play.customer(CUSTOMER_10, "por el callejón, la puerta azul")
    shown = await play.desk_sees(DESK, "answers: por el callejón, la puerta azul", f"<@{DANA}>")
    assert shown["thread_ts"] == card["ts"]
    await play.settled()
    assert len(await rows(play, Ticket)) == 1


async def test_a_code_that_is_texted_in_answer_goes_to_the_driver_and_is_not_repeated(play: Stage) -> None:
    card = await a_ticket_about(play, "where is the entrance for stop 3", 3)
    await play.click(DANA, card, "ticket_ask_customer")
    view = await play.modal(DANA)
    answer = await submit(play, DANA, view["id"])
    await submit(play, DANA, answer["view_id"])
    await play.customer_hears(CUSTOMER_3, "needs a gate or door code")
    await play.customer(CUSTOMER_3, "its 7183# at the side")
    await play.driver_hears(TOM, "7183#")
    await play.desk_sees(DESK, "the driver has it. The rest is open")
    await seen(play, "slack", "message", "answers: its •••• at the side", channel=DESK)
    await play.settled()
    [note] = await rows(play, AccessNote, AccessNote.kind == NoteKind.CODE, AccessNote.source == "customer")
    assert note.text == "7183#"
    await play.staff(DANA, card, "thanks")
    await play.driver_hears(TOM, "Dana: thanks")
    await play.settled()
    posts = [event.data for event in play.sandbox.log.all("slack") if event.kind in ("message", "update")]
    # As a word of its own: the fraction of a timestamp may hold the same digits.
    assert not any(re.search(r"\b7183\b", str(post)) for post in posts)
    assert any("A code is known" in str(post) for post in posts)


async def test_at_night_nobody_is_asked(play: Stage) -> None:
    card = await a_ticket_about(play, "where is the entrance for stop 10", 10)
    await play.settled()
    play.forward(hours=11)
    await play.click(DANA, card, "ticket_ask_customer")
    await seen(play, "slack", "ephemeral", "customers are texted between 8:00 and 20:00", user=DANA)


async def test_a_canned_answer_is_changed_and_sent(play: Stage, tmp_path: Path) -> None:
    file = tmp_path / "answers.yml"
    file.write_text(
        "- {name: Side, text: 'Use the side gate at {{ address }}, {{ driver }}.', audience: driver}\n"
        "- {name: Customers, text: On our way., audience: customer}\n"
        "- {name: Needs a window, text: 'Before {{ window }}'}\n"
    )
    # Whoever chooses before the past answers are found has changed the modal under them.
    play.expected_refusals.add("hash_conflict")
    company = play.doorstep.company
    object.__setattr__(company, "answers", read_answers(file))
    card = await a_ticket_about(play, "where is the entrance for stop 10", 10)
    await play.click(DANA, card, "ticket_reply")
    view = await play.modal(DANA)
    assert "Customers" not in str(view["blocks"])
    await choose(play, DANA, view, "reply_canned", "Side")
    view = await shown_again(play, view, "Use the side gate at", "Tom.")
    refused = await submit_text(play, view, "// he will never find it")
    assert "internal note" in str(refused["errors"])
    answer = await submit_text(play, view, "Use the side gate, Tom. Ring twice.")
    preview = await pushed(play, answer["view_id"])
    assert "text message" not in str(preview["blocks"])
    await submit(play, DANA, preview["id"])
    heard = await play.driver_hears(TOM, "side gate")
    assert heard["text"] == "Dana: Use the side gate, Tom. Ring twice."
    await play.desk_sees(DESK, "Dana Cole answered: Use the side gate, Tom. Ring twice.")


async def submit_text(play: Stage, view: Json, text: str) -> Json:
    """Dana writes something else and goes on."""
    answer: Json = await play.sandbox.do(
        "slack.submit", user=DANA, view_id=view["id"], values={"text:1": {"text": text}}
    )
    return answer


async def test_a_past_answer_is_found_and_sent_again_after_a_look(play: Stage) -> None:
    card = await a_ticket_of(play, TOM)
    await play.staff(DANA, card, "The Suns play at seven, ask me after your route.")
    await play.driver_hears(TOM, "Suns play at seven")
    await play.click(DANA, card, "ticket_resolve")
    view = await play.modal(DANA)
    await submit(play, DANA, view["id"])
    await play.card_shows(card, "Resolved")
    play.forward(hours=1)
    await play.driver(TOM, "hey do you think the suns can win tonight?")
    await play.driver_hears(TOM, "desk")
    again = await play.desk_sees(DESK, "suns can win")
    await play.click(OWEN, again, "ticket_reply")
    view = await play.modal(OWEN)
    view = await shown_again(play, view, "Past answers", "The Suns play at seven")
    button = next(block["accessory"] for block in view["blocks"] if "accessory" in block)
    before = play.sandbox.log.last
    await play.sandbox.do(
        "slack.click_view", user=OWEN, view_id=view["id"], action_id="reply_use", value=button["value"]
    )
    preview = await seen(play, "slack", "view_open", "Owen: The Suns play at seven", after=before, user=OWEN)
    await submit(play, OWEN, preview["view"]["id"])
    await play.driver_hears(TOM, "Owen: The Suns play at seven, ask me after your route.")


async def test_the_card_says_what_is_due_and_who_was_called(play: Stage) -> None:
    await play.driver(TOM, "where is the entrance for stop 10")
    card = await play.desk_sees(DESK, "answer due <!date^")
    play.forward(seconds=130)
    await play.card_shows(card, "late since <!date^", "dispatch called")
    await play.click(DANA, card, "ticket_take")
    shown = await play.card_shows(card, "Dana Cole has it")
    assert "dispatch called" not in str(shown)
    await play.staff(DANA, card, "the blue door")
    await play.card_shows(card, "waits for the driver", "Dana Cole: the blue door")
