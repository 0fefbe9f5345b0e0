"""What people do with messages: write, send files, edit, delete and react."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from sandbox import body as read
from sandbox.service import Refused, Verb
from sandbox.slack.chat import Chat
from sandbox.slack.errors import CallError
from sandbox.slack.files import Files
from sandbox.slack.reactions import Reactions
from sandbox.slack.text import as_stored
from sandbox.slack.workspace import Channel, Json, Workspace, new_id


class People:
    """The members of the workspace, acting on messages."""

    def __init__(self, workspace: Workspace, chat: Chat, files: Files, reactions: Reactions) -> None:
        self._workspace = workspace
        self._chat = chat
        self._files = files
        self._reactions = reactions

    def verbs(self) -> dict[str, Verb]:
        """What may be asked of them."""
        return {
            "slack.say": self._say,
            "slack.edit": self._edit,
            "slack.delete": self._delete,
            "slack.react": self._react,
            "slack.kick": self._kick,
        }

    def user(self, body: Json) -> str:
        """The member who acts."""
        user = read.text(body, "user")
        if not self._workspace.is_member(user):
            members = ", ".join(each.id for each in self._workspace.world.slack_users)
            raise Refused(f"Nobody here is called {user!r}: choose one of {members or 'nobody'}.")
        return user

    def channel(self, body: Json) -> Channel:
        """The channel in which something is done."""
        name = read.text(body, "channel")
        try:
            return self._workspace.channel(name)
        except CallError:
            raise Refused(f"There is no channel {name!r}.") from None

    def message(self, body: Json, channel: Channel) -> Json:
        """The message to which something is done."""
        ts = read.text(body, "ts")
        try:
            return self._workspace.message(channel, ts)
        except CallError:
            raise Refused(f"There is no message {ts!r} in {channel.id}.") from None

    async def _say(self, body: Json) -> Json:
        read.only(body, "user", "channel", "text", "thread_ts", "files")
        user, channel = self.user(body), self.channel(body)
        sent = self._files_of(user, body.get("files") or [])
        text = read.optional_text(body, "text") or ""
        if not text and not sent:
            raise Refused("Give 'text' or 'files'; Slack sends no empty message.")
        message: Json = {"user": user, "client_msg_id": str(uuid4()), **_typed(text)}
        if sent:
            message |= {"subtype": "file_share", "files": sent, "upload": False}
        thread = read.optional_text(body, "thread_ts")
        if thread:
            message["thread_ts"] = thread
        try:
            posted = self._chat.post(channel, message)
        except CallError:
            raise Refused(f"No thread begins at {thread!r} in {channel.id}.") from None
        self._files.shared_in(channel, posted)
        return {"ts": posted["ts"]}

    async def _edit(self, body: Json) -> Json:
        read.only(body, "user", "channel", "ts", "text")
        user, channel, message = self._own(body)
        edited = {"user": user, "ts": self._workspace.new_ts()}
        self._chat.change(channel, message, {**_typed(read.text(body, "text")), "edited": edited})
        return {"ts": message["ts"]}

    async def _delete(self, body: Json) -> Json:
        read.only(body, "user", "channel", "ts")
        _user, channel, message = self._own(body)
        self._chat.remove(channel, message)
        return {"ts": message["ts"]}

    async def _react(self, body: Json) -> Json:
        read.only(body, "user", "channel", "ts", "name", "remove")
        user, channel = self.user(body), self.channel(body)
        message, name = self.message(body, channel), read.text(body, "name")
        change = self._reactions.remove if body.get("remove") else self._reactions.add
        try:
            change(channel, message, name, user)
        except CallError as refused:
            raise Refused(f"{user} cannot do that with {name!r}: {refused.error}.") from None
        return {"ts": message["ts"]}

    async def _kick(self, body: Json) -> Json:
        read.only(body, "channel")
        channel = self.channel(body)
        if channel.member is not None:
            raise Refused("The bot cannot be removed from a direct conversation.")
        channel.has_bot = False
        return {"channel": channel.id}

    def _own(self, body: Json) -> tuple[str, Channel, Json]:
        user, channel = self.user(body), self.channel(body)
        message = self.message(body, channel)
        if message["user"] != user:
            raise Refused(f"{user} did not write {message['ts']}; people change only their own messages.")
        return user, channel, message

    def _files_of(self, user: str, sent: Any) -> list[Json]:
        if not isinstance(sent, list):
            raise Refused("'files' is a list of objects with name and data.")
        return [self._file(user, each) for each in sent]

    def _file(self, user: str, sent: Any) -> Json:
        if not isinstance(sent, dict):
            raise Refused("Each of 'files' is an object with name and data.")
        read.only(sent, "name", "data", "mimetype")
        data = read.optional_data(sent)
        if data is None:
            raise Refused("Each of 'files' needs 'data', in base64.")
        return self._files.sent_by(user, read.text(sent, "name"), data, read.optional_text(sent, "mimetype"))


def _typed(text: str) -> Json:
    """A typed text with the blocks that Slack's own editor adds."""
    if not text:
        return {"text": ""}
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {
        "text": as_stored(text),
        "blocks": [{"type": "rich_text", "block_id": new_id(""), "elements": [section]}],
    }
