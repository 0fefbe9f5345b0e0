"""Long polling: what Telegram has is committed first, confirmed afterwards, so no crash loses any of it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram.error import Conflict, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.channels.telegram_errors import pause_of, plainly
from bot.channels.telegram_translation import KINDS
from bot.logs import where

logger = logging.getLogger(__name__)

Keep = Callable[[Sequence[Any]], Awaitable[None]]
Leads = Callable[[], Awaitable[bool]]
Sleep = Callable[[float], Awaitable[None]]

POLL_SECONDS = 25
READ_SECONDS = 35
"""Longer than a poll, or every quiet one would look like a broken connection."""
STANDBY = 2.0
"""Seconds until a process that waits behind another asks again whether it is its turn."""
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0


class Poller:
    """Fetches updates for ever. `keep` returns once a batch is committed.

    Telegram lets one program poll: of several processes the one that `leads` does, the others stand by.
    """

    def __init__(self, bot: ExtBot[None], keep: Keep, leads: Leads, sleep: Sleep) -> None:
        self._bot = bot
        self._keep = keep
        self._leads = leads
        self._sleep = sleep
        self.is_up = False

    async def run(self) -> None:
        """Polls until cancelled; after a failure it pauses, longer each time."""
        offset: int | None = None
        pause = FIRST_PAUSE
        while True:
            try:
                if not await self._leads():
                    self.is_up = True
                    offset = None
                    await self._sleep(STANDBY)
                    continue
                offset = await self._poll(offset)
            except Exception as error:
                self.is_up = False
                self._report(error)
                await self._sleep(max(pause, pause_of(error) if isinstance(error, RetryAfter) else 0))
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                pause = FIRST_PAUSE

    async def _poll(self, offset: int | None) -> int | None:
        # The first poll does not wait, so that it is soon known whether Telegram can be reached.
        asked = {"timeout": POLL_SECONDS if self.is_up else 0, "allowed_updates": list(KINDS)}
        if offset is not None:
            asked["offset"] = offset
        # The library's own method would build objects, which one malformed update can stop for ever. It warns
        # when its name is asked for in the usual spelling; this one leads to the same endpoint.
        updates = await self._bot.do_api_request("get_Updates", asked, read_timeout=READ_SECONDS)
        if not isinstance(updates, list):
            raise TelegramError("getUpdates answered with something that is no list")
        self.is_up = True
        await self._keep(updates)
        return _following(updates)

    @staticmethod
    def _report(error: Exception) -> None:
        if isinstance(error, Conflict):
            logger.critical(
                "Another program polls Telegram with this bot's token, or a webhook is set. Stop the other one: "
                "until then messages arrive late. (%s)",
                plainly(error),
            )
        elif isinstance(error, TelegramError):
            logger.warning("Telegram cannot be reached, trying again: %s", plainly(error))
        else:
            logger.error("A batch from Telegram could not be kept, trying again: %s", where(error))


def _following(updates: Sequence[Any]) -> int | None:
    """The offset that confirms this batch; none after an empty one, since everything is confirmed then.

    Never taken from what is stored: after a quiet week Telegram begins again at a random, maybe lower, number.
    """
    if not updates:
        return None
    ids = [update.get("update_id") for update in updates if isinstance(update, dict)]
    numbers = [number for number in ids if isinstance(number, int)]
    if not numbers:
        raise TelegramError("getUpdates answered with updates that bear no number")
    return numbers[-1] + 1
