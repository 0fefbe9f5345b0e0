"""Keeping the Home tabs up to date: redrawn when something has changed, not on a timer."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.errors import RateLimited, SendError
from bot.channels.slack_errors import sending
from bot.clock import Clock
from bot.slack_desk.home import home_view
from handlers.desk import at_a_glance
from handlers.promises.service_level import DeskRules
from storage.database import Database

Json = dict[str, Any]

TOPIC = "home"

log = logging.getLogger(__name__)


class HomeTabs:
    """The Home tabs of everybody who has looked at theirs since the program started."""

    def __init__(self, client: AsyncWebClient, database: Database, clock: Clock, rules: DeskRules) -> None:
        self._client = client
        self._database = database
        self._clock = clock
        self._rules = rules
        self._shown: dict[str, Json] = {}
        """What each of them saw last."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._refreshing: asyncio.Task[None] | None = None
        self._is_stale = False
        self._one_at_a_time = asyncio.Lock()

    def register(self, app: AsyncApp) -> None:
        """Publishes the tab when it is opened, and again whenever a ticket or a break has changed."""
        app.event("app_home_opened")(self._opened)
        self._database.wakers.register(TOPIC, self._changed)

    async def _opened(self, event: Json) -> None:
        if event.get("tab") != "home":
            return
        self._loop = asyncio.get_running_loop()
        self._shown[event["user"]] = {}
        await self._publish(event["user"])
        if self._is_stale:
            self._refresh_soon()

    def _changed(self) -> None:
        """Comes from the thread that committed the change."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._refresh_soon)

    def _refresh_soon(self) -> None:
        self._is_stale = True
        if self._refreshing is None or self._refreshing.done():
            self._refreshing = asyncio.ensure_future(self._refresh())

    async def _refresh(self) -> None:
        # Changes that come while the tabs are published are shown together in the next round.
        while self._is_stale:
            self._is_stale = False
            for user in sorted(self._shown):
                await self._publish(user)

    async def _publish(self, user: str) -> None:
        # Two at once could arrive in the wrong order, and the older one would stay.
        async with self._one_at_a_time:
            await self._publish_alone(user)

    async def _publish_alone(self, user: str) -> None:
        view = await self._database.read(
            lambda session: home_view(at_a_glance.summary(session, self._clock.now(), user, self._rules), user)
        )
        if view == self._shown[user]:
            return
        try:
            with sending():
                await self._client.views_publish(user_id=user, view=view)
        except RateLimited as error:
            self._is_stale = True
            await asyncio.sleep(error.retry_after)
        except SendError as error:
            # The next change or the next look at the tab draws it again.
            log.warning("The Home tab of %s was not published: %s", user, error)
        else:
            self._shown[user] = view
