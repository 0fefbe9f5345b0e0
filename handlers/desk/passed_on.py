"""A ticket that staff make by hand, out of something they read in Slack."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.desk.deeds import NOT_STAFF, Verdict
from handlers.desk.one_driver import fitting
from handlers.desk.tickets import add_to_thread, open_ticket
from handlers.turn import Company
from storage import people, tickets
from storage.message import Channel
from storage.models import Depot, Driver, Urgency

INTENT = "passed_on_by_staff"
MOST_NAMED = 4


def make_ticket(
    session: Session,
    now: datetime,
    company: Company,
    slack_user: str,
    message: str,
    link: str,
    text: str,
    urgency: Urgency,
    driver_name: str,
) -> Verdict:
    """Makes a ticket of a message ("CHANNEL:TS", to which `link` leads): the named driver's, or nobody's."""
    member = people.staff_by_slack(session, slack_user)
    if member is None:
        return Verdict(False, NOT_STAFF)
    depot = depot_of(session, slack_user, message.partition(":")[0])
    driver = _driver_named(session, depot, driver_name) if driver_name else None
    if isinstance(driver, str):
        return Verdict(False, driver)
    if driver is not None and driver.telegram_chat is None:
        return Verdict(False, f"{driver.name} has not joined the bot yet. Leave the name out, and call.")
    conversation = f"slack:message:{message}"
    made = tickets.unresolved(session, conversation)
    if made is not None and driver is None:
        return Verdict(False, f"Ticket {made.id} has been made of this message already.")
    ticket = open_ticket(
        session,
        now,
        conversation=conversation if driver is None else f"{Channel.TELEGRAM.value}:{driver.telegram_chat}",
        depot_code=depot.code,
        question=text,
        intent=INTENT,
        driver=driver,
        urgency=urgency,
        rules=company.desk,
    )
    add_to_thread(session, now, ticket, f"Passed on by {member.name} from {link}")
    return Verdict(True, f"Ticket {ticket.id} is at the desk of {ticket.depot.name}.")


def depot_of(session: Session, slack_user: str, channel: str) -> Depot:
    """The depot whose channel it is, else the one that this member of staff belongs to."""
    found = people.depot_of_channel(session, channel)
    if found is not None:
        return found
    member = people.staff_by_slack(session, slack_user)
    assert member is not None
    return session.get_one(Depot, member.depot_code)


def _driver_named(session: Session, depot: Depot, written: str) -> Driver | str:
    """The driver of the depot who is meant by a name or a part of it; otherwise what to say."""
    found = fitting(people.drivers(session, depot.code), written)
    if len(found) == 1:
        return found[0]
    if not found:
        return f"No driver of {depot.name} has that name."
    names = ", ".join(driver.name for driver in found[:MOST_NAMED])
    return f"Several drivers fit: {names}{' …' if len(found) > MOST_NAMED else ''}. Write more of the name."
