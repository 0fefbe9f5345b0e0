"""Socket Mode: envelopes over a WebSocket, delivered again until they are acknowledged."""

from __future__ import annotations

import asyncio
import json
import secrets
from enum import Enum
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.events import EventLog
from sandbox.slack.delivery import ACK_SECONDS, RETRIES, Answer, Json

GOING_AWAY = 1001
POLICY_VIOLATION = 1008


class _Fate(Enum):
    TIMEOUT = "timeout"
    LOST = "socket_closed"


class _Connection:
    """One WebSocket and the envelopes on it that wait for their acknowledgement."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.retiring = False
        self._waiting: dict[str, asyncio.Future[Json | _Fate]] = {}

    async def carry(self, envelope: Json, seconds: float) -> Json | _Fate:
        """Send an envelope; the acknowledgement's payload, or what became of it instead."""
        fate: asyncio.Future[Json | _Fate] = asyncio.get_running_loop().create_future()
        envelope_id = str(uuid4())
        self._waiting[envelope_id] = fate
        try:
            await self.socket.send_json({"envelope_id": envelope_id, **envelope})
            return await asyncio.wait_for(fate, seconds)
        except TimeoutError:
            return _Fate.TIMEOUT
        except (WebSocketDisconnect, RuntimeError):
            # Starlette raises RuntimeError for a socket that is closed already.
            return _Fate.LOST
        finally:
            del self._waiting[envelope_id]

    def acknowledge(self, envelope_id: str, payload: Json) -> None:
        """The bot has taken an envelope."""
        waiting = self._waiting.get(envelope_id)
        if waiting is not None and not waiting.done():
            waiting.set_result(payload)

    def lose(self) -> None:
        """The socket is closed; nothing that waits will be acknowledged on it."""
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_result(_Fate.LOST)


class SocketMode:
    """Keeps the bot's WebSocket connections and carries envelopes over them."""

    def __init__(self, log: EventLog, app_id: str) -> None:
        self.ack_seconds = ACK_SECONDS
        self._log = log
        self._app_id = app_id
        self._tickets: set[str] = set()
        self._connections: list[_Connection] = []
        self._connected = asyncio.Event()

    def new_ticket(self) -> str:
        """What the next WebSocket must show, once."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def endpoint(self, socket: WebSocket) -> None:
        """Serve one connection until it closes."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(POLICY_VIOLATION)
            return
        self._tickets.remove(ticket)
        await socket.accept()
        connection = _Connection(socket)
        await socket.send_json(self._hello())
        self._connections.append(connection)
        self._connected.set()
        self._log.add("slack", "connected", {"mode": "socket"})
        try:
            async for text in socket.iter_text():
                _take(connection, text)
        finally:
            self._forget(connection)

    async def deliver(self, payload: Json) -> bool:
        """Carry an event until it is acknowledged; a lost socket does not count as a try."""
        attempt, timeouts, reason = 0, 0, ""
        while timeouts <= RETRIES:
            connection = await self._connection()
            fate = await connection.carry(
                {
                    "type": "events_api",
                    "accepts_response_payload": False,
                    "payload": payload,
                    "retry_attempt": attempt,
                    "retry_reason": reason,
                },
                self.ack_seconds,
            )
            if not isinstance(fate, _Fate):
                return True
            attempt, reason = attempt + 1, fate.value
            timeouts += fate is _Fate.TIMEOUT
        return False

    async def ask(self, kind: str, payload: Json) -> Answer:
        """Carry an interaction or a command, once and at once."""
        live = self._live()
        if not live:
            return Answer("dispatch_failed")
        envelope = {"type": kind, "accepts_response_payload": True, "payload": payload}
        fate = await live[-1].carry(envelope, self.ack_seconds)
        if isinstance(fate, _Fate):
            return Answer("operation_timeout" if fate is _Fate.TIMEOUT else "dispatch_failed")
        return Answer(body=fate or None)

    async def refresh(self, reason: str, *, close: bool) -> int:
        """Ask every connection to make place for a new one, or cut it; how many there were."""
        live = self._live()
        for connection in live:
            connection.retiring = True
        self._note_whether_connected()
        for connection in live:
            if close:
                await connection.socket.close(GOING_AWAY)
            else:
                await connection.socket.send_json(
                    {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
                )
        return len(live)

    def _live(self) -> list[_Connection]:
        return [each for each in self._connections if not each.retiring]

    async def _connection(self) -> _Connection:
        while True:
            live = self._live()
            if live:
                return live[-1]
            await self._connected.wait()

    def _forget(self, connection: _Connection) -> None:
        self._connections.remove(connection)
        connection.lose()
        self._note_whether_connected()
        self._log.add("slack", "disconnected", {"mode": "socket"})

    def _note_whether_connected(self) -> None:
        if not self._live():
            self._connected.clear()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections) + 1,
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
        }


def _take(connection: _Connection, text: str) -> None:
    try:
        message = json.loads(text)
    except ValueError:
        return
    if isinstance(message, dict) and isinstance(message.get("envelope_id"), str):
        payload = message.get("payload")
        connection.acknowledge(message["envelope_id"], payload if isinstance(payload, dict) else {})
