"""The make-believe Twilio: its Messages API over HTTP, and what people do with their telephones."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.answers import json_answer
from sandbox.clock import SandboxClock
from sandbox.events import EventLog
from sandbox.faults import Fault, Faults
from sandbox.service import Verb
from sandbox.sms_carrier import Carrier
from sandbox.sms_errors import TwilioError
from sandbox.sms_listing import page_of
from sandbox.sms_messages import PATH, Media, Text
from sandbox.sms_parameters import check, unknown_parameters
from sandbox.sms_people import Telephones
from sandbox.sms_webhooks import Webhooks
from sandbox.world import World

Call = Callable[[Request], Awaitable[Response]]


class SmsService:
    """One account with one number."""

    def __init__(self, world: World, log: EventLog, faults: Faults, clock: SandboxClock) -> None:
        self._world = world
        self._log = log
        self._faults = faults
        self.webhooks = Webhooks(log, world.twilio_token)
        self.carrier = Carrier(world, log, clock, self.webhooks)
        self._telephones = Telephones(world, self.carrier, self.webhooks)

    @property
    def address(self) -> str:
        """The sandbox's own address, which media URLs begin with."""
        return self.carrier.address

    @address.setter
    def address(self, address: str) -> None:
        self.carrier.address = address

    @property
    def underway(self) -> int:
        """How many texts and statuses the bot has not taken yet."""
        return self.carrier.underway

    def routes(self) -> Sequence[BaseRoute]:
        """Twilio's paths, and one where the demo page finds the media."""
        texts = f"{PATH}/{{account}}/Messages"
        return [
            Route(f"{texts}.json", self._answering("messages.create", self._create), methods=["POST"]),
            Route(f"{texts}.json", self._answering("messages.list", self._list), methods=["GET"]),
            Route(f"{texts}/{{sid}}.json", self._answering("messages.fetch", self._fetch), methods=["GET"]),
            Route(f"{texts}/{{sid}}/Media/{{media}}", self._answering("media.fetch", self._open_media)),
            Route("/sms-media/{media}", self._show_media, methods=["GET"]),
        ]

    def verbs(self) -> Mapping[str, Verb]:
        """What people do with their telephones, and how the carrier is set up."""
        return self._telephones.verbs()

    async def close(self) -> None:
        """End what is under way."""
        await self.carrier.close()

    def _answering(self, method: str, call: Call) -> Call:
        """What all calls have in common: who asks, faults, and refusals in Twilio's form."""

        async def answer(request: Request) -> Response:
            parameters: dict[str, Any] = dict(request.query_params)
            try:
                self._check_account(request)
                parameters |= dict(await request.form())
                fault = await self._faults.strike("sms", method, parameters)
                if fault is not None and fault.answers:
                    raise _refusal(fault)
                return await call(request)
            except TwilioError as error:
                self._note_refusal(method, error, parameters)
                return _error_answer(error)

        return answer

    def _check_account(self, request: Request) -> None:
        account, token = _basic_credentials(request.headers.get("authorization", ""))
        known = secrets.compare_digest(token.encode(), self._world.twilio_token.encode())
        if account != self._world.twilio_account or not known:
            raise TwilioError(20003, "Authenticate", 401)
        if request.path_params["account"] != account:
            raise _not_found(request)

    async def _create(self, request: Request) -> Response:
        form = await request.form()
        new = check(form, self._world.twilio_number)
        text = self.carrier.send(new)
        unknown = unknown_parameters(form)
        if unknown:
            self._log.add("refused", "sms_warning", {"sid": text.sid, "unknown": unknown})
        return json_answer(text.as_resource(), 201)

    async def _fetch(self, request: Request) -> Response:
        return json_answer(self._text(request).as_resource())

    async def _list(self, request: Request) -> Response:
        return json_answer(page_of(list(self.carrier.texts.values()), request.query_params, request.url.path))

    async def _open_media(self, request: Request) -> Response:
        text = self._text(request)
        sid, _dot, ending = request.path_params["media"].partition(".")
        media = next((each for each in text.media if each.sid == sid), None)
        if media is None:
            raise _not_found(request)
        if ending == "json":
            return json_answer(
                {
                    "sid": sid,
                    "parent_sid": text.sid,
                    "account_sid": text.account,
                    "content_type": media.content_type,
                }
            )
        # Twilio keeps the bytes elsewhere and sends every client on to them.
        return RedirectResponse(media.page_url, status_code=307)

    async def _show_media(self, request: Request) -> Response:
        media = self._find_media(request.path_params["media"])
        if media is None:
            return _error_answer(_not_found(request))
        # Never as a web page: what a person sends must not run in the demo page's origin.
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return Response(media.data, media_type=media.content_type, headers=headers)

    def _find_media(self, sid: str) -> Media | None:
        every = (media for text in self.carrier.texts.values() for media in text.media)
        return next((media for media in every if media.sid == sid), None)

    def _text(self, request: Request) -> Text:
        text = self.carrier.texts.get(request.path_params["sid"])
        if text is None:
            raise _not_found(request)
        return text

    def _note_refusal(self, method: str, error: TwilioError, parameters: Mapping[str, Any]) -> None:
        refusal = {"method": method, "code": error.code, "message": error.message}
        shown = {name: str(value) for name, value in parameters.items()}
        self._log.add("refused", "sms", {**refusal, "parameters": shown})


def _basic_credentials(header: str) -> tuple[str, str]:
    scheme, _space, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        account, _colon, token = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return account, token


def _not_found(request: Request) -> TwilioError:
    return TwilioError(20404, f"The requested resource {request.url.path} was not found", 404)


def _refusal(fault: Fault) -> TwilioError:
    if fault.status == 429 or (fault.status is None and fault.retry_after is not None):
        return TwilioError(20429, fault.error or "Too Many Requests", 429, fault.retry_after)
    error = fault.error or "Internal Server Error"
    code = int(error) if error.isascii() and error.isdigit() else 20500
    return TwilioError(code, error, fault.status or (400 if code != 20500 else 500))


def _error_answer(error: TwilioError) -> Response:
    answer = json_answer(error.as_json(), error.status)
    if error.retry_after is not None:
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer
