"""The make-believe Telegram: the Bot API over HTTP, and what people do on their phones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sandbox.answers import json_answer
from sandbox.clock import SandboxClock
from sandbox.events import EventLog
from sandbox.faults import Fault, Faults
from sandbox.service import Verb
from sandbox.telegram_chats import Chats
from sandbox.telegram_errors import ApiError, too_many_requests
from sandbox.telegram_files import Files, StoredFile, Upload
from sandbox.telegram_limits import RateLimit
from sandbox.telegram_methods import Methods
from sandbox.telegram_people import People
from sandbox.telegram_request import attach, read_call
from sandbox.telegram_schema import METHODS
from sandbox.telegram_updates import Updates
from sandbox.telegram_validation import validate
from sandbox.world import World

METHOD_OF = {name.lower(): name for name in METHODS}
FAULT_WORDS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    409: "Conflict",
    429: "Too Many Requests",
}


class TelegramService:
    """One bot, its private chats, its updates."""

    limit_per_second: float | None = 30
    """How many messages the bot may send or edit in a second; None for any number."""
    limit_per_chat: float | None = None
    """How many of them to one chat."""

    def __init__(self, world: World, log: EventLog, faults: Faults, clock: SandboxClock) -> None:
        self._world = world
        self._log = log
        self._faults = faults
        self._files = Files()
        self._chats = Chats(world, log, clock)
        self.updates = Updates(log)
        self._methods = Methods(self._chats, self._files, self.updates, log, clock)
        self._people = People(self._chats, self._files, self.updates, self._methods, log)
        self._rate = RateLimit()

    @property
    def underway(self) -> int:
        """How many updates the bot has not confirmed yet."""
        return self.updates.pending

    def routes(self) -> Sequence[BaseRoute]:
        """The Bot API's paths, and one where the demo page finds the files."""
        return [
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._download, methods=["GET"]),
            Route("/telegram-files/{unique_id}", self._show_file, methods=["GET"]),
        ]

    def verbs(self) -> Mapping[str, Verb]:
        """What people can do on their phones."""
        return self._people.verbs()

    async def close(self) -> None:
        """End the delivery to a webhook."""
        await self.updates.close()

    async def _call(self, request: Request) -> Response:
        method = METHOD_OF.get(request.path_params["method"].lower(), request.path_params["method"])
        parameters: dict[str, Any] = {}
        try:
            if request.path_params["token"] != self._world.telegram_token:
                raise ApiError(401, "Unauthorized")
            if method not in METHODS:
                raise ApiError(404, "Not Found")
            parameters, attachments = await read_call(request, method)
            fault = await self._faults.strike("telegram", method, parameters)
            if fault is not None and fault.answers:
                raise _refusal(fault)
            checked = validate(method, parameters)
            attach(checked, attachments)
            self._admit(method, checked)
            result = await self._methods.call(method, checked)
        except ApiError as error:
            self._note_refusal(method, error, parameters)
            return json_answer(error.as_json(), error.code)
        return json_answer({"ok": True, "result": result})

    def _admit(self, method: str, parameters: Mapping[str, Any]) -> None:
        if "chat_id" not in parameters:
            return
        chat = parameters["chat_id"]
        self._chats.must_reach(chat)
        if method.startswith(("send", "edit")) and method != "sendChatAction":
            for _message in parameters.get("media", [None]):
                self._rate.count(chat, self.limit_per_second, self.limit_per_chat)

    def _note_refusal(self, method: str, error: ApiError, parameters: Mapping[str, Any]) -> None:
        shown = {
            name: f"{len(value.data)} bytes" if isinstance(value, Upload) else value
            for name, value in parameters.items()
            if name != "secret_token"
        }
        refusal = {"method": method, "error_code": error.code, "description": error.description}
        self._log.add("refused", "telegram", {**refusal, "parameters": shown})

    async def _download(self, request: Request) -> Response:
        if request.path_params["token"] != self._world.telegram_token:
            return json_answer(ApiError(401, "Unauthorized").as_json(), 401)
        return _file_answer(self._files.at(request.path_params["path"]))

    async def _show_file(self, request: Request) -> Response:
        return _file_answer(self._files.shown(request.path_params["unique_id"]))


def _file_answer(file: StoredFile | None) -> Response:
    if file is None:
        return json_answer(ApiError(404, "Not Found").as_json(), 404)
    # Never as a web page: what a person uploads must not run in the demo page's origin.
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    return Response(file.upload.data, media_type=file.upload.content_type, headers=headers)


def _refusal(fault: Fault) -> ApiError:
    if fault.retry_after is not None and fault.status in (None, 429):
        return too_many_requests(fault.retry_after)
    status = fault.status or 400
    words = FAULT_WORDS.get(status, "Internal Server Error")
    return ApiError(status, fault.error or words, fault.retry_after)
