"""The door of the Web API: parameters, tokens, planned faults and refusals."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.events import EventLog
from sandbox.faults import Fault, Faults
from sandbox.slack.call import Call, Json, Method
from sandbox.slack.errors import CallError
from sandbox.slack.workspace import Workspace

WITH_APP_TOKEN = frozenset({"apps.connections.open"})
WITHOUT_TOKEN = frozenset({"api.test"})
TOO_MANY = 429


class WebApi:
    """Answers /slack/api/METHOD."""

    def __init__(self, workspace: Workspace, log: EventLog, faults: Faults, methods: Mapping[str, Method]) -> None:
        self._workspace = workspace
        self._log = log
        self._faults = faults
        self._methods = methods

    def routes(self) -> list[BaseRoute]:
        """The one path of all methods."""
        return [Route("/slack/api/{method}", self._answer, methods=["GET", "POST"])]

    async def _answer(self, request: Request) -> Response:
        method = request.path_params["method"]
        if not self._workspace.address:
            self._workspace.address = f"http://{request.url.netloc}"
        try:
            parameters = await _parameters(request)
            token = _token(request, parameters)
            fault = await self._faults.strike("slack", method, parameters)
            if fault is not None and fault.answers:
                return self._fail(method, fault)
            self._check_token(method, token)
            known = self._methods.get(method)
            if known is None:
                raise CallError("unknown_method")
            return JSONResponse({"ok": True, **await known(Call(method, parameters))})
        except CallError as refused:
            return self._refuse(method, refused)

    def _check_token(self, method: str, token: str | None) -> None:
        world = self._workspace.world
        if method in WITHOUT_TOKEN:
            return
        if not token:
            raise CallError("not_authed")
        right, other = world.slack_bot_token, world.slack_app_token
        if method in WITH_APP_TOKEN:
            right, other = other, right
        if _same(token, other):
            raise CallError("not_allowed_token_type")
        if not _same(token, right):
            raise CallError("invalid_auth")

    def _refuse(self, method: str, refused: CallError) -> Response:
        self._log.add("refused", "slack", {"method": method, "error": refused.error, "messages": refused.messages})
        answer: Json = {"ok": False, "error": refused.error}
        if refused.messages:
            answer["response_metadata"] = {"messages": refused.messages}
            answer["errors"] = refused.messages
        if refused.retry_after is None:
            return JSONResponse(answer)
        return JSONResponse(answer, TOO_MANY, {"Retry-After": str(refused.retry_after)})

    def _fail(self, method: str, fault: Fault) -> Response:
        if fault.status == TOO_MANY or fault.retry_after is not None:
            seconds = 1 if fault.retry_after is None else fault.retry_after
            return self._refuse(method, CallError(fault.error or "ratelimited", retry_after=seconds))
        if fault.status is None or fault.status < 400:
            return self._refuse(method, CallError(fault.error or "internal_error"))
        self._log.add(
            "refused", "slack", {"method": method, "error": fault.error or str(fault.status), "messages": []}
        )
        return PlainTextResponse(fault.error or "upstream error", fault.status)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


async def _parameters(request: Request) -> Json:
    """Query, form and JSON together: clients write to any of the three."""
    parameters: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        async with request.form() as form:
            parameters |= {name: value for name, value in form.items() if isinstance(value, str)}
    elif kind.startswith("application/json"):
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            raise CallError("invalid_json") from None
        if not isinstance(body, dict):
            raise CallError("json_not_object")
        parameters |= body
    return parameters


def _token(request: Request, parameters: Json) -> str | None:
    """The token, taken out of the parameters so that it gets into no log."""
    written = parameters.pop("token", None)
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and bearer:
        return bearer.strip()
    return written if isinstance(written, str) else None
