"""A chat with another driver, a driver with another chat."""

from __future__ import annotations

from storage import chats, outbox
from storage.database import Database
from storage.message import Channel, Operation, Outbound
from storage.models import Outbox, OutboxState
from tests.conftest import HandClock
from tests.worlds import a_driver, a_ticket


def test_tickets_and_chats_are_told_apart_by_their_driver(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        ticket = a_ticket(session, clock.now())
        assert ticket.driver is not None
        other = a_driver(session, "Rosa Diaz", None)
        assert chats.tickets_of(session, ticket.driver) == [ticket]
        assert chats.tickets_of_others(session, ticket.conversation, other) == [ticket]
        assert chats.tickets_of_others(session, ticket.conversation, ticket.driver) == []
        assert chats.is_held_by_another(session, "1001", other)
        assert not chats.is_held_by_another(session, "1001", ticket.driver)


def test_what_waits_follows_the_driver_or_is_taken_back(database: Database, clock: HandClock) -> None:
    texts = Outbound(Channel.TELEGRAM, "1001", "side gate"), Outbound(Channel.TELEGRAM, "1001", "left")
    change = Outbound(Channel.TELEGRAM, "1001", "front gate", Operation.EDIT, target="1")
    with database.transaction() as session:
        for outbound in (*texts, change):
            outbox.put(session, outbound, clock.now(), conversation="telegram:1001")
        first = session.get_one(Outbox, 1)
        first.state = OutboxState.SENT
        session.flush()
        chats.redirect_waiting(session, "telegram:1001", "telegram:9009")
        moved, dropped = session.get_one(Outbox, 2), session.get_one(Outbox, 3)
        assert (first.conversation, moved.conversation) == ("telegram:1001", "telegram:9009")
        assert (moved.destination, Outbound.from_json(moved.payload).destination) == ("9009", "9009")
        assert dropped.state is OutboxState.DROPPED
        chats.withdraw_waiting(session, "telegram:9009")
        assert moved.state is OutboxState.DROPPED
        assert first.state is OutboxState.SENT
