"""Files: uploaded by the bot in three steps or sent by people, and downloaded with a token."""

from __future__ import annotations

import base64
import mimetypes
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.service import Refused
from sandbox.slack.call import Call, Json, Method
from sandbox.slack.chat import Chat
from sandbox.slack.errors import CallError
from sandbox.slack.workspace import Channel, Workspace, new_id


@dataclass
class StoredFile:
    """A file's facts and bytes; none yet while it is being uploaded."""

    facts: Json
    announced_length: int
    data: bytes | None = None
    complete: bool = False


class Files:
    """The files.* methods, the upload and download addresses, and files that people send."""

    def __init__(self, workspace: Workspace, chat: Chat) -> None:
        self._workspace = workspace
        self._chat = chat
        self._files: dict[str, StoredFile] = {}

    def methods(self) -> dict[str, Method]:
        """The Web API's methods by name."""
        return {
            "files.getUploadURLExternal": self._begin,
            "files.completeUploadExternal": self._complete,
            "files.info": self._info,
        }

    def routes(self) -> list[BaseRoute]:
        """Where bytes are sent to and fetched from."""
        return [
            Route("/slack/upload/{file}", self._receive, methods=["POST"]),
            Route("/slack/files/{file}/{name:path}", self._give, methods=["GET"]),
            Route("/slack/sign-in", _sign_in, methods=["GET"]),
        ]

    def sent_by(self, user: str, name: str, data: bytes, mimetype: str | None) -> Json:
        """A person's file, ready to be shown in a message."""
        stored = self._store(name, len(data), user, mimetype)
        stored.data, stored.complete = data, True
        return dict(stored.facts)

    def shared_in(self, channel: Channel, message: Json) -> None:
        """Note where a message shows its files."""
        for shown in message.get("files", []):
            facts = self._files[shown["id"]].facts
            place = {"ts": message["ts"]}
            if "thread_ts" in message:
                place["thread_ts"] = message["thread_ts"]
            facts["shares"].setdefault("public" if channel.member is None else "private", {}).setdefault(
                channel.id, []
            ).append(place)
            facts["channels" if channel.member is None else "ims"].append(channel.id)

    def for_people(self, file: str) -> Json:
        """A file's name, type and bytes, for people who look at it in Slack."""
        stored = self._files.get(file)
        if stored is None or stored.data is None:
            raise Refused(f"No file {file!r}.")
        return {
            "name": stored.facts["name"],
            "mimetype": stored.facts["mimetype"],
            "data": base64.b64encode(stored.data).decode(),
        }

    def _store(self, name: str, length: int, user: str, mimetype: str | None = None) -> StoredFile:
        id_ = new_id("F")
        kind = mimetype or mimetypes.guess_type(name)[0] or "application/octet-stream"
        suffix = name.rpartition(".")[2].lower() if "." in name else "binary"
        private = f"{self._workspace.address}/slack/files/{self._workspace.team}-{id_}/{quote(name, safe='')}"
        now = int(self._workspace.now().timestamp())
        facts: Json = {
            "id": id_,
            "created": now,
            "timestamp": now,
            "name": name,
            "title": name,
            "mimetype": kind,
            "filetype": "jpg" if suffix == "jpeg" else suffix,
            "pretty_type": suffix.upper(),
            "user": user,
            "user_team": self._workspace.team,
            "size": length,
            "mode": "hosted",
            "is_external": False,
            "is_public": True,
            "file_access": "visible",
            "url_private": private,
            "url_private_download": private,
            "permalink": f"https://{self._workspace.domain}.slack.com/files/{user}/{id_}",
            "channels": [],
            "ims": [],
            "groups": [],
            "shares": {},
        }
        stored = StoredFile(facts, length)
        self._files[id_] = stored
        return stored

    async def _begin(self, call: Call) -> Json:
        name, length = call.required("filename"), call.integer("length", 0)
        if length < 1:
            raise CallError("invalid_arguments", ["[ERROR] length must be greater than 0"])
        stored = self._store(name, length, self._workspace.bot_user)
        id_ = stored.facts["id"]
        return {"file_id": id_, "upload_url": f"{self._workspace.address}/slack/upload/{id_}"}

    async def _receive(self, request: Request) -> Response:
        stored = self._files.get(request.path_params["file"])
        if stored is None or stored.complete:
            return PlainTextResponse("No such upload", status_code=404)
        stored.data = await _bytes_of(request)
        return PlainTextResponse(f"OK - {len(stored.data)}")

    async def _complete(self, call: Call) -> Json:
        asked = call.structure("files", "invalid_arguments")
        if not isinstance(asked, list) or not asked:
            raise CallError("invalid_arguments", ["[ERROR] missing required field: files"])
        uploaded = [self._uploaded(each) for each in asked]
        channels = [
            self._chat.channel_with_bot(each)
            for each in (call.text("channel_id") or call.text("channels") or "").split(",")
            if each
        ]
        for stored in uploaded:
            stored.complete = True
        for channel in channels:
            self._share(channel, uploaded, call)
        return {"files": [dict(each.facts) for each in uploaded]}

    def _uploaded(self, asked: Any) -> StoredFile:
        stored = self._files.get(str(asked.get("id"))) if isinstance(asked, dict) else None
        if stored is None or stored.data is None or stored.complete:
            raise CallError("file_not_found")
        if len(stored.data) != stored.announced_length:
            raise CallError("file_update_failed")
        stored.facts["title"] = asked.get("title") or stored.facts["name"]
        return stored

    def _share(self, channel: Channel, uploaded: list[StoredFile], call: Call) -> None:
        message: Json = {
            **self._chat.as_bot(),
            **self._chat.content(call.text("initial_comment"), call.structure("blocks", "invalid_blocks_format")),
            "subtype": "file_share",
            "files": [dict(each.facts) for each in uploaded],
        }
        if call.text("thread_ts"):
            message["thread_ts"] = self._workspace.thread_start(channel, call.required("thread_ts"))["ts"]
        self.shared_in(channel, self._chat.post(channel, message))

    async def _info(self, call: Call) -> Json:
        stored = self._files.get(call.required("file"))
        if stored is None or not stored.complete:
            raise CallError("file_not_found")
        return {"file": dict(stored.facts)}

    async def _give(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {self._workspace.world.slack_bot_token}":
            # As with the real service: no error, but a page that asks to sign in.
            return RedirectResponse("/slack/sign-in", status_code=302)
        stored = self._files.get(request.path_params["file"].rpartition("-")[2])
        if stored is None or stored.data is None:
            return PlainTextResponse("No such file", status_code=404)
        return Response(stored.data, media_type=stored.facts["mimetype"])


async def _bytes_of(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        for part in form.values():
            if not isinstance(part, str):
                return await part.read()
    return b""


async def _sign_in(_request: Request) -> HTMLResponse:
    return HTMLResponse("<!DOCTYPE html><title>Sign in to Slack</title><p>Sign in to see this file.</p>")
