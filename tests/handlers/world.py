"""A small world: two depots, three drivers, two routes, and a way to talk to the bot in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import onboarding
from handlers.answer import answer
from handlers.texts import Texts
from handlers.turn import Company, Turn
from intents.reading import Action, Audience, Entity, Language, Reading
from storage import access_notes, outbox, people, transcript
from storage.message import Channel, File, Inbound, InboundKind, Location, Outbound
from storage.models import (
    AccessNote,
    Address,
    Customer,
    Depot,
    Disclosure,
    Driver,
    NoteKind,
    Outbox,
    Parcel,
    Role,
    Route,
    Staff,
    Stop,
    StopState,
    Ticket,
)

TODAY = date(2026, 11, 24)
STREETS = ("Elm St", "Oak Ave", "Birch Rd", "Cedar Ln", "Palm Dr", "Mesa Blvd")
COMPANY = Company("Acme Parcel", Texts(), "+16025550199")
_messages = count(1)


def read(
    text: str,
    intent: str,
    *named: tuple[str, str, str],
    action: Action = Action.ANSWER,
    second: str | None = None,
    language: Language = "en",
    audience: Audience = "driver",
) -> Reading:
    """A reading made by hand; `named` are entities: name, value, and the text as it was written."""
    entities = tuple(
        Entity(name, value, written, text.index(written), text.index(written) + len(written))
        for name, value, written in named
    )
    return Reading(text, audience, intent, 0.9, action, language, entities, second)


@dataclass
class World:
    """The rows, and the time."""

    session: Session
    now: datetime
    ana: Driver
    luis: Driver
    marcus: Driver
    dana: Staff
    route: Route
    others: Route
    files: list[File] = field(default_factory=list)

    def stop(self, number: int) -> Stop:
        """One of Ana's stops."""
        return self.route.stops[number - 1]

    def drive(
        self,
        text: str,
        intent: str,
        *named: tuple[str, str, str],
        driver: Driver | None = None,
        action: Action = Action.ANSWER,
        second: str | None = None,
        language: Language = "en",
        kind: InboundKind = InboundKind.MESSAGE,
        files: Sequence[File] = (),
        message_id: str = "",
    ) -> list[Outbound]:
        """A driver writes; gives what the bot answers."""
        reading = read(text, intent, *named, action=action, second=second, language=language)
        return self.turn(driver or self.ana, reading, kind, text=text, files=files, message_id=message_id)

    def press(self, data: str, driver: Driver | None = None) -> list[Outbound]:
        """A driver presses a button."""
        return self.turn(driver or self.ana, None, InboundKind.PRESS, data=data)

    def show(
        self,
        *,
        location: Location | None = None,
        files: Sequence[File] = (),
        kind: InboundKind = InboundKind.MESSAGE,
    ) -> list[Outbound]:
        """Ana sends a place or a photo without a word."""
        return self.turn(self.ana, None, kind, location=location, files=files)

    def text(
        self,
        text: str,
        intent: str,
        *named: tuple[str, str, str],
        customer: Customer,
        action: Action = Action.ANSWER,
        language: Language = "en",
    ) -> list[Outbound]:
        """A customer texts; gives what the bot texts back."""
        reading = read(text, intent, *named, action=action, language=language, audience="customer")
        return self.turn(customer, reading, InboundKind.MESSAGE, text=text)

    def turn(
        self,
        speaker: Driver | Customer,
        reading: Reading | None,
        kind: InboundKind,
        *,
        text: str = "",
        data: str = "",
        files: Sequence[File] = (),
        location: Location | None = None,
        message_id: str = "",
    ) -> list[Outbound]:
        """One turn, as the conversation makes it."""
        key = conversation_of(speaker)
        inbound = Inbound(
            channel=Channel(key.partition(":")[0]),
            conversation=key,
            sender=key.partition(":")[2],
            message_id=message_id or f"m{next(_messages)}",
            kind=kind,
            text=text,
            data=data,
            files=tuple(files),
            location=location,
        )
        conversation = transcript.conversation(self.session, key, speaker.language)
        if reading is not None:
            conversation.language = reading.language
        row = transcript.add_incoming(self.session, inbound, speaker.name, self.now)
        before = len(self.sent(key))
        answer(Turn(self.session, self.now, COMPANY, inbound, conversation, speaker, reading, row.id))
        self.session.flush()
        return self.sent(key)[before:]

    def stranger(self, text: str, chat: str = "9009", language: str = "en") -> list[Outbound]:
        """Somebody unknown writes on Telegram."""
        key = f"telegram:{chat}"
        inbound = Inbound(Channel.TELEGRAM, key, chat, f"m{next(_messages)}", text=text, sender_language=language)
        before = len(self.sent(key))
        onboarding.greet_stranger(self.session, self.now, COMPANY, inbound)
        self.session.flush()
        return self.sent(key)[before:]

    def sent(self, conversation: str) -> list[Outbound]:
        """Everything that was put out for a conversation."""
        rows = self.session.scalars(select(Outbox).where(Outbox.conversation == conversation).order_by(Outbox.id))
        return [Outbound.from_json(row.payload) for row in rows]

    def texted(self, stop: Stop) -> list[Outbound]:
        """What the customer of a stop was texted."""
        assert stop.customer is not None
        return self.sent(conversation_of(stop.customer))

    def leaves(self, outbound: Outbound) -> bool:
        """Whether the outbox lets a text to this number out."""
        row = self.session.scalars(
            select(Outbox).where(Outbox.destination == outbound.destination).order_by(Outbox.id.desc())
        ).first()
        assert row is not None
        return outbox.lease(self.session, row, self.now) is not None

    def ticket(self, speaker: Driver | Customer | None = None) -> Ticket | None:
        """The last ticket of a conversation, resolved or not."""
        return self.session.scalar(
            select(Ticket)
            .where(Ticket.conversation == conversation_of(speaker or self.ana))
            .order_by(Ticket.id.desc())
            .limit(1)
        )

    def thread(self, ticket: Ticket) -> list[Outbound]:
        """What stands below a ticket's card."""
        posts = self.sent(f"slack:ticket:{ticket.id}")
        return [post for post in posts if post.operation.value == "send"]

    def disclosures(self) -> list[tuple[int, int, str]]:
        """Who was told what for which stop."""
        rows = self.session.scalars(select(Disclosure).order_by(Disclosure.id))
        return [(row.driver_id, row.stop_id, row.what) for row in rows]

    def later(self, **by: float) -> None:
        """Time passes."""
        self.now += timedelta(**by)


