"""Slack: events are kept before they are acknowledged; what leaves goes through the Web API."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal
from urllib.parse import urlsplit

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.signature import SignatureVerifier
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.errors import Permanent, SendError, SettingsError, Temporary
from bot.channels.request_body import limited_body
from bot.channels.slack_errors import MENDABLE, Misconfigured, sending
from bot.channels.slack_inbound import Ourselves, received, translate
from bot.channels.slack_outbound import SlackSender
from bot.clock import Clock
from bot.logs import where
from handlers.promises.service_level import DeskRules
from storage import inbox
from storage.database import Database
from storage.message import File, Operation, Outbound
from storage.outbox import Leased
from storage.slots import Rate

__all__ = ["SlackChannel", "SlackSettings", "translate"]

REAL_API = "https://slack.com/api/"
FILE_HOST = "files.slack.com"
HOME_OPENED = "app_home_opened"
SECONDS_PER_CALL = 20
PING_SECONDS = 5.0
SECONDS_TO_NEXT_TRY = 5.0
LARGEST_FILE = 50 * 1024 * 1024
DESK_AS_USUAL = DeskRules()

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SlackSettings:
    """How to reach the workspace."""

    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
    """Needed in socket mode."""
    signing_secret: str = field(default="", repr=False)
    """Needed in http mode."""
    api_url: str = REAL_API
    """Ends in /api/."""
    mode: Literal["socket", "http"] = "socket"


class SlackChannel:
    """The connection to one Slack workspace."""

    def __init__(
        self, settings: SlackSettings, database: Database, clock: Clock, rules: DeskRules = DESK_AS_USUAL
    ) -> None:
        self._settings = settings
        self._api = settings.api_url.rstrip("/") + "/"
        self._database = database
        self._clock = clock
        # Without a secret nobody can sign: a random one refuses every request.
        signing_secret = settings.signing_secret or secrets.token_hex()
        self._signatures = SignatureVerifier(signing_secret)
        self.app = AsyncApp(
            name="doorstep",
            logger=logging.getLogger("slack_bolt"),
            token=settings.bot_token,
            signing_secret=signing_secret,
            before_authorize=self._keep,
        )
        self.app.error(_note_failure)
        self.client = self.app.client
        self.client.base_url = self._api
        self.client.timeout = SECONDS_PER_CALL
        # The outbox tries again by itself; only a connection that broke under a call is repeated here.
        self.client.retry_handlers = [AsyncConnectionErrorRetryHandler(max_retry_count=1)]
        self._sender = SlackSender(self.client, database, clock, rules)
        self._keeping = asyncio.Lock()
        self._socket: AsyncSocketModeHandler | None = None
        self._starting: asyncio.Task[None] | None = None
        self._ourselves: Ourselves | None = None

    @property
    def is_up(self) -> bool:
        """Whether events can come in."""
        if self._ourselves is None or self._settings.mode == "http":
            return self._ourselves is not None
        session = self._socket.client.current_session if self._socket is not None else None
        return session is not None and not session.closed

    async def start(self) -> None:
        """Connects; while Slack cannot be reached, goes on trying. SettingsError when it refuses the tokens."""
        self._check_settings()
        self.client.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS_PER_CALL))
        try:
            await self._connect()
        except Misconfigured as error:
            await self.stop()
            raise SettingsError(f"Doorstep cannot work in Slack. {error}") from None
        except SendError as error:
            log.warning("%s Trying on.", error)
            self._starting = asyncio.create_task(self._connect_later(), name="slack")

    async def stop(self) -> None:
        """Closes every connection."""
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        if self._socket is not None:
            await self._socket.client.close()  # type: ignore[no-untyped-call]
            self._socket = None
        if self.client.session is not None:
            await self.client.session.close()
        self._ourselves = None

    async def handle_http(self, request: Request) -> Response:
        """One request to /slack/events; what Slack has not signed in the last five minutes is refused."""
        body = await limited_body(request)
        if body is None:
            return Response("Larger than anything Slack sends.", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        # Bolt reads a request before it verifies it; nothing is read here that Slack has not signed.
        if not self._is_signed(request, body):
            return Response("Not signed by Slack, or too old.", HTTPStatus.UNAUTHORIZED)
        return to_starlette_response(await self.app.async_dispatch(to_async_bolt_request(request, body)))

    def rates(self, outbound: Outbound) -> Sequence[Rate]:
        """What Slack takes: a message a second in a channel after a few at once, other calls fifty a minute."""
        if outbound.operation in (Operation.SEND, Operation.CARD):
            return (Rate(f"slack:{outbound.destination}", 1.0, burst=3),)
        return (Rate(f"slack:{outbound.operation.value}", 50 / 60, burst=10),)

    async def send(self, leased: Leased, files: Sequence[tuple[File, bytes]] = ()) -> str:
        """Sends one message of the outbox with the contents of its files; gives its id, "CHANNEL:TS"."""
        return await self._sender.send(leased, files)

    async def fetch(self, file: File) -> bytes:
        """The content of a file that somebody shared in Slack."""
        if not self._may_see_token(file.reference):
            raise Permanent("A file was not fetched: its address does not lie with Slack.")
        assert self.client.session is not None, "start() comes first"
        with sending():
            async with self.client.session.get(
                file.reference,
                headers={"Authorization": f"Bearer {self._settings.bot_token}"},
                allow_redirects=False,
            ) as answer:
                _check_file(answer)
                return await answer.read()

    def _check_settings(self) -> None:
        if self._settings.mode == "http" and not self._settings.signing_secret:
            raise SettingsError(
                "Slack over HTTP needs SLACK_SIGNING_SECRET (Basic Information in the app's settings)."
            )
        if self._settings.mode == "socket" and not self._settings.app_token:
            raise SettingsError(
                "Slack in socket mode needs SLACK_APP_TOKEN (an app-level token, connections:write)."
            )

    def _is_signed(self, request: Request, body: bytes) -> bool:
        try:
            return self._signatures.is_valid_request(body, request.headers)
        except (TypeError, ValueError):
            # A time that is no number, or a signature in letters that none has.
            return False

    def _may_see_token(self, address: str) -> bool:
        asked, ours = urlsplit(address), urlsplit(self._api)
        if (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc):
            return True
        return self._api == REAL_API and (asked.scheme, asked.netloc) == ("https", FILE_HOST)

    async def _keep(self, body: dict[str, Any], next_: Callable[[], Awaitable[None]]) -> BoltResponse | None:
        """Runs once the signature is verified. Bolt acknowledges after this returns, and not if it raises."""
        if body.get("type") != "event_callback":
            await next_()
            return None
        kept = received(body, self._ourselves)
        if kept is not None:
            # One after the other: on PostgreSQL an edit could otherwise be committed before its message.
            async with self._keeping:
                await self._database.run(lambda session: inbox.put(session, kept, self._clock.now()))
        elif isinstance(body.get("event"), dict) and body["event"].get("type") == HOME_OPENED:
            await next_()
            return None
        else:
            log.debug("Dropped an event of Slack: noise, our own words, or nothing that can be read.")
        return BoltResponse(status=200, body="")

    async def _connect_later(self) -> None:
        while True:
            await asyncio.sleep(SECONDS_TO_NEXT_TRY)
            try:
                await self._connect()
            except SendError as error:
                log.warning("%s Trying on.", error)
            else:
                return

    async def _connect(self) -> None:
        with sending():
            answer = await self.client.auth_test()
            self._ourselves = Ourselves(str(answer["user_id"]), str(answer.get("bot_id") or ""))
            if self._settings.mode == "socket":
                await self._open_socket()

    async def _open_socket(self) -> None:
        # Asked for here, since the handler would try on for ever with a token that Slack refuses.
        opened = await self.client.apps_connections_open(app_token=self._settings.app_token)
        self._socket = AsyncSocketModeHandler(
            self.app, self._settings.app_token, web_client=self.client, ping_interval=PING_SECONDS
        )
        self._socket.client.wss_uri = str(opened["url"])
        await self._socket.client.connect()  # type: ignore[no-untyped-call]


async def _note_failure(error: Exception) -> None:
    """Bolt itself would write down the error's words, which may quote somebody."""
    log.error("A request of Slack failed: %s", where(error))


def _check_file(answer: aiohttp.ClientResponse) -> None:
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Temporary(f"Slack does not give a file at the moment ({answer.status}).")
    # Without the right to read files Slack does not refuse, but shows a page that asks to sign in.
    if answer.status in (HTTPStatus.FOUND, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        raise Misconfigured(f"Slack does not let Doorstep read files: {MENDABLE['missing_scope']}.")
    if answer.status != HTTPStatus.OK:
        raise Permanent(f"Slack no longer has the file ({answer.status}).")
    if (answer.content_length or 0) > LARGEST_FILE:
        raise Permanent("The file is too large to be passed on (more than 50 MB).")
