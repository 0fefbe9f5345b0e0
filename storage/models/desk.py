"""The desk: tickets, what happened to each, and what the desk teaches the reader."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.crypto import SealedText
from storage.models.base import Base, words
from storage.models.people import Customer, Depot, Driver, Staff
from storage.models.routes import Stop


class TicketState(StrEnum):
    """Where a ticket stands: nobody's, somebody's, or done."""

    OPEN = "open"
    TAKEN = "taken"
    RESOLVED = "resolved"


class Urgency(StrEnum):
    """How soon a person is needed."""

    EMERGENCY = "emergency"
    AT_THE_DOOR = "at_the_door"
    NORMAL = "normal"


class Ticket(Base):
    """One question in the desk's hands. Either a driver or a customer waits at the other end, or neither."""

    __tablename__ = "tickets"
    __table_args__ = (
        Index("ix_tickets_card", "slack_channel", "slack_ts"),
        Index(
            "ix_tickets_unresolved",
            "conversation",
            unique=True,
            sqlite_where=text("state <> 'resolved'"),
            postgresql_where=text("state <> 'resolved'"),
        ),
        Index(
            "ix_tickets_due",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
        Index("ix_tickets_opened", "depot_code", "opened_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    depot_code: Mapped[str] = mapped_column(ForeignKey("depots.code"))
    conversation: Mapped[str] = mapped_column(String(80))
    """Whose conversation it is about, "telegram:CHAT" or "sms:+1602…"; answers go there. Where nobody asks:
    "slack:…", what it is about."""
    driver_id: Mapped[int | None] = mapped_column(ForeignKey("drivers.id"))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"))
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("stops.id"))
    intent: Mapped[str] = mapped_column(String(40))
    """A name from the contract of intents, or why the bot itself opened it, e.g. "undeliverable"."""
    confidence: Mapped[float | None]
    question: Mapped[str] = mapped_column(SealedText("tickets.question"))
    urgency: Mapped[Urgency] = mapped_column(words(Urgency), default=Urgency.NORMAL)
    state: Mapped[TicketState] = mapped_column(words(TicketState), default=TicketState.OPEN)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    with_dispatch: Mapped[bool] = mapped_column(default=False)
    asked_customer_at: Mapped[datetime | None]
    """When the customer was texted for a code, if so: the first answer to come closes the other."""
    opened_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    reopened_at: Mapped[datetime | None]
    """When the same was asked again soon after it was resolved, the last time that happened."""
    service_level: Mapped[Any] = mapped_column(JSON, default=dict)
    """The promise under which it was opened; later changes of config.yml do not bend it."""
    waiting_since: Mapped[datetime | None]
    """Since when the asker waits for an answer; empty while the desk waits for the asker."""
    answer_due_at: Mapped[datetime | None]
    answer_is_late: Mapped[bool] = mapped_column(default=False)
    """Whether the answer that is due now has been written down as late."""
    first_in_time: Mapped[bool | None]
    """Whether the first answer kept the promise; empty until that is known."""
    resolve_due_at: Mapped[datetime | None]
    resolve_left: Mapped[float | None]
    """Seconds of desk time left to resolve it, while that clock stands still."""
    resolved_late: Mapped[bool] = mapped_column(default=False)
    waits: Mapped[int] = mapped_column(default=0)
    """How often the asker has begun to wait for an answer: each time the steps begin anew."""
    ladder_since: Mapped[datetime | None]
    """What the steps of the ladder are timed from."""
    steps_taken: Mapped[int] = mapped_column(default=0)
    """How many steps of the ladder this wait has seen, repetitions of the last one counted."""
    owner_steps_taken: Mapped[int] = mapped_column(default=0)
    """How many steps have been taken because this owner is silent."""
    next_step_at_once: Mapped[bool] = mapped_column(default=False)
    """Whether the last step reached nobody, so that the next one must not wait for its time."""
    on_call_asked_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    """When something is to be done about it by the clock."""
    slack_channel: Mapped[str] = mapped_column(String(32))
    slack_ts: Mapped[str | None] = mapped_column(String(32))
    """The card's message, once it is posted; replies below it belong to this ticket."""

    @property
    def has_asker(self) -> bool:
        """Whether somebody waits for words; otherwise the desk has only to see to it."""
        return self.driver_id is not None or self.customer_id is not None

    depot: Mapped[Depot] = relationship()
    driver: Mapped[Driver | None] = relationship()
    customer: Mapped[Customer | None] = relationship()
    stop: Mapped[Stop | None] = relationship()
    owner: Mapped[Staff | None] = relationship()
    events: Mapped[list[TicketEvent]] = relationship(back_populates="ticket", order_by="TicketEvent.id")


class StepOutcome(StrEnum):
    """What became of a call for somebody."""

    UNDER_WAY = "under_way"
    REACHED = "reached"
    FAILED = "failed"
    NOBODY = "nobody"
    """There was nobody to call."""


class Escalation(Base):
    """One step that was taken because nobody answered, and what became of it."""

    __tablename__ = "escalations"
    __table_args__ = (UniqueConstraint("ticket_id", "wait", "step", "occasion"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    wait: Mapped[int]
    """The how-manieth wait of the ticket it belongs to."""
    step: Mapped[str] = mapped_column(String(24))
    occasion: Mapped[str] = mapped_column(String(40), default="")
    """What tells two equal steps of one wait apart: whose turn it was, the day, the repetition."""
    at: Mapped[datetime]
    outcome: Mapped[StepOutcome] = mapped_column(words(StepOutcome))
    reason: Mapped[str | None] = mapped_column(String(200))


class TicketEvent(Base):
    """One thing that happened to a ticket; never changed afterwards."""

    __tablename__ = "ticket_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(40))
    """opened, added, taken, answered, to_dispatch, note_saved, wrong_intent, resolved …"""
    actor: Mapped[str] = mapped_column(String(120), default="")
    detail: Mapped[str | None] = mapped_column(SealedText("ticket_events.detail"))

    ticket: Mapped[Ticket] = relationship(back_populates="events")


class Judgement(StrEnum):
    """What the review made of a person's answer."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Feedback(Base):
    """What a person said a message really meant: food for training, once it is reviewed."""

    __tablename__ = "nlu_feedback"
    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"), index=True)
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(SealedText("nlu_feedback.text"))
    audience: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2))
    read_as: Mapped[str] = mapped_column(String(40))
    meant: Mapped[str] = mapped_column(String(40))
    author: Mapped[str] = mapped_column(String(120))
    judgement: Mapped[Judgement | None] = mapped_column(words(Judgement))
    """Empty while it waits for the review."""
    judged_at: Mapped[datetime | None]
