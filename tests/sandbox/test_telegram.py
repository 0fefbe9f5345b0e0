"""The make-believe Bot API, asked by python-telegram-bot as a bot asks the real one."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyKeyboardMarkup,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Forbidden, RetryAfter
from telegram.ext import ExtBot

from sandbox.samples import sample_picture, sample_voice
from sandbox.server import Sandbox
from sandbox.service import Refused
from tests.sandbox.conftest import DRIVER, OTHER_DRIVER
from tests.sandbox.telegram_calls import raw

Bot = ExtBot[None]

BUTTONS = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Worked", callback_data="ok:1"), InlineKeyboardButton("No", callback_data="no:1")]]
)


# What people do


async def test_a_users_text_arrives_with_its_commands(sandbox: Sandbox, bot: Bot) -> None:
    done = await sandbox.do("tg.say", user=DRIVER, text="/start ABC 👋 /help")
    [update] = await bot.get_updates()
    assert update.update_id == done["update_id"]
    assert update.message and update.effective_user
    assert update.message.message_id == done["message_id"]
    assert list(update.message.parse_entities(["bot_command"]).values()) == ["/start", "/help"]
    assert update.effective_user.language_code == "es"


async def test_every_verb_makes_an_update_that_the_library_reads(sandbox: Sandbox, bot: Bot) -> None:
    sent = await bot.send_message(DRIVER, "Did it work?", reply_markup=BUTTONS)
    said = await sandbox.do("tg.say", user=DRIVER, text="gate code?", reply_to=sent.message_id)
    await sandbox.do("tg.edit", user=DRIVER, message_id=said["message_id"], text="gate code for 14?")
    await sandbox.do("tg.photo", user=DRIVER, caption="the gate")
    await sandbox.do("tg.document", user=DRIVER, name="list.csv", data=base64.b64encode(b"a,b").decode())
    await sandbox.do("tg.voice", user=DRIVER)
    await sandbox.do("tg.location", user=DRIVER, latitude=33.45, longitude=-112.07)
    await sandbox.do("tg.tap", user=DRIVER, message_id=sent.message_id, data="ok:1")
    await sandbox.do("tg.block", user=DRIVER)
    await sandbox.do("tg.unblock", user=DRIVER)
    answer = await raw(sandbox, "getUpdates")
    updates = [Update.de_json(each, bot) for each in answer["result"]]
    assert not any(update is None or update.api_kwargs for update in updates)
    message, edited, photo, document, voice, location, tap, blocked, unblocked = updates
    assert message and message.message and message.message.reply_to_message
    assert message.message.reply_to_message.text == "Did it work?"
    assert edited and edited.edited_message and edited.edited_message.text == "gate code for 14?"
    assert photo and photo.message and [size.width for size in photo.message.photo] == [90, 320]
    assert document and document.message and document.message.document
    assert document.message.document.file_name == "list.csv"
    assert voice and voice.message and voice.message.voice
    assert location and location.message and location.message.location
    assert tap and tap.callback_query and tap.callback_query.data == "ok:1"
    assert blocked and blocked.my_chat_member
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert unblocked and unblocked.my_chat_member
    assert unblocked.my_chat_member.new_chat_member.status == "member"


@pytest.mark.parametrize(
    ("verb", "body", "word"),
    [
        ("tg.say", {"user": 99, "text": "hi"}, "Nobody"),
        ("tg.say", {"user": DRIVER, "text": "  "}, "blank"),
        ("tg.say", {"user": DRIVER}, "text"),
        ("tg.say", {"user": DRIVER, "text": "hi", "tetx": "x"}, "Unknown field"),
        ("tg.say", {"user": DRIVER, "text": "hi", "reply_to": 99}, "reply"),
        ("tg.say", {"user": "1", "text": "hi"}, "whole number"),
        ("tg.photo", {"user": DRIVER, "data": base64.b64encode(b"text").decode()}, "IMAGE_PROCESS_FAILED"),
        ("tg.photo", {"user": DRIVER, "data": "***"}, "base64"),
        ("tg.document", {"user": DRIVER, "name": "empty"}, "non-empty"),
        ("tg.location", {"user": DRIVER, "latitude": 91, "longitude": 0}, "earth"),
        ("tg.tap", {"user": DRIVER, "message_id": 99, "data": "x"}, "no message"),
        ("tg.unblock", {"user": DRIVER}, "not blocked"),
        ("tg.raw", {"update": []}, "object"),
        ("tg.again", {"update_id": 1}, "no update"),
    ],
)
async def test_what_people_cannot_do(sandbox: Sandbox, verb: str, body: dict[str, Any], word: str) -> None:
    with pytest.raises(Refused, match=word):
        await sandbox.do(verb, **body)


async def test_only_a_button_that_is_there_can_be_tapped(sandbox: Sandbox, bot: Bot) -> None:
    sent = await bot.send_message(DRIVER, "Did it work?", reply_markup=BUTTONS)
    with pytest.raises(Refused, match="no button"):
        await sandbox.do("tg.tap", user=DRIVER, message_id=sent.message_id, data="ok:2")
    await bot.edit_message_reply_markup(DRIVER, sent.message_id)
    with pytest.raises(Refused, match="no button"):
        await sandbox.do("tg.tap", user=DRIVER, message_id=sent.message_id, data="ok:1")


async def test_a_tap_is_answered_once_it_happened(sandbox: Sandbox, bot: Bot) -> None:
    sent = await bot.send_message(DRIVER, "Did it work?", reply_markup=BUTTONS)
    await sandbox.do("tg.tap", user=DRIVER, message_id=sent.message_id, data="no:1")
    [update] = await bot.get_updates()
    assert update.callback_query
    await update.callback_query.answer("Noted", show_alert=True)
    [answer] = sandbox.log.all("telegram", "tap_answer")
    assert answer.data == {
        "callback_query_id": update.callback_query.id,
        "text": "Noted",
        "show_alert": True,
    }
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query("12345")


async def test_files_can_be_downloaded_by_bot_and_page(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.do("tg.photo", user=DRIVER)
    await sandbox.do("tg.voice", user=DRIVER)
    photo, voice = await bot.get_updates()
    assert photo.message and voice.message and voice.message.voice
    picture = await photo.message.photo[-1].get_file()
    assert bytes(await picture.download_as_bytearray()) == sample_picture()
    sound = await voice.message.voice.get_file()
    assert bytes(await sound.download_as_bytearray()) == sample_voice()
    shown = sandbox.log.all("telegram", "message")[0].data["message"]["photo"][-1]["url"]
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(sandbox.address + shown)).content == sample_picture()
        assert (await client.get(f"{sandbox.address}/file/bot1:wrong/photos/file_0.png")).status_code == 401
    with pytest.raises(BadRequest):
        await bot.get_file("unknown")


# What the bot sends


async def test_the_bot_sends_every_kind_of_message(sandbox: Sandbox, bot: Bot) -> None:
    picture = sample_picture()
    text = await bot.send_message(DRIVER, "<b>Gate</b> &lt;4471&gt;", parse_mode="HTML", reply_markup=BUTTONS)
    assert text.text == "Gate <4471>" and text.entities[0].type == "bold" and text.reply_markup == BUTTONS
    photo = await bot.send_photo(DRIVER, picture, caption="the gate")
    assert photo.caption == "the gate" and photo.photo[-1].width == 320
    again = await bot.send_photo(DRIVER, photo.photo[-1].file_id)
    assert again.photo[-1].file_size == len(picture)
    document = await bot.send_document(DRIVER, b"a,b", filename="list.csv")
    assert document.document and document.document.file_name == "list.csv"
    voice = await bot.send_voice(DRIVER, sample_voice(), duration=1)
    assert voice.voice and voice.voice.duration == timedelta(seconds=1)
    place = await bot.send_location(DRIVER, 33.45, -112.07)
    assert place.location and place.location.latitude == 33.45
    group = await bot.send_media_group(DRIVER, [InputMediaPhoto(picture), InputMediaPhoto(picture)])
    assert len({message.media_group_id for message in group}) == 1
    reply = await bot.send_message(DRIVER, "ok", reply_parameters=ReplyParameters(text.message_id))
    assert reply.reply_to_message and reply.reply_to_message.message_id == text.message_id
    keyboard = await bot.send_message(DRIVER, "Menu", reply_markup=ReplyKeyboardMarkup([["Next stop"]]))
    assert keyboard.reply_markup is None
    assert await bot.send_chat_action(DRIVER, "typing")
    assert await bot.set_message_reaction(DRIVER, text.message_id, "👍")
    events = sandbox.log.all("telegram", "message")
    assert [event.data["from"] for event in events] == ["bot"] * 10
    assert events[-1].data["message"]["reply_markup"]["keyboard"] == [[{"text": "Next stop"}]]
    assert events[0].data["method"] == "sendMessage"


async def test_edits_and_deletions(sandbox: Sandbox, bot: Bot) -> None:
    sent = await bot.send_message(DRIVER, "On it", reply_markup=BUTTONS)
    edited = await bot.edit_message_text("Dana is on it", DRIVER, sent.message_id)
    assert not isinstance(edited, bool) and edited.text == "Dana is on it" and edited.reply_markup is None
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await bot.edit_message_text("Dana is on it", DRIVER, sent.message_id)
    photo = await bot.send_photo(DRIVER, sample_picture(), caption="a")
    captioned = await bot.edit_message_caption(DRIVER, photo.message_id, caption="b")
    assert not isinstance(captioned, bool) and captioned.caption == "b"
    with pytest.raises(BadRequest, match=r"(?i)no text in the message"):
        await bot.edit_message_text("x", DRIVER, photo.message_id)
    assert await bot.delete_message(DRIVER, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await bot.delete_message(DRIVER, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("x", DRIVER, sent.message_id)
    said = await sandbox.do("tg.say", user=DRIVER, text="mine")
    with pytest.raises(BadRequest, match=r"(?i)can't be edited"):
        await bot.edit_message_text("x", DRIVER, said["message_id"])


async def test_a_message_of_the_day_before_yesterday_cannot_be_deleted(sandbox: Sandbox, bot: Bot) -> None:
    sent = await bot.send_message(DRIVER, "old")
    await sandbox.do("clock.advance", seconds=49 * 3600)
    with pytest.raises(BadRequest, match=r"(?i)can't be deleted"):
        await bot.delete_message(DRIVER, sent.message_id)


async def test_commands_are_kept_for_each_language(sandbox: Sandbox, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("next", "The next stop")])
    await bot.set_my_commands([BotCommand("next", "La siguiente")], language_code="es")
    assert (await bot.get_my_commands())[0].description == "The next stop"
    assert (await bot.get_my_commands(language_code="es"))[0].description == "La siguiente"
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Next", "capital")])


async def test_who_cannot_be_reached(sandbox: Sandbox, bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(99, "hello")
    await sandbox.do("tg.block", user=DRIVER)
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(DRIVER, "hello")
    with pytest.raises(Refused, match="unblock"):
        await sandbox.do("tg.say", user=DRIVER, text="hello")
    await sandbox.do("tg.unblock", user=DRIVER)
    await bot.send_message(DRIVER, "hello")


# Limits and faults


async def test_the_natural_rate_limit(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.telegram.limit_per_second = 3
    for number in range(3):
        await bot.send_message(DRIVER, str(number))
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(DRIVER, "4")
    assert caught.value.retry_after == timedelta(seconds=1)
    sandbox.telegram.limit_per_second = None
    sandbox.telegram.limit_per_chat = 1
    await bot.send_message(OTHER_DRIVER, "1")
    with pytest.raises(RetryAfter):
        await bot.send_message(OTHER_DRIVER, "2")


async def test_faults_strike_what_they_fit(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.do("fault", service="telegram", method="sendMessage", retry_after=7, match="second")
    await bot.send_message(DRIVER, "first")
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(DRIVER, "second")
    assert caught.value.retry_after == timedelta(seconds=7)
    await bot.send_message(DRIVER, "second")
    await sandbox.do("fault", service="telegram", status=403, error="Forbidden: user is deactivated")
    with pytest.raises(Forbidden, match="deactivated"):
        await bot.send_message(DRIVER, "third")
    await sandbox.do("fault", service="telegram", count=5, status=500)
    await sandbox.do("faults.clear")
    await bot.send_message(DRIVER, "fourth")
