"""What Telegram's updates mean: which of them Doorstep keeps, and the neutral message each becomes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypedDict

from bot.channels import json_fields as read
from bot.channels.errors import TranslationError
from bot.channels.json_fields import Json
from storage.inbox import Received
from storage.message import Channel, File, Inbound, InboundKind, Location

logger = logging.getLogger(__name__)

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that Doorstep asks Telegram for."""
UNREADABLE = (
    "animated_emoji",
    "checklist",
    "dice",
    "game",
    "giveaway",
    "invoice",
    "paid_media",
    "poll",
    "story",
)
"""Content that only a person who looks into Telegram can see; it is named, so that somebody asks."""
MEMBERSHIPS = {
    "kicked": InboundKind.BLOCKED,
    "left": InboundKind.BLOCKED,
    "member": InboundKind.UNBLOCKED,
}


def received(update: Any) -> Received | None:
    """What the inbox keeps of an update, or None, with a reason in the log. Takes any JSON."""
    try:
        return _received(update)
    except TranslationError as error:
        logger.warning("Dropped an update from Telegram: %s", error)
        return None


def translate(update: Json) -> Inbound | None:
    """The neutral message, or None where the update says nothing; TranslationError where it cannot be read."""
    kind = _kind(update)
    return None if kind is None else TRANSLATORS[kind](read.mapping(update, kind))


def _received(update: Any) -> Received | None:
    if not isinstance(update, dict):
        raise TranslationError("it is not an object.")
    key = str(read.identifier(update, "update_id"))
    kind = _kind(update)
    if kind is None:
        logger.info("Dropped update %s from Telegram: Doorstep does not use this kind.", key)
        return None
    content = read.mapping(update, kind)
    chat = _chat(content, kind)
    if chat.get("type") != "private":
        logger.info("Dropped update %s from Telegram: Doorstep talks in private chats only.", key)
        return None
    return Received(Channel.TELEGRAM, key, _conversation(chat), update)


def _kind(update: Json) -> str | None:
    return next((kind for kind in KINDS if update.get(kind) is not None), None)


def _chat(content: Json, kind: str) -> Json:
    holder = read.mapping(content, "message") if kind == "callback_query" else content
    return read.mapping(holder, "chat")


def _conversation(chat: Json) -> str:
    return f"telegram:{read.identifier(chat, 'id')}"


def _message(message: Json) -> Inbound | None:
    return _content(message, InboundKind.MESSAGE)


def _edited(message: Json) -> Inbound | None:
    return _content(message, InboundKind.EDIT)


def _content(message: Json, kind: InboundKind) -> Inbound | None:
    text, files, location = _text(message), _files(message), _location(message)
    if not (text or files or location):
        return None
    chat = read.mapping(message, "chat")
    answered = read.optional_mapping(message, "reply_to_message")
    writer = read.optional_mapping(message, "from") or chat
    return Inbound(
        channel=Channel.TELEGRAM,
        conversation=_conversation(chat),
        message_id=str(read.identifier(message, "message_id")),
        kind=kind,
        text=text,
        files=files,
        location=location,
        reply_to=str(read.identifier(answered, "message_id")) if answered is not None else None,
        **_sender(writer),
    )


def _press(query: Json) -> Inbound:
    message = read.mapping(query, "message")
    return Inbound(
        channel=Channel.TELEGRAM,
        conversation=_conversation(read.mapping(message, "chat")),
        message_id=str(read.identifier(message, "message_id")),
        kind=InboundKind.PRESS,
        data=read.text(query, "data"),
        label=_label(message, read.text(query, "data")),
        **_sender(read.mapping(query, "from")),
    )


def _label(message: Json, data: str) -> str:
    """What stands on the button that carries this; empty where the message no longer has it."""
    keyboard = read.optional_mapping(message, "reply_markup") or {}
    rows = keyboard.get("inline_keyboard")
    buttons = [button for row in rows if isinstance(row, list) for button in row] if isinstance(rows, list) else []
    found = (button for button in buttons if isinstance(button, dict) and button.get("callback_data") == data)
    return next((read.text(button, "text") for button in found), "")


def _membership(change: Json) -> Inbound | None:
    status = read.text(read.mapping(change, "new_chat_member"), "status")
    if status not in MEMBERSHIPS:
        return None
    return Inbound(
        channel=Channel.TELEGRAM,
        conversation=_conversation(read.mapping(change, "chat")),
        message_id="",
        kind=MEMBERSHIPS[status],
        **_sender(read.mapping(change, "from")),
    )


TRANSLATORS: dict[str, Callable[[Json], Inbound | None]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _press,
    "my_chat_member": _membership,
}


class _Sender(TypedDict):
    sender: str
    sender_name: str
    sender_language: str


def _sender(user: Json) -> _Sender:
    names = (read.text(user, "first_name"), read.text(user, "last_name"))
    return _Sender(
        sender=str(read.identifier(user, "id")),
        sender_name=" ".join(name for name in names if name),
        sender_language=read.text(user, "language_code"),
    )


def _text(message: Json) -> str:
    written = read.text(message, "text") or read.text(message, "caption")
    if written:
        return written
    if contact := read.optional_mapping(message, "contact"):
        parts = (read.text(contact, name) for name in ("first_name", "last_name", "phone_number"))
        return " ".join(("[contact]", *(part for part in parts if part)))
    if message.get("sticker") is not None:
        return "[sticker]"
    return next((f"[{kind.replace('_', ' ')}]" for kind in UNREADABLE if message.get(kind) is not None), "")


def _location(message: Json) -> Location | None:
    place = read.optional_mapping(message, "location")
    if place is None:
        return None
    return Location(read.degrees(place, "latitude", 90), read.degrees(place, "longitude", 180))


def _files(message: Json) -> tuple[File, ...]:
    photo = _photo(message)
    if photo is not None:
        return (photo,)
    for field, name, kind, media_type in FILE_FIELDS:
        file = read.optional_mapping(message, field)
        if file is not None:
            return (
                File(
                    channel=Channel.TELEGRAM,
                    reference=read.needed_text(file, "file_id"),
                    name=read.text(file, "file_name") or name,
                    kind=kind,
                    media_type=read.text(file, "mime_type") or media_type,
                ),
            )
    return ()


FILE_FIELDS = (
    ("document", "document", "document", "application/octet-stream"),
    ("voice", "voice.oga", "voice", "audio/ogg"),
    ("audio", "audio.mp3", "document", "audio/mpeg"),
    ("video", "video.mp4", "document", "video/mp4"),
    ("video_note", "video.mp4", "document", "video/mp4"),
)
"""Field of the message, name where the sender gave none, kind, and media type where none is given."""


def _photo(message: Json) -> File | None:
    sizes = read.mappings(message, "photo")
    if not sizes:
        return None
    largest = max(sizes, key=lambda size: read.identifier(size, "width") * read.identifier(size, "height"))
    reference = read.needed_text(largest, "file_id")
    return File(Channel.TELEGRAM, reference, "photo.jpg", "photo", "image/jpeg")
