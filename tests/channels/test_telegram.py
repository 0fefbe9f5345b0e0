"""The Telegram channel, with python-telegram-bot against the sandbox."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.routing import Route

from bot.channels.errors import Permanent, RateLimited, SettingsError, Temporary, TranslationError
from bot.channels.plain_text import split
from bot.channels.telegram import SECRET_HEADER, TelegramChannel, TelegramSettings, webhook_secret
from bot.channels.telegram_sending import pieces_of
from bot.channels.telegram_translation import received, translate
from sandbox.events import Event
from sandbox.samples import sample_picture, sample_voice
from sandbox.server import Sandbox
from sandbox.serving import serving
from sandbox.world import TelegramUser, World
from storage import outbox
from storage.database import Database
from storage.message import Button, Channel, File, InboundKind, Location, Operation, Outbound
from storage.models import Inbox
from storage.outbox import Leased
from tests.channels.hostile import damaged, json_values
from tests.conftest import HandClock

ANA = 7001


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Telegram with one driver."""
    made = Sandbox(World(telegram_users=[TelegramUser(ANA, "Ana", "Ruiz", "es")]))
    async with made.serve():
        yield made


class Arrivals:
    """Wakes a test when rows have been committed to the inbox."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loop = asyncio.get_running_loop()
        self._arrived = asyncio.Event()
        database.wakers.register("inbox", self._note)

    async def wait(self, count: int) -> list[Any]:
        """The raw contents, in order, once there are as many."""
        async with asyncio.timeout(10):
            while True:
                self._arrived.clear()
                rows = await self._database.read(lambda s: list(s.scalars(select(Inbox.raw).order_by(Inbox.id))))
                if len(rows) >= count:
                    return rows
                await self._arrived.wait()

    def _note(self) -> None:
        self._loop.call_soon_threadsafe(self._arrived.set)


Opened = Callable[..., AbstractAsyncContextManager[TelegramChannel]]


@pytest.fixture
def opened(sandbox: Sandbox, database: Database, clock: HandClock) -> Opened:
    """Makes a started channel: `async with opened() as channel`."""

    @asynccontextmanager
    async def open_channel(**settings: Any) -> AsyncIterator[TelegramChannel]:
        sleep: Callable[[float], Awaitable[None]] = settings.pop("sleep", asyncio.sleep)
        chosen = TelegramSettings(**{"token": sandbox.world.telegram_token, "api_url": sandbox.address} | settings)
        channel = TelegramChannel(chosen, database, clock, sleep=sleep)
        try:
            await channel.start()
            yield channel
        finally:
            await channel.stop()

    return open_channel


@asynccontextmanager
async def quietly_serving(channel: Callable[..., Any]) -> AsyncIterator[str]:
    """A web server with the webhook alone."""
    async with serving(Starlette(routes=[Route("/telegram", channel, methods=["POST"])]), 0) as address:
        yield address


def leased(number: int = 1, **what: Any) -> Leased:
    """A message to Ana that is to be sent."""
    outbound = Outbound(**{"channel": Channel.TELEGRAM, "destination": str(ANA)} | what)
    return Leased(number, outbound, f"telegram:{ANA}", None, 1, None)


def shown(sandbox: Sandbox) -> list[dict[str, Any]]:
    """The bot's messages on Ana's phone, in order."""
    events = sandbox.log.all("telegram", "message")
    return [event.data["message"] for event in events if event.data["from"] == "bot"]


def of_kind(kind: str) -> Callable[[Event], bool]:
    """A matcher for Telegram's events of one kind."""
    return lambda event: event.service == "telegram" and event.kind == kind


# Receiving


async def test_what_is_polled_is_kept_once(sandbox: Sandbox, database: Database, opened: Opened) -> None:
    arrivals = Arrivals(database)
    async with opened() as channel:
        first = await sandbox.do("tg.say", user=ANA, text="gate code for 14?")
        await arrivals.wait(1)
        for _ in range(10):
            await sandbox.do("tg.again", update_id=first["update_id"])
        await sandbox.do("tg.say", user=ANA, text="hello?")
        rows = await arrivals.wait(2)
        assert channel.is_up
    assert [row["message"]["text"] for row in rows] == ["gate code for 14?", "hello?"]


async def test_what_came_while_stopped_is_fetched_at_the_next_start(
    sandbox: Sandbox, database: Database, opened: Opened
) -> None:
    arrivals = Arrivals(database)
    async with opened():
        await sandbox.do("tg.say", user=ANA, text="one")
        await arrivals.wait(1)
    await sandbox.do("tg.say", user=ANA, text="two")
    async with opened():
        rows = await arrivals.wait(2)
    assert [row["message"]["text"] for row in rows] == ["one", "two"]


async def test_lower_numbers_after_a_quiet_week_are_kept(
    sandbox: Sandbox, database: Database, opened: Opened
) -> None:
    arrivals = Arrivals(database)
    message = {"message_id": 1, "chat": {"id": ANA, "type": "private"}, "text": "hi"}
    for count, number in enumerate((900, 20), 1):
        await sandbox.do("tg.raw", update={"update_id": number, "message": message})
        async with opened():
            rows = await arrivals.wait(count)
    assert [row["update_id"] for row in rows] == [900, 20]


async def test_a_poisoned_update_stops_nothing(sandbox: Sandbox, database: Database, opened: Opened) -> None:
    arrivals = Arrivals(database)
    async with opened() as channel:
        await sandbox.do("tg.raw", update={"message": {"chat": {"id": ANA, "type": "private"}, "text": [1]}})
        await sandbox.do("tg.raw", update={"message": "no object"})
        await sandbox.do("tg.say", user=ANA, text="still there?")
        rows = await arrivals.wait(2)
        with pytest.raises(TranslationError):
            channel.translate(rows[0])
    assert rows[1]["message"]["text"] == "still there?"


async def test_the_poller_pauses_longer_after_each_failure(
    sandbox: Sandbox, database: Database, opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    pauses: list[float] = []
    arrivals = Arrivals(database)

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    await sandbox.do("fault", service="telegram", method="getUpdates", count=4, status=502, error="Bad Gateway")
    await sandbox.do("fault", service="telegram", method="getUpdates", count=1, status=409, error="Conflict: x")
    await sandbox.do("fault", service="telegram", method="getUpdates", count=2, retry_after=45)
    await sandbox.do("tg.say", user=ANA, text="hi")
    with caplog.at_level(logging.WARNING):
        async with opened(sleep=sleep):
            await arrivals.wait(1)
    assert pauses == [1, 2, 4, 8, 16, 45, 45]
    assert "Stop the other one" in caplog.text
    assert sandbox.world.telegram_token not in "".join(
        record.getMessage() for record in caplog.records if record.name.startswith("bot.")
    )


async def test_it_is_up_before_anything_comes_in(sandbox: Sandbox, opened: Opened) -> None:
    await sandbox.do("fault", service="telegram", method="getUpdates", match="25")
    async with opened() as channel:
        await sandbox.log.wait(lambda event: event.kind == "struck")
        assert channel.is_up, "the poll that waits comes after one that did not"


async def test_it_goes_on_trying_when_telegram_is_away_at_first(
    sandbox: Sandbox, database: Database, opened: Opened
) -> None:
    arrivals = Arrivals(database)

    async def sleep(_seconds: float) -> None:
        await asyncio.sleep(0)

    await sandbox.do("fault", service="telegram", method="getMe", count=3, status=502, error="Bad Gateway")
    await sandbox.do("tg.say", user=ANA, text="hi")
    async with opened(sleep=sleep) as channel:
        await arrivals.wait(1)
        assert channel.is_up
        assert channel.username == sandbox.world.telegram_username


async def test_a_wrong_token_is_said_plainly(opened: Opened) -> None:
    with pytest.raises(SettingsError, match="BotFather"):
        async with opened(token="1:wrong"):
            pass
    with pytest.raises(SettingsError, match="PUBLIC_URL"):
        async with opened(mode="webhook"):
            pass


async def test_the_menu_is_set_in_both_languages(sandbox: Sandbox, opened: Opened) -> None:
    async with opened():
        menus = {
            event.data["language_code"]: [each["command"] for each in event.data["commands"]]
            for event in sandbox.log.all("telegram", "commands")
        }
    assert set(menus) == {"", "es"}
    assert all(sorted(menu) == ["help", "human", "next", "route", "start"] for menu in menus.values())


async def test_the_webhook_keeps_each_update_once(
    sandbox: Sandbox, database: Database, opened: Opened, clock: HandClock
) -> None:
    arrivals = Arrivals(database)
    token = sandbox.world.telegram_token
    receiver = TelegramChannel(TelegramSettings(token, sandbox.address), database, clock)
    async with (
        quietly_serving(receiver.handle_webhook) as public,
        opened(mode="webhook", public_url=public) as channel,
    ):
        assert channel.is_up
        said = await sandbox.do("tg.say", user=ANA, text="code?")
        await arrivals.wait(1)
        for _ in range(10):
            await sandbox.do("tg.again", update_id=said["update_id"])
        await sandbox.do("tg.say", user=ANA, text="hello")
        rows = await arrivals.wait(2)
    assert [row["message"]["text"] for row in rows] == ["code?", "hello"]


async def test_the_webhook_refuses_what_is_not_telegrams(
    sandbox: Sandbox, database: Database, clock: HandClock
) -> None:
    token = sandbox.world.telegram_token
    channel = TelegramChannel(TelegramSettings(token, sandbox.address), database, clock)
    right = {SECRET_HEADER: webhook_secret(token)}
    update = json.dumps({"update_id": 1, "message": {"chat": {"id": 1, "type": "private"}}})
    async with quietly_serving(channel.handle_webhook) as public, httpx.AsyncClient(trust_env=False) as client:

        async def post(content: str | bytes, headers: dict[str, str]) -> int:
            answer = await client.post(f"{public}/telegram", content=content, headers=headers)
            return answer.status_code

        assert await post(update, {}) == 403
        assert await post(update, {SECRET_HEADER: webhook_secret("another:token")}) == 403
        assert await post("{", right) == 400
        assert await post("[" * 100_000, right) == 400
        assert await post(b"\xff", right) == 400
        assert await post(" " * (1024 * 1024 + 1), right) == 413
        assert await post("[]", right) == 200
        assert await database.read(lambda session: session.scalars(select(Inbox)).all()) == []
        assert await post(update, right) == 200
    rows = await database.read(lambda session: session.scalars(select(Inbox)).all())
    assert [row.conversation for row in rows] == ["telegram:1"]


# Meaning


async def test_everything_a_driver_does_is_understood(
    sandbox: Sandbox, database: Database, opened: Opened
) -> None:
    arrivals = Arrivals(database)
    picture, letter = sample_picture(), base64.b64encode(b"%PDF").decode()
    async with opened() as channel:
        asked = await channel.send(leased(text="Which?", buttons=((Button("14", "stop:14:code"),),)))
        asked_id = int(asked.partition(":")[2])
        said = await sandbox.do("tg.say", user=ANA, text="code?", reply_to=asked_id)
        await sandbox.do("tg.edit", user=ANA, message_id=said["message_id"], text="code for 14?")
        await sandbox.do("tg.photo", user=ANA, caption="the gate", data=base64.b64encode(picture).decode())
        await sandbox.do("tg.document", user=ANA, name="label.pdf", data=letter, content_type="application/pdf")
        await sandbox.do("tg.voice", user=ANA)
        await sandbox.do("tg.location", user=ANA, latitude=33.4, longitude=-112.1)
        await sandbox.do("tg.tap", user=ANA, message_id=asked_id, data="stop:14:code")
        await sandbox.log.wait(of_kind("tap_answer"))
        await sandbox.do("tg.block", user=ANA)
        await sandbox.do("tg.unblock", user=ANA)
        rows = await arrivals.wait(9)
        text, edit, photo, document, voice, place, press, blocked, unblocked = map(channel.translate, rows)
        assert text and edit and photo and document and voice and place and press and blocked and unblocked
        assert (text.conversation, text.sender, text.sender_name) == (f"telegram:{ANA}", str(ANA), "Ana Ruiz")
        assert (text.text, text.sender_language, text.reply_to) == ("code?", "es", str(asked_id))
        assert (edit.kind, edit.text, edit.message_id) == (InboundKind.EDIT, "code for 14?", text.message_id)
        assert (photo.text, photo.files[0].kind) == ("the gate", "photo")
        assert await channel.fetch(photo.files[0]) == picture
        assert (document.files[0].name, document.files[0].media_type) == ("label.pdf", "application/pdf")
        assert await channel.fetch(document.files[0]) == b"%PDF"
        assert voice.files[0].kind == "voice"
        assert await channel.fetch(voice.files[0]) == sample_voice()
        assert place.location == Location(33.4, -112.1)
        assert (press.kind, press.data, press.message_id) == (InboundKind.PRESS, "stop:14:code", str(asked_id))
        assert press.label == "14"
        assert (blocked.kind, unblocked.kind) == (InboundKind.BLOCKED, InboundKind.UNBLOCKED)


def an_update(kind: str = "message", **content: Any) -> dict[str, Any]:
    """An update of Ana's."""
    person = {"id": ANA, "is_bot": False, "first_name": "Ana", "language_code": "es"}
    chat = {"id": ANA, "type": "private", "first_name": "Ana"}
    return {"update_id": 5, kind: {"message_id": 9, "date": 1, "chat": chat, "from": person, **content}}


A_PRESS = {
    "update_id": 6,
    "callback_query": {
        "id": "77",
        "from": {"id": ANA, "first_name": "Ana"},
        "message": {"message_id": 3, "chat": {"id": ANA, "type": "private"}},
        "data": "worked:1:2",
    },
}
A_BLOCK = an_update("my_chat_member", new_chat_member={"status": "kicked"})
A_PHOTO = an_update(
    photo=[{"file_id": "s", "width": 90, "height": 90}, {"file_id": "l", "width": 800, "height": 600}],
    caption="here",
    reply_to_message={"message_id": 4},
)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"sticker": {"file_id": "x"}}, "[sticker]"),
        ({"contact": {"first_name": "Jo", "phone_number": "+1602"}}, "[contact] Jo +1602"),
        ({"poll": {"id": "1"}}, "[poll]"),
        ({"text": "a\0b\ud800"}, "ab\ufffd"),
    ],
)
def test_what_has_no_text_of_its_own_is_named(content: dict[str, Any], text: str) -> None:
    message = translate(an_update(**content))
    assert message is not None
    assert message.text == text


def test_the_largest_picture_is_taken() -> None:
    message = translate(A_PHOTO)
    assert message is not None
    assert [file.reference for file in message.files] == ["l"]


def test_a_live_location_that_moves_is_an_edit() -> None:
    update = an_update("edited_message", location={"latitude": 1, "longitude": 2})
    assert received(update) is not None
    message = translate(update)
    assert message is not None
    assert (message.kind, message.location) == (InboundKind.EDIT, Location(1, 2))


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "poll": {"id": "1"}},
        an_update(chat={"id": -100, "type": "supergroup"}, text="hi"),
        an_update(chat={"id": 10**40, "type": "private"}),
        {"message": {}},
        None,
        [],
    ],
)
def test_what_doorstep_does_not_use_is_not_kept(update: Any) -> None:
    assert received(update) is None


@given(json_values | st.sampled_from([A_PRESS, A_BLOCK, A_PHOTO]).flatmap(damaged))
def test_no_update_whatever_breaks_anything(update: Any) -> None:
    kept = received(update)
    if kept is None:
        return
    assert len(kept.provider_key) <= 160
    assert len(kept.conversation) <= 80
    try:
        message = translate(kept.raw)
    except TranslationError:
        return
    assert message is None or message.text.encode() is not None


# Sending


async def test_a_text_with_buttons_and_links(sandbox: Sandbox, opened: Opened) -> None:
    rows = ((Button("Worked", "worked:1:2"), Button("Map", url="https://example.org/")),)
    async with opened() as channel:
        provider_id = await channel.send(leased(text="4471# <b>&", buttons=rows))
    message = shown(sandbox)[-1]
    assert provider_id == f"{ANA}:{message['message_id']}"
    assert message["text"] == "4471# <b>&"
    assert message["reply_markup"]["inline_keyboard"] == [
        [
            {"text": "Worked", "callback_data": "worked:1:2"},
            {"text": "Map", "url": "https://example.org/"},
        ]
    ]


async def test_a_long_text_is_cut_at_line_breaks(sandbox: Sandbox, opened: Opened) -> None:
    lines = [f"{number}. " + "x" * 90 for number in range(100)]
    async with opened() as channel:
        provider_id = await channel.send(leased(text="\n".join(lines), buttons=((Button("Ok", "ok"),),)))
    messages = shown(sandbox)
    assert "\n".join(message["text"] for message in messages).split("\n") == lines
    assert ["reply_markup" in message for message in messages] == [False, False, True]
    assert provider_id == f"{ANA}:{messages[-1]['message_id']}"


async def test_the_key_that_shares_the_location_stands_beside_buttons(sandbox: Sandbox, opened: Opened) -> None:
    async with opened() as channel:
        await channel.send(leased(1, text="Share your location", ask_location=True))
        await channel.send(leased(2, text="Safe?", ask_location=True, buttons=((Button("Yes", "safe:yes"),),)))
    alone, safe, key = shown(sandbox)
    for message in (alone, key):
        assert message["reply_markup"]["keyboard"][0][0]["request_location"] is True
        assert message["reply_markup"]["one_time_keyboard"] is True
    assert "inline_keyboard" in safe["reply_markup"]


async def test_files_and_places_go_along(sandbox: Sandbox, opened: Opened) -> None:
    files = [
        (File(Channel.SLACK, "u", "gate.png", "photo", "image/png"), sample_picture()),
        (File(Channel.SLACK, "u", "broken.png", "photo", "image/png"), b"not a picture"),
        (File(Channel.TELEGRAM, "u", "voice.oga", "voice", "audio/ogg"), sample_voice()),
        (File(Channel.SLACK, "u", "label.pdf", "document", "application/pdf"), b"%PDF"),
    ]
    async with opened() as channel:
        await channel.send(leased(text="Look", location=Location(33.4, -112.1)), files)
    photo, broken, voice, document, place = shown(sandbox)
    assert (photo["caption"], len(photo["photo"]) > 0) == ("Look", True)
    assert broken["document"]["file_name"] == "broken.png"
    assert "voice" in voice
    assert document["document"]["file_name"] == "label.pdf"
    assert place["location"]["latitude"] == 33.4


async def test_a_message_is_changed_and_taken_back(
    sandbox: Sandbox, database: Database, opened: Opened, clock: HandClock
) -> None:
    first = Outbound(Channel.TELEGRAM, str(ANA), "one", buttons=((Button("Ok", "ok"),),))
    put = await database.run(lambda s: outbox.put(s, first, clock.now(), conversation=f"telegram:{ANA}"))
    assert put is not None
    async with opened() as channel:
        provider_id = await channel.send(leased(put, text="one", buttons=first.buttons))
        await database.run(lambda s: outbox.sent(s, put, provider_id, clock.now()))
        change = leased(put + 1, text="two", operation=Operation.EDIT, target=str(put))
        assert await channel.send(change) == provider_id
        edit = sandbox.log.all("telegram", "edit")[-1].data["message"]
        assert (edit["text"], "reply_markup" in edit) == ("two", False)
        assert await channel.send(change) == provider_id
        take_back = leased(put + 2, operation=Operation.DELETE, target=str(put))
        assert await channel.send(take_back) == provider_id
        assert await channel.send(take_back) == provider_id
        with pytest.raises(Permanent, match=r"(?i)message to edit not found"):
            await channel.send(change)
        with pytest.raises(Permanent, match="never reached"):
            await channel.send(leased(9, text="x", operation=Operation.EDIT, target="999"))
    assert sandbox.log.all("telegram", "delete")


