"""What comes in, what goes out, and where each conversation stands."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.crypto import SealedJson, SealedText
from storage.message import Channel
from storage.models.base import Base, words

SequenceId = BigInteger().with_variant(Integer, "sqlite")


class InboxState(StrEnum):
    """Where a received message stands."""

    NEW = "new"
    DONE = "done"
    DROPPED = "dropped"
    DEAD = "dead"


class OutboxState(StrEnum):
    """Where a message to be sent stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class Direction(StrEnum):
    """Which way a message of the transcript went."""

    IN = "in"
    OUT = "out"


class Inbox(Base):
    """Everything received, as it came, committed before it is acknowledged. Order is the order of `id`."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "provider_key"),
        Index(
            "ix_inbox_waiting",
            "conversation",
            "id",
            sqlite_where=text("state = 'new'"),
            postgresql_where=text("state = 'new'"),
        ),
        Index(
            "ix_inbox_oldest",
            "id",
            sqlite_where=text("state = 'new'"),
            postgresql_where=text("state = 'new'"),
        ),
    )
    id: Mapped[int] = mapped_column(SequenceId, primary_key=True)
    channel: Mapped[Channel] = mapped_column(words(Channel))
    provider_key: Mapped[str] = mapped_column(String(160))
    """What makes this event one event for its service; a second one with the same key is dropped."""
    conversation: Mapped[str] = mapped_column(String(80))
    received_at: Mapped[datetime]
    raw: Mapped[Any] = mapped_column(SealedJson("inbox.raw"))
    state: Mapped[InboxState] = mapped_column(words(InboxState), default=InboxState.NEW)
    tries: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)
    """Why it was dropped or could not be handled; never any of its content."""


class Outbox(Base):
    """Everything to be sent. Within a conversation it goes out in the order of `id`."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_waiting",
            "conversation",
            "id",
            sqlite_where=text("state IN ('queued', 'sending')"),
            postgresql_where=text("state IN ('queued', 'sending')"),
        ),
    )
    id: Mapped[int] = mapped_column(SequenceId, primary_key=True)
    channel: Mapped[Channel] = mapped_column(words(Channel))
    conversation: Mapped[str] = mapped_column(String(80))
    destination: Mapped[str] = mapped_column(String(64))
    priority: Mapped[int]
    payload: Mapped[Any] = mapped_column(SealedJson("outbox.payload"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    answers_slack_ts: Mapped[str | None] = mapped_column(String(80))
    """The VA's message ("CHANNEL:TS") that this carries to the other side; it gets a mark when sent or failed."""
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    """When it may be tried next."""
    wanted_at: Mapped[datetime | None]
    """When it was to leave, however often that has been put off since."""
    state: Mapped[OutboxState] = mapped_column(words(OutboxState), default=OutboxState.QUEUED)
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    provider_id: Mapped[str | None] = mapped_column(String(160), index=True)
    sent_at: Mapped[datetime | None]
    delivery: Mapped[str | None] = mapped_column(String(24))
    """What the carrier last said of it: queued, sent, delivered, undelivered, failed."""
    reason: Mapped[str | None] = mapped_column(Text)


class Message(Base):
    """The transcript: what was said by whom, both ways, whatever the channel."""

    __tablename__ = "messages"
    __table_args__ = (Index(None, "conversation", "id"), Index(None, "at"))
    id: Mapped[int] = mapped_column(SequenceId, primary_key=True)
    conversation: Mapped[str] = mapped_column(String(80))
    direction: Mapped[Direction] = mapped_column(words(Direction))
    author: Mapped[str] = mapped_column(String(120))
    """A person's name, or "Doorstep"."""
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(SealedText("messages.text"))
    provider_message: Mapped[str | None] = mapped_column(String(160), index=True)
    """The service's id of an inbound message."""
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    """The ticket that an answer of the desk's belongs to, or by which a person got what came in."""
    slack_ts: Mapped[str | None] = mapped_column(String(80), index=True)
    """For a VA's answer: "CHANNEL:TS" of the Slack message it came from, so that edits find it."""
    intent: Mapped[str | None] = mapped_column(String(40))
    also: Mapped[str | None] = mapped_column(String(40))
    """The intent of the second request, where the message holds two."""
    confidence: Mapped[float | None]
    edited_at: Mapped[datetime | None]


class Conversation(Base):
    """Where a conversation stands: its language and what was asked last."""

    __tablename__ = "conversations"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), default="en")
    pending: Mapped[Any | None] = mapped_column(SealedJson("conversations.pending"))
    """What was asked last and is not answered yet: {"asks": …, …}."""
    pending_until: Mapped[datetime | None]


class Slot(Base):
    """When a destination's next message may leave (GCRA: the theoretical arrival time, epoch seconds)."""

    __tablename__ = "slots"
    key: Mapped[str] = mapped_column(String(96), primary_key=True)
    arrival: Mapped[float]


class JobRun(Base):
    """One run of one job; the key decides in which process it happens, and that it happens once."""

    __tablename__ = "job_runs"
    job: Mapped[str] = mapped_column(String(64), primary_key=True)
    occasion: Mapped[str] = mapped_column(String(64), primary_key=True)
    """The depot and local date, or the instant, that the run is for."""
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
