"""What people do with their telephones, and how the carrier is set up: the control verbs sms.*"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from sandbox import body as read
from sandbox.service import Refused, Verb
from sandbox.sms_carrier import NUMBER_KINDS, Carrier
from sandbox.sms_messages import Media, new_sid
from sandbox.sms_numbers import is_telephone_number
from sandbox.sms_parameters import BODY_MOST, MEDIA_MOST
from sandbox.sms_webhooks import LOOPBACK_HOSTS, Webhooks
from sandbox.world import World

Body = dict[str, Any]


class Telephones:
    """The customers' side of text messages."""

    def __init__(self, world: World, carrier: Carrier, webhooks: Webhooks) -> None:
        self._world = world
        self._carrier = carrier
        self._webhooks = webhooks

    def verbs(self) -> Mapping[str, Verb]:
        """The verbs by name."""
        return {
            "sms.say": self._say,
            "sms.again": self._again,
            "sms.number": self._number,
            "sms.status": self._status,
            "sms.webhook": self._webhook,
        }

    async def _say(self, body: Body) -> Body:
        read.only(body, "from", "to", "body", "media")
        sender = _telephone_number(body, "from")
        recipient = read.optional_text(body, "to") or self._world.twilio_number
        if recipient != self._world.twilio_number:
            raise Refused(f"Nobody listens at {recipient}; the bot's number is {self._world.twilio_number}.")
        media = _media(body.get("media"))
        words = read.optional_text(body, "body") or ""
        if not words and not media:
            raise Refused("Give 'body' or 'media': a text says or shows something.")
        if len(words) > BODY_MOST:
            raise Refused(f"A text has at most {BODY_MOST} characters.")
        return {"sid": self._carrier.receive(sender, recipient, words, media).sid}

    async def _again(self, body: Body) -> Body:
        read.only(body, "sid")
        sid = read.text(body, "sid")
        self._carrier.repeat(sid)
        return {"sid": sid}

    async def _number(self, body: Body) -> Body:
        read.only(body, "number", "kind")
        number, kind = _telephone_number(body, "number"), read.text(body, "kind")
        if kind not in NUMBER_KINDS:
            raise Refused(f"A number is one of {', '.join(NUMBER_KINDS)}, not {kind!r}.")
        self._carrier.set_kind(number, kind)
        return {"number": number, "kind": kind}

    async def _status(self, body: Body) -> Body:
        read.only(body, "sid", "status", "error_code")
        text = self._carrier.texts.get(read.text(body, "sid"))
        if text is None:
            raise Refused(f"There is no text {body['sid']!r}.")
        await self._carrier.report(text, read.text(body, "status"), read.optional_integer(body, "error_code"))
        return {"sid": text.sid}

    async def _webhook(self, body: Body) -> Body:
        read.only(body, "url", "public_url")
        url = read.text(body, "url")
        public_url = read.optional_text(body, "public_url") or ""
        if not _is_local(url):
            raise Refused(f"The sandbox calls only this machine (http://127.0.0.1:PORT/…), not {url}.")
        self._webhooks.url, self._webhooks.public_url = url, public_url
        return {"url": url, "public_url": public_url}


def _telephone_number(body: Body, name: str) -> str:
    number = read.text(body, name)
    if not is_telephone_number(number):
        raise Refused(f"{number!r} is no telephone number; write it like +16025550101.")
    return number


def _media(given: Any) -> list[Media]:
    if given is None:
        return []
    if not isinstance(given, list) or len(given) > MEDIA_MOST:
        raise Refused(f"'media' is a list of at most {MEDIA_MOST} files.")
    return [_one_media(each) for each in given]


def _one_media(given: Any) -> Media:
    if not isinstance(given, dict):
        raise Refused("Each of 'media' is an object with 'data' (base64) and 'content_type'.")
    read.only(given, "data", "content_type")
    data = read.optional_data(given)
    if not data:
        raise Refused("Give 'data', the file's bytes as base64.")
    return Media(new_sid("ME"), read.text(given, "content_type"), data)


def _is_local(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.hostname in LOOPBACK_HOSTS