def conversation_of(speaker: Driver | Customer) -> str:
    """The key of somebody's conversation."""
    if isinstance(speaker, Driver):
        return f"telegram:{speaker.telegram_chat}"
    return f"sms:{speaker.phone}"


def build(session: Session, now: datetime) -> World:
    """Puts the rows in."""
    people.sync_depots(session, [_depot("phx", "America/Phoenix"), _depot("mia", "America/New_York")])
    ana = _driver(session, "Ana Ruiz", "phx", "1001")
    luis = _driver(session, "Luis Mora", "phx", "1002")
    marcus = _driver(session, "Marcus Hill", "mia", "2001")
    route = _route(session, "RT-07", ana, 12, house=100)
    others = _route(session, "RT-08", luis, 6, house=900)
    learnt = datetime(2026, 11, 10, 18, tzinfo=UTC)
    for number, code in ((2, "#4471"), (7, "7788"), (9, "9090*")):
        note = code_for(session, route.stops[number - 1], code, learnt)
        if number == 2:
            note.worked_at = datetime(2026, 11, 20, 18, tzinfo=UTC)
    for stop in others.stops:
        code_for(session, stop, f"66{stop.number}5", learnt)
    dana = people.add_staff(session, "U0DANA", "Dana Cole", Role.VA, "phx")
    session.flush()
    return World(session, now, ana, luis, marcus, dana, route, others)


def code_for(session: Session, stop: Stop, code: str, at: datetime) -> AccessNote:
    """A code known for a stop's address."""
    return access_notes.add(
        session, stop.address_id, NoteKind.CODE, code, author="customer", source="customer", now=at
    )


def values(outbound: list[Outbound]) -> str:
    """The texts of messages, one below the other."""
    return "\n".join(message.text for message in outbound)


def buttons(outbound: Outbound) -> list[str]:
    """What the buttons of a message carry."""
    return [button.data for row in outbound.buttons for button in row]


def deliver(world: World, *numbers: int) -> None:
    """Ana is done with these stops."""
    for number in numbers:
        stop = world.stop(number)
        stop.state, stop.completed_at = StopState.DELIVERED, world.now - timedelta(minutes=60 - number)
    world.session.flush()


def _depot(code: str, timezone: str) -> Depot:
    channels: dict[str, Any] = {
        f"slack_{room}": f"C{code}{place}" for place, room in enumerate(("desk", "dispatch", "reports", "claims"))
    }
    return Depot(code=code, name=code.upper(), timezone=timezone, **channels)


def _driver(session: Session, name: str, depot: str, chat: str) -> Driver:
    driver = people.add_driver(session, name, depot)
    driver.telegram_chat = chat
    return driver


def _route(session: Session, name: str, driver: Driver, stops: int, house: int) -> Route:
    route = Route(depot_code="phx", date=TODAY, name=name, driver=driver, dock="4")
    session.add(route)
    for number in range(1, stops + 1):
        line = f"{house + number} {STREETS[number % len(STREETS)]}"
        phone = f"+1602555{house + number:04}"
        address = Address(depot_code="phx", key=line.lower(), line=line, city="Phoenix")
        window = datetime(2026, 11, 24, 16, tzinfo=UTC)
        stop = Stop(
            number=number,
            address=address,
            customer=Customer(phone=phone, name=f"Client {house + number}", language="en"),
            recipient=f"Client {house + number}",
            phone=phone,
            window_start=window,
            window_end=window + timedelta(hours=3),
            needs="signature|photo" if number == 5 else "",
        )
        stop.parcels.append(Parcel(tracking=f"TBA{house}{number}", count=2 if number == 3 else 1))
        route.stops.append(stop)
    session.flush()
    return route
