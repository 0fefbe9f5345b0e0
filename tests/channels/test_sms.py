"""The SMS channel with Twilio's library, against the sandbox."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator

from bot.channels.errors import (
    Permanent,
    RateLimited,
    SettingsError,
    Temporary,
    TranslationError,
    Unknown,
)
from bot.channels.segments import segments
from bot.channels.sms import SmsChannel, SmsSettings
from bot.channels.sms_provider import Status
from bot.channels.sms_twilio import TwilioProvider, TwilioSettings
from sandbox.samples import sample_picture
from sandbox.server import Sandbox
from sandbox.serving import serving
from sandbox.world import SmsPhone, World
from storage import outbox, people, sms_status
from storage.database import Database
from storage.message import Channel, File, Inbound, Location, Operation, Outbound
from storage.models import Customer, Inbox, Outbox, Ticket
from storage.outbox import Leased
from tests.channels.hostile import damaged, json_values
from tests.conftest import HandClock
from tests.worlds import COMPANY, a_depot

ANN = "+16025550101"
BEHIND_A_PROXY = "https://doorstep.example"


class Desk:
    """A running channel with its web server, and what tests want to know of it."""

    def __init__(self, sandbox: Sandbox, database: Database, clock: HandClock, public_url: str) -> None:
        self.sandbox = sandbox
        self.database = database
        self.clock = clock
        self.public_url = public_url
        self.local_url = public_url
        self._texted, self._reported = asyncio.Event(), asyncio.Event()
        self.provider = provider_of(sandbox)
        self.channel = SmsChannel(
            self.provider, SmsSettings(sandbox.world.twilio_number, public_url), database, clock, COMPANY
        )

    async def queued(self, text: str) -> Leased:
        """A message to Ann, queued and leased."""
        outbound = Outbound(Channel.SMS, ANN, text)
        now = self.clock.now()

        def put(session: Any) -> Leased | None:
            number = outbox.put(session, outbound, now, conversation=f"sms:{ANN}")
            return outbox.lease(session, session.get_one(Outbox, number), now)

        leased = await self.database.run(put)
        assert leased is not None
        return leased

    async def row(self, leased: Leased) -> Outbox:
        """The message's row as it stands."""
        return await self.database.read(lambda session: session.get_one(Outbox, leased.id))

    async def customer(self) -> Customer | None:
        """Ann, as far as she is known."""
        return await self.database.read(lambda session: people.customer_by_phone(session, ANN))

    async def inbox(self) -> list[Inbox]:
        """What has been kept."""
        return await self.database.read(lambda session: list(session.scalars(select(Inbox).order_by(Inbox.id))))

    async def handled(self, verb: str, **body: Any) -> str:
        """Lets a person do something and waits until the webhook has been answered."""
        self._texted.clear()
        sid: str = (await self.sandbox.do(verb, **body))["sid"]
        async with asyncio.timeout(10):
            await self._texted.wait()
        return sid

    async def reported(self, leased: Leased, status: str) -> None:
        """Waits until the carrier's word has been noted."""
        async with asyncio.timeout(10):
            while (await self.row(leased)).delivery != status:
                self._reported.clear()
                if (await self.row(leased)).delivery != status:
                    await self._reported.wait()

    async def post(self, path: str, form: dict[str, str], *, signed_for: str = "", token: str = "") -> int:
        """Posts to the webhook as anybody may; the status of the answer."""
        headers = {}
        if signed_for:
            validator = RequestValidator(token or self.sandbox.world.twilio_token)
            headers["X-Twilio-Signature"] = validator.compute_signature(signed_for, form)
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.post(f"{self.local_url}{path}", data=form, headers=headers)
        return answer.status_code

    async def inbound(self, request: Request) -> Response:
        """The route of incoming texts."""
        try:
            return await self.channel.handle_inbound(request)
        finally:
            self._texted.set()

    async def status(self, request: Request) -> Response:
        """The route of reports."""
        try:
            return await self.channel.handle_status(request)
        finally:
            self._reported.set()


