"""Finding and adding the people: staff, drivers, customers, and the depots they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, or_, select, union
from sqlalchemy.orm import Session, joinedload

from storage.models import Address, Customer, Depot, Driver, Role, Route, Staff, Stop


def sync_depots(session: Session, depots: Iterable[Depot]) -> None:
    """Brings the depots' rows in line with the configuration; none is ever removed."""
    for depot in depots:
        session.merge(depot)
    session.flush()


def depots(session: Session) -> list[Depot]:
    """Every depot, by code."""
    return list(session.scalars(select(Depot).order_by(Depot.code)))


def depot_of_channel(session: Session, channel: str) -> Depot | None:
    """The depot that has this Slack channel for anything."""
    rooms = (Depot.slack_desk, Depot.slack_dispatch, Depot.slack_reports, Depot.slack_claims)
    return session.scalar(
        select(Depot).where(or_(*(room == channel for room in rooms))).order_by(Depot.code).limit(1)
    )


def staff_by_slack(session: Session, slack_user: str) -> Staff | None:
    """The active member of staff with this Slack user id."""
    return session.scalar(select(Staff).where(Staff.slack_user == slack_user, Staff.active))


def staff(session: Session, depot: str | None = None) -> list[Staff]:
    """Everybody on the staff, of one depot or of all."""
    query = select(Staff).where(Staff.active).order_by(Staff.name)
    return list(session.scalars(query if depot is None else query.where(Staff.depot_code == depot)))


def add_staff(
    session: Session, slack_user: str, name: str, role: Role, depot: str, phone: str | None = None
) -> Staff:
    """Adds a member of staff, or changes the one with this Slack user id; a number that is known already stays."""
    member = session.scalar(select(Staff).where(Staff.slack_user == slack_user))
    if member is None:
        member = Staff(slack_user=slack_user)
        session.add(member)
    member.name, member.role, member.depot_code, member.active = name, role, depot, True
    # Only managers are texted.
    member.phone = (phone or member.phone) if role is Role.MANAGER else None
    # Whoever is added by hand stays, whatever Slack's groups say.
    member.slack_group = None
    session.flush()
    return member


def all_staff(session: Session) -> dict[str, Staff]:
    """Everybody who was ever on the staff, active or not, by Slack user id."""
    return {member.slack_user: member for member in session.scalars(select(Staff))}


def driver_by_chat(session: Session, chat: str) -> Driver | None:
    """The active driver who writes from this Telegram chat."""
    return session.scalar(
        select(Driver).where(Driver.telegram_chat == chat, Driver.active).options(joinedload(Driver.depot))
    )


def driver_by_invite(session: Session, invite_hash: str, now: datetime) -> Driver | None:
    """The driver whose open, unexpired invitation has this SHA-256; locked, since it serves once."""
    return session.scalar(
        select(Driver)
        .where(Driver.invite_hash == invite_hash, Driver.invite_expires_at > now, Driver.active)
        .options(joinedload(Driver.depot))
        .with_for_update(of=Driver)
    )


def release_chat(session: Session, chat: str) -> None:
    """Unlinks a Telegram chat from whoever had it, so that it can be linked anew."""
    for driver in session.scalars(select(Driver).where(Driver.telegram_chat == chat)):
        driver.telegram_chat = None
    session.flush()


def drivers_by_name(session: Session, name: str, depot: str | None = None) -> list[Driver]:
    """The active drivers of that name, whatever its capitals."""
    query = select(Driver).where(func.lower(Driver.name) == name.strip().lower(), Driver.active)
    return list(session.scalars(query if depot is None else query.where(Driver.depot_code == depot)))


def drivers(session: Session, depot: str | None = None) -> list[Driver]:
    """Every active driver, of one depot or of all."""
    query = select(Driver).where(Driver.active).order_by(Driver.name)
    return list(session.scalars(query if depot is None else query.where(Driver.depot_code == depot)))


def add_driver(session: Session, name: str, depot: str, phone: str | None = None, language: str = "en") -> Driver:
    """Adds a driver who is not yet invited."""
    driver = Driver(name=name.strip(), depot_code=depot, phone=phone, language=language)
    session.add(driver)
    session.flush()
    return driver


def customer_by_phone(session: Session, phone: str) -> Customer | None:
    """The customer with this number (E.164)."""
    return session.scalar(select(Customer).where(Customer.phone == phone))


def customer_or_new(session: Session, phone: str, name: str = "", language: str = "en") -> Customer:
    """The customer with this number (E.164), made when there is none."""
    customer = customer_by_phone(session, phone)
    if customer is None:
        customer = Customer(phone=phone, name=name, language=language)
        session.add(customer)
        session.flush()
    return customer


def depot_of_customer(session: Session, customer_id: int) -> Depot | None:
    """The depot that delivers to this customer, by the latest stop."""
    return session.scalar(
        select(Depot)
        .join(Route, Route.depot_code == Depot.code)
        .join(Stop, Stop.route_id == Route.id)
        .where(Stop.customer_id == customer_id)
        .order_by(Route.date.desc(), Stop.id.desc())
        .limit(1)
    )


def known_addresses(session: Session) -> set[str]:
    """House and street of every address."""
    return set(session.scalars(select(Address.line).distinct()))


def known_names(session: Session) -> set[str]:
    """The name of everybody the database knows: customers, recipients, drivers, staff, past and present."""
    names = union(select(Customer.name), select(Stop.recipient), select(Driver.name), select(Staff.name))
    return {name for name in session.scalars(names) if name.strip()}
