"""What is delivered today: routes, stops, parcels, and what is known about each address."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.crypto import SealedText
from storage.models.base import Base, words
from storage.models.people import Customer, Depot, Driver


class StopState(StrEnum):
    """Where a stop stands."""

    OPEN = "open"
    ARRIVED = "arrived"
    DELIVERED = "delivered"
    FAILED = "failed"
    SKIPPED = "skipped"


class NoteKind(StrEnum):
    """What an access note tells."""

    CODE = "code"
    ENTRANCE = "entrance"
    PARKING = "parking"
    CONTACT = "contact"
    """Whom to ask for at the address, and how."""
    RULE = "rule"
    """What may and may not be done there."""
    OTHER = "other"


class Address(Base):
    """A place, known across days and routes: what is learnt about it stays with it."""

    __tablename__ = "addresses"
    __table_args__ = (UniqueConstraint("depot_code", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    depot_code: Mapped[str] = mapped_column(ForeignKey("depots.code"))
    key: Mapped[str] = mapped_column(String(255))
    """The normalised address and unit, by which an import finds it again."""
    line: Mapped[str] = mapped_column(String(255))
    unit: Mapped[str] = mapped_column(String(40), default="")
    city: Mapped[str] = mapped_column(String(80), default="")
    state: Mapped[str] = mapped_column(String(40), default="")
    zip: Mapped[str] = mapped_column(String(16), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]

    @property
    def short(self) -> str:
        """House, street and unit: what a driver needs to recognise it."""
        return f"{self.line} {self.unit}".strip()


class AccessNote(Base):
    """One thing known about getting in. A code is sealed; `failed_at` or `replaced_at` takes it out of use."""

    __tablename__ = "access_notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    address_id: Mapped[int] = mapped_column(ForeignKey("addresses.id"), index=True)
    kind: Mapped[NoteKind] = mapped_column(words(NoteKind))
    text: Mapped[str] = mapped_column(SealedText("access_notes.text"))
    author: Mapped[str] = mapped_column(String(120))
    """Who said so: a name, "customer", or "import"."""
    source: Mapped[str] = mapped_column(String(24))
    """staff, customer, driver or import."""
    created_at: Mapped[datetime]
    first_worked_at: Mapped[datetime | None]
    worked_at: Mapped[datetime | None]
    """The last time."""
    failed_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]


class NoteVerdict(StrEnum):
    """What somebody said of a note after it was learnt."""

    WORKED = "worked"
    FAILED = "failed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    """No longer true, and nothing known instead."""
    QUESTIONED = "questioned"
    """Put to a person, because it was contradicted."""


class NoteReport(Base):
    """One such saying: who, when. Never changed afterwards."""

    __tablename__ = "note_reports"
    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("access_notes.id"), index=True)
    at: Mapped[datetime]
    verdict: Mapped[NoteVerdict] = mapped_column(words(NoteVerdict))
    author: Mapped[str] = mapped_column(String(120))
    driver_id: Mapped[int | None] = mapped_column(ForeignKey("drivers.id"))

    note: Mapped[AccessNote] = relationship()


class Route(Base):
    """One driver's stops of one day."""

    __tablename__ = "routes"
    __table_args__ = (UniqueConstraint("depot_code", "date", "name"), Index(None, "driver_id", "date"))
    id: Mapped[int] = mapped_column(primary_key=True)
    depot_code: Mapped[str] = mapped_column(ForeignKey("depots.code"))
    date: Mapped[date]
    name: Mapped[str] = mapped_column(String(40))
    driver_id: Mapped[int | None] = mapped_column(ForeignKey("drivers.id"))
    pickup_start: Mapped[datetime | None]
    pickup_end: Mapped[datetime | None]
    dock: Mapped[str] = mapped_column(String(40), default="")

    depot: Mapped[Depot] = relationship()
    driver: Mapped[Driver | None] = relationship()
    stops: Mapped[list[Stop]] = relationship(back_populates="route", order_by="Stop.number")


class Stop(Base):
    """One hand-over at one address."""

    __tablename__ = "stops"
    __table_args__ = (UniqueConstraint("route_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("routes.id"))
    number: Mapped[int]
    address_id: Mapped[int] = mapped_column(ForeignKey("addresses.id"), index=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str | None] = mapped_column(String(20))
    window_start: Mapped[datetime | None]
    window_end: Mapped[datetime | None]
    notes: Mapped[str] = mapped_column(SealedText("stops.notes"), default="")
    """Sealed, too: codes are often written here."""
    needs: Mapped[str] = mapped_column(String(120), default="")
    """What the hand-over requires or allows, with "|": signature, age21, photo, pin, in_person, leave_ok."""
    language: Mapped[str] = mapped_column(String(2), default="en")
    state: Mapped[StopState] = mapped_column(words(StopState), default=StopState.OPEN)
    arrived_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]

    route: Mapped[Route] = relationship(back_populates="stops")
    address: Mapped[Address] = relationship()
    customer: Mapped[Customer | None] = relationship()
    parcels: Mapped[list[Parcel]] = relationship(back_populates="stop", order_by="Parcel.id")


class Parcel(Base):
    """One box. `count` is how many boxes the line of the route file stands for."""

    __tablename__ = "parcels"
    __table_args__ = (UniqueConstraint("stop_id", "tracking"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    order_id: Mapped[str] = mapped_column(String(64), default="", index=True)
    tracking: Mapped[str] = mapped_column(String(64))
    value: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    count: Mapped[int] = mapped_column(default=1)

    stop: Mapped[Stop] = relationship(back_populates="parcels")


class Attempt(Base):
    """One try to hand a stop over. `reason` is empty when it succeeded."""

    __tablename__ = "attempts"
    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    driver_id: Mapped[int | None] = mapped_column(ForeignKey("drivers.id"))
    at: Mapped[datetime]
    succeeded: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(40), default="")


class Disclosure(Base):
    """A code or a number that was told to a driver: who, which stop, when."""

    __tablename__ = "disclosures"
    id: Mapped[int] = mapped_column(primary_key=True)
    driver_id: Mapped[int] = mapped_column(ForeignKey("drivers.id"), index=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    what: Mapped[str] = mapped_column(String(16))
    """code or phone; a note about whom to contact counts as a phone."""
    note_id: Mapped[int | None] = mapped_column(ForeignKey("access_notes.id"))
    at: Mapped[datetime]
