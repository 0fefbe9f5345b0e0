"""As many drivers as wanted, each with a route and codes: for kill tests and benchmarks."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sandbox.world import SlackChannel, SlackUser, SmsPhone, TelegramUser, World
from storage import access_notes, people
from storage.models import Address, Driver, NoteKind, Parcel, Role, Route, Stop
from tests.worlds import a_depot

STOPS = 5
FIRST_CHAT = 5001


def crowd_world(drivers: int) -> World:
    """The sandbox's side of the crowd."""
    return World(
        telegram_users=[TelegramUser(FIRST_CHAT + number, f"Driver{number}") for number in range(drivers)],
        slack_users=[SlackUser("U0DANA", "Dana Cole", "VA")],
        slack_channels=[
            SlackChannel(f"C0{number}", name)
            for number, name in enumerate(("desk", "dispatch", "reports", "claims"), 1)
        ],
        phones=[SmsPhone(phone(number)) for number in range(drivers)],
    )


def phone(number: int) -> str:
    """The number of the n-th driver's customer at the first stop."""
    return f"+1602555{1000 + number}"


def code_of(number: int) -> str:
    """The code at the n-th driver's second stop."""
    return f"{7000 + number}#"


def crowd(session: Session, now: datetime, drivers: int) -> None:
    """The database's side: each driver has stops 1 to 5 today, with a code at stop 2 and a customer at stop 1."""
    a_depot(session)
    people.add_staff(session, "U0DANA", "Dana Cole", Role.VA, "phx")
    today = now.astimezone(ZoneInfo("America/Phoenix")).date()
    for number in range(drivers):
        driver = Driver(name=f"Driver{number} X", depot_code="phx", telegram_chat=str(FIRST_CHAT + number))
        route = Route(depot_code="phx", date=today, name=f"RT-{number:03}", driver=driver)
        session.add_all([driver, route])
        session.flush()
        for stop in range(1, STOPS + 1):
            _stop(session, now, route, number, stop)


def _stop(session: Session, now: datetime, route: Route, number: int, stop: int) -> None:
    line = f"{100 * stop + number} {['Elm', 'Oak', 'Ash', 'Fir', 'Bay'][stop - 1]} St"
    address = Address(depot_code="phx", key=f"{line} {number}".lower(), line=line)
    session.add(address)
    session.flush()
    customer = people.customer_or_new(session, phone(number)) if stop == 1 else None
    session.add(
        Stop(
            route_id=route.id,
            number=stop,
            address_id=address.id,
            customer_id=customer.id if customer else None,
            phone=customer.phone if customer else None,
            window_start=now,
            window_end=now + timedelta(hours=2),
            parcels=[Parcel(order_id=f"O{number}-{stop}", tracking=f"T{number}-{stop}")],
        )
    )
    if stop == 2:
        access_notes.add(session, address.id, NoteKind.CODE, code_of(number), "import", "import", now)
