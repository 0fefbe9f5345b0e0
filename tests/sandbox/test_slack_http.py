"""The real Bolt application behind signed HTTP requests."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.service import Refused
from sandbox.serving import serving
from sandbox.slack.signature import sign
from tests.sandbox.slack_office import DANA, DESK, Heard, bolt_app, http_mode, listen, office

Json = dict[str, Any]


async def test_events_buttons_shortcuts_and_commands() -> None:
    async with office() as at:
        app = bolt_app(at)
        heard, clicked = listen(app), Heard()

        @app.action("take")
        async def take(ack: Any, body: Json) -> None:
            await ack()
            clicked.add(body)

        @app.message_shortcut("make_ticket")
        async def make(ack: Any, body: Json) -> None:
            await ack()
            clicked.add(body)

        @app.command("/desk")
        async def desk(ack: Any) -> None:
            await ack("Nothing open")

        async with http_mode(at, app):
            assert (await at.logged("connected"))["mode"] == "http"
            await at.do("slack.say", user=DANA, channel=DESK, text="hello")
            assert (await heard.next())["event"]["text"] == "hello"
            button = {"type": "button", "action_id": "take", "text": {"type": "plain_text", "text": "Take"}}
            posted = await at.web.chat_postMessage(
                channel=DESK, text="card", blocks=[{"type": "actions", "elements": [button]}]
            )
            done = await at.do("slack.click", user=DANA, channel=DESK, ts=posted["ts"], action_id="take")
            assert (done["acknowledged"], (await clicked.next())["user"]["id"]) == (True, DANA)
            acted = {"user": DANA, "channel": DESK, "ts": posted["ts"]}
            done = await at.do("slack.shortcut", **acted, callback_id="make_ticket")
            assert (done["acknowledged"], (await clicked.next())["message"]["text"]) == (True, "card")
            await at.do("slack.command", user=DANA, channel=DESK, command="/desk", text="")
            assert (await at.logged("ephemeral"))["text"] == "Nothing open"


async def test_forged_and_old_requests_are_refused_by_bolt() -> None:
    async with office() as at:
        app = bolt_app(at)
        heard = listen(app)
        body = json.dumps({"type": "event_callback", "event": {"type": "message", "text": "x", "user": DANA}})
        secret, now = at.world.slack_signing_secret, int(time.time())
        async with http_mode(at, app) as url, httpx.AsyncClient() as client:
            statuses = [
                (await client.post(url, content=body, headers=headers)).status_code
                for headers in (sign("wrong", now, body), sign(secret, now - 400, body), {})
            ]
    assert statuses == [401, 401, 401]
    assert heard.empty()


async def test_failures_are_tried_again_with_number_and_reason() -> None:
    seen: list[tuple[str | None, str | None, str]] = []
    done = asyncio.Event()

    async def endpoint(request: Request) -> Response:
        body = await request.json()
        if body["type"] == "url_verification":
            return JSONResponse({"challenge": body["challenge"]})
        headers = request.headers
        seen.append((headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason"), body["event_id"]))
        if len(seen) < 3:
            return Response(status_code=500)
        done.set()
        return Response()

    async with office() as at, serving(Starlette(routes=[Route("/", endpoint, methods=["POST"])]), 0) as address:
        at.service.http_mode.retry_delays = (0.01, 0.01, 0.01)
        await at.do("slack.request_url", url=address)
        await at.do("slack.say", user=DANA, channel=DESK, text="hello")
        async with asyncio.timeout(10):
            await done.wait()
        at.service.http_mode.stop()
    assert [(number, reason) for number, reason, _event_id in seen] == [
        (None, None),
        ("1", "http_error"),
        ("2", "http_error"),
    ]
    assert len({event_id for *_rest, event_id in seen}) == 1


async def test_an_event_is_lost_when_nobody_ever_answers() -> None:
    async with office() as at:
        at.service.http_mode.retry_delays = (0.01,)
        async with http_mode(at, bolt_app(at)):
            pass
        async with http_mode(at, bolt_app(at)) as url:
            dead = url
        with pytest.raises(Refused, match="challenge"):
            await at.do("slack.request_url", url=dead)
        async with http_mode(at, bolt_app(at)):
            await at.do("slack.say", user=DANA, channel=DESK, text="nobody listens")
            assert (await at.logged("event_lost"))["event_id"]


async def test_no_retry_is_respected() -> None:
    async def endpoint(request: Request) -> Response:
        body = await request.json()
        if body["type"] == "url_verification":
            return Response(body["challenge"])
        return Response(status_code=500, headers={"X-Slack-No-Retry": "1"})

    async with office() as at, serving(Starlette(routes=[Route("/", endpoint, methods=["POST"])]), 0) as address:
        at.service.http_mode.retry_delays = (3600.0,)
        await at.do("slack.request_url", url=address)
        await at.do("slack.say", user=DANA, channel=DESK, text="hello")
        await at.logged("event_lost")
        at.service.http_mode.stop()
