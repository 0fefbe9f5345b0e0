"""The Bot API methods that change, delete or mark messages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sandbox.clock import SandboxClock
from sandbox.events import EventLog
from sandbox.telegram_chats import Chats, Message
from sandbox.telegram_errors import bad_request
from sandbox.telegram_request import Parameters
from sandbox.telegram_sending import caption_of, text_of

DELETABLE_FOR = timedelta(hours=48)


class Editing:
    """Changes what has been sent."""

    def __init__(self, chats: Chats, log: EventLog, clock: SandboxClock) -> None:
        self._chats = chats
        self._log = log
        self._clock = clock

    def methods(self) -> Mapping[str, Any]:
        """The methods by name."""
        return {
            "editMessageText": self._edit_text,
            "editMessageCaption": self._edit_caption,
            "editMessageReplyMarkup": self._edit_markup,
            "deleteMessage": self._delete,
            "setMessageReaction": self._react,
        }

    async def _edit_text(self, given: Parameters) -> Message:
        content = text_of(given)
        message = self._editable(given)
        if "text" not in message:
            raise bad_request("there is no text in the message to edit")
        return self._edit(given, message, {"entities": None} | content)

    async def _edit_caption(self, given: Parameters) -> Message:
        content = caption_of(given)
        message = self._editable(given)
        if not {"photo", "document", "voice"} & set(message):
            raise bad_request("there is no caption in the message to edit")
        return self._edit(given, message, {"caption": None, "caption_entities": None} | content)

    async def _edit_markup(self, given: Parameters) -> Message:
        return self._edit(given, self._editable(given), {})

    def _editable(self, given: Parameters) -> Message:
        if "chat_id" not in given or "message_id" not in given:
            raise bad_request("message identifier is not specified")
        message = self._chats.find(given["chat_id"], given["message_id"])
        if message is None:
            raise bad_request("message to edit not found")
        if not message["from"]["is_bot"]:
            raise bad_request("message can't be edited")
        return message

    def _edit(self, given: Parameters, message: Message, changes: dict[str, Any]) -> Message:
        # An edit that names no keyboard takes the old one away.
        markup = given.get("reply_markup")
        changes["reply_markup"] = markup if markup and markup["inline_keyboard"] else None
        if all(message.get(name) == value for name, value in changes.items()):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message"
            )
        return self._chats.change(given["chat_id"], message, changes)

    async def _delete(self, given: Parameters) -> bool:
        message = self._chats.find(given["chat_id"], given["message_id"])
        if message is None:
            raise bad_request("message to delete not found")
        if self._clock.now().timestamp() - message["date"] > DELETABLE_FOR.total_seconds():
            raise bad_request("message can't be deleted for everyone")
        self._chats.delete(given["chat_id"], given["message_id"])
        return True

    async def _react(self, given: Parameters) -> bool:
        chat, message_id = given["chat_id"], given["message_id"]
        if self._chats.find(chat, message_id) is None:
            raise bad_request("message to react not found")
        reaction = given.get("reaction", [])
        self._log.add("telegram", "reaction", {"chat": chat, "message_id": message_id, "reaction": reaction})
        return True
