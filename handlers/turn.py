"""A turn: one message being answered. Everything a handler may know, and the one way to say something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.desk.canned_answers import CannedAnswer
from handlers.promises.service_level import DeskRules
from handlers.promises.usual_wait import UsualWaits
from handlers.texts import Texts
from intents.reading import Reading
from storage import outbox, transcript
from storage.message import Button, Channel, File, Inbound, Location, Outbound, Priority
from storage.models import Conversation, Customer, Driver

PENDING_FOR = timedelta(minutes=30)
"""How long a question of the bot's stays open for a bare answer."""


@dataclass(frozen=True)
class Company:
    """What handlers know about the company they work for."""

    name: str
    texts: Texts
    help_phone: str = ""
    desk: DeskRules = field(default_factory=DeskRules)
    answers: tuple[CannedAnswer, ...] = ()
    usual_waits: UsualWaits = field(default_factory=UsualWaits, compare=False, repr=False)


@dataclass
class Turn:
    """One message of a driver or a customer, in one transaction."""

    session: Session
    now: datetime
    company: Company
    inbound: Inbound
    conversation: Conversation
    speaker: Driver | Customer
    reading: Reading | None = None
    """None where nothing was typed: buttons, photos, locations."""
    message_id: int | None = None
    """The transcript's row of this message."""
    said: list[str] = field(default_factory=list)
    """The keys of what has been said in this turn."""
    question: str = ""
    """What was written before the bot asked back; empty where this message is no answer to that."""
    was_handed_over: bool = False
    """Whether the desk has the whole message already, because of the first of its requests."""
    desk_has_the_answer: bool = False
    """Whether the text is shown already in the ticket for which this customer was asked."""
    files_are_shown: bool = False
    """Whether a person can see the photos that came with the message."""
    ignored: str | None = None
    """Why nothing was done, where nothing was; never any of the content."""

    @property
    def driver(self) -> Driver:
        """The speaker, where only drivers come."""
        assert isinstance(self.speaker, Driver)
        return self.speaker

    @property
    def customer(self) -> Customer:
        """The speaker, where only customers come."""
        assert isinstance(self.speaker, Customer)
        return self.speaker

    @property
    def language(self) -> str:
        """The language to answer in."""
        return self.conversation.language

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the driver's depot."""
        return ZoneInfo(self.driver.depot.timezone)

    @property
    def today(self) -> Any:
        """The date at the driver's depot."""
        return self.now.astimezone(self.zone).date()

    def text(self, key: str, **values: Any) -> str:
        """A template rendered in the language of this conversation."""
        return self.company.texts.render(key, self.language, company=self.company.name, **values)

    def say(
        self,
        key: str,
        *,
        buttons: Sequence[Sequence[Button]] = (),
        files: Sequence[File] = (),
        location: Location | None = None,
        ask_location: bool = False,
        priority: Priority = Priority.ANSWER,
        ticket_id: int | None = None,
        **values: Any,
    ) -> int:
        """Answers the speaker with the template `key`; gives the outbox number."""
        self.said.append(key)
        outbound = Outbound(
            channel=self.inbound.channel,
            destination=self.conversation.key.partition(":")[2],
            text=self.text(key, **values),
            buttons=tuple(tuple(row) for row in buttons),
            files=tuple(files),
            location=location,
            ask_location=ask_location,
        )
        return tell(
            self.session, outbound, self.now, self.conversation.key, priority=priority, ticket_id=ticket_id
        )

    def button(self, key: str, data: str, **values: Any) -> Button:
        """A button whose label is the template `key`."""
        return Button(self.text(key, **values), data)

    def ask(self, asks: str, **details: Any) -> None:
        """Remembers what was just asked, so that a bare answer is read in its light."""
        self.conversation.pending = {"asks": asks, **details}
        self.conversation.pending_until = self.now + PENDING_FOR

    def pending(self) -> dict[str, Any] | None:
        """What was asked last and is still open."""
        until = self.conversation.pending_until
        if until is None or until < self.now:
            return None
        pending: dict[str, Any] | None = self.conversation.pending
        return pending

    def forget(self) -> None:
        """Closes what was asked last."""
        self.conversation.pending = None
        self.conversation.pending_until = None


def tell(
    session: Session,
    outbound: Outbound,
    now: datetime,
    conversation: str,
    *,
    author: str = "Doorstep",
    priority: Priority = Priority.ANSWER,
    ticket_id: int | None = None,
    answers_slack_ts: str | None = None,
) -> int:
    """Queues a message to a driver or a customer and writes it into the transcript."""
    outbox_id = outbox.put(
        session,
        outbound,
        now,
        conversation=conversation,
        priority=priority,
        ticket_id=ticket_id,
        answers_slack_ts=answers_slack_ts,
    )
    assert outbox_id is not None
    transcript.add_outgoing(
        session, conversation, outbound.text, author, now, outbox_id, ticket_id, answers_slack_ts
    )
    return outbox_id


def channel_of(conversation: str) -> Channel:
    """The channel in which a conversation takes place."""
    return Channel(conversation.partition(":")[0])
