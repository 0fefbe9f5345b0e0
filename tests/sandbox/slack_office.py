"""A make-believe Slack on a port of its own, and the real Bolt application that works in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.events import Event, EventLog
from sandbox.server import Sandbox
from sandbox.serving import serving
from sandbox.slack import SlackService
from sandbox.world import SlackChannel, SlackShortcut, SlackUser, World

DANA, LEE, DESK, QUIET = "U0DANA", "U0LEE", "C01", "C02"
Json = dict[str, Any]


def small_world() -> World:
    """Two people and two channels."""
    return World(
        slack_users=[SlackUser(DANA, "Dana Cole", "VA"), SlackUser(LEE, "Lee Park", "dispatcher")],
        slack_channels=[SlackChannel(DESK, "phx-desk"), SlackChannel(QUIET, "phx-dispatch")],
        slack_shortcuts=[SlackShortcut("make_ticket", "Make a ticket"), SlackShortcut("anywhere", "New", False)],
    )


@dataclass
class Office:
    """The sandbox, seen as the workspace of a bot."""

    sandbox: Sandbox
    web: AsyncWebClient

    @property
    def service(self) -> SlackService:
        """What is tested."""
        return self.sandbox.slack

    @property
    def log(self) -> EventLog:
        """What happened."""
        return self.sandbox.log

    @property
    def world(self) -> World:
        """Who is here."""
        return self.sandbox.world

    @property
    def address(self) -> str:
        """Where it is served."""
        return self.sandbox.address

    async def do(self, verb: str, **body: Any) -> Json:
        """Let somebody act."""
        return await self.sandbox.do(verb, **body)

    def client(self, token: str | None) -> AsyncWebClient:
        """A Web API client with this token."""
        return AsyncWebClient(token=token, base_url=f"{self.address}/slack/api/")

    async def logged(self, kind: str, after: int = 0, matches: Callable[[Json], bool] | None = None) -> Json:
        """The data of the first log entry of a kind that matches."""

        def wanted(event: Event) -> bool:
            return event.kind == kind and (matches is None or matches(event.data))

        return (await self.log.wait(wanted, after=after)).data

    def refusals(self) -> list[tuple[str, str]]:
        """The refused calls so far, as (method, error)."""
        return [(each.data["method"], each.data["error"]) for each in self.log.all("refused")]


@asynccontextmanager
async def office() -> AsyncIterator[Office]:
    """An office that serves without a limit on messages, with a client that holds the bot's token."""
    sandbox = Sandbox(small_world())
    sandbox.slack.limit_per_channel = None
    async with sandbox.serve() as address:
        sandbox.slack.address = address
        base = f"{address}/slack/api/"
        yield Office(sandbox, AsyncWebClient(token=sandbox.world.slack_bot_token, base_url=base))


def bolt_app(at: Office) -> AsyncApp:
    """The real Bolt application, pointed at the office."""
    return AsyncApp(client=at.web, signing_secret=at.world.slack_signing_secret)


@asynccontextmanager
async def socket_mode(at: Office, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """The application connected by WebSocket."""
    handler = AsyncSocketModeHandler(app, at.world.slack_app_token, web_client=at.web)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def http_mode(at: Office, app: AsyncApp) -> AsyncIterator[str]:
    """The application behind a web server of its own; yields its address for Slack."""
    handler = AsyncSlackRequestHandler(app)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    routes = [Route("/slack/events", endpoint, methods=["POST"])]
    async with serving(Starlette(routes=routes), 0) as address:
        url = f"{address}/slack/events"
        await at.do("slack.request_url", url=url)
        yield url
        at.service.http_mode.stop()


class Heard:
    """Collects what listeners are given, for tests to wait on."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Json] = asyncio.Queue()

    def add(self, body: Json) -> None:
        """Note one thing."""
        self._queue.put_nowait(body)

    async def next(self) -> Json:
        """The oldest thing not yet looked at."""
        async with asyncio.timeout(10):
            return await self._queue.get()

    def empty(self) -> bool:
        """Whether everything was looked at."""
        return self._queue.empty()


def listen(app: AsyncApp, event: str | Json = "message") -> Heard:
    """Collect an event's bodies."""
    heard = Heard()

    async def listener(body: Json) -> None:
        heard.add(body)

    app.event(event)(listener)
    return heard
