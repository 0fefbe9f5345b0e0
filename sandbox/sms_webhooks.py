"""What Twilio posts to the bot: signed, tried again when nobody answers, its answer read as TwiML."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit, urlunsplit
from xml.etree import ElementTree

import httpx

from sandbox.events import EventLog

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")


class Webhooks:
    """Posts to the bot and to nobody outside this machine."""

    def __init__(self, log: EventLog, token: str) -> None:
        self._log = log
        self._token = token
        self._client: httpx.AsyncClient | None = None
        self.url = ""
        """Where inbound texts go."""
        self.public_url = ""
        """The address the bot believes to have, when a proxy stands before it: what is signed."""
        self.retries: Sequence[float] = (1.0,)
        """Seconds to wait before each further attempt."""
        self.seconds_to_answer = 15.0

    async def send_inbound(self, parameters: Mapping[str, str]) -> str | None:
        """Post an inbound text; the answer's body, or None when nobody took it."""
        if not self.url:
            return None
        return await self._send(self.url, self._public_form(self.url), parameters)

    async def send_status(self, callback: str, parameters: Mapping[str, str]) -> None:
        """Post a status to the URL that the bot gave with the text."""
        await self._send(self._local_form(callback), callback, parameters)

    async def _send(self, url: str, signed_url: str, parameters: Mapping[str, str]) -> str | None:
        if urlsplit(url).hostname not in LOOPBACK_HOSTS:
            self._note_failure(url, None, "the sandbox calls only this machine; give sms.webhook a public_url")
            return None
        headers = {"X-Twilio-Signature": signature(self._token, signed_url, parameters)}
        for pause in (0.0, *self.retries):
            await asyncio.sleep(pause)
            answer = await self._post(url, parameters, headers)
            if answer is not None:
                return answer
        return None

    async def _post(self, url: str, parameters: Mapping[str, str], headers: Mapping[str, str]) -> str | None:
        try:
            answer = await self._opened().post(
                url, data=dict(parameters), headers=headers, timeout=self.seconds_to_answer
            )
        except httpx.HTTPError as error:
            self._note_failure(url, None, f"{type(error).__name__}: {error}")
            return None
        if not answer.is_success:
            self._note_failure(url, answer.status_code, f"the webhook answered {answer.status_code}")
            return None
        return answer.text

    async def close(self) -> None:
        """Close the connections to the bot."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _opened(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = httpx.AsyncClient(trust_env=False)
        return self._client

    def note_bad_answer(self, reason: str) -> None:
        """The webhook answered with something that is not TwiML."""
        self._note_failure(self.url, 200, reason)

    def _note_failure(self, url: str, status: int | None, reason: str) -> None:
        self._log.add("sms", "webhook_failed", {"url": url, "status": status, "reason": reason})

    def _public_form(self, url: str) -> str:
        if not self.public_url:
            return url
        parts = urlsplit(url)
        return self.public_url.rstrip("/") + urlunsplit(("", "", parts.path, parts.query, ""))

    def _local_form(self, url: str) -> str:
        """Where a public address can be reached on this machine: at the host that takes inbound texts."""
        public = self.public_url.rstrip("/")
        if not public or not url.startswith(public + "/"):
            return url
        local = urlsplit(self.url)
        return f"{local.scheme}://{local.netloc}{url.removeprefix(public)}"


def signature(token: str, url: str, parameters: Mapping[str, str]) -> str:
    """The value of X-Twilio-Signature: HMAC-SHA1 over the URL and the sorted parameters."""
    signed = url + "".join(name + parameters[name] for name in sorted(parameters))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def replies(twiml: str) -> list[str]:
    """The texts that a TwiML answer asks to send back; ValueError when it is not TwiML."""
    if not twiml.strip():
        return []
    if "<!DOCTYPE" in twiml.upper():
        raise ValueError("12100: TwiML has no document type declaration")
    try:
        response = ElementTree.fromstring(twiml)  # noqa: S314 - from this machine, and without a DOCTYPE
    except ElementTree.ParseError as error:
        raise ValueError(f"12100: the answer is not XML ({error})") from error
    if response.tag != "Response":
        raise ValueError(f"12100: the answer must be a <Response>, not <{response.tag}>")
    return [_body(message) for message in response.iter("Message")]


def _body(message: ElementTree.Element) -> str:
    nested = message.findall("Body")
    text = "".join(part.text or "" for part in nested) if nested else message.text or ""
    return re.sub(r"\A\s+|\s+\Z", "", text)
