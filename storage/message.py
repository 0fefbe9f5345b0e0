"""The neutral messages: what any channel brings in, and what any channel is asked to send."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import IntEnum, StrEnum
from typing import Any


class Channel(StrEnum):
    """The services that messages come from and go to."""

    TELEGRAM = "telegram"
    SLACK = "slack"
    SMS = "sms"


class InboundKind(StrEnum):
    """What the sender did."""

    MESSAGE = "message"
    EDIT = "edit"
    DELETE = "delete"
    PRESS = "press"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"


class Operation(StrEnum):
    """What the channel is asked to do."""

    SEND = "send"
    EDIT = "edit"
    """Change an earlier outbound message (`target` holds the outbox id of that message)."""
    REACT = "react"
    """Put a mark (`text` is an emoji name) on the message `target` (a provider's id)."""
    CARD = "card"
    """Post the ticket's card, or redraw it in place, as the ticket stands when it is sent."""
    DELETE = "delete"
    """Take an earlier outbound message back (`target` holds its outbox id)."""


@dataclass(frozen=True)
class File:
    """A photo, document or voice note, still lying with the service it came from."""

    channel: Channel
    reference: str
    """The service's own handle: a Telegram file id, a Slack private URL, a Twilio media URL."""
    name: str
    kind: str = "document"
    """photo, document or voice."""
    media_type: str = "application/octet-stream"


@dataclass(frozen=True)
class Location:
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Inbound:
    """One thing that came in, whatever the service."""

    channel: Channel
    conversation: str
    """"telegram:CHAT", "sms:+1602…", "slack:CHANNEL:THREAD"."""
    sender: str
    """The service's id of the writer: Telegram user id, E.164 number, Slack user id."""
    message_id: str
    """The service's id of the message this is, or is about."""
    kind: InboundKind = InboundKind.MESSAGE
    text: str = ""
    data: str = ""
    """What the pressed button carries."""
    label: str = ""
    """What stands on it."""
    files: tuple[File, ...] = ()
    location: Location | None = None
    reply_to: str | None = None
    sender_name: str = ""
    sender_language: str = ""


@dataclass(frozen=True)
class Button:
    """A button under a message. `data` is at most 64 bytes: "verb:argument:argument"."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True)
class Outbound:
    """One thing to be sent. Text is plain: each channel escapes it for itself."""

    channel: Channel
    destination: str
    """Telegram chat id, Slack channel or user id, E.164 number."""
    text: str = ""
    operation: Operation = Operation.SEND
    buttons: tuple[tuple[Button, ...], ...] = ()
    """Rows of buttons."""
    files: tuple[File, ...] = ()
    location: Location | None = None
    target: str | None = None
    """The message that EDIT, DELETE or REACT is about."""
    ask_location: bool = False
    """Telegram: show the key that shares one's location."""
    mention: str = ""
    """Slack: who is called, "channel" or user ids with blanks between."""
    thread: str | None = None
    """Slack: the thread to post in; for a ticket's thread leave it out and name the ticket."""
    extra: dict[str, Any] = field(default_factory=dict)
    """What only one surface understands, e.g. Block Kit of a Home tab."""

    def as_json(self) -> dict[str, Any]:
        """The form kept in the outbox."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Outbound:
        """The opposite of `as_json`."""
        location = data.get("location")
        return cls(
            **{
                **data,
                "channel": Channel(data["channel"]),
                "operation": Operation(data["operation"]),
                "buttons": tuple(tuple(Button(**button) for button in row) for row in data["buttons"]),
                "files": tuple(File(**{**file, "channel": Channel(file["channel"])}) for file in data["files"]),
                "location": Location(**location) if location else None,
            }
        )


class Priority(IntEnum):
    """How urgent an outbound message is; the smaller number goes first."""

    EMERGENCY = 0
    ANSWER = 1
    DESK = 2
    BULK = 5
