"""The SMS channel: customers are reached here, and answer. The provider behind it may change."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.errors import Permanent, SettingsError, TranslationError
from bot.channels.request_body import limited_body
from bot.channels.segments import segments
from bot.channels.sms_provider import (
    DEAD,
    DECLARED_IN,
    DECLARED_OUT,
    LANDLINE,
    OPTED_OUT,
    SmsProvider,
    Status,
)
from bot.channels.sms_words import opts_out
from bot.clock import Clock
from handlers.desk import delivery_reports
from handlers.turn import Company
from storage import inbox, outbox, sms_status
from storage.database import Database
from storage.inbox import Received
from storage.message import Channel, File, Inbound, Operation, Outbound
from storage.outbox import Leased
from storage.slots import Rate

logger = logging.getLogger(__name__)

STATUS_PATH = "/sms/status"
LONGEST_TEXT = 1600
MOST_FIELDS = 200
CLOCKS_DIFFER = timedelta(minutes=2)
"""How far a provider's clock may be behind ours."""
NOT_DELIVERED = ("undelivered", "failed")


@dataclass(frozen=True)
class SmsSettings:
    """The company's own number, and the address at which the provider reaches Doorstep."""

    number: str
    public_url: str


class SmsChannel:
    """One number. A text is committed, and an opt-out word obeyed, before the provider gets its answer."""

    def __init__(
        self, provider: SmsProvider, settings: SmsSettings, database: Database, clock: Clock, company: Company
    ) -> None:
        if not settings.public_url:
            raise SettingsError("Set PUBLIC_URL: signatures of texts are checked against the address it names.")
        self._provider = provider
        self._settings = settings
        self._public_url = settings.public_url.rstrip("/")
        self._database = database
        self._clock = clock
        self._company = company
        self._is_started = False

    @property
    def is_up(self) -> bool:
        """Whether texts can come in and go out."""
        return self._is_started

    async def start(self) -> None:
        """Begins; a provider needs no connection."""
        self._is_started = True

    async def stop(self) -> None:
        """Ends."""
        self._is_started = False

    async def handle_inbound(self, request: Request) -> Response:
        """What the provider posts when a text comes in: answered with silence once it is committed."""
        form = await self._verified_form(request)
        if isinstance(form, Response):
            return form
        try:
            parsed = self._provider.parse(form)
        except TranslationError as error:
            logger.warning("Refused a text: %s", error)
            return Response("It cannot be read.", 400)
        if isinstance(parsed, Status):
            return Response("A status belongs to /sms/status.", 400)
        await self._database.run(self._keeping(parsed, form))
        return Response("<Response/>", media_type="text/xml")

    async def handle_status(self, request: Request) -> Response:
        """What the provider posts about a text that was sent."""
        form = await self._verified_form(request)
        if isinstance(form, Response):
            return form
        try:
            parsed = self._provider.parse(form)
        except TranslationError as error:
            logger.warning("Refused a status: %s", error)
            return Response("It cannot be read.", 400)
        if isinstance(parsed, Inbound):
            return Response("A text belongs to /sms/inbound.", 400)
        await self._database.run(self._recording(parsed, request.query_params.get("message", "")))
        return Response(status_code=204)

    def received(self, form: Any) -> Received | None:
        """What the inbox keeps of a posted form; None for what is no text. Takes any JSON."""
        try:
            parsed = self._provider.parse(form)
        except TranslationError as error:
            logger.warning("Dropped a text: %s", error)
            return None
        return None if isinstance(parsed, Status) else _received(parsed, form)

    def translate(self, raw: Any) -> Inbound | None:
        """The neutral message, None where it says nothing; TranslationError where it cannot be read."""
        parsed = self._provider.parse(raw)
        if isinstance(parsed, Status) or not (parsed.text or parsed.files):
            return None
        return parsed

    async def send(self, leased: Leased, files: Sequence[tuple[File, bytes]] = ()) -> str:
        """Sends one text and gives the provider's id for it; SendError says what became of it otherwise."""
        to, body = leased.outbound.destination, _body(leased.outbound, files)
        if leased.tries > 1:
            found = await self._sent_before(leased.id, to, body)
            if found is not None:
                return found
        try:
            return await self._provider.send(
                to,
                body,
                key=f"outbox-{leased.id}",
                status_url=f"{self._public_url}{STATUS_PATH}?message={leased.id}",
            )
        except Permanent as error:
            await self._database.run(self._marking(to, str(error)))
            raise

    async def fetch(self, file: File) -> bytes:
        """The bytes of a file that a customer sent."""
        return await self._provider.fetch(file)

    def rates(self, outbound: Outbound) -> list[Rate]:
        """A long code sends one segment a second, so a long text keeps the number busy for longer."""
        return [Rate(f"sms:{self._settings.number}", 1 / segments(outbound.text))]

    async def _verified_form(self, request: Request) -> dict[str, str] | Response:
        body = await limited_body(request)
        if body is None:
            return Response("Larger than any text.", 413)
        try:
            pairs = parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError:
            return Response("No form.", 400)
        form = dict(pairs)
        # The address as the provider knows it: behind a proxy the request itself shows another one.
        url = f"{self._public_url}{request.url.path}" + (f"?{request.url.query}" if request.url.query else "")
        if not self._provider.verify(url, request.headers, form):
            logger.warning("Refused an unsigned or wrongly signed request to %s", request.url.path)
            return Response("The signature is missing or wrong.", 403)
        return form

    def _keeping(self, inbound: Inbound, form: dict[str, str]) -> Callable[[Session], None]:
        now = self._clock.now()

        def keep(session: Session) -> None:
            if not inbox.put(session, _received(inbound, form), now):
                return
            if inbound.data == DECLARED_OUT or opts_out(inbound.text):
                sms_status.opt_out(session, inbound.sender, now)
            elif inbound.data == DECLARED_IN:
                sms_status.opt_in(session, inbound.sender)

        return keep

    def _recording(self, status: Status, message: str) -> Callable[[Session], None]:
        now = self._clock.now()
        outbox_id = int(message) if message.isascii() and message.isdigit() and len(message) < 19 else None

        def record(session: Session) -> None:
            row = sms_status.record(session, status.message_id, status.delivery, outbox_id)
            if row is None or status.delivery not in NOT_DELIVERED:
                return
            self._mark(session, row.destination, status.reason)
            delivery_reports.undeliverable(session, now, self._company, row.id, status.reason)

        return record

    def _marking(self, number: str, reason: str) -> Callable[[Session], None]:
        return lambda session: self._mark(session, number, reason)

    def _mark(self, session: Session, number: str, reason: str) -> None:
        if reason == OPTED_OUT:
            sms_status.opt_out(session, number, self._clock.now())
        elif reason in (LANDLINE, DEAD):
            sms_status.mark_dead(session, number, self._clock.now())

    async def _sent_before(self, outbox_id: int, to: str, body: str) -> str | None:
        """The provider's id, where an earlier try got through and only its answer was lost."""
        reported = await self._database.read(lambda session: outbox.provider_id(session, outbox_id))
        if reported is not None:
            return reported
        since = await self._database.read(lambda session: sms_status.created_at(session, outbox_id))
        found = await self._provider.find(to, body, since - CLOCKS_DIFFER)
        return await self._database.read(lambda session: sms_status.first_unclaimed(session, found))


def _received(inbound: Inbound, form: Any) -> Received:
    return Received(Channel.SMS, inbound.message_id, inbound.conversation, form)


def _body(outbound: Outbound, files: Sequence[tuple[File, bytes]]) -> str:
    if outbound.operation is not Operation.SEND:
        raise Permanent("A text that was sent can be neither changed nor taken back.")
    if files or outbound.files:
        raise Permanent("A text to a customer cannot carry a file: describe it in words, or call.")
    place = outbound.location
    link = f"https://maps.google.com/?q={place.latitude},{place.longitude}" if place else ""
    body = "\n".join(part for part in (outbound.text.strip(), link) if part)
    if not 1 <= len(body) <= LONGEST_TEXT:
        raise Permanent(f"A text has 1 to {LONGEST_TEXT} characters, this one has {len(body)}.")
    return body
