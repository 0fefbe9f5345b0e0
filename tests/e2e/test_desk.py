"""The desk at work: cards, threads, modals, the Home tab, and what reaches a driver or a customer of it."""

from __future__ import annotations

import asyncio
import base64

from sandbox.samples import sample_picture
from sandbox.world import SlackUser
from storage.models import AccessNote, Disclosure, Feedback, NoteKind, Ticket, TicketState
from tests.e2e.scenes import (
    CUSTOMER_3,
    DANA,
    DESK,
    DISPATCH,
    OWEN,
    PRIYA,
    TOM,
    a_ticket_of,
    fill_in,
    posted,
    rows,
    seen,
    seen_if,
    submit,
    texts_to,
)
from tests.stage import Stage

GUEST = "U0GUEST"


async def test_two_press_take_and_one_has_it(play: Stage) -> None:
    card = await a_ticket_of(play, TOM)
    before = play.sandbox.log.last
    await asyncio.gather(*(play.click(user, card, "ticket_take") for user in (DANA, OWEN)))
    refused = await seen(play, "slack", "ephemeral", "already has it", after=before)
    owner, name = (OWEN, "Owen") if refused["user"] == DANA else (DANA, "Dana")
    await seen(play, "telegram", "message", f"{name} has it", after=before, chat=TOM)
    await seen(play, "slack", "update", "has it*", after=before, ts=card["ts"])
    await play.settled()
    [ticket] = await rows(play, Ticket)
    assert ticket.state is TicketState.TAKEN
    assert [text for text in play.said_to_driver(TOM) if "has it and" in text] == [
        f"{name} has it and will answer you here."
    ]
    other = DANA if owner == OWEN else OWEN
    await play.staff(other, card, "let me say something, too")
    await play.desk_sees(DESK, "your reply was not sent", name)
    await play.settled()
    assert not any("let me say" in text for text in play.said_to_driver(TOM))


async def test_the_first_to_reply_owns_the_ticket_and_signs(play: Stage) -> None:
    card = await a_ticket_of(play, TOM)
    sent = await play.staff(DANA, card, "Suns & <b>stars</b>, see https://example.com/a?b=1&c=2")
    heard = await play.driver_hears(TOM, "Dana: ")
    assert heard["text"] == "Dana: Suns & <b>stars</b>, see https://example.com/a?b=1&c=2"
    await play.marked(sent["ts"], "white_check_mark")
    await play.card_shows(card, "Dana Cole has it")


async def test_notes_and_mentions_never_leave(play: Stage) -> None:
    card = await a_ticket_of(play, TOM)
    for internal in ("// he asks again", "  //no", f"<@{PRIYA}> do you know?", "ask <!here> first"):
        await play.staff(DANA, card, internal)
    first = await play.staff(DANA, card, "I don't know either")
    await play.driver_hears(TOM, "Dana: I don't know either")
    await play.marked(first["ts"], "white_check_mark")
    before = play.sandbox.log.last
    note = await play.staff(DANA, card, "// a note")
    await play.sandbox.do("slack.edit", user=DANA, channel=DESK, ts=note["ts"], text="no longer a note")
    await play.staff(DANA, card, "that is all")
    await play.driver_hears(TOM, "Dana: that is all")
    await play.settled()
    said = [text for text in play.said_to_driver(TOM) if text.startswith("Dana")]
    assert said == ["Dana: I don't know either", "Dana: that is all"]
    assert not play.sandbox.log.all("telegram", "edit", after=before)


async def test_an_edited_and_a_deleted_reply_change_in_the_drivers_chat(play: Stage) -> None:
    card = await a_ticket_of(play, TOM)
    sent = await play.staff(DANA, card, "the blue door")
    heard = await play.driver_hears(TOM, "the blue door")
    await play.marked(sent["ts"], "white_check_mark")
    await play.sandbox.do("slack.edit", user=DANA, channel=DESK, ts=sent["ts"], text="the green door")
    edited = await seen(play, "telegram", "edit", chat=TOM)
    assert edited["message"]["message_id"] == heard["message_id"]
    assert edited["message"]["text"] == "Dana: the green door"
    await play.sandbox.do("slack.delete", user=DANA, channel=DESK, ts=sent["ts"])
    await seen(play, "telegram", "delete", chat=TOM, message_id=heard["message_id"])


