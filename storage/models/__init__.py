"""The tables. One module per subject; import the classes from here."""

from storage.models.base import Base, UtcDateTime
from storage.models.desk import Feedback, Judgement, Ticket, TicketEvent, TicketState, Urgency
from storage.models.people import Customer, Depot, Driver, Role, Staff
from storage.models.routes import (
    AccessNote,
    Address,
    Attempt,
    Disclosure,
    NoteKind,
    Parcel,
    Route,
    Stop,
    StopState,
)
from storage.models.traffic import (
    Conversation,
    Direction,
    Inbox,
    InboxState,
    JobRun,
    Message,
    Outbox,
    OutboxState,
    Slot,
)

__all__ = [
    "AccessNote",
    "Address",
    "Attempt",
    "Base",
    "Conversation",
    "Customer",
    "Depot",
    "Direction",
    "Disclosure",
    "Driver",
    "Feedback",
    "Inbox",
    "InboxState",
    "JobRun",
    "Judgement",
    "Message",
    "NoteKind",
    "Outbox",
    "OutboxState",
    "Parcel",
    "Role",
    "Route",
    "Slot",
    "Staff",
    "Stop",
    "StopState",
    "Ticket",
    "TicketEvent",
    "TicketState",
    "Urgency",
    "UtcDateTime",
]
