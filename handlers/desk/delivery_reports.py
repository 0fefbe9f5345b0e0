"""What became of a message: marks on the desk's replies, and a person where it never arrived."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.asker import to_asker
from handlers.desk import card_steps, deeds, teaching
from handlers.promises import escalation
from handlers.turn import Company, channel_of
from storage import escalations, outbox, people, tickets
from storage.message import Channel, Inbound, Operation, Outbound, Priority
from storage.models import Customer, Depot, Driver, Outbox, Ticket, TicketState, Urgency

ARRIVED = "white_check_mark"
NEVER_ARRIVED = "x"


def delivered(session: Session, now: datetime, outbox_id: int) -> None:
    """Marks the reply in Slack that this message carried, if it carried one."""
    _mark(session, now, session.get_one(Outbox, outbox_id), ARRIVED)


def step_reached(session: Session, outbound: Outbound) -> None:
    """Writes down that the call for somebody arrived, if this message was one."""
    if "step" in outbound.extra:
        escalations.reached(session, outbound.extra["step"])


def undeliverable(session: Session, now: datetime, company: Company, outbox_id: int, reason: str) -> None:
    """Hands a message that nobody got to a person: in its ticket's thread, or as a ticket of its own."""
    row = session.get_one(Outbox, outbox_id)
    outbound = Outbound.from_json(row.payload)
    # A carrier that ends texts by itself refuses even their confirmation, and has confirmed already.
    if outbound.extra.get("confirms_opt_out"):
        return
    if "step" in outbound.extra:
        escalation.failed(session, company, outbound.extra["step"], reason)
        card_steps.failure_known(session, now, outbound.extra["step"])
        return
    if row.channel is Channel.SLACK:
        _without_card(session, now, row, outbound)
        return
    _mark(session, now, row, NEVER_ARRIVED)
    driver, _ = other_side(session, row.conversation)
    if driver is not None and reason == "blocked":
        driver.blocked_at = now
    ticket = None if row.ticket_id is None else tickets.get(session, row.ticket_id)
    if ticket is not None and ticket.state is not TicketState.RESOLVED:
        deeds.add_to_thread(session, now, ticket, f"Not delivered ({_explained(reason)}).")
        return
    question = f"{_explained(reason)}: {outbound.text}"
    _ticket_about(session, now, company, row.conversation, "undeliverable", question, Urgency.AT_THE_DOOR)


def unhandled(
    session: Session,
    now: datetime,
    company: Company,
    conversation: str,
    inbound: Inbound | None = None,
    *,
    is_emergency: bool = False,
) -> None:
    """Hands a message that the bot failed on to a person, and says so: never silence."""
    if channel_of(conversation) is Channel.SLACK:
        if inbound is not None:
            _react(session, now, inbound.message_id, NEVER_ARRIVED, f"slack:mark:{inbound.message_id}")
        return
    question = (inbound.text if inbound else "") or teaching.UNREADABLE
    urgency = Urgency.EMERGENCY if is_emergency else Urgency.AT_THE_DOOR
    ticket = _ticket_about(session, now, company, conversation, "unhandled", question, urgency)
    if ticket is not None and ticket.driver_id is not None:
        key = "emergency" if is_emergency else "not_understood"
        to_asker(session, now, ticket, company, key, owner="")


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


def _ticket_about(
    session: Session,
    now: datetime,
    company: Company,
    conversation: str,
    intent: str,
    question: str,
    urgency: Urgency,
) -> Ticket | None:
    driver, customer = other_side(session, conversation)
    depot = depot_of(session, driver, customer)
    if depot is None or (driver is None and customer is None):
        return None
    return deeds.open_ticket(
        session,
        now,
        conversation=conversation,
        depot_code=depot.code,
        question=question,
        intent=intent,
        driver=driver,
        customer=customer,
        urgency=urgency if driver is not None else Urgency.NORMAL,
        rules=company.desk,
    )


def _without_card(session: Session, now: datetime, row: Outbox, outbound: Outbound) -> None:
    """A card that Slack will not have is replaced by plain words; whatever else it refuses is in the log."""
    ticket = None if row.ticket_id is None else tickets.get(session, row.ticket_id)
    if ticket is None or outbound.operation is not Operation.CARD:
        return
    words = Outbound(
        channel=Channel.SLACK,
        destination=outbound.destination,
        text=f"Ticket {ticket.id}, whose card cannot be shown: {ticket.question}",
        mention=outbound.mention,
        extra={"outside_thread": True},
    )
    outbox.put(session, words, now, conversation=f"slack:plain:{row.id}", ticket_id=ticket.id)


def _mark(session: Session, now: datetime, row: Outbox, emoji: str) -> None:
    if row.answers_slack_ts is not None:
        _react(session, now, row.answers_slack_ts, emoji, f"slack:mark:{row.id}", row.ticket_id)


def _react(
    session: Session, now: datetime, message: str, emoji: str, conversation: str, ticket_id: int | None = None
) -> None:
    outbound = Outbound(
        channel=Channel.SLACK,
        destination=message.partition(":")[0],
        text=emoji,
        operation=Operation.REACT,
        target=message,
    )
    outbox.put(session, outbound, now, conversation=conversation, priority=Priority.DESK, ticket_id=ticket_id)


def _explained(reason: str) -> str:
    return {
        "blocked": "the driver has blocked the bot: call",
        "landline": "landline: call",
        "dead": "the number does not take texts: call",
        "opted out": "the customer wants no texts: call if it matters",
    }.get(reason, reason)
