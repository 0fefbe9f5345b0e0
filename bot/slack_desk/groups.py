"""Asking Slack who is in the groups of config.yml, at the start and every ten minutes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.errors import SendError
from bot.channels.slack_errors import sending
from bot.clock import Clock
from handlers.desk import staff_groups
from handlers.desk.staff_groups import Changes, Membership
from handlers.turn import Company
from storage.database import Database
from storage.models import Role

EVERY, AFTER_FAILURE = 600.0, 60.0
LEADERSHIP = "staff groups"
"""Of several processes only one asks."""
LONGEST_NAME = 120

log = logging.getLogger(__name__)


class StaffGroups:
    """Keeps the staff in line with Slack's user groups, until cancelled."""

    def __init__(
        self,
        client: AsyncWebClient,
        database: Database,
        clock: Clock,
        company: Company,
        groups: Mapping[str, Mapping[Role, str]],
    ) -> None:
        self._client = client
        self._database = database
        self._clock = clock
        self._company = company
        self._groups = groups

    async def run(self) -> None:
        """Synchronises for ever; whatever fails is tried again soon, and meanwhile nobody is taken out."""
        while True:
            pause = await self._pause_after_one()
            await asyncio.sleep(pause)

    async def _pause_after_one(self) -> float:
        """Synchronises once; gives the seconds until the next time."""
        try:
            if await self._database.leads(LEADERSHIP):
                await self.once()
        except SendError as error:
            log.warning("The staff was not brought in line with Slack's groups: %s", error)
            return AFTER_FAILURE
        except Exception as error:
            log.error("the staff was not brought in line with Slack's groups: %s", type(error).__name__)
            return AFTER_FAILURE
        return EVERY

    async def once(self) -> Changes:
        """Asks for every group, and changes the staff only when all have answered."""
        with sending():
            memberships = [each for depot in self._groups for each in await self._members(depot)]
        unknown = await self._database.read(lambda session: staff_groups.strangers(session, memberships))
        with sending():
            names = await self._names(unknown)
        return await self._database.run(
            lambda session: staff_groups.sync(session, self._clock.now(), self._company, memberships, names)
        )

    async def _members(self, depot: str) -> list[Membership]:
        found: list[Membership] = []
        for role, group in self._groups[depot].items():
            answer = await self._client.usergroups_users_list(usergroup=group)
            found += [Membership(user, group, role, depot) for user in answer["users"]]
        return found

    async def _names(self, users: Iterable[str]) -> dict[str, str]:
        """The names of people; whoever is a bot or gone has none, and does not become staff."""
        names: dict[str, str] = {}
        for user in sorted(users):
            person = (await self._client.users_info(user=user))["user"]
            if person.get("is_bot") or person.get("deleted"):
                continue
            name = (
                person.get("profile", {}).get("real_name") or person.get("real_name") or person.get("name") or ""
            )
            names[user] = " ".join(name.split())[:LONGEST_NAME] or user
        return names
