"""Messages: posting, changing and deleting them, for the bot's calls and for what people do."""

from __future__ import annotations

import copy
from typing import Any

from sandbox.events import EventLog
from sandbox.slack.announcer import Announcer
from sandbox.slack.blocks import message_problems, with_names
from sandbox.slack.call import Call, Json, Method
from sandbox.slack.errors import CallError
from sandbox.slack.rate import ChannelRate
from sandbox.slack.workspace import Channel, Workspace, new_id

LONGEST_TEXT = 40_000


class Chat:
    """The chat.* methods and the changes behind them."""

    def __init__(self, workspace: Workspace, log: EventLog, announcer: Announcer) -> None:
        self.limit_per_channel: float | None = 1.0
        self._workspace = workspace
        self._log = log
        self._announcer = announcer
        self._rate = ChannelRate()

    def methods(self) -> dict[str, Method]:
        """The Web API's methods by name."""
        return {
            "chat.postMessage": self._post_message,
            "chat.update": self._update_message,
            "chat.delete": self._delete_message,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.getPermalink": self._permalink,
        }

    def post(self, channel: Channel, message: Json) -> Json:
        """Put a message into a channel; everybody hears of it, the bot included."""
        stored = self._workspace.add(channel, message)
        shown = self._workspace.shown(channel, stored)
        author = "bot" if "bot_id" in stored else "user"
        self._log.add("slack", "message", {"channel": channel.id, author: stored["user"], "message": shown})
        self._announcer.message(channel, stored)
        return shown

    def change(self, channel: Channel, message: Json, changes: Json) -> Json:
        """Let a message read differently."""
        previous = self._workspace.shown(channel, message)
        message |= changes
        shown = self._workspace.shown(channel, message)
        self._log.add("slack", "update", {"channel": channel.id, "ts": message["ts"], "message": shown})
        self._announcer.changed(channel, message, previous)
        return shown

    def remove(self, channel: Channel, message: Json) -> None:
        """Delete a message; where a thread hangs on it, a tombstone stays."""
        previous = self._workspace.shown(channel, message)
        tombstone = self._workspace.remove(channel, message["ts"])
        if tombstone is None:
            self._log.add("slack", "delete", {"channel": channel.id, "ts": message["ts"]})
            self._announcer.deleted(channel, previous)
            return
        shown = self._workspace.shown(channel, tombstone)
        self._log.add("slack", "update", {"channel": channel.id, "ts": message["ts"], "message": shown})
        self._announcer.changed(channel, tombstone, previous)

    def whisper(self, channel: Channel, user: str, content: Json) -> str:
        """Show one person a message that nobody else sees; its timestamp."""
        message = {"type": "message", "ts": self._workspace.new_ts(), **self.as_bot(), **content}
        channel.ephemerals[message["ts"]] = {**message, "shown_to": user}
        self._log.add(
            "slack",
            "ephemeral",
            {
                "channel": channel.id,
                "user": user,
                "ts": message["ts"],
                "thread_ts": message.get("thread_ts"),
                "text": message["text"],
                "blocks": copy.deepcopy(message.get("blocks", [])),
            },
        )
        return str(message["ts"])

    def as_bot(self) -> Json:
        """The author's fields of a message by the bot."""
        workspace = self._workspace
        return {"user": workspace.bot_user, "bot_id": workspace.bot_id, "app_id": workspace.app_id}

    def content(self, text: Any, blocks: Any) -> Json:
        """Text and blocks as they are stored, if Slack would take them."""
        if text is not None and not isinstance(text, str):
            raise CallError("invalid_arguments", ["[ERROR] text must be a string"])
        if text and len(text) > LONGEST_TEXT:
            raise CallError("msg_too_long")
        if not blocks:
            return {"text": text or ""}
        problems = message_problems(blocks)
        if problems:
            raise CallError("invalid_blocks", problems)
        return {"text": text or "", "blocks": with_names(blocks, lambda: new_id(""))}

    def channel_with_bot(self, name: str) -> Channel:
        """A channel that the bot is in."""
        channel = self._workspace.channel(name)
        if not channel.has_bot:
            raise CallError("not_in_channel")
        return channel

    async def _post_message(self, call: Call) -> Json:
        channel = self.channel_with_bot(call.required("channel"))
        message = self.as_bot() | self._content_of(call)
        if call.text("thread_ts"):
            message["thread_ts"] = self._workspace.thread_start(channel, call.required("thread_ts"))["ts"]
        metadata = call.structure("metadata", "invalid_metadata_format")
        if metadata is not None:
            message["metadata"] = _checked_metadata(metadata)
        if call.text("client_msg_id"):
            message["client_msg_id"] = call.text("client_msg_id")
        self._keep_to_the_rate(channel)
        posted = self.post(channel, message)
        return {"channel": channel.id, "ts": posted["ts"], "message": posted}

    async def _update_message(self, call: Call) -> Json:
        channel = self.channel_with_bot(call.required("channel"))
        message = self._own(channel, call.required("ts"), "cant_update_message")
        changes: Json = {}
        if call.text("text") is None and call.parameters.get("blocks") is None:
            raise CallError("no_text")
        blocks = call.structure("blocks", "invalid_blocks_format")
        content = self.content(call.text("text"), blocks)
        if call.text("text") is not None:
            changes["text"] = content["text"]
        if blocks is not None:
            changes["blocks"] = content.get("blocks", [])
        metadata = call.structure("metadata", "invalid_metadata_format")
        if metadata is not None:
            changes["metadata"] = _checked_metadata(metadata)
        if not (changes.get("text", message["text"]) or changes.get("blocks", message.get("blocks"))):
            raise CallError("no_text")
        changes["edited"] = {"user": self._workspace.bot_user, "ts": self._workspace.new_ts()}
        shown = self.change(channel, message, changes)
        return {"channel": channel.id, "ts": message["ts"], "text": shown["text"], "message": shown}

    async def _delete_message(self, call: Call) -> Json:
        channel = self.channel_with_bot(call.required("channel"))
        message = self._own(channel, call.required("ts"), "cant_delete_message")
        self.remove(channel, message)
        return {"channel": channel.id, "ts": message["ts"]}

    async def _post_ephemeral(self, call: Call) -> Json:
        channel = self.channel_with_bot(call.required("channel"))
        user = call.required("user")
        if not self._workspace.is_member(user):
            raise CallError("user_not_in_channel")
        content = self._content_of(call)
        if call.text("thread_ts"):
            content["thread_ts"] = self._workspace.thread_start(channel, call.required("thread_ts"))["ts"]
        return {"message_ts": self.whisper(channel, user, content)}

    async def _permalink(self, call: Call) -> Json:
        channel = self._workspace.channel(call.required("channel"))
        message = self._workspace.message(channel, call.required("message_ts"))
        return {"channel": channel.id, "permalink": self._workspace.permalink(channel, message)}

    def _content_of(self, call: Call) -> Json:
        blocks = call.structure("blocks", "invalid_blocks_format")
        attachments = call.structure("attachments", "invalid_attachments")
        content = self.content(call.text("text"), blocks)
        if attachments:
            content["attachments"] = attachments
        if not (content["text"].strip() or content.get("blocks") or attachments):
            raise CallError("no_text")
        return content

    def _own(self, channel: Channel, ts: str, otherwise: str) -> Json:
        message = self._workspace.message(channel, ts)
        if message.get("bot_id") != self._workspace.bot_id:
            raise CallError(otherwise)
        return message

    def _keep_to_the_rate(self, channel: Channel) -> None:
        if self.limit_per_channel is None:
            return
        seconds = self._rate.wait_for(channel.id, self.limit_per_channel)
        if seconds:
            raise CallError("ratelimited", retry_after=seconds)


def _checked_metadata(metadata: Any) -> Json:
    if (
        not isinstance(metadata, dict)
        or not isinstance(metadata.get("event_type"), str)
        or not isinstance(metadata.get("event_payload"), dict)
    ):
        raise CallError("invalid_metadata_format")
    return metadata
