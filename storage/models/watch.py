"""What the auditor keeps: when each part of the program last showed that it lives, and what was found broken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class Pulse(Base):
    """When a part of the program that works by the clock was last seen at work."""

    __tablename__ = "pulses"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]


class Finding(Base):
    """One rule that was found broken: told once, again only for what is new in it, and once when it is mended."""

    __tablename__ = "audit_findings"
    __table_args__ = (
        Index(
            "ix_audit_findings_open",
            "rule",
            "depot_code",
            unique=True,
            sqlite_where=text("mended_at IS NULL"),
            postgresql_where=text("mended_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(48))
    depot_code: Mapped[str] = mapped_column(String(32), default="")
    """Empty where the rule is about no depot."""
    what: Mapped[str] = mapped_column(Text)
    """In plain words, as it was found last."""
    told: Mapped[Any] = mapped_column(JSON, default=list)
    """What it has been told about already: tickets, channels, parts of the program."""
    since: Mapped[datetime]
    seen_at: Mapped[datetime]
    """When it was last found broken."""
    posted_at: Mapped[datetime]
    mended_at: Mapped[datetime | None]
