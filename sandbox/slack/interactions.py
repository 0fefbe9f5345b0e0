"""What people do with the bot's own surfaces: buttons, menus, commands, shortcuts and the Home tab."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from sandbox import body as read
from sandbox.events import EventLog
from sandbox.service import Refused, Verb
from sandbox.slack.announcer import Announcer
from sandbox.slack.blocks import elements_of
from sandbox.slack.chat import Chat
from sandbox.slack.delivery import Answer, Json
from sandbox.slack.entries import FIELDS, Entries, entry, first_entries
from sandbox.slack.errors import CallError
from sandbox.slack.payloads import Payloads, channel_name
from sandbox.slack.people import People
from sandbox.slack.responses import Responses
from sandbox.slack.triggers import ResponsePlace
from sandbox.slack.views import Views
from sandbox.slack.workspace import Channel, Workspace


class Interactions:
    """The members of the workspace, using the bot."""

    def __init__(
        self,
        workspace: Workspace,
        log: EventLog,
        announcer: Announcer,
        people: People,
        payloads: Payloads,
        views: Views,
        chat: Chat,
        responses: Responses,
    ) -> None:
        self._workspace = workspace
        self._log = log
        self._announcer = announcer
        self._people = people
        self._payloads = payloads
        self._views = views
        self._chat = chat
        self._responses = responses
        self._entries: dict[tuple[str, str], Entries] = {}

    def verbs(self) -> dict[str, Verb]:
        """What may be asked of them."""
        return {
            "slack.click": self._click,
            "slack.click_view": self._click_view,
            "slack.command": self._command,
            "slack.shortcut": self._shortcut,
            "slack.home": self._home,
        }

    async def _click(self, body: Json) -> Json:
        read.only(body, "user", "channel", "ts", "action_id", "block_id", "value", "selected")
        user, channel = self._people.user(body), self._people.channel(body)
        message, ephemeral = self._message(body, channel, user)
        block, element = _wanted(message.get("blocks", []), body)
        key = (channel.id, message["ts"])
        entries = first_entries(message.get("blocks", []), self._entries.get(key))
        action = self._action(block, element, body, entries)
        self._entries[key] = entries
        container = {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
        }
        if "thread_ts" in message:
            container["thread_ts"] = message["thread_ts"]
        payload = {
            **self._payloads.interaction("block_actions", user),
            "container": container,
            "channel": {"id": channel.id, "name": channel_name(channel)},
            "state": {"values": entries},
            "response_url": self._payloads.response_url(channel, user, message["ts"], ephemeral=ephemeral),
            "actions": [action],
        }
        if not ephemeral:
            payload["message"] = self._workspace.shown(channel, message)
        where = {"channel": channel.id, "ts": message["ts"]}
        return await self._send_action(user, where, payload)

    async def _click_view(self, body: Json) -> Json:
        read.only(body, "user", "view_id", "action_id", "block_id", "value", "selected")
        user = self._people.user(body)
        view = self._views.find(user, read.text(body, "view_id"))
        if view is None:
            raise Refused(f"{user} does not see a view {body['view_id']!r}.")
        block, element = _wanted(view["blocks"], body)
        action = self._action(block, element, body, view["state"]["values"])
        payload = {
            **self._payloads.interaction("block_actions", user),
            "container": {"type": "view", "view_id": view["id"]},
            "view": view,
            "actions": [action],
        }
        return await self._send_action(user, {"view_id": view["id"]}, payload)

    async def _command(self, body: Json) -> Json:
        read.only(body, "user", "channel", "command", "text")
        user, channel = self._people.user(body), self._people.channel(body)
        command, text = read.text(body, "command"), read.optional_text(body, "text") or ""
        if not command.startswith("/"):
            raise Refused(f"A command begins with a slash: /{command}.")
        said = {"channel": channel.id, "user": user, "command": command, "text": text}
        self._log.add("slack", "command", said)
        payload = self._payloads.command(channel, user, command, text)
        answer = await self._announcer.ask("slash_commands", payload)
        problem = answer.problem or self._show_answer(channel, user, answer)
        if problem:
            failure = f'{command} failed with the error "{problem}"'
            self._chat.whisper(channel, user, {"text": failure})
        return {"acknowledged": problem is None, "problem": problem}

    async def _shortcut(self, body: Json) -> Json:
        read.only(body, "user", "callback_id", "channel", "ts")
        user, is_on_message = self._people.user(body), "ts" in body
        callback_id = self._offered_shortcut(read.text(body, "callback_id"), on_messages=is_on_message)
        said = {"user": user, "callback_id": callback_id}
        payload = self._payloads.interaction("message_action" if is_on_message else "shortcut", user)
        payload |= {"callback_id": callback_id}
        if is_on_message:
            channel = self._people.channel(body)
            message = self._people.message(body, channel)
            said |= {"channel": channel.id, "ts": message["ts"]}
            payload |= {
                "channel": {"id": channel.id, "name": channel_name(channel)},
                "message": self._workspace.shown(channel, message),
                "message_ts": message["ts"],
                "response_url": self._payloads.response_url(channel, user, message["ts"]),
            }
        self._log.add("slack", "shortcut", said)
        return self._outcome("shortcut", user, await self._announcer.ask("interactive", payload))

    def _offered_shortcut(self, callback_id: str, *, on_messages: bool) -> str:
        """Slack knows the shortcuts of the app's manifest only."""
        offered = [
            each.callback_id for each in self._workspace.world.slack_shortcuts if each.on_messages is on_messages
        ]
        if callback_id not in offered:
            raise Refused(f"No shortcut {callback_id!r} is offered here; there is {', '.join(offered) or 'none'}.")
        return callback_id

    async def _home(self, body: Json) -> Json:
        read.only(body, "user")
        user = self._people.user(body)
        self._announcer.home_opened(user, self._views.home(user))
        return {}

    async def _send_action(self, user: str, where: Json, payload: Json) -> Json:
        action = payload["actions"][0]
        clicked = {name: action.get(name) for name in ("action_id", "block_id", "value")}
        self._log.add("slack", "click", {"user": user, **where, **clicked})
        return self._outcome("click", user, await self._announcer.ask("interactive", payload))

    def _outcome(self, what: str, user: str, answer: Answer) -> Json:
        """What the person sees: nothing, or a warning sign."""
        if not answer.acknowledged:
            self._log.add("slack", "unanswered", {"what": what, "user": user, "problem": answer.problem})
        return {"acknowledged": answer.acknowledged, "problem": answer.problem}

    def _show_answer(self, channel: Channel, user: str, answer: Answer) -> str | None:
        if not answer.body:
            return None
        place = ResponsePlace(channel.id, user, None, False, time.monotonic())
        try:
            self._responses.answer(place, answer.body)
        except CallError as refused:
            self._responses.refuse(refused, "slash_command")
            return "invalid_command_response"
        return None

    def _message(self, body: Json, channel: Channel, user: str) -> tuple[Json, bool]:
        whispered = channel.ephemerals.get(read.text(body, "ts"))
        if whispered is not None and whispered["shown_to"] == user:
            return whispered, True
        return self._people.message(body, channel), False

    def _action(self, block: Json, element: Json, body: Json, entries: Entries) -> Json:
        action: Json = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "action_ts": self._workspace.new_ts(),
        }
        if element["type"] not in FIELDS:
            return action | {name: element[name] for name in ("text", "value", "style") if name in element}
        given = body.get("selected", body.get("value"))
        entered = entry(element, given)
        if element["type"] != "overflow":
            entries.setdefault(block["block_id"], {})[element["action_id"]] = entered
        return action | entered


def _wanted(blocks: Sequence[Json], body: Json) -> tuple[Json, Json]:
    """The element that somebody acts on."""
    action_id, block_id = read.text(body, "action_id"), read.optional_text(body, "block_id")
    value: Any = body.get("value")
    for block in blocks:
        for _place, element in elements_of(block):
            named = element["action_id"] == action_id and block_id in (None, block["block_id"])
            if named and (element["type"] != "button" or value in (None, element.get("value"))):
                return block, element
    offered = [element["action_id"] for block in blocks for _place, element in elements_of(block)]
    raise Refused(f"There is no {action_id!r} to act on here; there is {', '.join(offered) or 'nothing'}.")
