"""The Home tab: one's own tickets, the depot's queue and today so far, kept up to date while it is in use."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.errors import SendError
from bot.channels.slack_errors import sending
from bot.clock import Clock
from bot.slack_desk.lists import ticket_lines
from bot.slack_desk.marks import context, escaped, plain, section
from handlers import desk_home
from handlers.desk_home import HomeView
from storage.database import Database

Json = dict[str, Any]

TOPIC = "home"
STRANGER = (
    "*Welcome.* Doorstep's tickets are for its staff.\n"
    'Ask a manager to add you with `doorstep staff add {user} "Your name" --role va --depot …`.'
)

log = logging.getLogger(__name__)


def home_view(view: HomeView, user: str) -> Json:
    """The tab as one person sees it."""
    return {"type": "home", "blocks": _blocks(view) if view.name else [section(STRANGER.format(user=user))]}


async def publish(client: AsyncWebClient, view: HomeView, user: str) -> None:
    """Shows somebody the Home tab as it is now."""
    await client.views_publish(user_id=user, view=home_view(view, user))


class HomeTabs:
    """The Home tabs of everybody who has looked at theirs since the program started."""

    def __init__(self, client: AsyncWebClient, database: Database, clock: Clock) -> None:
        self._client = client
        self._database = database
        self._clock = clock
        self._users: set[str] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._refreshing: asyncio.Task[None] | None = None
        self._is_stale = False

    def register(self, app: AsyncApp) -> None:
        """Publishes the tab when it is opened, and again whenever a ticket has changed."""
        app.event("app_home_opened")(self._opened)
        self._database.wakers.register(TOPIC, self._changed)

    async def _opened(self, event: Json) -> None:
        if event.get("tab") != "home":
            return
        self._loop = asyncio.get_running_loop()
        self._users.add(event["user"])
        await self._publish(event["user"])

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
            for user in sorted(self._users):
                await self._publish(user)

    async def _publish(self, user: str) -> None:
        view = await self._database.read(lambda session: desk_home.summary(session, self._clock.now(), user))
        try:
            with sending():
                await publish(self._client, view, user)
        except SendError as error:
            # The next change or the next look at the tab draws it again.
            log.warning("The Home tab of %s was not published: %s", user, error)


def _blocks(view: HomeView) -> list[Json]:
    return [
        {"type": "header", "text": plain(f"Good to see you, {view.name}"[:150])},
        context(
            f"{escaped(view.depot)} · {len(view.queue)} waiting · {len(view.mine)} yours · "
            f"{view.resolved_today} resolved today"
        ),
        {"type": "divider"},
        section("*Yours*"),
        *ticket_lines(view.mine, "Nothing at the moment."),
        {"type": "divider"},
        section("*Waiting for somebody*"),
        *ticket_lines(view.queue, "Nobody waits."),
    ]
