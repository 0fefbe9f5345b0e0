"""What the modelled Bot API methods do, once their parameters are known to be in order."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.clock import SandboxClock
from sandbox.events import EventLog
from sandbox.telegram_chats import Chats
from sandbox.telegram_editing import Editing
from sandbox.telegram_errors import bad_request
from sandbox.telegram_files import DOWNLOAD_MOST, Files
from sandbox.telegram_receiving import Receiving
from sandbox.telegram_request import Parameters
from sandbox.telegram_sending import Sending
from sandbox.telegram_updates import Updates

ABILITIES = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")


class Methods:
    """The bot's side of Telegram."""

    def __init__(self, chats: Chats, files: Files, updates: Updates, log: EventLog, clock: SandboxClock) -> None:
        self._chats = chats
        self._files = files
        self._log = log
        self._sending = Sending(chats, files)
        self._commands: dict[str, list[dict[str, Any]]] = {}
        self.callback_queries: set[str] = set()
        self._methods: dict[str, Callable[[Parameters], Awaitable[Any]]] = {
            "getMe": self._get_me,
            "sendMediaGroup": self._send_group,
            "sendChatAction": self._action,
            "answerCallbackQuery": self._answer_tap,
            "setMyCommands": self._set_commands,
            "deleteMyCommands": self._set_commands,
            "getMyCommands": self._get_commands,
            "getFile": self._get_file,
            **Editing(chats, log, clock).methods(),
            **Receiving(updates).methods(),
        }

    async def call(self, method: str, given: Parameters) -> Any:
        """Run a method; its result as JSON."""
        if self._sending.sends(method):
            return self._sending.send(method, given)
        return await self._methods[method](given)

    async def _get_me(self, _given: Parameters) -> dict[str, Any]:
        return self._chats.bot | dict.fromkeys(ABILITIES, False)

    async def _send_group(self, given: Parameters) -> list[dict[str, Any]]:
        return self._sending.send_group(given)

    async def _action(self, given: Parameters) -> bool:
        self._log.add("telegram", "action", {"chat": given["chat_id"], "action": given["action"]})
        return True

    async def _answer_tap(self, given: Parameters) -> bool:
        query = given["callback_query_id"]
        if query not in self.callback_queries:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        answer = {
            "callback_query_id": query,
            "text": given.get("text", ""),
            "show_alert": given.get("show_alert", False),
        }
        self._log.add("telegram", "tap_answer", answer)
        return True

    async def _set_commands(self, given: Parameters) -> bool:
        commands = given.get("commands", [])
        if not all(re.fullmatch(r"[a-z0-9_]{1,32}", each["command"]) for each in commands):
            raise bad_request("BOT_COMMAND_INVALID")
        self._commands[_audience(given)] = commands
        language = given.get("language_code", "")
        self._log.add("telegram", "commands", {"commands": commands, "language_code": language})
        return True

    async def _get_commands(self, given: Parameters) -> list[dict[str, Any]]:
        return self._commands.get(_audience(given), [])

    async def _get_file(self, given: Parameters) -> dict[str, Any]:
        file = self._files.get(given["file_id"])
        if len(file.upload.data) > DOWNLOAD_MOST:
            raise bad_request("file is too big")
        return {**file.reference(), "file_path": file.path}


def _audience(given: Parameters) -> str:
    scope = sorted(given.get("scope", {"type": "default"}).items())
    return f"{given.get('language_code', '')} {scope}"
