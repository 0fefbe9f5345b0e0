"""What Slack sends about messages: what makes it one event, and what it means to Doorstep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.channels.plain_text import storable
from storage.inbox import Received
from storage.message import Channel, File, Inbound, InboundKind

Json = dict[str, Any]

WRITTEN = (None, "file_share", "me_message", "thread_broadcast")
"""The subtypes of a message that somebody wrote; every other is Slack's own noise, such as joins."""
CHANGED = "message_changed"
DELETED = "message_deleted"
PHOTOS = ("image/jpeg", "image/png", "image/webp")
ID = re.compile(r"[A-Za-z0-9._-]{1,32}")
"""Slack's ids and timestamps; what looks otherwise was not made by Slack."""


@dataclass(frozen=True)
class Ourselves:
    """The bot as Slack knows it."""

    user: str
    bot: str


def received(body: Json, ourselves: Ourselves | None) -> Received | None:
    """What to keep in the inbox of an event; None for noise and for what the bot itself wrote."""
    event = body.get("event")
    if not isinstance(event, dict) or event.get("type") != "message":
        return None
    message, mark = _subject(event)
    if message is None or not _is_id(event.get("channel")) or _is_ours(message, body, ourselves):
        return None
    # Slack delivers again under other event ids, too: the message itself is what happens once.
    team = body.get("team_id")
    parts = (team if _is_id(team) else "", event["channel"], message["ts"], mark)
    key = ":".join(str(part) for part in parts if part)
    return Received(Channel.SLACK, key, _conversation(event["channel"], message), body)


def translate(raw: Any) -> Inbound | None:
    """The neutral form of a kept event; None when nobody with a ticket is spoken to."""
    event = _object(_object(raw).get("event"))
    message, _ = _subject(event)
    if (
        message is None
        or not _is_id(event.get("channel"))
        or message.get("bot_id")
        or not _is_id(message.get("user"))
        or not _is_reply(message)
    ):
        return None
    return Inbound(
        channel=Channel.SLACK,
        conversation=_conversation(event["channel"], message),
        sender=message["user"],
        message_id=f"{event['channel']}:{message['ts']}",
        kind=_kind(event),
        text=storable(str(message.get("text") or "")),
        files=tuple(_file(each) for each in _objects(message.get("files")) if _has_address(each)),
    )


def _subject(event: Json) -> tuple[Json | None, str]:
    """The message that the event is about, and what sets this event apart from others about it."""
    message, mark = event, ""
    if event.get("subtype") == CHANGED:
        message = _object(event.get("message"))
        if _reads_the_same(message, _object(event.get("previous_message"))):
            return None, ""
        # `edited` counts whole seconds only, in which two edits have room.
        when = event.get("ts") or _object(message.get("edited")).get("ts")
        mark = f"edited:{when if _is_id(when) else ''}"
    elif event.get("subtype") == DELETED:
        before = _object(event.get("previous_message"))
        message, mark = {**before, "ts": event.get("deleted_ts", before.get("ts"))}, "deleted"
    is_written = message.get("subtype") in WRITTEN and _is_id(message.get("ts"))
    return (message, mark) if is_written else (None, "")


def _reads_the_same(message: Json, before: Json) -> bool:
    """Whether only Slack's own additions changed: the preview of a link, the count of replies."""
    return bool(before) and (message.get("text"), _file_ids(message)) == (before.get("text"), _file_ids(before))


def _file_ids(message: Json) -> list[Any]:
    return [each.get("id") for each in _objects(message.get("files"))]


def _is_ours(message: Json, body: Json, ourselves: Ourselves | None) -> bool:
    authorized = [each.get("user_id") for each in _objects(body.get("authorizations")) if each.get("is_bot")]
    ours: list[object] = [each for each in authorized if _is_id(each)]
    if ourselves is not None:
        ours += [ourselves.user, ourselves.bot]
    return any(message.get(name) in ours for name in ("user", "bot_id"))


def _is_reply(message: Json) -> bool:
    return _thread(message) != str(message["ts"])


def _thread(message: Json) -> str:
    thread = message.get("thread_ts")
    return str(thread) if _is_id(thread) else str(message["ts"])


def _conversation(channel: str, message: Json) -> str:
    return f"slack:{channel}:{_thread(message)}"


def _kind(event: Json) -> InboundKind:
    kinds = {CHANGED: InboundKind.EDIT, DELETED: InboundKind.DELETE}
    return kinds.get(str(event.get("subtype")), InboundKind.MESSAGE)


def _has_address(shared: Json) -> bool:
    return isinstance(shared.get("url_private"), str)


def _file(shared: Json) -> File:
    media_type = str(shared.get("mimetype") or "application/octet-stream")
    return File(
        channel=Channel.SLACK,
        reference=shared["url_private"],
        name=storable(str(shared.get("name") or "file")),
        kind="photo" if media_type in PHOTOS else "document",
        media_type=media_type,
    )


def _is_id(value: object) -> bool:
    return isinstance(value, str) and ID.fullmatch(value) is not None


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[Json]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
