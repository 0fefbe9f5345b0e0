"""What the SMS channel asks of a provider of text messages; each provider has a module of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from storage.message import File, Inbound

Form = Mapping[str, str]

OPTED_OUT = "opted out"
LANDLINE = "landline"
DEAD = "dead"
"""Reasons by which a number is known to take no texts; every other reason is words for a person."""

DECLARED_OUT = "opt_out"
DECLARED_IN = "opt_in"
"""What `Inbound.data` says where the provider itself has taken a text as a keyword, and has answered it."""


@dataclass(frozen=True)
class Status:
    """What the carrier says became of a message: queued, sending, sent, delivered, undelivered or failed."""

    message_id: str
    delivery: str
    reason: str = ""
    """Why it was not delivered: OPTED_OUT, LANDLINE, DEAD, or words for a person."""


class SmsProvider(Protocol):
    """A service that sends texts and posts what comes in."""

    async def send(
        self, to: str, body: str, *, key: str, status_url: str, media_urls: tuple[str, ...] = ()
    ) -> str:
        """Sends a text, under `key` where the provider takes one; gives its id, or raises a SendError."""
        ...

    async def find(self, to: str, body: str, since: datetime) -> list[str]:
        """The ids of the texts with this body that the provider has taken since then, oldest first."""
        ...

    def verify(self, url: str, headers: Mapping[str, str], form: Form) -> bool:
        """Whether the provider itself posted this form to this address."""
        ...

    def parse(self, form: Form) -> Inbound | Status:
        """What a posted form says; TranslationError where it cannot be read."""
        ...

    async def fetch(self, file: File) -> bytes:
        """The bytes of a file that came with a text."""
        ...