async def test_a_caption_is_changed(
    sandbox: Sandbox, database: Database, opened: Opened, clock: HandClock
) -> None:
    first = Outbound(Channel.TELEGRAM, str(ANA), "one")
    put = await database.run(lambda s: outbox.put(s, first, clock.now(), conversation=f"telegram:{ANA}"))
    assert put is not None
    picture = (File(Channel.SLACK, "u", "gate.png", "photo", "image/png"), sample_picture())
    async with opened() as channel:
        provider_id = await channel.send(leased(put, text="one"), [picture])
        await database.run(lambda s: outbox.sent(s, put, provider_id, clock.now()))
        await channel.send(leased(put + 1, text="two", operation=Operation.EDIT, target=str(put)))
    assert sandbox.log.all("telegram", "edit")[-1].data["message"]["caption"] == "two"


async def test_refusals_say_what_comes_next(sandbox: Sandbox, opened: Opened) -> None:
    async with opened() as channel:
        await sandbox.do("fault", service="telegram", method="sendMessage", retry_after=7)
        with pytest.raises(RateLimited) as limited:
            await channel.send(leased(text="hi"))
        assert limited.value.retry_after == 7
        await sandbox.do("fault", service="telegram", method="sendMessage", status=500)
        with pytest.raises(Temporary):
            await channel.send(leased(text="hi"))
        with pytest.raises(Permanent, match=r"(?i)chat not found"):
            await channel.send(leased(text="hi", destination="424242"))
        for nothing in ({"text": " "}, {"text": "hi", "buttons": ((Button("x", "y" * 65),),)}):
            with pytest.raises(Permanent):
                await channel.send(leased(**nothing))
        with pytest.raises(Permanent, match="card"):
            await channel.send(leased(text="hi", operation=Operation.CARD))
        await sandbox.do("tg.block", user=ANA)
        with pytest.raises(Permanent, match=r"^blocked$"):
            await channel.send(leased(text="hi"))


async def test_a_next_try_goes_on_where_the_last_one_stopped(sandbox: Sandbox, opened: Opened) -> None:
    text = "\n".join("x" * 3000 for _ in range(2))
    places = leased(text=text, location=Location(1, 2))
    async with opened() as channel:
        await sandbox.do("fault", service="telegram", method="sendLocation", retry_after=1)
        with pytest.raises(RateLimited):
            await channel.send(places)
        await channel.send(replace(places, tries=2))
    assert ["text" in message for message in shown(sandbox)] == [True, True, False]


async def test_a_file_that_is_gone_cannot_be_fetched(opened: Opened) -> None:
    async with opened() as channel:
        with pytest.raises(Permanent):
            await channel.fetch(File(Channel.TELEGRAM, "nowhere", "photo.jpg"))


async def test_the_rates_are_kept_per_chat_and_for_all(opened: Opened) -> None:
    async with opened() as channel:
        rates = channel.rates(leased(text="hi").outbound)
    assert [(rate.key, rate.per_second, rate.burst) for rate in rates] == [
        ("telegram", 25, 5),
        (f"telegram:{ANA}", 1, 3),
    ]


@given(st.text(st.sampled_from("ab \n😀é"), max_size=300), st.integers(2, 40))
def test_parts_fit_and_lose_nothing_but_blanks(text: str, most: int) -> None:
    parts = split(text, most)
    assert all(0 < len(part.encode("utf-16-le")) // 2 <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_long_text_with_a_file_is_no_caption() -> None:
    files: Sequence[tuple[File, bytes]] = [(File(Channel.SLACK, "u", "a.pdf"), b"x")]
    pieces, main = pieces_of(leased(text="x" * 1025).outbound, files)
    assert [(len(piece.text), piece.file is not None) for piece in pieces] == [(1025, False), (0, True)]
    assert main == 0
