"""The desk: tickets, what happened to each, and what the desk teaches the reader."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
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
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    depot_code: Mapped[str] = mapped_column(ForeignKey("depots.code"))
    conversation: Mapped[str] = mapped_column(String(80))
    """Whose conversation it is about, "telegram:CHAT" or "sms:+1602…"; answers go there."""
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
    slack_channel: Mapped[str] = mapped_column(String(32))
    slack_ts: Mapped[str | None] = mapped_column(String(32))
    """The card's message, once it is posted; replies below it belong to this ticket."""

    depot: Mapped[Depot] = relationship()
    driver: Mapped[Driver | None] = relationship()
    customer: Mapped[Customer | None] = relationship()
    stop: Mapped[Stop | None] = relationship()
    owner: Mapped[Staff | None] = relationship()
    events: Mapped[list[TicketEvent]] = relationship(back_populates="ticket", order_by="TicketEvent.id")


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
