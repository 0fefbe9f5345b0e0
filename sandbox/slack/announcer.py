"""Tells the bot what happens in the workspace, by events."""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable

from sandbox.events import EventLog
from sandbox.service import Refused
from sandbox.slack.delivery import Answer, BackgroundTasks, Json, Mode
from sandbox.slack.workspace import Channel, Workspace, new_id

REMEMBERED = 10_000
"""How many events can still be delivered again by hand."""
SUBSCRIBED = ("message", "app_home_opened", "reaction_added", "reaction_removed")


class Announcer:
    """Wraps what happened into event callbacks and sends them off."""

    def __init__(
        self, workspace: Workspace, log: EventLog, mode: Callable[[], Mode], tasks: BackgroundTasks
    ) -> None:
        self.subscriptions = set(SUBSCRIBED)
        """The types of events that the bot gets; "app_mention" may be added."""
        self._workspace = workspace
        self._log = log
        self._mode = mode
        self._tasks = tasks
        self._sent: OrderedDict[str, Json] = OrderedDict()

    def message(self, channel: Channel, message: Json) -> None:
        """Somebody, or the bot itself, wrote a message."""
        event = self._workspace.shown(channel, message)
        self._in_channel(channel, {**event, "event_ts": message["ts"]})
        if f"<@{self._workspace.bot_user}>" in message["text"] and channel.member is None:
            self._in_channel(channel, {**event, "type": "app_mention", "event_ts": message["ts"]})

    def changed(self, channel: Channel, message: Json, previous: Json) -> None:
        """A message reads differently now."""
        self._subtype(
            channel,
            "message_changed",
            {"message": self._workspace.shown(channel, message), "previous_message": previous},
        )

    def deleted(self, channel: Channel, previous: Json) -> None:
        """A message is gone."""
        self._subtype(channel, "message_deleted", {"deleted_ts": previous["ts"], "previous_message": previous})

    def reaction(self, channel: Channel, message: Json, name: str, user: str, *, added: bool) -> None:
        """A reaction was added or taken away."""
        event = {
            "type": "reaction_added" if added else "reaction_removed",
            "user": user,
            "reaction": name,
            "item_user": message["user"],
            "item": {"type": "message", "channel": channel.id, "ts": message["ts"]},
            "event_ts": self._workspace.new_ts(),
        }
        if channel.has_bot:
            self.send(event)

    def home_opened(self, user: str, view: Json | None) -> None:
        """Somebody looks at the Home tab."""
        event: Json = {
            "type": "app_home_opened",
            "user": user,
            "channel": self._workspace.direct(user).id,
            "tab": "home",
            "event_ts": self._workspace.new_ts(),
        }
        if view is not None:
            event["view"] = copy.deepcopy(view)
        self.send(event)

    def send(self, event: Json) -> str | None:
        """Send an event the bot subscribed to; its event id."""
        if event["type"] not in self.subscriptions:
            return None
        workspace = self._workspace
        payload = {
            "token": "sandbox",
            "team_id": workspace.team,
            "context_team_id": workspace.team,
            "context_enterprise_id": None,
            "api_app_id": workspace.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": new_id("Ev"),
            "event_time": int(workspace.now().timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": workspace.team,
                    "user_id": workspace.bot_user,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": new_id("EC"),
        }
        return self._dispatch(payload)

    def again(self, event_id: str, *, new_event_id: bool) -> str:
        """Deliver an event once more, under its own or another id; that id."""
        payload = self._sent.get(event_id)
        if payload is None:
            raise Refused(f"No event {event_id!r} was sent; the log's `event` entries name them.")
        if not new_event_id:
            self._start(payload)
            return event_id
        return self._dispatch({**payload, "event_id": new_id("Ev")})

    def raw(self, payload: Json) -> None:
        """Deliver anything as an event, however broken."""
        self._start(payload)

    async def ask(self, kind: str, payload: Json) -> Answer:
        """Deliver an interaction or a command and wait for the answer."""
        return await self._mode().ask(kind, payload)

    def _dispatch(self, payload: Json) -> str:
        event_id: str = payload["event_id"]
        self._sent[event_id] = payload
        if len(self._sent) > REMEMBERED:
            self._sent.popitem(last=False)
        event = payload["event"]
        self._log.add(
            "slack",
            "event",
            {"event_id": event_id, "type": event["type"], "subtype": event.get("subtype"), "ts": event.get("ts")},
        )
        self._start(payload)
        return event_id

    def _start(self, payload: Json) -> None:
        self._tasks.start(self._deliver(payload))

    async def _deliver(self, payload: Json) -> None:
        if not await self._mode().deliver(payload):
            self._log.add("slack", "event_lost", {"event_id": payload.get("event_id")})

    def _subtype(self, channel: Channel, subtype: str, details: Json) -> None:
        ts = self._workspace.new_ts()
        self._in_channel(
            channel,
            {"type": "message", "subtype": subtype, "hidden": True, "ts": ts, "event_ts": ts, **details},
        )

    def _in_channel(self, channel: Channel, event: Json) -> None:
        if channel.has_bot:
            self.send({**event, "channel": channel.id, "channel_type": channel.kind})
