"""The make-believe workspace: its members, channels, messages and files."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.slack.errors import CallError
from sandbox.world import SlackChannel, World

Json = dict[str, Any]

SLACKBOT = "USLACKBOT"


def new_id(prefix: str) -> str:
    """A fresh identifier in Slack's manner, e.g. V0A1B2C3D4E."""
    return f"{prefix}0{secrets.token_hex(5).upper()}"


@dataclass
class Channel:
    """One channel or direct conversation and what was said in it, oldest first."""

    id: str
    name: str = ""
    member: str | None = None
    """The person in a direct conversation with the bot."""
    has_bot: bool = True
    messages: dict[str, Json] = field(default_factory=dict)
    ephemerals: dict[str, Json] = field(default_factory=dict)
    _threads: dict[str, list[Json]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The channel's type as events name it."""
        return "channel" if self.member is None else "im"

    def thread(self, ts: str) -> list[Json]:
        """The replies below a message, oldest first."""
        return self._threads.get(ts, [])

    def put(self, message: Json) -> None:
        """Add a message, below its thread where it is a reply."""
        self.messages[message["ts"]] = message
        if message.get("thread_ts", message["ts"]) != message["ts"]:
            self._threads.setdefault(message["thread_ts"], []).append(message)

    def take(self, ts: str) -> Json:
        """Remove a message, from its thread as well."""
        gone = self.messages.pop(ts)
        if gone.get("thread_ts", ts) != ts:
            self._threads[gone["thread_ts"]].remove(gone)
        return gone


class Workspace:
    """Everything the make-believe Slack remembers."""

    def __init__(self, world: World, now: Callable[[], datetime]) -> None:
        self.world = world
        self.now = now
        self.bot_user = world.slack_bot_user
        self.bot_id = "B" + world.slack_bot_user[1:]
        self.app_id = "A" + world.slack_bot_user[1:]
        self.team = world.slack_team
        self.address = ""
        self.domain = "sandbox"
        self._channels: dict[str, Channel] = {}
        self._last_ts = 0

    def new_ts(self) -> str:
        """A timestamp of its own, later than all before it."""
        moment = self.now()
        microseconds = int(moment.timestamp()) * 1_000_000 + moment.microsecond
        self._last_ts = max(microseconds, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def channels(self) -> Iterator[Channel]:
        """The public channels."""
        for each in self.world.slack_channels:
            yield self._public(each)

    def channel(self, name: str) -> Channel:
        """A channel by its id or `#name`, or the direct conversation with a member by the member's id."""
        for each in self.world.slack_channels:
            if name in (each.id, f"#{each.name}"):
                return self._public(each)
        if name in self._channels:
            return self._channels[name]
        if self.is_member(name):
            return self.direct(name)
        if name.startswith("D") and self.is_member(f"U{name[1:]}"):
            return self.direct(f"U{name[1:]}")
        raise CallError("channel_not_found")

    def direct(self, user: str) -> Channel:
        """The direct conversation between a member and the bot."""
        id_ = f"D{user[1:]}"
        return self._channels.setdefault(id_, Channel(id_, member=user))

    def is_member(self, user: str) -> bool:
        """Whether a person of this id works here."""
        return any(each.id == user for each in self.world.slack_users)

    def display_name(self, user: str) -> str:
        """What a member or the bot is called."""
        if user == self.bot_user:
            return "Doorstep"
        return next((each.name for each in self.world.slack_users if each.id == user), user)

    def message(self, channel: Channel, ts: str) -> Json:
        """A message that stands in a channel."""
        found = channel.messages.get(ts)
        if found is None or found.get("subtype") == "tombstone":
            raise CallError("message_not_found")
        return found

    def thread_start(self, channel: Channel, ts: str) -> Json:
        """The message on which a reply may hang."""
        start = channel.messages.get(ts)
        if start is None:
            raise CallError("thread_not_found")
        if start.get("thread_ts", ts) != ts:
            raise CallError("cannot_reply_to_message")
        return start

    def add(self, channel: Channel, message: Json) -> Json:
        """Put a message into a channel; a reply counts on its thread's first message."""
        message = {"type": "message", "ts": self.new_ts(), "team": self.team, **message}
        if "thread_ts" in message:
            start = self.thread_start(channel, message["thread_ts"])
            start["thread_ts"] = start["ts"]
            message["parent_user_id"] = start["user"]
        channel.put(message)
        return message

    def remove(self, channel: Channel, ts: str) -> Json | None:
        """Take a message away; the first message of a thread leaves a tombstone, which is given back."""
        gone = channel.take(ts)
        if not channel.thread(ts):
            return None
        tombstone = {
            "type": "message",
            "subtype": "tombstone",
            "hidden": True,
            "text": "This message was deleted.",
            "user": SLACKBOT,
            "ts": ts,
            "thread_ts": gone.get("thread_ts", ts),
        }
        channel.messages[ts] = tombstone
        channel.messages = dict(sorted(channel.messages.items(), key=lambda each: ts_order(each[0])))
        return tombstone

    def shown(self, channel: Channel, message: Json, *, metadata: bool = True) -> Json:
        """A copy of a message with what its thread adds to it."""
        copied = copy.deepcopy(message)
        replies = channel.thread(message["ts"])
        if replies:
            users = list(dict.fromkeys(each["user"] for each in replies))
            copied |= {
                "reply_count": len(replies),
                "reply_users": users,
                "reply_users_count": len(users),
                "latest_reply": replies[-1]["ts"],
            }
        if not metadata:
            copied.pop("metadata", None)
        return copied

    def permalink(self, channel: Channel, message: Json) -> str:
        """Where a message stands on the web."""
        link = f"https://{self.domain}.slack.com/archives/{channel.id}/p{message['ts'].replace('.', '')}"
        thread = message.get("thread_ts", message["ts"])
        return link if thread == message["ts"] else f"{link}?thread_ts={thread}&cid={channel.id}"

    def _public(self, known: SlackChannel) -> Channel:
        return self._channels.setdefault(known.id, Channel(known.id, known.name))


def ts_order(ts: str) -> tuple[int, int]:
    """What timestamps are sorted by."""
    seconds, _, fraction = ts.partition(".")
    try:
        return int(seconds), int(fraction.ljust(6, "0"))
    except ValueError:
        raise CallError("invalid_ts") from None
