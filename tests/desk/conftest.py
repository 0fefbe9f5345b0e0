"""A desk with two VAs, a driver who waits, and what left for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.desk import thread_messages
from storage import people
from storage.database import Database
from storage.message import Channel, Inbound, InboundKind, Operation, Outbound
from storage.models import Outbox, Staff, Ticket
from tests.conftest import HandClock
from tests.worlds import COMPANY, a_ticket, a_va

CARD_TS = "1700000000.000100"
CUSTOMER = "+16025550142"


@dataclass
class Desk:
    """One open transaction at the desk."""

    session: Session
    clock: HandClock
    ticket: Ticket
    dana: Staff
    marcus: Staff

    def write(self, text: str, by: str = "U0DANA", ts: str = "1.1", **more: Any) -> str | None:
        """Somebody writes, edits or deletes below the card."""
        inbound = Inbound(
            Channel.SLACK,
            f"slack:{self.ticket.slack_channel}:{self.ticket.slack_ts}",
            by,
            f"{self.ticket.slack_channel}:{ts}",
            text=text,
            **more,
        )
        return thread_messages.thread_message(self.session, self.clock.now(), COMPANY, inbound)

    def edit(self, text: str, ts: str = "1.1") -> None:
        """The writer changes the message."""
        self.write(text, ts=ts, kind=InboundKind.EDIT)

    def left(self, channel: Channel | None = None, operation: Operation = Operation.SEND) -> list[str]:
        """The texts that were put into the outbox."""
        rows = self.session.scalars(select(Outbox).order_by(Outbox.id))
        outbounds = [Outbound.from_json(row.payload) for row in rows]
        return [o.text for o in outbounds if channel in (None, o.channel) and o.operation is operation]

    def to_driver(self, operation: Operation = Operation.SEND) -> list[str]:
        """What left for the driver."""
        return self.left(Channel.TELEGRAM, operation)

    def to_the_asker(self, operation: Operation = Operation.SEND) -> list[str]:
        """What left for anybody outside of Slack."""
        return self.left(Channel.TELEGRAM, operation) + self.left(Channel.SMS, operation)

    def in_thread(self) -> list[str]:
        """What the bot wrote below the card."""
        return self.left(Channel.SLACK)


def a_desk(session: Session, clock: HandClock) -> Desk:
    """The desk over an open transaction."""
    dana, marcus = a_va(session), a_va(session, "Marcus Webb", "U0MARCUS")
    ticket = a_ticket(session, clock.now())
    ticket.slack_ts = CARD_TS
    session.flush()
    return Desk(session, clock, ticket, dana, marcus)


@pytest.fixture
def desk(database: Database, clock: HandClock) -> Iterator[Desk]:
    """The desk, once over each database."""
    with database.transaction() as session:
        yield a_desk(session, clock)


@pytest.fixture
def customers_desk(desk: Desk) -> Desk:
    """The same, but the ticket is a customer's."""
    ask_as_customer(desk)
    return desk


def ask_as_customer(desk: Desk) -> None:
    """Makes the ticket a customer's."""
    customer = people.customer_or_new(desk.session, CUSTOMER)
    desk.ticket.driver_id, desk.ticket.customer_id = None, customer.id
    desk.ticket.conversation = f"sms:{CUSTOMER}"
    desk.session.flush()
    desk.session.expire(desk.ticket)
