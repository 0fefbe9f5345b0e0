"""Who works here and who is delivered to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base, words


class Role(StrEnum):
    """What a member of staff may decide."""

    VA = "va"
    DISPATCHER = "dispatcher"
    MANAGER = "manager"


class Depot(Base):
    """One place that routes start from. Mirrors the configuration; rows refer to its code."""

    __tablename__ = "depots"
    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    timezone: Mapped[str] = mapped_column(String(64))
    slack_desk: Mapped[str] = mapped_column(String(32))
    slack_dispatch: Mapped[str] = mapped_column(String(32))
    slack_reports: Mapped[str] = mapped_column(String(32))
    slack_claims: Mapped[str] = mapped_column(String(32))


class Staff(Base):
    """A VA, dispatcher or manager, known by the Slack user id."""

    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(primary_key=True)
    slack_user: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role] = mapped_column(words(Role))
    depot_code: Mapped[str] = mapped_column(ForeignKey("depots.code"))
    active: Mapped[bool] = mapped_column(default=True)
    phone: Mapped[str | None] = mapped_column(String(20))
    """Where a manager is texted when nobody else answers."""
    on_break_since: Mapped[datetime | None]
    last_given_at: Mapped[datetime | None]
    """When the round last gave this person a ticket."""
    slack_group: Mapped[str | None] = mapped_column(String(32))
    """The Slack group that brought this person in; empty for whoever was added by hand."""

    @property
    def first_name(self) -> str:
        """How a driver is told who answers."""
        return self.name.split()[0]


class Driver(Base):
    """A driver. Without `telegram_chat` not yet linked; `invite_hash` is the SHA-256 of the open invitation."""

    __tablename__ = "drivers"
    id: Mapped[int] = mapped_column(primary_key=True)
    depot_code: Mapped[str] = mapped_column(ForeignKey("depots.code"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(2), default="en")
    telegram_chat: Mapped[str | None] = mapped_column(String(32), unique=True)
    blocked_at: Mapped[datetime | None]
    invite_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    invite_expires_at: Mapped[datetime | None]
    active: Mapped[bool] = mapped_column(default=True)

    depot: Mapped[Depot] = relationship()

    @property
    def first_name(self) -> str:
        """How the bot and the desk call the driver."""
        return self.name.split()[0]


class Customer(Base):
    """Somebody who is delivered to, known by the phone number."""

    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    phone: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    language: Mapped[str] = mapped_column(String(2), default="en")
    opted_out_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]
    """When the carrier said that the number cannot receive texts."""
