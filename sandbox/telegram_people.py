"""What a person can do with the bot on the phone: the control verbs tg.*"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from sandbox import body as read
from sandbox.events import EventLog
from sandbox.samples import sample_picture, sample_voice
from sandbox.service import Refused, Verb
from sandbox.telegram_chats import Chats, Message, chat_object, for_bot, user_object
from sandbox.telegram_errors import ApiError
from sandbox.telegram_files import Files, Upload
from sandbox.telegram_methods import Methods
from sandbox.telegram_schema import TEXT_MOST
from sandbox.telegram_text import commands_in
from sandbox.telegram_updates import Updates
from sandbox.world import TelegramUser

Body = dict[str, Any]


class People:
    """The people's side of Telegram."""

    def __init__(self, chats: Chats, files: Files, updates: Updates, methods: Methods, log: EventLog) -> None:
        self._chats = chats
        self._files = files
        self._updates = updates
        self._methods = methods
        self._log = log

    def verbs(self) -> Mapping[str, Verb]:
        """The verbs by name."""
        return {
            "tg.say": self._say,
            "tg.photo": self._photo,
            "tg.document": self._document,
            "tg.voice": self._voice,
            "tg.location": self._location,
            "tg.tap": self._tap,
            "tg.edit": self._edit,
            "tg.block": self._block,
            "tg.unblock": self._unblock,
            "tg.raw": self._raw,
            "tg.again": self._again,
        }

    async def _say(self, body: Body) -> Body:
        read.only(body, "user", "text", "reply_to")
        user = self._writer(body)
        reply_to = read.optional_integer(body, "reply_to")
        if reply_to is not None and self._chats.find(user.id, reply_to) is None:
            raise Refused(f"There is no message {reply_to} to reply to in this chat.")
        return self._send(user, _text(body), reply_to)

    async def _photo(self, body: Body) -> Body:
        read.only(body, "user", "caption", "data", "name")
        data = read.optional_data(body) or sample_picture()
        upload = Upload(read.optional_text(body, "name") or "photo.png", data, "image/png")
        return self._send(self._writer(body), self._stored("photo", upload) | _caption(body))

    async def _document(self, body: Body) -> Body:
        read.only(body, "user", "name", "data", "caption", "content_type")
        content_type = read.optional_text(body, "content_type") or "application/octet-stream"
        upload = Upload(read.text(body, "name"), read.optional_data(body) or b"", content_type)
        return self._send(self._writer(body), self._stored("document", upload) | _caption(body))

    async def _voice(self, body: Body) -> Body:
        read.only(body, "user", "data")
        upload = Upload("voice.oga", read.optional_data(body) or sample_voice(), "audio/ogg")
        return self._send(self._writer(body), self._stored("voice", upload))

    async def _location(self, body: Body) -> Body:
        read.only(body, "user", "latitude", "longitude")
        latitude, longitude = read.number(body, "latitude"), read.number(body, "longitude")
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise Refused("That is no place on earth: latitude -90 to 90, longitude -180 to 180.")
        location = {"latitude": latitude, "longitude": longitude}
        return self._send(self._writer(body), {"location": location})

    async def _tap(self, body: Body) -> Body:
        read.only(body, "user", "message_id", "data")
        user, data = self._writer(body), read.text(body, "data")
        message = self._message(user, body)
        if data not in _buttons(message):
            raise Refused(f"Message {message['message_id']} has no button with the data {data!r}.")
        query = str(secrets.randbelow(10**18))
        self._methods.callback_queries.add(query)
        noted = {"message_id": message["message_id"], "data": data, "callback_query_id": query}
        self._log.add("telegram", "tap", {"chat": user.id, **noted})
        content = {
            "id": query,
            "from": user_object(user),
            "message": for_bot(message),
            "chat_instance": str(user.id),
            "data": data,
        }
        update_id = self._updates.add("callback_query", content)
        return {"update_id": update_id, "message_id": message["message_id"], "callback_query_id": query}

    async def _edit(self, body: Body) -> Body:
        read.only(body, "user", "message_id", "text")
        user, content = self._writer(body), _text(body)
        message = self._message(user, body)
        if message["from"]["is_bot"] or "text" not in message:
            raise Refused("People can edit only texts that they wrote themselves.")
        edited = self._chats.change(user.id, message, {"entities": None} | content)
        update_id = self._updates.add("edited_message", edited)
        return {"update_id": update_id, "message_id": message["message_id"]}

    async def _block(self, body: Body) -> Body:
        read.only(body, "user")
        user = self._user(body)
        if user.id in self._chats.blocked:
            raise Refused(f"{user.first_name} has blocked the bot already.")
        self._chats.blocked.add(user.id)
        return self._membership(user, "blocked", "member", "kicked")

    async def _unblock(self, body: Body) -> Body:
        read.only(body, "user")
        user = self._user(body)
        if user.id not in self._chats.blocked:
            raise Refused(f"{user.first_name} has not blocked the bot.")
        self._chats.blocked.remove(user.id)
        return self._membership(user, "unblocked", "kicked", "member")

    async def _raw(self, body: Body) -> Body:
        read.only(body, "update")
        update = body.get("update")
        if not isinstance(update, dict):
            raise Refused("Give 'update', a JSON object.")
        return {"update_id": self._updates.add_raw(update)}

    async def _again(self, body: Body) -> Body:
        read.only(body, "update_id")
        update_id = read.integer(body, "update_id")
        self._updates.repeat(update_id)
        return {"update_id": update_id}

    def _send(self, user: TelegramUser, content: dict[str, Any], reply_to: int | None = None) -> Body:
        message = self._chats.add_from_user(user, content, reply_to)
        update_id = self._updates.add("message", message)
        return {"update_id": update_id, "message_id": message["message_id"]}

    def _stored(self, kind: str, upload: Upload) -> dict[str, Any]:
        try:
            if kind == "photo":
                return self._files.photo(upload)
            return self._files.document(upload) if kind == "document" else self._files.voice(upload, 1)
        except ApiError as error:
            raise Refused(f"Telegram does not take this {kind}: {error.description}") from error

    def _membership(self, user: TelegramUser, kind: str, before: str, after: str) -> Body:
        event = self._log.add("telegram", kind, {"chat": user.id})
        content = {
            "chat": chat_object(user),
            "from": user_object(user),
            "date": int(event.at.timestamp()),
            "old_chat_member": self._member(before),
            "new_chat_member": self._member(after),
        }
        return {"update_id": self._updates.add("my_chat_member", content)}

    def _member(self, status: str) -> dict[str, Any]:
        member = {"status": status, "user": self._chats.bot}
        return member | {"until_date": 0} if status == "kicked" else member

    def _user(self, body: Body) -> TelegramUser:
        user = self._chats.user(read.integer(body, "user"))
        if user is None:
            raise Refused(f"Nobody in this world has the Telegram id {body['user']}.")
        return user

    def _writer(self, body: Body) -> TelegramUser:
        user = self._user(body)
        if user.id in self._chats.blocked:
            raise Refused(f"{user.first_name} has blocked the bot; use tg.unblock first.")
        return user

    def _message(self, user: TelegramUser, body: Body) -> Message:
        message = self._chats.find(user.id, read.integer(body, "message_id"))
        if message is None:
            raise Refused(f"There is no message {body['message_id']} in the chat with {user.first_name}.")
        return message


def _text(body: Body) -> dict[str, Any]:
    text = read.text(body, "text").strip()
    if not text or len(text) > TEXT_MOST:
        raise Refused(f"A text has 1 to {TEXT_MOST} characters that are not all blank.")
    commands = commands_in(text)
    return {"text": text, "entities": commands} if commands else {"text": text}


def _caption(body: Body) -> dict[str, Any]:
    caption = (read.optional_text(body, "caption") or "").strip()
    return {"caption": caption} if caption else {}


def _buttons(message: Message) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]
