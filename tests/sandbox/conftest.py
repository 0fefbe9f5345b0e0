"""A small world, served, with the real client libraries pointed at it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.ext import ExtBot
from twilio.rest import Client

from sandbox.server import Sandbox
from sandbox.serving import serving
from sandbox.world import SlackChannel, SlackUser, SmsPhone, TelegramUser, World

DRIVER, OTHER_DRIVER = 7001, 7002
CUSTOMER = "+16025550101"


@pytest.fixture(autouse=True)
def _durations_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """What python-telegram-bot will do anyway in its next version; the old way warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def world() -> World:
    """Two drivers, a VA and a dispatcher, a channel, a customer."""
    return World(
        telegram_users=[
            TelegramUser(DRIVER, "Maria", "Lopez", "es"),
            TelegramUser(OTHER_DRIVER, "Sam"),
        ],
        slack_users=[SlackUser("U0VA", "Dana Cole", "VA"), SlackUser("U0DISP", "Lee Park", "dispatcher")],
        slack_channels=[SlackChannel("C0DESK", "desk-phoenix")],
        phones=[SmsPhone(CUSTOMER, "Ann Reed")],
    )


@pytest.fixture
async def sandbox(world: World) -> AsyncIterator[Sandbox]:
    """The sandbox, answering at `sandbox.address`."""
    sandbox = Sandbox(world)
    async with sandbox.serve():
        yield sandbox


@pytest.fixture
async def bot(sandbox: Sandbox, world: World) -> AsyncIterator[ExtBot[None]]:
    """python-telegram-bot's own bot."""
    address = sandbox.address
    bot = ExtBot(world.telegram_token, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot")
    async with bot:
        yield bot


@pytest.fixture
def twilio(sandbox: Sandbox, world: World) -> Client:
    """Twilio's own client; blocking, so tests call it on a thread."""
    client = Client(world.twilio_account, world.twilio_token)
    client.api.base_url = sandbox.address
    return client


class Listener:
    """A webhook that keeps what it gets and answers as the test says."""

    def __init__(self) -> None:
        self.address = ""
        self.requests: list[tuple[Request, bytes]] = []
        self.answers: list[Response] = []

    async def take(self, request: Request) -> Response:
        """Keep the request; the next prepared answer, or an empty 200."""
        self.requests.append((request, await request.body()))
        return self.answers.pop(0) if self.answers else Response()


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """A webhook on a port of its own."""
    listener = Listener()
    app = Starlette(routes=[Route("/{path:path}", listener.take, methods=["POST"])])
    async with serving(app, 0) as address:
        listener.address = address
        yield listener