async def test_photos_go_both_ways(play: Stage) -> None:
    card = await a_ticket_of(play, TOM)
    picture = sample_picture()
    await play.sandbox.do(
        "tg.photo", user=TOM, caption="this is the gate", data=base64.b64encode(picture).decode()
    )
    shared = await seen_if(play, "slack", "message", lambda data: "files" in data["message"])
    assert shared["message"]["thread_ts"] == card["ts"]
    assert "this is the gate" in shared["message"]["text"]
    stored = await play.sandbox.do("slack.file", id=shared["message"]["files"][0]["id"])
    assert base64.b64decode(stored["data"]) == picture
    sent = await play.staff(
        DANA, card, "go in here", files=[{"name": "door.png", "data": base64.b64encode(picture).decode()}]
    )
    arrived = await seen_if(
        play,
        "telegram",
        "message",
        lambda data: data["from"] == "bot" and "photo" in data["message"],
    )
    assert arrived["chat"] == TOM
    assert arrived["message"]["caption"] == "Dana: go in here"
    await play.marked(sent["ts"], "white_check_mark")


async def test_a_photo_alone_becomes_a_ticket_and_voice_and_place_go_into_the_thread(play: Stage) -> None:
    await play.sandbox.do("tg.photo", user=TOM)
    await play.driver_hears(TOM, "desk")
    card = await play.desk_sees(DESK, "(photo)")
    await seen_if(play, "slack", "message", lambda data: bool(data["message"].get("files")))
    await play.sandbox.do("tg.voice", user=TOM)
    await seen(play, "slack", "message", "voice.oga", channel=DESK)
    await play.sandbox.do("tg.location", user=TOM, latitude=33.5012, longitude=-112.0741)
    place = await seen(play, "slack", "message", "33.5012", "-112.0741", channel=DESK)
    assert place["message"]["thread_ts"] == card["ts"]


async def test_a_driver_edits_what_the_desk_is_reading(play: Stage) -> None:
    said = await play.driver(TOM, "do you think the suns win tonight or what")
    card = await play.desk_sees(DESK, "suns win")
    await play.sandbox.do("tg.edit", user=TOM, message_id=said["message_id"], text="or do the lakers")
    edited = await seen(play, "slack", "message", "edited: or do the lakers", channel=DESK)
    assert edited["message"]["thread_ts"] == card["ts"]


async def test_what_resolving_taught_is_told_to_the_next_who_asks(play: Stage) -> None:
    await play.driver(TOM, "where is the entrance for stop 10")
    await play.driver_hears(TOM, "Stop 10", "desk")
    card = await play.desk_sees(DESK, "stop 10")
    await play.click(DANA, card, "ticket_resolve")
    view = await play.modal(DANA)
    missing = await submit(play, DANA, view["id"], kind="entrance")
    assert "Write it down" in str(missing["errors"])
    await submit(play, DANA, view["id"], kind="entrance", text="The blue door behind the dumpsters")
    await play.card_shows(card, "Resolved")
    await play.driver(TOM, "where is the entrance for stop 10")
    await play.driver_hears(TOM, "Entrance: The blue door behind the dumpsters (today)")
    notes = await rows(play, AccessNote, AccessNote.kind == NoteKind.ENTRANCE)
    assert [note.author for note in notes if note.text.startswith("The blue door")] == ["Dana Cole"]


async def test_a_saved_code_reaches_the_driver_and_serves_the_next_question(play: Stage) -> None:
    await play.driver(TOM, "gate code for 3?")
    card = await play.desk_sees(DESK, "stop 3")
    await play.click(DANA, card, "ticket_save_code")
    view = await play.modal(DANA)
    assert "no code" in str((await submit(play, DANA, view["id"], code="#"))["errors"])
    await submit(play, DANA, view["id"], code="9876#")
    await play.driver_hears(TOM, "Dana: Stop 3: the code is 9876#")
    await play.click(DANA, card, "ticket_resolve")
    await fill_in(play, DANA)
    await play.card_shows(card, "Resolved by Dana Cole")
    await play.driver(TOM, "gate code for 3?")
    await play.driver_hears(TOM, "9876#", "Not tried yet, from Dana today")
    told = [row.what for row in await rows(play, Disclosure)]
    assert told == ["code", "code"]


async def test_a_wrong_intent_becomes_feedback(play: Stage) -> None:
    card = await a_ticket_of(play, TOM)
    await play.click(DANA, card, "ticket_wrong_intent")
    await fill_in(play, DANA, meant="ask_leave_rule")
    await seen(play, "slack", "ephemeral", "noted for training", user=DANA)
    [feedback] = await rows(play, Feedback)
    assert (feedback.read_as, feedback.meant, feedback.author) == ("out_of_scope", "ask_leave_rule", "Dana Cole")
    assert feedback.text == "do you think the suns win tonight or what"


