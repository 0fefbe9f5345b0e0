"""The one control door, /_/: events, log, world and verbs, for the page, the tests and the command line."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from sandbox import body as read
from sandbox.answers import json_answer
from sandbox.clock import SandboxClock
from sandbox.events import EventLog
from sandbox.faults import Fault, Faults
from sandbox.service import Refused, Service, Verb
from sandbox.world import World

Endpoint = Callable[[Request], Awaitable[Response]]

CREDENTIALS = frozenset(
    {"telegram_token", "slack_bot_token", "slack_app_token", "slack_signing_secret", "twilio_token"}
)
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


class ControlDoor:
    """Lets people and tests look into the sandbox and act in it."""

    def __init__(
        self,
        world: World,
        log: EventLog,
        faults: Faults,
        clock: SandboxClock,
        services: Sequence[Service],
    ) -> None:
        self._world = world
        self._log = log
        self._faults = faults
        self._clock = clock
        self._verbs: dict[str, Verb] = {
            "clock.advance": self._advance_clock,
            "clock.set": self._set_clock,
            "fault": self._add_fault,
            "faults.clear": self._clear_faults,
        }
        for service in services:
            self._verbs.update(service.verbs())

    def routes(self) -> Sequence[BaseRoute]:
        """The door's own paths."""
        return [
            Route("/_/events", _guarded(self._events), methods=["GET"]),
            Route("/_/log", _guarded(self._list), methods=["GET"]),
            Route("/_/world", _guarded(self._show_world), methods=["GET"]),
            Route("/_/{verb}", _guarded(self._run), methods=["POST"]),
        ]

    async def do(self, verb: str, body: dict[str, Any]) -> dict[str, Any]:
        """Run a verb; Refused when there is none of that name or it cannot be done."""
        if verb not in self._verbs:
            near = get_close_matches(verb, self._verbs, n=1) or sorted(self._verbs)
            raise Refused(f"No verb {verb!r}. Did you mean {', '.join(near)}?")
        return await self._verbs[verb](body)

    async def _run(self, request: Request) -> Response:
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            return _refusal("The body is not JSON.")
        if not isinstance(body, dict):
            return _refusal("The body must be a JSON object.")
        return json_answer(await self.do(request.path_params["verb"], body))

    async def _events(self, request: Request) -> Response:
        after = _number(request.headers.get("last-event-id") or request.query_params.get("after"))
        return StreamingResponse(
            self._stream(after), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    async def _stream(self, after: int) -> AsyncIterator[str]:
        yield "retry: 500\n\n"
        async for event in self._log.follow(after):
            yield f"id: {event.id}\ndata: {json.dumps(event.as_json())}\n\n"

    async def _list(self, request: Request) -> Response:
        asked = request.query_params
        events = self._log.all(asked.get("service"), asked.get("kind"), _number(asked.get("after")))
        return json_answer([event.as_json() for event in events])

    async def _show_world(self, _request: Request) -> Response:
        world = {name: value for name, value in asdict(self._world).items() if name not in CREDENTIALS}
        clock = {"now": self._clock.now().isoformat(), "offset_seconds": self._clock.offset_seconds}
        return json_answer({**world, "clock": clock})

    async def _advance_clock(self, body: dict[str, Any]) -> dict[str, Any]:
        read.only(body, "seconds")
        return {"now": self._clock.advance(read.number(body, "seconds")).isoformat()}

    async def _set_clock(self, body: dict[str, Any]) -> dict[str, Any]:
        read.only(body, "to")
        written = read.text(body, "to")
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            raise Refused(f"{written!r} is no time; write it like 2025-06-30T14:05:00+00:00.") from None
        return {"now": self._clock.set(moment).isoformat()}

    async def _add_fault(self, body: dict[str, Any]) -> dict[str, Any]:
        read.only(body, *(field.name for field in fields(Fault)))
        hang = read.number(body, "hang_seconds") if "hang_seconds" in body else 0.0
        fault = Fault(
            service=read.text(body, "service"),
            method=read.optional_text(body, "method") or "*",
            count=read.integer(body, "count") if "count" in body else 1,
            status=read.optional_integer(body, "status"),
            error=read.optional_text(body, "error"),
            retry_after=read.optional_integer(body, "retry_after"),
            hang_seconds=hang,
            match=read.optional_text(body, "match"),
        )
        self._faults.add(fault)
        return {"pending": len(self._faults.pending())}

    async def _clear_faults(self, body: dict[str, Any]) -> dict[str, Any]:
        read.only(body)
        self._faults.clear()
        return {"pending": 0}


def _guarded(endpoint: Endpoint) -> Endpoint:
    """Keep other web sites out, and turn Refused into an answer."""

    async def guarded(request: Request) -> Response:
        if not _comes_from_this_machine(request.headers):
            return json_answer({"error": "The control door opens only to pages from this machine."}, status=403)
        try:
            return await endpoint(request)
        except Refused as refused:
            return _refusal(str(refused))

    return guarded


def _comes_from_this_machine(headers: Mapping[str, str]) -> bool:
    # A foreign page sends its own Origin; one that rebinds its domain to 127.0.0.1 sends its own Host.
    origins = [f"http://{headers.get('host', '')}"]
    if "origin" in headers:
        origins.append(headers["origin"])
    return all(_host(origin) in LOOPBACK_HOSTS for origin in origins)


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).hostname
    except ValueError:
        return None


def _number(written: str | None) -> int:
    if not written:
        return 0
    if not (written.isascii() and written.isdigit() and len(written) < 16):
        raise Refused("An event's number is a whole number, 0 or more.")
    return int(written)


def _refusal(message: str) -> Response:
    return json_answer({"error": message}, status=400)
