"""What became of a message: marks on the desk's replies, and a person where it never arrived."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import desk
from handlers.turn import channel_of
from storage import outbox, people, tickets
from storage.message import Channel, Operation, Outbound, Priority
from storage.models import Customer, Depot, Driver, Outbox, TicketState, Urgency

ARRIVED = "white_check_mark"
NEVER_ARRIVED = "x"


def delivered(session: Session, now: datetime, outbox_id: int) -> None:
    """Marks the reply in Slack that this message carried, if it carried one."""
    _mark(session, now, session.get_one(Outbox, outbox_id), ARRIVED)


def undeliverable(session: Session, now: datetime, outbox_id: int, reason: str) -> None:
    """Hands a message that nobody got to a person: in its ticket's thread, or as a ticket of its own."""
    row = session.get_one(Outbox, outbox_id)
    outbound = Outbound.from_json(row.payload)
    # A carrier that ends texts by itself refuses even their confirmation, and has confirmed already.
    if row.channel is Channel.SLACK or outbound.extra.get("confirms_opt_out"):
        return
    _mark(session, now, row, NEVER_ARRIVED)
    driver, _ = other_side(session, row.conversation)
    if driver is not None and reason == "blocked":
        driver.blocked_at = now
    ticket = None if row.ticket_id is None else tickets.get(session, row.ticket_id)
    if ticket is not None and ticket.state is not TicketState.RESOLVED:
        desk.add_to_thread(session, now, ticket, f"Not delivered ({_explained(reason)}).")
        return
    question = f"{_explained(reason)}: {outbound.text}"
    _ticket_about(session, now, row.conversation, "undeliverable", question)


def unhandled(session: Session, now: datetime, conversation: str) -> None:
    """Hands a message that the bot failed on to a person: never silence."""
    if channel_of(conversation) is not Channel.SLACK:
        question = "The bot could not handle a message of this conversation. Please ask what was meant."
        _ticket_about(session, now, conversation, "unhandled", question)


def other_side(session: Session, conversation: str) -> tuple[Driver | None, Customer | None]:
    """The driver or customer whose conversation this is."""
    channel, _, address = conversation.partition(":")
    if channel == Channel.TELEGRAM:
        return people.driver_by_chat(session, address), None
    return None, people.customer_by_phone(session, address)


def depot_of(session: Session, driver: Driver | None, customer: Customer | None) -> Depot | None:
    """The depot whose desk answers this person: the driver's, the customer's latest stop's, else the first."""
    if driver is not None:
        return driver.depot
    depot = people.depot_of_customer(session, customer.id) if customer is not None else None
    return depot or next(iter(people.depots(session)), None)


def _ticket_about(session: Session, now: datetime, conversation: str, intent: str, question: str) -> None:
    driver, customer = other_side(session, conversation)
    depot = depot_of(session, driver, customer)
    if depot is None or (driver is None and customer is None):
        return
    desk.open_ticket(
        session,
        now,
        conversation=conversation,
        depot_code=depot.code,
        question=question,
        intent=intent,
        driver=driver,
        customer=customer,
        urgency=Urgency.AT_THE_DOOR if driver is not None else Urgency.NORMAL,
    )


def _mark(session: Session, now: datetime, row: Outbox, emoji: str) -> None:
    if row.answers_slack_ts is None:
        return
    outbound = Outbound(
        channel=Channel.SLACK,
        destination=row.answers_slack_ts.partition(":")[0],
        text=emoji,
        operation=Operation.REACT,
        target=row.answers_slack_ts,
    )
    outbox.put(
        session,
        outbound,
        now,
        conversation=f"slack:mark:{row.id}",
        priority=Priority.DESK,
        ticket_id=row.ticket_id,
    )


def _explained(reason: str) -> str:
    return {
        "blocked": "the driver has blocked the bot: call",
        "landline": "landline: call",
        "dead": "the number does not take texts: call",
        "opted out": "the customer wants no texts: call if it matters",
    }.get(reason, reason)
