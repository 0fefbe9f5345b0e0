"""How a bot gets its updates: long polling with confirmations, and webhooks."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from starlette.responses import Response
from telegram.error import Conflict
from telegram.ext import ExtBot

from sandbox.events import Event
from sandbox.server import Sandbox
from tests.sandbox.conftest import DRIVER, Listener
from tests.sandbox.telegram_calls import raw

Bot = ExtBot[None]


def of_kind(kind: str) -> Any:
    """A matcher for Telegram's events of one kind."""

    def matches(event: Event) -> bool:
        return event.service == "telegram" and event.kind == kind

    return matches


async def test_long_polling_waits_and_confirms(sandbox: Sandbox, bot: Bot) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=20))
    await sandbox.do("tg.say", user=DRIVER, text="one")
    [first] = await waiting
    await sandbox.do("tg.say", user=DRIVER, text="two")
    assert [update.update_id for update in await bot.get_updates()] == [
        first.update_id,
        first.update_id + 1,
    ]
    [second] = await bot.get_updates(offset=first.update_id + 1)
    assert second.message and second.message.text == "two"
    assert await bot.get_updates(offset=second.update_id + 1) == ()
    assert await bot.get_updates() == ()


async def test_negative_offset_and_limit(sandbox: Sandbox, bot: Bot) -> None:
    for number in range(5):
        await sandbox.do("tg.say", user=DRIVER, text=str(number))
    assert len(await bot.get_updates(limit=2)) == 2
    [last] = await bot.get_updates(offset=-1)
    assert last.message and last.message.text == "4"
    assert len(await bot.get_updates()) == 1


async def test_a_second_poll_ends_the_first(sandbox: Sandbox, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    second = asyncio.create_task(raw(sandbox, "getUpdates", timeout=20))
    done, waiting = await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
    if first in done:
        with pytest.raises(Conflict):
            await first
    else:
        assert second.result()["error_code"] == 409
    await sandbox.do("tg.say", user=DRIVER, text="hi")
    await asyncio.wait_for(waiting.pop(), 5)


async def test_only_wanted_kinds_arrive(sandbox: Sandbox, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    assert (await sandbox.do("tg.say", user=DRIVER, text="hi"))["update_id"] is None
    await bot.get_updates(allowed_updates=[])
    await sandbox.do("tg.say", user=DRIVER, text="hi")
    assert len(await bot.get_updates()) == 1


async def test_hostile_and_repeated_updates(sandbox: Sandbox) -> None:
    hostile = {"message": {"text": "\ud800", "chat": [None]}, "update_id": "x"}
    first = await sandbox.do("tg.raw", update=hostile)
    [update] = (await raw(sandbox, "getUpdates"))["result"]
    assert update == hostile | {"update_id": first["update_id"]}
    assert (await raw(sandbox, "getUpdates", offset=first["update_id"] + 1))["result"] == []
    await sandbox.do("tg.again", update_id=first["update_id"])
    later = first["update_id"] + 1
    assert (await raw(sandbox, "getUpdates", offset=later))["result"] == [update]
    assert (await raw(sandbox, "getUpdates", offset=later))["result"] == []


async def test_a_webhook_is_called_again_until_it_takes_the_update(
    sandbox: Sandbox, bot: Bot, listener: Listener
) -> None:
    listener.answers = [Response(status_code=500), Response(status_code=503)]
    await bot.set_webhook(f"{listener.address}/telegram", secret_token="s3cret")
    with pytest.raises(Conflict):
        await bot.get_updates()
    sandbox.telegram.updates.first_retry = 0.01
    done = await sandbox.do("tg.say", user=DRIVER, text="hi")
    await sandbox.log.wait(of_kind("webhook_failed"))
    info = await bot.get_webhook_info()
    assert info.url == f"{listener.address}/telegram" and info.last_error_message
    await sandbox.log.wait(of_kind("webhook_taken"))
    assert len(listener.requests) == 3
    for request, body in listener.requests:
        assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"
        assert json.loads(body)["update_id"] == done["update_id"]
    assert (await bot.get_webhook_info()).pending_update_count == 0
    await bot.delete_webhook()
    assert await bot.get_updates() == ()
