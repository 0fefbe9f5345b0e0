"""What is pressed on the Home tab: *Take*, *Go on a break*, *Back*."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.slack_desk import modals
from bot.slack_desk.home import COME_BACK, GO_ON_BREAK
from bot.slack_desk.home_tabs import HomeTabs
from bot.slack_desk.lists import TAKE_FROM_LIST
from handlers.desk import breaks, deeds
from handlers.desk.deeds import Verdict
from handlers.turn import Company
from storage.database import Database

Json = dict[str, Any]


def register(app: AsyncApp, database: Database, clock: Clock, company: Company) -> None:
    """Lets the Home tab be drawn, and answer."""
    HomeTabs(app.client, database, clock, company.desk).register(app)
    actions = HomeActions(database, clock, company)
    app.action(TAKE_FROM_LIST)(actions.take)
    app.action(GO_ON_BREAK)(actions.go_on_break)
    app.action(COME_BACK)(actions.come_back)


class HomeActions:
    """The listeners, each for one button."""

    def __init__(self, database: Database, clock: Clock, company: Company) -> None:
        self._database = database
        self._clock = clock
        self._company = company

    async def take(self, ack: Any, body: Json, client: AsyncWebClient) -> None:
        """*Take*, in the line of a waiting ticket"""
        ticket, user = int(body["actions"][0]["value"]), body["user"]["id"]
        await self._do(
            lambda session: deeds.take(session, self._clock.now(), ticket, user, self._company), ack, body, client
        )

    async def go_on_break(self, ack: Any, body: Json, client: AsyncWebClient) -> None:
        """*Go on a break*: the tab itself shows what becomes of one's tickets"""
        user = body["user"]["id"]
        await self._do(lambda session: breaks.go(session, self._clock.now(), user), ack, body, client)

    async def come_back(self, ack: Any, body: Json, client: AsyncWebClient) -> None:
        """*Back*"""
        user = body["user"]["id"]
        await self._do(lambda session: breaks.come_back(session, self._clock.now(), user), ack, body, client)

    async def _do(self, work: Callable[[Session], Verdict], ack: Any, body: Json, client: AsyncWebClient) -> None:
        verdict = await self._database.run(work)
        await ack()
        if not verdict.ok:
            # Nobody can be whispered to on a Home tab.
            await client.views_open(trigger_id=body["trigger_id"], view=modals.refused(verdict.text))
