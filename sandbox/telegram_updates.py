"""The updates that wait for the bot: long polling with its confirmations, and delivery to a webhook."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import httpx

from sandbox.events import EventLog
from sandbox.service import Refused
from sandbox.telegram_errors import ApiError
from sandbox.telegram_schema import UPDATE_KINDS

Update = dict[str, Any]

ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
USUAL_KINDS = tuple(kind for kind in UPDATE_KINDS if kind not in ONLY_ON_REQUEST)
POLL_MOST = 50.0


@dataclass(eq=False)
class _Waiting:
    """An update that the bot has not confirmed yet."""

    id: int
    update: Update
    repeated: bool = False
    delivered: bool = False

    def is_confirmed_by(self, offset: int) -> bool:
        """Whether a poll from this offset says that the bot has it; a repeated one must be handed out first."""
        return self.id < offset and (self.delivered or not self.repeated)


@dataclass
class Webhook:
    """Where updates are posted, and how that goes."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    last_error_at: int | None = None
    last_error: str = ""


@dataclass
class Updates:
    """The queue of updates for the one bot of the sandbox."""

    log: EventLog
    webhook: Webhook | None = None
    allowed: tuple[str, ...] = ()
    """The kinds the bot asked for; empty for the usual ones."""
    first_retry: float = 0.1
    """Seconds until a webhook that failed is tried again; doubled each time up to `last_retry`."""
    last_retry: float = 10.0
    _waiting: list[_Waiting] = field(default_factory=list)
    _sent: dict[int, Update] = field(default_factory=dict)
    _next_id: int = field(default_factory=lambda: 100_000_000 + secrets.randbelow(800_000_000))
    _poll: asyncio.Future[None] | None = None
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _delivery: asyncio.Task[None] | None = None

    @property
    def pending(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self._waiting)

    def add(self, kind: str, content: dict[str, Any]) -> int | None:
        """Queue an update; its id, or None when the bot does not want this kind."""
        if kind not in (self.allowed or USUAL_KINDS):
            return None
        return self.add_raw({kind: content})

    def add_raw(self, update: Update) -> int:
        """Queue any JSON object as an update; it gets an id unless it brings a whole number."""
        own = update.get("update_id")
        if isinstance(own, bool) or not isinstance(own, int):
            own = self._next_id
        self._next_id = max(self._next_id, own) + 1
        complete = {**update, "update_id": own}
        self._sent[own] = complete
        self._queue(_Waiting(own, complete))
        return own

    def repeat(self, update_id: int) -> None:
        """Deliver an update once more, whether or not the bot has confirmed it."""
        if update_id not in self._sent:
            raise Refused(f"There was no update {update_id}.")
        self._queue(_Waiting(update_id, self._sent[update_id], repeated=True))

    def drop_all(self) -> None:
        """Forget what waits, as drop_pending_updates asks."""
        self._waiting.clear()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """What getUpdates answers: waits for the first update, confirms everything before `offset`."""
        if self.webhook is not None:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._end_poll()
        self._confirm(offset)
        if not self._waiting and seconds > 0:
            await self._wait(min(seconds, POLL_MOST))
        batch = self._waiting[:limit]
        for each in batch:
            each.delivered = True
        return [each.update for each in batch]

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Begin, change or end delivery to a webhook."""
        self._end_poll()
        self.webhook = webhook
        if self._delivery is not None:
            self._delivery.cancel()
        self._delivery = asyncio.create_task(self._deliver(webhook)) if webhook else None

    async def close(self) -> None:
        """End the delivery."""
        if self._delivery is not None:
            self._delivery.cancel()
            await asyncio.gather(self._delivery, return_exceptions=True)
            self._delivery = None

    def _queue(self, waiting: _Waiting) -> None:
        self._waiting.append(waiting)
        self._waiting.sort(key=lambda each: each.id)
        self._arrived.set()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._waiting = self._waiting[offset:]
        else:
            self._waiting = [each for each in self._waiting if not each.is_confirmed_by(offset)]

    def _end_poll(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(
                ApiError(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
            )

    async def _wait(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        self._arrived.clear()
        arrival = asyncio.create_task(self._arrived.wait())
        try:
            await asyncio.wait({poll, arrival}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if poll.done():
                await poll
        finally:
            arrival.cancel()
            poll.cancel()

    async def _deliver(self, webhook: Webhook) -> None:
        pause = self.first_retry
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            while True:
                self._arrived.clear()
                if not self._waiting:
                    await self._arrived.wait()
                    continue
                if await self._post(client, webhook, self._waiting[0]):
                    pause = self.first_retry
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, self.last_retry)

    async def _post(self, client: httpx.AsyncClient, webhook: Webhook, waiting: _Waiting) -> bool:
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret_token
        try:
            answer = await client.post(webhook.url, content=json.dumps(waiting.update), headers=headers)
        except httpx.HTTPError as error:
            self._note_failure(webhook, None, f"{type(error).__name__}: {error}")
            return False
        if not answer.is_success:
            self._note_failure(
                webhook, answer.status_code, f"Wrong response from the webhook: {answer.status_code}"
            )
            return False
        if waiting in self._waiting:
            self._waiting.remove(waiting)
        self.log.add("telegram", "webhook_taken", {"update_id": waiting.id})
        return True

    def _note_failure(self, webhook: Webhook, status: int | None, reason: str) -> None:
        event = self.log.add(
            "telegram", "webhook_failed", {"url": webhook.url, "status": status, "reason": reason}
        )
        webhook.last_error_at, webhook.last_error = int(event.at.timestamp()), reason
