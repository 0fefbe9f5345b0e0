"""Reactions to messages, by the bot and by people."""

from __future__ import annotations

import re

from sandbox.events import EventLog
from sandbox.slack.announcer import Announcer
from sandbox.slack.call import Call, Json, Method
from sandbox.slack.errors import CallError
from sandbox.slack.workspace import Channel, Workspace

NAME = re.compile(r"[a-z0-9_+'-]+(?:::skin-tone-[2-6])?")


class Reactions:
    """The reactions.* methods and the changes behind them."""

    def __init__(self, workspace: Workspace, log: EventLog, announcer: Announcer) -> None:
        self._workspace = workspace
        self._log = log
        self._announcer = announcer

    def methods(self) -> dict[str, Method]:
        """The Web API's methods by name."""
        return {"reactions.add": self._add, "reactions.remove": self._remove}

    def add(self, channel: Channel, message: Json, name: str, user: str) -> None:
        """React to a message, once with each name."""
        if not NAME.fullmatch(name):
            raise CallError("invalid_name")
        reactions = message.setdefault("reactions", [])
        held = next((each for each in reactions if each["name"] == name), None)
        if held is None:
            held = {"name": name, "users": [], "count": 0}
            reactions.append(held)
        if user in held["users"]:
            raise CallError("already_reacted")
        held["users"].append(user)
        held["count"] += 1
        self._tell(channel, message, name, user, added=True)

    def remove(self, channel: Channel, message: Json, name: str, user: str) -> None:
        """Take a reaction back."""
        reactions = message.get("reactions", [])
        held = next((each for each in reactions if each["name"] == name and user in each["users"]), None)
        if held is None:
            raise CallError("no_reaction")
        held["users"].remove(user)
        held["count"] -= 1
        if not held["count"]:
            reactions.remove(held)
        self._tell(channel, message, name, user, added=False)

    def _tell(self, channel: Channel, message: Json, name: str, user: str, *, added: bool) -> None:
        self._log.add(
            "slack",
            "reaction",
            {"channel": channel.id, "ts": message["ts"], "name": name, "user": user, "added": added},
        )
        self._announcer.reaction(channel, message, name, user, added=added)

    async def _add(self, call: Call) -> Json:
        self.add(*self._item(call), call.required("name"), self._workspace.bot_user)
        return {}

    async def _remove(self, call: Call) -> Json:
        self.remove(*self._item(call), call.required("name"), self._workspace.bot_user)
        return {}

    def _item(self, call: Call) -> tuple[Channel, Json]:
        channel = self._workspace.channel(call.required("channel"))
        return channel, self._workspace.message(channel, call.required("timestamp"))