async def test_resolving_teaches_what_a_message_meant(play: Stage) -> None:
    card = await a_ticket_of(play, TOM)
    await play.click(DANA, card, "ticket_resolve")
    await fill_in(play, DANA, meant="ask_admin")
    await play.card_shows(card, "Resolved by Dana Cole")
    [feedback] = await rows(play, Feedback)
    assert (feedback.read_as, feedback.meant, feedback.audience) == ("out_of_scope", "ask_admin", "driver")


async def test_to_dispatcher_calls_the_dispatchers_and_one_of_them_takes_it(play: Stage) -> None:
    card = await a_ticket_of(play, TOM)
    await play.click(DANA, card, "ticket_dispatch")
    await play.driver_hears(TOM, "dispatchers")
    call = await seen(play, "slack", "message", "<!channel>", "Dana Cole asks dispatch", channel=DISPATCH)
    assert "thread_ts" not in call["message"]
    await seen(play, "slack", "update", "with dispatch, nobody has it yet", ts=card["ts"])
    await play.click(PRIYA, card, "ticket_take")
    await play.driver_hears(TOM, "Priya has it")


async def test_a_customers_ticket_is_internal_and_answered_by_a_previewed_text(play: Stage) -> None:
    await play.customer(CUSTOMER_3, "where is my package")
    await play.customer_hears(CUSTOMER_3, "A person will answer you here")
    card = await play.desk_sees(DESK, "customer", "where is my package")
    await play.staff(DANA, card, "he has the parcel of stop 3")
    await play.settled()
    assert len(texts_to(play, CUSTOMER_3)) == 1
    await play.click(DANA, card, "ticket_reply")
    entry = await play.modal(DANA)
    pushed = await submit(play, DANA, entry["id"], text="It is 2 stops away.")
    preview = await seen_if(play, "slack", "view_open", lambda data: data["view"]["id"] == pushed["view_id"])
    assert "Acme Parcel: It is 2 stops away. - Dana" in str(preview["view"]["blocks"])
    assert len(texts_to(play, CUSTOMER_3)) == 1
    await submit(play, DANA, pushed["view_id"])
    assert await play.customer_hears(CUSTOMER_3, "2 stops") == "Acme Parcel: It is 2 stops away. - Dana"
    await play.desk_sees(DESK, "Dana Cole texted: It is 2 stops away.")
    await play.customer(CUSTOMER_3, "where is he exactly")
    await play.desk_sees(DESK, "where is he exactly")
    await play.settled()
    assert len(texts_to(play, CUSTOMER_3)) == 2


async def test_the_desk_at_a_glance_by_command_and_on_the_home_tab(play: Stage) -> None:
    await play.sandbox.do("slack.home", user=DANA)
    await seen(play, "slack", "home", "Good to see you, Dana", "0 waiting", user=DANA)
    card = await a_ticket_of(play, TOM)
    await seen(play, "slack", "home", "1 waiting", "Tom Becker", user=DANA)
    answer = await play.sandbox.do("slack.command", user=DANA, channel=DESK, command="/desk")
    assert answer["acknowledged"]
    await seen(play, "slack", "ephemeral", "Waiting in Phoenix", "Tom Becker", user=DANA)
    await play.click(DANA, card, "ticket_take")
    await seen(play, "slack", "home", "0 waiting", "1 yours", user=DANA)
    await play.sandbox.do("slack.command", user=DANA, channel=DESK, command="/desk", text="mine")
    await seen(play, "slack", "ephemeral", "You have", "Tom Becker", user=DANA)


async def test_who_is_not_on_the_staff_is_told_so_kindly_and_nothing_happens(play: Stage) -> None:
    play.sandbox.world.slack_users.append(SlackUser(GUEST, "Gus Guest"))
    card = await a_ticket_of(play, TOM)
    await play.click(GUEST, card, "ticket_take")
    await seen(play, "slack", "ephemeral", "Only Doorstep staff", user=GUEST)
    await play.staff(GUEST, card, "I can answer that")
    await play.desk_sees(DESK, "Not sent", "Only Doorstep staff")
    await play.sandbox.do("slack.command", user=GUEST, channel=DESK, command="/desk")
    await seen(play, "slack", "ephemeral", "Only Doorstep staff can do that", user=GUEST)
    await play.sandbox.do("slack.home", user=GUEST)
    await seen(play, "slack", "home", "tickets are for its staff", user=GUEST)
    await play.settled()
    assert not any("I can answer" in text for text in play.said_to_driver(TOM))
    [ticket] = await rows(play, Ticket)
    assert ticket.state is TicketState.OPEN
    assert len(posted(play, DESK, "Only Doorstep staff")) == 1
