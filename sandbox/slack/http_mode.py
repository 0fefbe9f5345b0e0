"""HTTP mode: signed requests to the bot's address, sent again after failures."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp

from sandbox.events import EventLog
from sandbox.service import Refused
from sandbox.slack.delivery import ACK_SECONDS, Answer, Json
from sandbox.slack.signature import sign

JSON_TYPE, FORM_TYPE = "application/json", "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class _Addresses:
    events: str
    interactivity: str
    commands: str


@dataclass(frozen=True)
class _Reply:
    """What came back from the bot; `problem` where nothing good did."""

    problem: str | None = None
    text: str = ""
    is_json: bool = False
    retry_wanted: bool = True


class HttpMode:
    """Carries events, interactions and commands to the bot's own web server."""

    def __init__(self, log: EventLog, signing_secret: str) -> None:
        self.ack_seconds = ACK_SECONDS
        self.retry_delays: Sequence[float] = (0.1, 1.0, 5.0)
        """How long to wait before each new try of an event."""
        self._log = log
        self._secret = signing_secret
        self._addresses: _Addresses | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def in_use(self) -> bool:
        """Whether the bot asked for HTTP."""
        return self._addresses is not None

    async def use(self, events: str, interactivity: str, commands: str) -> None:
        """Send everything to these addresses, once the first has met the challenge."""
        challenge = sign(self._secret, 0, events)["X-Slack-Signature"]
        body = json.dumps({"token": "sandbox", "challenge": challenge, "type": "url_verification"})
        reply = await self._post(events, body, JSON_TYPE)
        if reply.problem is not None or challenge not in reply.text:
            raise Refused(
                f"{events} did not give the challenge back ({reply.problem or 'another answer'}); "
                "start the bot in HTTP mode with the sandbox's signing secret first."
            )
        self._addresses = _Addresses(events, interactivity, commands)
        self._log.add("slack", "connected", {"mode": "http"})

    def stop(self) -> None:
        """Go back to Socket Mode."""
        if self._addresses is not None:
            self._addresses = None
            self._log.add("slack", "disconnected", {"mode": "http"})

    async def deliver(self, payload: Json) -> bool:
        """Post an event; after a failure again, after ever longer waits."""
        body, headers = json.dumps(payload), dict[str, str]()
        for attempt, delay in enumerate([0.0, *self.retry_delays]):
            await asyncio.sleep(delay)
            if self._addresses is None:
                return False
            reply = await self._post(self._addresses.events, body, JSON_TYPE, headers)
            if reply.problem is None:
                return True
            if not reply.retry_wanted:
                return False
            headers = {"X-Slack-Retry-Num": str(attempt + 1), "X-Slack-Retry-Reason": reply.problem}
        return False

    async def ask(self, kind: str, payload: Json) -> Answer:
        """Post an interaction or a command, once."""
        if self._addresses is None:
            return Answer("dispatch_failed")
        if kind == "slash_commands":
            url, body = self._addresses.commands, urlencode(payload)
        else:
            url, body = self._addresses.interactivity, urlencode({"payload": json.dumps(payload)})
        reply = await self._post(url, body, FORM_TYPE)
        if reply.problem is not None:
            return Answer("operation_timeout" if reply.problem == "http_timeout" else "dispatch_failed")
        return Answer(body=_acknowledgement(reply))

    async def close(self) -> None:
        """Close the connections to the bot."""
        if self._session is not None:
            await self._session.close()

    async def _post(self, url: str, body: str, content_type: str, headers: dict[str, str] | None = None) -> _Reply:
        # Signed by the real clock: the bot's library compares with that one, whatever the sandbox's says.
        signed = sign(self._secret, int(time.time()), body)
        if self._session is None:
            self._session = aiohttp.ClientSession()
        try:
            async with self._session.post(
                url,
                data=body.encode(),
                headers={**signed, "Content-Type": content_type, **(headers or {})},
                timeout=aiohttp.ClientTimeout(total=self.ack_seconds),
            ) as response:
                return _Reply(
                    None if response.ok else "http_error",
                    await response.text(),
                    response.content_type == JSON_TYPE,
                    response.headers.get("X-Slack-No-Retry") != "1",
                )
        except TimeoutError:
            return _Reply("http_timeout")
        except aiohttp.ClientError:
            return _Reply("connection_failed")


def _acknowledgement(reply: _Reply) -> Json | None:
    if not reply.text:
        return None
    if not reply.is_json:
        return {"text": reply.text}
    try:
        body = json.loads(reply.text)
    except ValueError:
        return {"text": reply.text}
    return body if isinstance(body, dict) else {"text": reply.text}
