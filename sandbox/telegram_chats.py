"""The private chats between the bot and the people of the world, and the messages in them."""

from __future__ import annotations

import copy
from typing import Any

from sandbox.clock import SandboxClock
from sandbox.events import EventLog
from sandbox.telegram_errors import ApiError, bad_request
from sandbox.world import TelegramUser, World

Message = dict[str, Any]

FILE_KINDS = ("document", "voice")


class Chats:
    """What each person and the bot have said to each other. Every change is written to the log."""

    def __init__(self, world: World, log: EventLog, clock: SandboxClock) -> None:
        self._world = world
        self._log = log
        self._clock = clock
        self._messages: dict[int, dict[int, Message]] = {}
        self._last_id = 0
        self.blocked: set[int] = set()

    @property
    def bot(self) -> dict[str, Any]:
        """The bot as a User object."""
        return {
            "id": int(self._world.telegram_token.split(":")[0]),
            "is_bot": True,
            "first_name": "Doorstep",
            "username": self._world.telegram_username,
        }

    def user(self, chat: int) -> TelegramUser | None:
        """The person in a private chat."""
        return next((user for user in self._world.telegram_users if user.id == chat), None)

    def must_reach(self, chat: int) -> None:
        """Refuse a bot's call to a chat that is not there or whose owner does not want to hear from it."""
        if self.user(chat) is None:
            raise bad_request("chat not found")
        if chat in self.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")

    def find(self, chat: int, message_id: int) -> Message | None:
        """A message that has not been deleted."""
        return self._messages.get(chat, {}).get(message_id)

    def add_from_user(self, user: TelegramUser, content: dict[str, Any], reply_to: int | None) -> Message:
        """What a person sends."""
        return self._add(user, "user", user_object(user), content, reply_to, {})

    def add_from_bot(self, chat: int, content: dict[str, Any], reply_to: int | None, method: str) -> Message:
        """What the bot sends; the caller has made sure that the chat can be reached."""
        user = self.user(chat)
        if user is None:
            raise bad_request("chat not found")
        return self._add(user, "bot", self.bot, content, reply_to, {"method": method})

    def change(self, chat: int, message: Message, changes: dict[str, Any]) -> Message:
        """Edit a message; a change to None takes that part away."""
        for name, value in changes.items():
            if value is None:
                message.pop(name, None)
            else:
                message[name] = value
        message["edit_date"] = int(self._clock.now().timestamp())
        self._log.add("telegram", "edit", {"chat": chat, "message": for_page(message)})
        return for_bot(message)

    def delete(self, chat: int, message_id: int) -> None:
        """Take a message away on both sides."""
        del self._messages[chat][message_id]
        self._log.add("telegram", "delete", {"chat": chat, "message_id": message_id})

    def _add(
        self,
        user: TelegramUser,
        side: str,
        sender: dict[str, Any],
        content: dict[str, Any],
        reply_to: int | None,
        more: dict[str, Any],
    ) -> Message:
        self._last_id += 1
        message: Message = {
            "message_id": self._last_id,
            "date": int(self._clock.now().timestamp()),
            "chat": chat_object(user),
            "from": sender,
            **content,
        }
        answered = self.find(user.id, reply_to) if reply_to is not None else None
        if answered is not None:
            message["reply_to_message"] = {
                name: value for name, value in answered.items() if name not in ("reply_to_message", "reply_markup")
            }
        self._messages.setdefault(user.id, {})[self._last_id] = message
        self._log.add("telegram", "message", {"chat": user.id, "from": side, "message": for_page(message), **more})
        return for_bot(message)


def user_object(user: TelegramUser) -> dict[str, Any]:
    """A person as a User object."""
    return {"id": user.id, "is_bot": False, **_names(user), "language_code": user.language_code}


def chat_object(user: TelegramUser) -> dict[str, Any]:
    """A person's private chat with the bot as a Chat object."""
    return {"id": user.id, "type": "private", **_names(user)}


def _names(user: TelegramUser) -> dict[str, str]:
    names = {"first_name": user.first_name}
    return names | {"last_name": user.last_name} if user.last_name else names


def for_bot(message: Message) -> Message:
    """A copy as the Bot API shows it: of keyboards only those that hang on the message itself."""
    shown = copy.deepcopy(message)
    if "inline_keyboard" not in shown.get("reply_markup", {}):
        shown.pop("reply_markup", None)
    return shown


def for_page(message: Message) -> Message:
    """A copy for the log, in which every file has a `url` where the page can load it."""
    shown = copy.deepcopy(message)
    files = [*shown.get("photo", []), *(shown[kind] for kind in FILE_KINDS if kind in shown)]
    for file in files:
        file["url"] = f"/telegram-files/{file['file_unique_id']}"
    return shown
