"""What nobody signed, somebody forged or an eavesdropper kept is refused at the program's web address."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from urllib.parse import urlencode

import httpx
import pytest
import pytest_asyncio

from bot.channels.telegram import SECRET_HEADER, webhook_secret
from sandbox.slack.signature import sign
from sandbox.sms_webhooks import signature
from storage.models import Inbox
from tests.e2e.scenes import CUSTOMER_3, DANA, DESK, TOM, a_ticket_of, received, rows
from tests.e2e.web_stage import WebStage

SIX_MINUTES = 6 * 60
UPDATE = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": TOM, "type": "private"},
        "from": {"id": TOM, "is_bot": False, "first_name": "Tom"},
        "text": "gate code for 14?",
    },
}
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Caller:
    """Somebody who knows the program's web address."""

    def __init__(self, play: WebStage, client: httpx.AsyncClient) -> None:
        self._play = play
        self._client = client

    async def post(self, path: str, body: str, headers: Mapping[str, str]) -> int:
        """Posts it; the status of the answer."""
        answer = await self._client.post(f"{self._play.address}{path}", content=body, headers=dict(headers))
        return answer.status_code

    async def text(self, path: str, form: Mapping[str, str], signed: str | None) -> int:
        """Posts what Twilio would, with this signature; the status of the answer."""
        headers = FORM if signed is None else {**FORM, "X-Twilio-Signature": signed}
        return await self.post(path, urlencode(form), headers)


@pytest_asyncio.fixture
async def caller(web_play: WebStage) -> AsyncIterator[Caller]:
    """Somebody from outside."""
    async with httpx.AsyncClient(trust_env=False) as client:
        yield Caller(web_play, client)


async def test_telegrams_webhook_takes_nothing_without_its_secret(web_play: WebStage, caller: Caller) -> None:
    body, token = json.dumps(UPDATE), web_play.sandbox.world.telegram_token
    right = webhook_secret(token)
    for secret in (None, "", right[:-1], right.upper(), webhook_secret("another:token"), token):
        headers = JSON if secret is None else {**JSON, SECRET_HEADER: secret}
        assert await caller.post("/telegram", body, headers) == HTTPStatus.FORBIDDEN
    assert await rows(web_play, Inbox) == []
    for _ in range(3):
        assert await caller.post("/telegram", body, {**JSON, SECRET_HEADER: right}) == HTTPStatus.OK
    await web_play.driver_hears(TOM, "#6120")
    assert len(await rows(web_play, Inbox)) == 1


async def test_slacks_address_takes_nothing_unsigned_forged_or_old(web_play: WebStage, caller: Caller) -> None:
    # The sandbox knows nothing of a message that only this test posts, so it can bear no mark.
    web_play.expected_refusals.add("message_not_found")
    card = await a_ticket_of(web_play, TOM)
    secret, now = web_play.sandbox.world.slack_signing_secret, int(time.time())
    before = len(await rows(web_play, Inbox))
    event = {
        "type": "message",
        "channel": DESK,
        "user": DANA,
        "text": "#1234 is the code",
        "ts": f"{now}.000001",
        "thread_ts": card["ts"],
    }
    body = json.dumps({"type": "event_callback", "team_id": "T0SANDBOX", "event_id": "Ev1", "event": event})
    signed = sign(secret, now, body)
    for headers in (
        {},
        sign("another secret", now, body),
        sign(secret, now, body + " "),
        sign(secret, now - SIX_MINUTES, body),
        sign(secret, now + SIX_MINUTES, body),
        {**signed, "X-Slack-Request-Timestamp": str(now - 1)},
        {**signed, "X-Slack-Request-Timestamp": "yesterday"},
        {**signed, "X-Slack-Signature": "v0=nonsense"},
    ):
        assert await caller.post("/slack/events", body, {**JSON, **headers}) == HTTPStatus.UNAUTHORIZED
    assert len(await rows(web_play, Inbox)) == before
    for _ in range(3):
        assert await caller.post("/slack/events", body, {**JSON, **signed}) == HTTPStatus.OK
    await web_play.driver_hears(TOM, "Dana: #1234 is the code")
    assert len(await rows(web_play, Inbox)) == before + 1


@pytest.mark.parametrize("path", ["/sms/inbound", "/sms/status"])
async def test_the_carriers_addresses_take_nothing_unsigned_or_forged(
    web_play: WebStage, caller: Caller, path: str
) -> None:
    world = web_play.sandbox.world
    form = {
        "MessageSid": "SM" + "1" * 32,
        "AccountSid": world.twilio_account,
        "From": CUSTOMER_3,
        "To": world.twilio_number,
        "Body": "STOP",
        "NumMedia": "0",
    }
    if path == "/sms/status":
        form |= {"MessageStatus": "undelivered", "ErrorCode": "30006"}
    right = signature(world.twilio_token, web_play.address + path, form)
    for signed in (
        None,
        "",
        right[:-2],
        signature("another token", web_play.address + path, form),
        signature(world.twilio_token, "https://elsewhere.example" + path, form),
        signature(world.twilio_token, web_play.address + path, {**form, "Body": "START"}),
        signature(world.twilio_token, web_play.address + path, {**form, "From": "+16025550104"}),
    ):
        assert await caller.text(path, form, signed) == HTTPStatus.FORBIDDEN
    assert await rows(web_play, Inbox) == []
    for _ in range(3):
        assert await caller.text(path, form, right) in (HTTPStatus.OK, HTTPStatus.NO_CONTENT)
    if path == "/sms/inbound":
        await received(web_play, f"sms:{CUSTOMER_3}", 1)
        await web_play.customer_hears(CUSTOMER_3, "no more texts from us")
    assert len(await rows(web_play, Inbox)) == (path == "/sms/inbound")


@pytest.mark.parametrize("path", ["/telegram", "/slack/events", "/sms/inbound", "/sms/status"])
async def test_a_flood_of_bytes_is_refused(web_play: WebStage, caller: Caller, path: str) -> None:
    secret = webhook_secret(web_play.sandbox.world.telegram_token)
    status = await caller.post(path, "x" * (2 * 1024 * 1024), {SECRET_HEADER: secret, **FORM})
    assert status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert await rows(web_play, Inbox) == []
