"""Answers to interactions and commands: at their private address, and in the acknowledgement itself."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.events import EventLog
from sandbox.slack.chat import Chat
from sandbox.slack.delivery import Json
from sandbox.slack.errors import CallError
from sandbox.slack.triggers import ResponsePlace, ResponseUrls
from sandbox.slack.workspace import Workspace


class Responses:
    """Carries out what the bot answers outside the Web API."""

    def __init__(self, workspace: Workspace, log: EventLog, chat: Chat, urls: ResponseUrls) -> None:
        self._workspace = workspace
        self._log = log
        self._chat = chat
        self._urls = urls

    def routes(self) -> list[BaseRoute]:
        """The private addresses."""
        return [Route("/slack/response/{code}", self._receive, methods=["POST"])]

    def answer(self, place: ResponsePlace, given: Any) -> None:
        """Say, change or delete what an answer asks for."""
        if not isinstance(given, dict):
            raise CallError("invalid_payload")
        if given.get("delete_original"):
            self._delete(place)
            return
        content = self._chat.content(given.get("text"), given.get("blocks"))
        if not content["text"] and not content.get("blocks"):
            raise CallError("no_text")
        if given.get("replace_original") and place.message_ts is not None:
            self._replace(place, place.message_ts, content)
            return
        if given.get("thread_ts"):
            content["thread_ts"] = str(given["thread_ts"])
        channel = self._workspace.channel(place.channel)
        if given.get("response_type", "ephemeral") == "in_channel":
            self._chat.post(channel, {**self._chat.as_bot(), **content})
        else:
            self._chat.whisper(channel, place.user, content)

    def refuse(self, refused: CallError, method: str) -> None:
        """Put a refusal on the log."""
        self._log.add("refused", "slack", {"method": method, "error": refused.error, "messages": refused.messages})

    def _delete(self, place: ResponsePlace) -> None:
        channel = self._workspace.channel(place.channel)
        if place.message_ts is None:
            raise CallError("message_not_found")
        if place.ephemeral:
            channel.ephemerals.pop(place.message_ts, None)
            self._log.add("slack", "delete", {"channel": channel.id, "ts": place.message_ts})
            return
        self._chat.remove(channel, self._workspace.message(channel, place.message_ts))

    def _replace(self, place: ResponsePlace, ts: str, content: Json) -> None:
        channel = self._workspace.channel(place.channel)
        content = {"blocks": [], **content}
        if place.ephemeral:
            message = channel.ephemerals.get(ts)
            if message is None:
                raise CallError("message_not_found")
            message |= content
            shown = {name: value for name, value in message.items() if name != "shown_to"}
            self._log.add("slack", "update", {"channel": channel.id, "ts": ts, "message": shown})
            return
        self._chat.change(channel, self._workspace.message(channel, ts), content)

    async def _receive(self, request: Request) -> Response:
        try:
            given = json.loads(await request.body())
        except ValueError:
            given = None
        try:
            self.answer(self._urls.use(request.path_params["code"]), given)
        except CallError as refused:
            self.refuse(refused, "response_url")
            status = 404 if refused.error.endswith("_url") else 400
            return JSONResponse({"ok": False, "error": refused.error}, status_code=status)
        return PlainTextResponse("ok")
