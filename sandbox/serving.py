"""Runs an ASGI application on a loopback port inside the running event loop, and stops it at once."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = "127.0.0.1"


class SandboxError(Exception):
    """The sandbox cannot start; the message says why and what to do."""


class _Interruptible:
    """Ends the requests that would otherwise hold up the end: event streams, long polls, hanging faults."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._running: set[asyncio.Task[Any]] = set()
        self._ending = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        task = asyncio.current_task()
        if task is None or scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        self._running.add(task)
        try:
            await self._app(scope, receive, sending)
        except asyncio.CancelledError:
            if not self._ending:
                raise
            task.uncancel()
            await _finish(send, started)
        finally:
            self._running.discard(task)

    def interrupt(self) -> None:
        """End what is still running."""
        self._ending = True
        for task in self._running:
            task.cancel()


async def _finish(send: Send, started: bool) -> None:
    if not started:
        await send({"type": "http.response.start", "status": 503, "headers": []})
    await send({"type": "http.response.body", "body": b""})


class _Server(uvicorn.Server):
    """A uvicorn server that leaves signals to the program it runs in and waits without polling."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.stop = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        await self.stop.wait()


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, port: int) -> AsyncIterator[str]:
    """Serve the application on this machine alone while the context is open; yields its address."""
    listener = _listen(port)
    interruptible = _Interruptible(app)
    server = _Server(
        uvicorn.Config(
            interruptible,
            ws="wsproto",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            date_header=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
    )
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://{LOOPBACK}:{listener.getsockname()[1]}"
    finally:
        interruptible.interrupt()
        server.stop.set()
        await running


def _listen(port: int) -> socket.socket:
    try:
        listener = socket.create_server((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        raise SandboxError(
            f"The sandbox cannot use port {port} ({error}); free it or choose another, 0 for any."
        ) from error
    # asyncio sets this only on sockets made with IPPROTO_TCP; without it every answer takes 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
