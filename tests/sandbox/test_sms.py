"""The make-believe Twilio, asked by Twilio's own client, and its webhooks checked by Twilio's own validator."""

from __future__ import annotations

import asyncio
import base64
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from starlette.responses import Response
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance
from twilio.twiml.messaging_response import MessagingResponse

from sandbox.events import Event
from sandbox.server import Sandbox
from sandbox.service import Refused
from sandbox.sms_numbers import segments
from tests.sandbox.conftest import CUSTOMER, Listener

LANDLINE, DEAD = "+16025550102", "+16025550103"


@pytest.fixture(autouse=True)
def _without_pauses(sandbox: Sandbox) -> None:
    sandbox.sms.carrier.seconds_between_statuses = 0
    sandbox.sms.webhooks.retries = (0.01,)


async def send(twilio: Client, to: str = CUSTOMER, **more: Any) -> MessageInstance:
    """Send a text from the bot's number."""
    given = {"from_": "+16025550000", "body": "What is the gate code?"} | more
    return await asyncio.to_thread(twilio.messages.create, to=to, **given)


async def status(sandbox: Sandbox, sid: str, name: str) -> Event:
    """Wait until a text has got a status."""

    def matches(event: Event) -> bool:
        return event.kind == "status" and event.data["sid"] == sid and event.data["status"] == name

    return await sandbox.log.wait(matches)


async def event(sandbox: Sandbox, kind: str, **data: Any) -> Event:
    """Wait for an event of the carrier with this data among its own."""

    def matches(event: Event) -> bool:
        return event.service == "sms" and event.kind == kind and data.items() <= event.data.items()

    return await sandbox.log.wait(matches)


def form(body: bytes) -> dict[str, str]:
    """A webhook's parameters."""
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


async def test_a_text_is_queued_sent_and_delivered(sandbox: Sandbox, twilio: Client, listener: Listener) -> None:
    callback = f"{listener.address}/status?ticket=7"
    sent = await send(twilio, status_callback=callback)
    assert sent.status == "queued" and sent.num_segments == "1" and sent.to == CUSTOMER
    assert sent.sid is not None
    await status(sandbox, sent.sid, "delivered")
    fetched = await asyncio.to_thread(twilio.messages(sent.sid).fetch)
    assert fetched.status == "delivered" and fetched.date_sent
    await sandbox.log.wait(lambda _event: len(listener.requests) >= 2)
    validator = RequestValidator(sandbox.world.twilio_token)
    for request, body in listener.requests:
        assert validator.validate(callback, form(body), request.headers["X-Twilio-Signature"])
        assert not validator.validate(callback + "x", form(body), request.headers["X-Twilio-Signature"])
    assert [form(body)["MessageStatus"] for _request, body in listener.requests][:2] == ["queued", "sent"]


@pytest.mark.parametrize(("number", "kind", "code"), [(LANDLINE, "landline", 30006), (DEAD, "dead", 30005)])
async def test_numbers_that_cannot_be_reached(
    sandbox: Sandbox, twilio: Client, number: str, kind: str, code: int
) -> None:
    await sandbox.do("sms.number", number=number, kind=kind)
    sent = await send(twilio, number)
    assert sent.sid is not None
    assert (await status(sandbox, sent.sid, "undelivered")).data["error_code"] == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"to": "+1555"}, 21211),
        ({"to": "6025550101"}, 21211),
        ({"to": ""}, 21604),
        ({"from_": "+16025559999"}, 21606),
        ({"from_": ""}, 21603),
        ({"body": ""}, 21602),
        ({"body": "x" * 1601}, 21617),
        ({"status_callback": "nowhere"}, 21609),
        ({"media_url": ["nowhere"]}, 21620),
        ({"to": "+16025550000"}, 21266),
        ({"validity_period": 0}, 20001),
        ({"send_at": datetime(2027, 1, 1, tzinfo=UTC)}, 20001),
    ],
)
async def test_texts_that_are_refused(sandbox: Sandbox, twilio: Client, given: dict[str, Any], code: int) -> None:
    with pytest.raises(TwilioRestException) as caught:
        await send(twilio, **given)
    assert (caught.value.status, caught.value.code) == (400, code)
    [refused] = sandbox.log.all("refused", "sms")
    assert refused.data["code"] == code and refused.data["method"] == "messages.create"


async def test_only_the_account_itself_gets_in(sandbox: Sandbox) -> None:
    stranger = Client(sandbox.world.twilio_account, "wrong")
    stranger.api.base_url = sandbox.address
    with pytest.raises(TwilioRestException) as caught:
        await send(stranger)
    assert (caught.value.status, caught.value.code) == (401, 20003)


async def test_an_unknown_parameter_is_overlooked_but_noted(sandbox: Sandbox) -> None:
    world = sandbox.world
    url = f"{sandbox.address}/2010-04-01/Accounts/{world.twilio_account}/Messages.json"
    given = {"To": CUSTOMER, "From": world.twilio_number, "Body": "hi", "Bdoy": "ho"}
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(url, data=given, auth=(world.twilio_account, world.twilio_token))
    assert answer.status_code == 201
    [warning] = sandbox.log.all("refused", "sms_warning")
    assert warning.data["unknown"] == ["Bdoy"]


async def test_faults(sandbox: Sandbox, twilio: Client) -> None:
    await sandbox.do("fault", service="sms", method="messages.create", status=429)
    with pytest.raises(TwilioRestException) as caught:
        await send(twilio)
    assert (caught.value.status, caught.value.code) == (429, 20429)
    await sandbox.do("fault", service="sms", error="21611")
    with pytest.raises(TwilioRestException) as caught:
        await send(twilio)
    assert (caught.value.status, caught.value.code) == (400, 21611)
    await send(twilio)


async def test_texts_are_listed_newest_first_with_filters(sandbox: Sandbox, twilio: Client) -> None:
    for number in range(3):
        sent = await send(twilio, body=str(number))
        assert sent.sid is not None
        await status(sandbox, sent.sid, "delivered")
    await send(twilio, LANDLINE, body="other")

    def bodies(**asked: Any) -> list[str | None]:
        return [message.body for message in twilio.messages.list(**asked)]

    assert await asyncio.to_thread(bodies, to=CUSTOMER) == ["2", "1", "0"]
    assert await asyncio.to_thread(bodies, to=CUSTOMER, page_size=2) == ["2", "1", "0"]
    assert await asyncio.to_thread(bodies, from_="+16025559999") == []
    now = datetime.now(UTC)
    assert await asyncio.to_thread(bodies, to=CUSTOMER, date_sent_after=now + timedelta(hours=1)) == []
    assert len(await asyncio.to_thread(bodies, to=CUSTOMER, date_sent_before=now + timedelta(hours=1))) == 3


async def test_an_inbound_text_is_signed_for_the_public_address(sandbox: Sandbox, listener: Listener) -> None:
    public = "https://desk.example.com"
    await sandbox.do("sms.webhook", url=f"{listener.address}/sms?line=1", public_url=public)
    said = await sandbox.do("sms.say", **{"from": CUSTOMER, "body": "Está bien, #4471"})
    await event(sandbox, "webhook_taken", sid=said["sid"])
    [(request, body)] = listener.requests
    parameters = form(body)
    validator = RequestValidator(sandbox.world.twilio_token)
    signature = request.headers["X-Twilio-Signature"]
    assert validator.validate(f"{public}/sms?line=1", parameters, signature)
    assert not validator.validate(f"{listener.address}/sms?line=1", parameters, signature)
    assert parameters["MessageSid"] == said["sid"] and parameters["Body"] == "Está bien, #4471"
    assert parameters["From"] == CUSTOMER and parameters["NumMedia"] == "0"
    await sandbox.do("sms.again", sid=said["sid"])
    await sandbox.log.wait(lambda _event: len(listener.requests) == 2, after=sandbox.log.last)
    assert listener.requests[1][1] == body


async def test_status_callbacks_to_the_public_address_reach_this_machine(
    sandbox: Sandbox, twilio: Client, listener: Listener
) -> None:
    public = "https://desk.example.com"
    await sandbox.do("sms.webhook", url=f"{listener.address}/sms", public_url=public)
    sent = await send(twilio, status_callback=f"{public}/status")
    assert sent.sid is not None
    await status(sandbox, sent.sid, "delivered")
    request, body = listener.requests[0]
    assert request.url.path == "/status"
    validator = RequestValidator(sandbox.world.twilio_token)
    assert validator.validate(f"{public}/status", form(body), request.headers["X-Twilio-Signature"])


async def test_nothing_outside_this_machine_is_called(sandbox: Sandbox, twilio: Client) -> None:
    with pytest.raises(Refused, match="only this machine"):
        await sandbox.do("sms.webhook", url="https://desk.example.com/sms")
    await send(twilio, status_callback="https://desk.example.com/status")
    failed = await event(sandbox, "webhook_failed")
    assert "only this machine" in failed.data["reason"]


async def test_a_webhook_that_fails_is_called_once_more(sandbox: Sandbox, listener: Listener) -> None:
    await sandbox.do("sms.webhook", url=f"{listener.address}/sms")
    listener.answers = [Response(status_code=500)]
    said = await sandbox.do("sms.say", **{"from": CUSTOMER, "body": "hi"})
    await event(sandbox, "webhook_taken", sid=said["sid"])
    assert len(listener.requests) == 2
    assert (await event(sandbox, "webhook_failed")).data["status"] == 500


async def test_texts_of_one_person_arrive_in_order(sandbox: Sandbox, listener: Listener) -> None:
    await sandbox.do("sms.webhook", url=f"{listener.address}/sms")
    listener.answers = [Response(status_code=500)]
    sids = [(await sandbox.do("sms.say", **{"from": CUSTOMER, "body": str(number)}))["sid"] for number in range(3)]
    await event(sandbox, "webhook_taken", sid=sids[-1])
    assert [form(body)["Body"] for _request, body in listener.requests] == ["0", "0", "1", "2"]


async def test_a_twiml_answer_is_sent(sandbox: Sandbox, listener: Listener) -> None:
    twiml = MessagingResponse()
    twiml.message("Thank you & bye")
    listener.answers = [Response(str(twiml), media_type="text/xml"), Response("<Response/>"), Response("ok")]
    await sandbox.do("sms.webhook", url=f"{listener.address}/sms")
    await sandbox.do("sms.say", **{"from": CUSTOMER, "body": "4471"})
    reply = await event(sandbox, "message", direction="outbound")
    assert reply.data["body"] == "Thank you & bye" and reply.data["to"] == CUSTOMER
    await sandbox.do("sms.say", **{"from": CUSTOMER, "body": "silence"})
    await sandbox.do("sms.say", **{"from": CUSTOMER, "body": "nonsense"})
    assert "12100" in (await event(sandbox, "webhook_failed")).data["reason"]
    assert len([each for each in sandbox.log.all("sms", "message") if each.data["direction"] == "outbound"]) == 1


async def test_opting_out_and_in(sandbox: Sandbox, twilio: Client, listener: Listener) -> None:
    twiml = MessagingResponse()
    twiml.message("Good bye")
    listener.answers = [Response(str(twiml), media_type="text/xml")]
    await sandbox.do("sms.webhook", url=f"{listener.address}/sms")
    await sandbox.do("sms.say", **{"from": CUSTOMER, "body": " Stop "})
    assert (await event(sandbox, "opted_out")).data["number"] == CUSTOMER
    assert (await event(sandbox, "status", status="failed")).data["error_code"] == 21610
    with pytest.raises(TwilioRestException) as caught:
        await send(twilio)
    assert caught.value.code == 21610
    await send(twilio, LANDLINE)
    await sandbox.do("sms.say", **{"from": CUSTOMER, "body": "START"})
    await event(sandbox, "opted_in", number=CUSTOMER)
    await send(twilio)


async def test_media_come_with_the_account_alone(sandbox: Sandbox, listener: Listener) -> None:
    await sandbox.do("sms.webhook", url=f"{listener.address}/sms")
    media = [{"data": base64.b64encode(b"picture").decode(), "content_type": "image/png"}]
    said = await sandbox.do("sms.say", **{"from": CUSTOMER, "media": media})
    await event(sandbox, "webhook_taken", sid=said["sid"])
    parameters = form(listener.requests[0][1])
    assert parameters["NumMedia"] == "1" and parameters["MediaContentType0"] == "image/png"
    world = sandbox.world
    async with httpx.AsyncClient(trust_env=False, follow_redirects=True) as client:
        assert (await client.get(parameters["MediaUrl0"])).status_code == 401
        account = (world.twilio_account, world.twilio_token)
        got = await client.get(parameters["MediaUrl0"], auth=account)
        assert (got.content, got.headers["content-type"]) == (b"picture", "image/png")
        shown = sandbox.log.all("sms", "message")[0].data["media"][0]["url"]
        assert (await client.get(sandbox.address + shown)).content == b"picture"


async def test_a_status_out_of_order_can_be_made(sandbox: Sandbox, twilio: Client, listener: Listener) -> None:
    sent = await send(twilio, status_callback=f"{listener.address}/status")
    assert sent.sid is not None
    await status(sandbox, sent.sid, "delivered")
    await sandbox.do("sms.status", sid=sent.sid, status="sent")
    assert form(listener.requests[-1][1])["MessageStatus"] == "sent"


@pytest.mark.parametrize(
    ("verb", "body", "word"),
    [
        ("sms.say", {"from": "12", "body": "hi"}, "no telephone number"),
        ("sms.say", {"from": CUSTOMER}, "Give 'body' or 'media'"),
        ("sms.say", {"from": CUSTOMER, "body": "hi", "to": CUSTOMER}, "Nobody listens"),
        ("sms.say", {"from": CUSTOMER, "media": [{"data": "eA=="}]}, "content_type"),
        ("sms.number", {"number": CUSTOMER, "kind": "fax"}, "fax"),
        ("sms.again", {"sid": "SM1"}, "no inbound text"),
        ("sms.status", {"sid": "SM1", "status": "sent"}, "no text"),
    ],
)
async def test_what_people_cannot_do(sandbox: Sandbox, verb: str, body: dict[str, Any], word: str) -> None:
    with pytest.raises(Refused, match=word):
        await sandbox.do(verb, **body)


@pytest.mark.parametrize(
    ("body", "count"),
    [("x" * 160, 1), ("x" * 161, 2), ("ñ" * 160, 1), ("á" * 70, 1), ("á" * 71, 2), ("€" * 81, 2), ("👋" * 35, 1)],
)
def test_segments(body: str, count: int) -> None:
    assert segments(body) == count
