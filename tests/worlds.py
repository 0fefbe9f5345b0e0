"""Small worlds for tests that need rows but not a whole day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.texts import Texts
from handlers.turn import Company
from storage.models import Depot, Driver, Role, Staff, Ticket

COMPANY = Company("Acme", Texts())
PHOENIX = {
    "code": "phx",
    "name": "Phoenix",
    "timezone": "America/Phoenix",
    "slack_desk": "C01",
    "slack_dispatch": "C02",
    "slack_reports": "C03",
    "slack_claims": "C04",
}


def a_depot(session: Session) -> Depot:
    """The Phoenix depot."""
    return session.merge(Depot(**PHOENIX))


def another_depot(session: Session) -> Depot:
    """The Miami depot."""
    channels = {"slack_desk": "C11", "slack_dispatch": "C12", "slack_reports": "C13", "slack_claims": "C14"}
    return session.merge(Depot(code="mia", name="Miami", timezone="America/New_York", **channels))


def a_driver(session: Session, name: str = "Ana Ruiz", chat: str | None = "1001") -> Driver:
    """A linked driver of Phoenix."""
    a_depot(session)
    driver = Driver(name=name, depot_code="phx", telegram_chat=chat, language="en")
    session.add(driver)
    session.flush()
    return driver


def a_va(session: Session, name: str = "Dana Cole", slack_user: str = "U0DANA") -> Staff:
    """A VA of Phoenix."""
    a_depot(session)
    member = Staff(slack_user=slack_user, name=name, role=Role.VA, depot_code="phx")
    session.add(member)
    session.flush()
    return member


def a_ticket(session: Session, now: datetime) -> Ticket:
    """An open ticket of a driver's."""
    driver = a_driver(session)
    ticket = Ticket(
        depot_code="phx",
        conversation=f"telegram:{driver.telegram_chat}",
        driver_id=driver.id,
        intent="ask_gate_code",
        question="gate code for 14?",
        opened_at=now,
        slack_channel="C01",
    )
    session.add(ticket)
    session.flush()
    return ticket
