"""The Telegram channel: drivers write to the bot here, and it answers."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import Response
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels import telegram_translation
from bot.channels.errors import Permanent, SettingsError
from bot.channels.request_body import limited_body
from bot.channels.telegram_errors import plainly, telegram_errors
from bot.channels.telegram_polling import FIRST_PAUSE, LONGEST_PAUSE, Poller, Sleep
from bot.channels.telegram_sending import TelegramSender
from bot.clock import Clock
from storage import inbox
from storage.database import Database
from storage.inbox import Received
from storage.message import File, Inbound, Outbound
from storage.outbox import Leased
from storage.slots import Rate

logger = logging.getLogger(__name__)

REAL_API = "https://api.telegram.org"
WEBHOOK_PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
SECONDS_TO_ANSWER = 15.0
LARGEST_DOWNLOAD = 20 * 1024 * 1024
COMMANDS = {
    "": {
        "next": "My next stop",
        "route": "My route today",
        "human": "Talk to a person",
        "help": "What I can do",
        "start": "Begin",
    },
    "es": {
        "next": "Mi próxima parada",
        "route": "Mi ruta de hoy",
        "human": "Hablar con una persona",
        "help": "Qué puedo hacer",
        "start": "Empezar",
    },
}
"""The menu by language; the first serves English and every language that has none of its own."""


@dataclass(frozen=True)
class TelegramSettings:
    """How this company's bot reaches Telegram, and is reached."""

    token: str
    api_url: str = REAL_API
    mode: Literal["polling", "webhook"] = "polling"
    public_url: str = ""
    messages_per_second: float = 25
    """What the whole bot may send; Telegram's usual limit is about 30, and higher for bots that pay."""


class TelegramChannel:
    """One bot. Both ways of receiving share `keep`: commit first, then tell Telegram."""

    def __init__(
        self, settings: TelegramSettings, database: Database, clock: Clock, *, sleep: Sleep = asyncio.sleep
    ) -> None:
        api = settings.api_url.rstrip("/")
        self._settings = settings
        self._database = database
        self._clock = clock
        self._sleep = sleep
        self._bot: ExtBot[None] = ExtBot(
            settings.token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=HTTPXRequest(read_timeout=SECONDS_TO_ANSWER, pool_timeout=SECONDS_TO_ANSWER),
        )
        self._sender = TelegramSender(self._bot, database)
        self._poller = Poller(self._bot, self.keep, partial(database.leads, "telegram"), sleep)
        self._work: asyncio.Task[None] | None = None
        self._aside: set[asyncio.Task[None]] = set()
        self._is_introduced = False

    @property
    def is_up(self) -> bool:
        """Whether messages can come in at this moment."""
        return self._is_introduced and (self._settings.mode == "webhook" or self._poller.is_up)

    @property
    def username(self) -> str:
        """The bot's name, as t.me links need it; known once Telegram has been reached."""
        return self._bot.username if self._is_introduced else ""

    async def start(self) -> None:
        """Begins to receive. Where Telegram cannot be reached it goes on trying in the background."""
        if self._settings.mode == "webhook" and not self._settings.public_url:
            raise SettingsError(
                "Telegram's webhook needs PUBLIC_URL, the address at which Telegram reaches Doorstep."
            )
        try:
            await self._introduce()
        except InvalidToken:
            raise SettingsError(
                "Telegram refuses the bot token: copy TELEGRAM_BOT_TOKEN anew from @BotFather."
            ) from None
        except TelegramError as error:
            logger.warning("Telegram cannot be reached, trying again: %s", plainly(error))
        self._work = asyncio.create_task(self._receive(), name="telegram")

    async def stop(self) -> None:
        """Ends receiving; what was not confirmed comes again at the next start."""
        tasks = [*self._aside, *([self._work] if self._work else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._work = None
        self._is_introduced = False
        await self._bot.shutdown()

    async def keep(self, updates: Sequence[Any]) -> None:
        """Commits what came in, all together; each event once, however often it is delivered."""
        kept = [each for each in map(self.received, updates) if each is not None]
        now = self._clock.now()
        if not kept:
            return
        new: list[Received] = await self._database.run(
            lambda session: [each for each in kept if inbox.put(session, each, now)]
        )
        for each in new:
            if "callback_query" in each.raw:
                self._in_background(self.acknowledge(each.raw))

    async def handle_webhook(self, request: Request) -> Response:
        """What Telegram posts to the webhook: 200 once it is committed."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), webhook_secret(self._settings.token).encode()):
            return Response("The secret token is missing or wrong.", 403)
        body = await limited_body(request)
        if body is None:
            return Response("Larger than any update.", 413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return Response("Not JSON.", 400)
        await self.keep([update])
        return Response(status_code=200)

    def received(self, update: Any) -> Received | None:
        """What the inbox keeps of an update; None for what Doorstep does not use. Takes any JSON."""
        return telegram_translation.received(update)

    def translate(self, raw: Any) -> Inbound | None:
        """The neutral message; TranslationError where it cannot be read."""
        return telegram_translation.translate(raw)

    async def acknowledge(self, raw: Any) -> None:
        """Ends the waiting mark on a pressed button; where that fails, it ends by itself."""
        try:
            await self._bot.answer_callback_query(str(raw["callback_query"]["id"]))
        except (TelegramError, KeyError, TypeError) as error:
            reason = plainly(error) if isinstance(error, TelegramError) else "it has no id"
            logger.info("A pressed button was not acknowledged: %s", reason)

    async def send(self, leased: Leased, files: Sequence[tuple[File, bytes]] = ()) -> str:
        """Sends one message and gives Telegram's id for it; SendError says what became of it otherwise."""
        return await self._sender.send(leased, files)

    async def fetch(self, file: File) -> bytes:
        """The bytes of a file that a driver sent."""
        with telegram_errors():
            found = await self._bot.get_file(file.reference)
            if (found.file_size or 0) > LARGEST_DOWNLOAD:
                raise Permanent(f"{file.name} is larger than the 20 MB that Telegram hands out.")
            return bytes(await found.download_as_bytearray())

    def rates(self, outbound: Outbound) -> list[Rate]:
        """What the bot and the chat take; a little less than Telegram allows."""
        return [
            Rate("telegram", self._settings.messages_per_second, 5),
            Rate(f"telegram:{outbound.destination}", 1, 3),
        ]

    async def _introduce(self) -> None:
        await self._bot.initialize()
        for language, commands in COMMANDS.items():
            await self._bot.set_my_commands(list(commands.items()), language_code=language or None)
        if self._settings.mode == "webhook":
            await self._bot.set_webhook(
                self._settings.public_url.rstrip("/") + WEBHOOK_PATH,
                secret_token=webhook_secret(self._settings.token),
                allowed_updates=telegram_translation.KINDS,
                # Several at once could overtake each other; who needs more than one connection's rate polls.
                max_connections=1,
            )
        else:
            await self._bot.delete_webhook()
        self._is_introduced = True

    async def _receive(self) -> None:
        pause = FIRST_PAUSE
        while not self._is_introduced:
            await self._sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
            try:
                await self._introduce()
            except TelegramError as error:
                logger.warning("Telegram cannot be reached, trying again: %s", plainly(error))
        if self._settings.mode == "polling":
            await self._poller.run()

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)


def webhook_secret(token: str) -> str:
    """What Telegram must present at the webhook: nobody without the bot token can know it."""
    return hmac.new(token.encode(), b"doorstep: telegram webhook", "sha256").hexdigest()