def provider_of(sandbox: Sandbox, **settings: str) -> TwilioProvider:
    """Twilio as the sandbox plays it."""
    world = sandbox.world
    usual = {
        "account": world.twilio_account,
        "token": world.twilio_token,
        "number": world.twilio_number,
        "api_url": sandbox.address,
    }
    return TwilioProvider(TwilioSettings(**usual | settings))


@pytest.fixture
async def sandbox(clock: HandClock) -> AsyncIterator[Sandbox]:
    """A carrier with one customer."""
    made = Sandbox(World(phones=[SmsPhone(ANN, "Ann Reed")]))
    async with made.serve():
        made.clock.set(clock.now())
        yield made


@asynccontextmanager
async def desk_at(sandbox: Sandbox, database: Database, clock: HandClock, public: str) -> AsyncIterator[Desk]:
    """A served desk that believes to be at `public`, or where it really is."""
    desk: Desk

    async def inbound(request: Request) -> Response:
        return await desk.inbound(request)

    async def status(request: Request) -> Response:
        return await desk.status(request)

    routes = [Route("/sms/inbound", inbound, methods=["POST"]), Route("/sms/status", status, methods=["POST"])]
    async with serving(Starlette(routes=routes), 0) as address:
        desk = Desk(sandbox, database, clock, public or address)
        desk.local_url = address
        await sandbox.do("sms.webhook", url=f"{address}/sms/inbound", public_url=public)
        await desk.channel.start()
        assert desk.channel.is_up
        yield desk
        await desk.channel.stop()


@pytest.fixture
async def desk(sandbox: Sandbox, database: Database, clock: HandClock) -> AsyncIterator[Desk]:
    """The usual desk."""
    async with desk_at(sandbox, database, clock, "") as made:
        yield made


# Receiving


async def test_a_text_is_kept_once_however_often_it_comes(desk: Desk) -> None:
    sid = await desk.handled("sms.say", **{"from": ANN, "body": "its 4471 pound"})
    for _ in range(10):
        await desk.handled("sms.again", sid=sid)
    (row,) = await desk.inbox()
    assert (row.provider_key, row.conversation) == (sid, f"sms:{ANN}")
    message = desk.channel.translate(row.raw)
    assert message is not None
    assert (message.sender, message.text, message.message_id) == (ANN, "its 4471 pound", sid)
    kept = desk.channel.received(row.raw)
    assert kept is not None
    assert kept.provider_key == sid


async def test_a_picture_is_fetched(desk: Desk) -> None:
    media = [{"data": base64.b64encode(sample_picture()).decode(), "content_type": "image/png"}]
    await desk.handled("sms.say", **{"from": ANN, "media": media})
    message = desk.channel.translate((await desk.inbox())[0].raw)
    assert message is not None
    (file,) = message.files
    assert (file.kind, file.name, file.media_type) == ("photo", "photo.png", "image/png")
    assert await desk.channel.fetch(file) == sample_picture()


async def test_credentials_go_to_nobody_but_twilio(desk: Desk) -> None:
    for reference in ("https://twilio.example/x", f"{desk.local_url}/x", "file:///etc/passwd", "http://[", ""):
        with pytest.raises(Permanent, match="not lie with Twilio"):
            await desk.channel.fetch(File(Channel.SMS, reference, "x"))
    gone = f"{desk.sandbox.address}/2010-04-01/Accounts/{desk.sandbox.world.twilio_account}/Messages/SM/Media/ME"
    with pytest.raises(Permanent, match="any more"):
        await desk.channel.fetch(File(Channel.SMS, gone, "x"))


async def test_the_signature_is_checked_against_the_public_address(
    sandbox: Sandbox, database: Database, clock: HandClock
) -> None:
    async with desk_at(sandbox, database, clock, BEHIND_A_PROXY) as desk:
        await desk.handled("sms.say", **{"from": ANN, "body": "hi"})
        assert len(await desk.inbox()) == 1
        leased = await desk.queued("on the way")
        sid = await desk.channel.send(leased)
        await desk.reported(leased, "delivered")
        assert (await desk.row(leased)).provider_id == sid


async def test_unsigned_and_forged_requests_are_refused(desk: Desk) -> None:
    form = {"MessageSid": "SM1", "From": ANN, "Body": "code 1234"}
    for path in ("/sms/inbound", "/sms/status"):
        right = f"{desk.public_url}{path}"
        assert await desk.post(path, form) == 403
        assert await desk.post(path, form, signed_for=right, token="guessed") == 403
        assert await desk.post(path, form, signed_for=f"https://elsewhere.example{path}") == 403
        assert await desk.post(f"{path}?message=5", form, signed_for=right) == 403
    assert await desk.inbox() == []
    assert await desk.post("/sms/inbound", form, signed_for=f"{desk.public_url}/sms/inbound") == 200
    assert len(await desk.inbox()) == 1


async def test_signed_nonsense_is_refused(desk: Desk) -> None:
    async def post(path: str, **form: str) -> int:
        return await desk.post(path, form, signed_for=f"{desk.public_url}{path}")

    assert await post("/sms/inbound", Body="no sender") == 400
    assert await post("/sms/inbound", MessageSid="SM1", From="+1 602; drop") == 400
    assert await post("/sms/inbound", MessageSid="SM1", From=ANN, MessageStatus="sent") == 400
    assert await post("/sms/status", MessageSid="SM1", From=ANN, Body="hi") == 400
    assert await post("/sms/status", MessageSid="SM1", MessageStatus="dancing") == 400
    assert await post("/sms/status", MessageSid="SM1", MessageStatus="sent") == 204
    assert await post("/sms/inbound", Body="x" * 1_100_000) == 413
    assert await desk.post("/sms/inbound", {f"f{number}": "x" for number in range(201)}) == 400


# Opting out


@pytest.mark.parametrize("word", ["STOP", "stopall", " Quit. ", "BAJA", "cancelar", "Alto!"])
async def test_an_opt_out_word_is_obeyed_at_the_door(desk: Desk, word: str) -> None:
    waiting = await desk.database.run(
        lambda s: outbox.put(s, Outbound(Channel.SMS, ANN, "soon"), desk.clock.now(), conversation=f"sms:{ANN}")
    )
    await desk.handled("sms.say", **{"from": ANN, "body": word})
    assert len(await desk.inbox()) == 1
    customer = await desk.customer()
    assert customer is not None
    assert customer.opted_out_at == desk.clock.now()
    lease = await desk.database.run(lambda s: outbox.lease(s, s.get_one(Outbox, waiting), desk.clock.now()))
    assert lease is None


@pytest.mark.parametrize("words", ["please stop at the back door", "don't cancel it", "start", "yes"])
async def test_other_words_are_left_to_the_conversation(desk: Desk, words: str) -> None:
    await desk.handled("sms.say", **{"from": ANN, "body": words})
    assert len(await desk.inbox()) == 1
    assert await desk.customer() is None


async def test_what_twilio_has_taken_as_a_keyword_counts(desk: Desk) -> None:
    async def post(sid: str, body: str, declared: str) -> None:
        form = {"MessageSid": sid, "From": ANN, "Body": body, "OptOutType": declared}
        assert await desk.post("/sms/inbound", form, signed_for=f"{desk.public_url}/sms/inbound") == 200

    await post("SM1", "no more", "STOP")
    customer = await desk.customer()
    assert customer is not None
    assert customer.opted_out_at is not None
    await post("SM2", "ok again", "START")
    customer = await desk.customer()
    assert customer is not None
    assert customer.opted_out_at is None
    await post("SM1", "no more", "STOP")
    customer = await desk.customer()
    assert customer is not None
    assert customer.opted_out_at is None, "a replayed opt-out must not undo what was said later"
    told = [desk.channel.translate(row.raw) for row in await desk.inbox()]
    assert [each.data for each in told if each] == ["opt_out", "opt_in"]


# Sending


async def test_a_text_is_sent_and_its_delivery_noted(desk: Desk) -> None:
    leased = await desk.queued("Acme: your parcel comes at 2")
    sid = await desk.channel.send(leased)
    await desk.reported(leased, "delivered")
    sent = desk.sandbox.log.all("sms", "message")[-1].data
    assert (sent["to"], sent["from"], sent["body"]) == (
        ANN,
        desk.sandbox.world.twilio_number,
        "Acme: your parcel comes at 2",
    )
    assert (await desk.row(leased)).provider_id == sid


async def test_a_place_is_sent_as_a_link(desk: Desk) -> None:
    outbound = Outbound(Channel.SMS, ANN, "Here", location=Location(33.5, -112))
    await desk.channel.send(Leased(1, outbound, f"sms:{ANN}", None, 1, None))
    body = desk.sandbox.log.all("sms", "message")[-1].data["body"]
    assert body == "Here\nhttps://maps.google.com/?q=33.5,-112"


async def test_what_a_text_cannot_do_is_refused(desk: Desk) -> None:
    file = File(Channel.SLACK, "u", "gate.png", "photo")
    for outbound in (
        Outbound(Channel.SMS, ANN, "x", operation=Operation.EDIT, target="1"),
        Outbound(Channel.SMS, ANN, "x", files=(file,)),
        Outbound(Channel.SMS, ANN, "x" * 1601),
        Outbound(Channel.SMS, ANN, " "),
    ):
        with pytest.raises(Permanent):
            await desk.channel.send(Leased(1, outbound, f"sms:{ANN}", None, 1, None))


async def test_a_dead_number_becomes_a_ticket(desk: Desk) -> None:
    await desk.database.run(a_depot)
    await desk.database.run(lambda s: people.customer_or_new(s, ANN, "Ann Reed"))
    await desk.sandbox.do("sms.number", number=ANN, kind="landline")
    leased = await desk.queued("gate code?")
    await desk.channel.send(leased)
    await desk.reported(leased, "undelivered")
    customer = await desk.customer()
    assert customer is not None
    assert customer.dead_at == desk.clock.now()
    assert customer.opted_out_at is None
    tickets = await desk.database.read(lambda s: list(s.scalars(select(Ticket))))
    assert ["landline" in ticket.question for ticket in tickets] == [True]


async def test_late_and_repeated_reports_change_nothing(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        outbound = Outbound(Channel.SMS, ANN, "hi")
        number = outbox.put(session, outbound, clock.now(), conversation=f"sms:{ANN}")
        heard = [
            sms_status.record(session, "SM1", delivery, number) is not None
            for delivery in ("sent", "queued", "sent", "delivered", "failed", "delivered")
        ]
        assert heard == [True, False, False, True, False, False]
        row = session.get_one(Outbox, number)
        assert (row.delivery, row.provider_id) == ("delivered", "SM1")
        assert sms_status.record(session, "SM2", "failed", number) is None
        assert sms_status.record(session, "SM3", "failed", None) is None


async def test_refusals_say_what_comes_next(desk: Desk) -> None:
    leased = await desk.queued("hi")
    sandbox = desk.sandbox

    async def failing(**fault: Any) -> None:
        await sandbox.do("fault", service="sms", method="messages.create", **fault)
        await desk.channel.send(leased)

    with pytest.raises(RateLimited) as limited:
        await failing(retry_after=4)
    assert limited.value.retry_after == 4
    with pytest.raises(Unknown):
        await failing(status=503)
    with pytest.raises(Permanent, match="21408"):
        await failing(error="21408")
    with pytest.raises(Permanent, match="dead"):
        await failing(error="21211")
    await desk.handled("sms.say", **{"from": ANN, "body": "STOP"})
    with pytest.raises(Permanent, match="opted out"):
        await desk.channel.send(leased)
    with pytest.raises(Temporary, match="TWILIO_AUTH_TOKEN"):
        await provider_of(sandbox, token="wrong").send(ANN, "hi", key="k", status_url="http://127.0.0.1/")
    with pytest.raises(Unknown):
        await provider_of(sandbox, api_url="http://127.0.0.1:9").send(ANN, "hi", key="k", status_url="")


async def test_what_the_carrier_refuses_is_remembered(desk: Desk) -> None:
    leased = await desk.queued("hi")
    await desk.sandbox.do("fault", service="sms", method="messages.create", error="21610")
    with pytest.raises(Permanent):
        await desk.channel.send(leased)
    customer = await desk.customer()
    assert customer is not None
    assert customer.opted_out_at is not None


async def test_a_text_whose_answer_was_lost_is_not_sent_twice(desk: Desk) -> None:
    earlier = await desk.queued("on the way")
    earlier_sid = await desk.channel.send(earlier)
    await desk.database.run(lambda s: outbox.sent(s, earlier.id, earlier_sid, desk.clock.now()))
    lost = await desk.queued("on the way")
    # Twilio takes the text, and nobody hears its answer; no status comes either.
    lost_sid = await desk.provider.send(ANN, "on the way", key="k", status_url=f"{desk.local_url}/nowhere")
    again = Leased(lost.id, lost.outbound, lost.conversation, None, 2, None)
    assert await desk.channel.send(again) == lost_sid
    other = await desk.queued("something else")
    before = len(desk.sandbox.log.all("sms", "message"))
    await desk.channel.send(Leased(other.id, other.outbound, other.conversation, None, 2, None))
    assert len(desk.sandbox.log.all("sms", "message")) == before + 1


async def test_a_report_proves_that_a_text_was_taken(desk: Desk) -> None:
    leased = await desk.queued("on the way")
    sid = await desk.channel.send(leased)
    await desk.reported(leased, "delivered")
    again = Leased(leased.id, leased.outbound, leased.conversation, None, 2, None)
    assert await desk.channel.send(again) == sid


async def test_a_long_text_keeps_the_number_busy_for_longer(desk: Desk) -> None:
    (rate,) = desk.channel.rates(Outbound(Channel.SMS, ANN, "x" * 161))
    assert (rate.key, rate.interval) == (f"sms:{desk.sandbox.world.twilio_number}", 2)


def test_settings_must_be_complete(database: Database, clock: HandClock) -> None:
    with pytest.raises(SettingsError, match="TWILIO_AUTH_TOKEN"):
        TwilioProvider(TwilioSettings("AC", "", "+1"))
    provider = TwilioProvider(TwilioSettings("AC", "token", "+1"))
    with pytest.raises(SettingsError, match="PUBLIC_URL"):
        SmsChannel(provider, SmsSettings("+1", ""), database, clock, COMPANY)


# Meaning and length

A_TEXT = {
    "MessageSid": "SM1",
    "From": ANN,
    "To": "+16025550000",
    "Body": "STOP",
    "NumMedia": "1",
    "MediaUrl0": "https://api.twilio.com/x",
    "MediaContentType0": "image/jpeg",
    "OptOutType": "STOP",
}
A_STATUS = {"MessageSid": "SM1", "MessageStatus": "failed", "ErrorCode": "30007"}
PROVIDER = TwilioProvider(TwilioSettings("AC", "token", "+16025550000"))


@given(json_values | st.sampled_from([A_TEXT, A_STATUS]).flatmap(damaged))
def test_no_form_whatever_breaks_anything(form: Any) -> None:
    try:
        parsed = PROVIDER.parse(form)
    except TranslationError:
        return
    assert isinstance(parsed, Status) or len(parsed.conversation) <= 80


def test_a_failure_bears_a_reason() -> None:
    assert PROVIDER.parse(A_STATUS) == Status("SM1", "failed", "the carrier took it for spam")
    assert PROVIDER.parse({"MessageSid": "S", "MessageStatus": "failed"}) == Status(
        "S", "failed", "the carrier gives no reason"
    )
    assert isinstance(PROVIDER.parse(A_TEXT), Inbound)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("x" * 160, 1),
        ("x" * 161, 2),
        ("x" * 306, 2),
        ("x" * 307, 3),
        ("ñ" * 160, 1),
        ("á", 1),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("está " + "x" * 66, 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("x" * 152 + "€" + "x" * 153, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 66, 2),
        ("😀" * 67, 3),
    ],
)
def test_segments_are_counted(text: str, count: int) -> None:
    assert segments(text) == count
