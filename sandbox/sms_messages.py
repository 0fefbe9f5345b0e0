"""The texts that the carrier keeps, as Twilio's Message resource shows them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from sandbox.sms_numbers import segments

PATH = "/2010-04-01/Accounts"


def new_sid(prefix: str) -> str:
    """An id the way Twilio makes them: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)


@dataclass(frozen=True)
class Media:
    """A picture or another file that came with a text."""

    sid: str
    content_type: str
    data: bytes

    @property
    def page_url(self) -> str:
        """Where the demo page, and a bot that follows Twilio's redirect, find the file."""
        return f"/sms-media/{self.sid}"


@dataclass
class Text:
    """One text, in either direction."""

    sid: str
    account: str
    sender: str
    recipient: str
    body: str
    direction: str
    """inbound, outbound-api or outbound-reply."""
    status: str
    created: datetime
    media: list[Media] = field(default_factory=list)
    media_urls: list[str] = field(default_factory=list)
    """Files that the bot asked to send along."""
    status_callback: str = ""
    error_code: int | None = None
    updated: datetime | None = None
    sent: datetime | None = None

    @property
    def uri(self) -> str:
        """The resource's path without its ending."""
        return f"{PATH}/{self.account}/Messages/{self.sid}"

    def as_resource(self) -> dict[str, Any]:
        """The Message resource."""
        return {
            "account_sid": self.account,
            "api_version": "2010-04-01",
            "body": self.body,
            "date_created": format_datetime(self.created),
            "date_sent": format_datetime(self.sent) if self.sent else None,
            "date_updated": format_datetime(self.updated or self.created),
            "direction": self.direction,
            "error_code": self.error_code,
            "error_message": None,
            "from": self.sender,
            "messaging_service_sid": None,
            "num_media": str(len(self.media) or len(self.media_urls)),
            "num_segments": str(segments(self.body)),
            "price": None,
            "price_unit": "USD",
            "sid": self.sid,
            "status": self.status,
            "subresource_uris": {"media": f"{self.uri}/Media.json"},
            "to": self.recipient,
            "uri": f"{self.uri}.json",
        }

    def as_event(self) -> dict[str, Any]:
        """The text as the event log tells of it."""
        shown = [{"url": each.page_url, "content_type": each.content_type} for each in self.media]
        return {
            "sid": self.sid,
            "from": self.sender,
            "to": self.recipient,
            "body": self.body,
            "direction": "inbound" if self.direction == "inbound" else "outbound",
            "status": self.status,
            "segments": segments(self.body),
            "media": shown or [{"url": url, "content_type": ""} for url in self.media_urls],
        }
