"""Twilio as the provider of text messages."""

from __future__ import annotations

import asyncio
import mimetypes
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from bot.channels import json_fields as read
from bot.channels.errors import Permanent, SettingsError, Temporary, TranslationError
from bot.channels.sms_provider import DECLARED_IN, DECLARED_OUT, Form, Status
from bot.channels.twilio_errors import PatientHttpClient, reason_of, twilio_errors
from storage.message import Channel, File, Inbound

Result = TypeVar("Result")

REAL_API = "https://api.twilio.com"
SIGNATURE_HEADER = "X-Twilio-Signature"
SECONDS_TO_ANSWER = 15.0
LARGEST_DOWNLOAD = 20 * 1024 * 1024
MOST_LISTED = 100
NUMBER = re.compile(r"\+?[0-9A-Za-z]{1,19}")
"""A telephone number, a short code, or the letters of a company that sends under its name."""
DELIVERIES = {
    "accepted": "queued",
    "scheduled": "queued",
    "queued": "queued",
    "sending": "sending",
    "sent": "sent",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "undelivered",
    "failed": "failed",
    "canceled": "failed",
}
DECLARED = {"STOP": DECLARED_OUT, "START": DECLARED_IN}


@dataclass(frozen=True)
class TwilioSettings:
    """The account, and the number texts come from."""

    account: str
    token: str
    number: str
    api_url: str = REAL_API


class TwilioProvider:
    """One account with one number."""

    def __init__(self, settings: TwilioSettings) -> None:
        if not (settings.account and settings.token and settings.number):
            raise SettingsError("Set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM (Twilio's console).")
        self._settings = settings
        self._api = settings.api_url.rstrip("/")
        # No retries in the library: a text sent twice is worse than one that delivery tries again.
        self._client = Client(
            settings.account, settings.token, http_client=PatientHttpClient(timeout=SECONDS_TO_ANSWER)
        )
        self._client.api.base_url = self._api
        self._validator = RequestValidator(settings.token)

    async def send(
        self, to: str, body: str, *, key: str, status_url: str, media_urls: tuple[str, ...] = ()
    ) -> str:
        """Sends a text and gives its SID. Twilio takes no key of ours: after Unknown, `find` comes first."""
        details: dict[str, Any] = {"media_url": list(media_urls)} if media_urls else {}
        message = await self._ask(
            lambda: self._client.messages.create(
                to=to, from_=self._settings.number, body=body, status_callback=status_url, **details
            )
        )
        return str(message.sid)

    async def find(self, to: str, body: str, since: datetime) -> list[str]:
        """The SIDs of the texts with this body that Twilio has taken since then, oldest first."""
        newest_first = await self._ask(
            lambda: self._client.messages.list(to=to, from_=self._settings.number, limit=MOST_LISTED)
        )
        # Trial accounts put words of their own before each text.
        fitting = (each for each in newest_first if (each.body or "").strip().endswith(body))
        return [str(each.sid) for each in fitting if each.date_created >= since][::-1]

    def verify(self, url: str, headers: Mapping[str, str], form: Form) -> bool:
        """Whether the signature is Twilio's over this address and form."""
        signature = headers.get(SIGNATURE_HEADER, "")
        return bool(signature) and bool(self._validator.validate(url, dict(form), signature))

    def parse(self, form: Form) -> Inbound | Status:
        """A text that came in, or the status of one that was sent."""
        if not isinstance(form, dict):
            raise TranslationError("it is no form.")
        status = read.text(form, "MessageStatus") or read.text(form, "SmsStatus")
        if status in DELIVERIES:
            delivery = DELIVERIES[status]
            failed = delivery in ("undelivered", "failed")
            return Status(_sid(form), delivery, reason_of(_whole(form, "ErrorCode")) if failed else "")
        if status not in ("", "received", "receiving"):
            raise TranslationError("MessageStatus is none that Doorstep knows.")
        return _inbound(form)

    async def fetch(self, file: File) -> bytes:
        """The bytes of a file that came with a text; asked with our credentials, so of Twilio alone."""
        if _origin(file.reference) != _origin(self._api):
            raise Permanent("The file does not lie with Twilio, so it is not fetched.")
        credentials = (self._settings.account, self._settings.token)
        try:
            # Twilio sends every client on to where the bytes lie; the credentials stay behind.
            async with (
                httpx.AsyncClient(follow_redirects=True, max_redirects=3, timeout=SECONDS_TO_ANSWER) as client,
                client.stream("GET", file.reference, auth=credentials) as answer,
            ):
                return await _content(answer)
        except httpx.HTTPError as error:
            raise Temporary(f"The file could not be fetched from Twilio: {type(error).__name__}.") from error

    async def _ask(self, call: Callable[[], Result]) -> Result:
        with twilio_errors():
            return await asyncio.to_thread(call)


async def _content(answer: httpx.Response) -> bytes:
    if answer.status_code == httpx.codes.NOT_FOUND:
        raise Permanent("The file does not lie with Twilio any more.")
    answer.raise_for_status()
    content = bytearray()
    async for chunk in answer.aiter_bytes():
        content += chunk
        if len(content) > LARGEST_DOWNLOAD:
            raise Permanent("The file is larger than 20 MB.")
    return bytes(content)


def _inbound(form: dict[str, Any]) -> Inbound:
    sender = read.needed_text(form, "From")
    if not NUMBER.fullmatch(sender):
        raise TranslationError("From is no telephone number.")
    count = _whole(form, "NumMedia") or 0
    return Inbound(
        channel=Channel.SMS,
        conversation=f"sms:{sender}",
        sender=sender,
        message_id=_sid(form),
        text=read.text(form, "Body"),
        data=DECLARED.get(read.text(form, "OptOutType").upper(), ""),
        files=tuple(_file(form, number) for number in range(min(count, 10))),
    )


def _file(form: dict[str, Any], number: int) -> File:
    reference = read.needed_text(form, f"MediaUrl{number}")
    media_type = read.text(form, f"MediaContentType{number}") or "application/octet-stream"
    kind = {"image": "photo", "audio": "voice"}.get(media_type.partition("/")[0], "document")
    name = kind + (mimetypes.guess_extension(media_type) or "")
    return File(Channel.SMS, reference, name, kind, media_type)


def _sid(form: dict[str, Any]) -> str:
    sid = read.needed_text(form, "MessageSid")
    if len(sid) > 64:
        raise TranslationError("MessageSid is too long to be one.")
    return sid


def _whole(form: dict[str, Any], name: str) -> int | None:
    written = read.text(form, name)
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) < 9):
        raise TranslationError(f"{name} is not a whole number.")
    return int(written)


def _origin(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc
