"""The program's own web address: where the services call, and where others ask how it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from handlers.audit import findings
from storage import inbox, outbox
from storage.database import is_alive

if TYPE_CHECKING:
    from bot.app import Doorstep

Handler = Callable[[Request], Awaitable[Response]]


def web_app(doorstep: Doorstep) -> Starlette:
    """The routes of one running program; a service that is not set up has none."""
    routes = [
        Route("/healthz", _health(doorstep)),
        Route("/readyz", _ready(doorstep)),
        Route("/metrics", _metrics(doorstep)),
    ]
    if doorstep.connections.telegram is not None:
        routes.append(Route("/telegram", doorstep.connections.telegram.handle_webhook, methods=["POST"]))
    if doorstep.connections.slack is not None:
        routes.append(Route("/slack/events", doorstep.connections.slack.handle_http, methods=["POST"]))
    if doorstep.connections.sms is not None:
        routes.append(Route("/sms/inbound", doorstep.connections.sms.handle_inbound, methods=["POST"]))
        routes.append(Route("/sms/status", doorstep.connections.sms.handle_status, methods=["POST"]))
    return Starlette(routes=routes)


def _health(doorstep: Doorstep) -> Handler:
    async def health(_request: Request) -> Response:
        broken = await doorstep.database.read(_what_is_broken(doorstep.clock.now()))
        if not doorstep.auditor.is_alive:
            broken.append("auditor")
        return PlainTextResponse(", ".join(broken) or "ok", status_code=503 if broken else 200)

    return health


def _what_is_broken(now: datetime) -> Callable[[Session], list[str]]:
    """The database, or the rules of the auditor that have long been broken."""

    def broken(session: Session) -> list[str]:
        return findings.broken_for_long(session, now) if is_alive(session) else ["database"]

    return broken


def _ready(doorstep: Doorstep) -> Handler:
    async def ready(_request: Request) -> Response:
        states = {name: channel.is_up for name, channel in doorstep.channels.items()}
        return JSONResponse(states, status_code=200 if all(states.values()) else 503)

    return ready


def _metrics(doorstep: Doorstep) -> Handler:
    async def metrics(_request: Request) -> Response:
        now = doorstep.clock.now()

        def figures(session: Session) -> tuple[int, float, int]:
            oldest = inbox.oldest_waiting(session, now).total_seconds()
            return inbox.waiting(session), oldest, outbox.waiting(session)

        await doorstep.metrics.desk.refresh(doorstep.database, now, doorstep.company.desk)
        page = doorstep.metrics.render(*await doorstep.database.read(figures))
        return Response(page, media_type="text/plain; version=0.0.4")

    return metrics
