"""What the make-believe Bot API refuses, as strictly as the real one."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from telegram.error import InvalidToken
from telegram.ext import ExtBot

from sandbox.server import Sandbox
from tests.sandbox.conftest import DRIVER
from tests.sandbox.telegram_calls import raw, refusal


async def test_a_wrong_token_and_an_unknown_method(sandbox: Sandbox) -> None:
    address = sandbox.address
    with pytest.raises(InvalidToken):
        async with ExtBot("1:wrong", base_url=f"{address}/bot", base_file_url=f"{address}/file/bot"):
            raise AssertionError("a wrong token must not do")
    assert (await raw(sandbox, "sendTelegram"))["error_code"] == 404
    assert "wrong" not in json.dumps([event.as_json() for event in sandbox.log.all()])


@pytest.mark.parametrize(
    ("method", "parameters", "reason"),
    [
        ("sendMessage", {"chat_id": DRIVER}, "message text is empty"),
        ("sendMessage", {"chat_id": DRIVER, "text": ""}, "message text is empty"),
        ("sendMessage", {"chat_id": DRIVER, "text": " \n "}, "message text is empty"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": "@channel", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": DRIVER, "text": "x" * 4097}, "message is too long"),
        ("sendMessage", {"chat_id": DRIVER, "text": "x", "txt": "y"}, "unknown parameter txt"),
        ("sendMessage", {"chat_id": DRIVER, "text": "\ud800"}, "UTF-8"),
        ("sendMessage", {"chat_id": DRIVER, "text": 5}, "must be a String"),
        ("sendMessage", {"chat_id": DRIVER, "text": "*x*", "parse_mode": "Markdown"}, "parse_mode"),
        ("sendMessage", {"chat_id": DRIVER, "text": "x", "message_effect_id": "1"}, "does not model"),
        ("sendMessage", {"chat_id": DRIVER, "text": "x", "disable_notification": "maybe"}, "Boolean"),
        ("sendMessage", {"chat_id": DRIVER, "text": "x", "reply_parameters": {"message_id": 9}}, "replied"),
        ("sendMessage", {"chat_id": DRIVER, "text": "x", "reply_markup": "nonsense"}, "can't parse"),
        ("sendMessage", {"chat_id": DRIVER, "text": "x", "reply_markup": {}}, "expected one of"),
        ("sendLocation", {"chat_id": DRIVER, "latitude": 91, "longitude": 0}, "outside -90 to 90"),
        ("sendLocation", {"chat_id": DRIVER, "latitude": "north", "longitude": 0}, "Float"),
        ("sendPhoto", {"chat_id": DRIVER, "photo": "attach://x"}, "no photo in the request"),
        ("sendPhoto", {"chat_id": DRIVER, "photo": "http://example.com/x.png"}, "HTTP URL"),
        ("sendPhoto", {"chat_id": DRIVER, "photo": "x", "caption": "x" * 1025}, "caption is too long"),
        ("sendMediaGroup", {"chat_id": DRIVER, "media": []}, "media is empty"),
        ("sendChatAction", {"chat_id": DRIVER, "action": "dancing"}, "wrong action"),
        ("editMessageText", {"text": "x"}, "identifier is not specified"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "outside 0 to 200"),
        ("setMessageReaction", {"chat_id": DRIVER, "message_id": 99}, "message to react not found"),
        ("getUpdates", {"limit": 0}, "limit"),
        ("getUpdates", {"allowed_updates": ["messages"]}, "wrong allowed_updates"),
        ("setWebhook", {"url": "https://example.com/hook"}, "only this machine"),
        ("setWebhook", {"url": "http://127.0.0.1/x", "secret_token": "a b"}, "unallowed"),
    ],
)
async def test_calls_that_are_refused(
    sandbox: Sandbox, method: str, parameters: dict[str, Any], reason: str
) -> None:
    assert reason in await refusal(sandbox, method, **parameters)
    [event] = sandbox.log.all("refused", "telegram")
    assert event.data["method"] == method and reason in event.data["description"]
    assert sandbox.world.telegram_token not in json.dumps(event.as_json())


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "ñ" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "exactly one of"),
        ({"text": "", "callback_data": "x"}, "text is empty"),
        ({"text": "x", "url": "nowhere"}, "Wrong HTTP URL"),
        ({"text": "x", "callback_data": "x", "colour": "red"}, "unknown field"),
        ("x", "can't parse"),
    ],
)
async def test_keyboards_that_are_refused(sandbox: Sandbox, button: Any, reason: str) -> None:
    markup = {"inline_keyboard": [[button]]}
    assert reason in await refusal(sandbox, "sendMessage", chat_id=DRIVER, text="x", reply_markup=markup)


async def test_four_ways_to_send_parameters(sandbox: Sandbox) -> None:
    url = f"{sandbox.address}/bot{sandbox.world.telegram_token}/sendMessage"
    given = {"chat_id": str(DRIVER), "text": "hi", "disable_notification": "true"}
    async with httpx.AsyncClient(trust_env=False) as client:
        answers = [
            await client.get(url, params=given),
            await client.post(url, data=given),
            await client.post(url, files={name: (None, value) for name, value in given.items()}),
            await client.post(url, json=given),
        ]
        broken = await client.post(url, content=b"{", headers={"Content-Type": "application/json"})
    assert [answer.json()["result"]["text"] for answer in answers] == ["hi"] * 4
    assert broken.status_code == 400
