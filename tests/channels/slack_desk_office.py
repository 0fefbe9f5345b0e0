"""A make-believe Slack with the real channel in it, and Dana, Lee and a ticket of Ana's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.slack import SlackChannel, SlackSettings
from bot.slack_desk.actions import register
from handlers.texts import Texts
from handlers.turn import Company
from sandbox.events import Event
from sandbox.server import Sandbox
from sandbox.world import SlackChannel as Channel
from sandbox.world import SlackUser, World
from storage import tickets
from storage.database import Database
from storage.message import Channel as Service
from storage.message import File, Operation, Outbound
from storage.models import Address, Customer, Inbox, Route, Stop, Ticket
from storage.outbox import Leased
from tests.conftest import HandClock
from tests.pressing import press
from tests.worlds import a_ticket, a_va

TEXTS = """
desk_has_it: '{{ name }} has it.'
desk_to_dispatch: 'Dispatch decides.'
code_from_desk: 'The code for stop {{ stop }} is {{ code }}'
"""
DANA, LEE, DESK, DISPATCH = "U0DANA", "U0LEE", "C01", "C02"
Json = dict[str, Any]


@dataclass
class Office:
    """Everything a test needs at hand."""

    sandbox: Sandbox
    channel: SlackChannel
    database: Database
    ticket_id: int
    kept: asyncio.Event = field(default_factory=asyncio.Event)

    async def do(self, verb: str, **body: Any) -> Json:
        """Lets somebody act in Slack."""
        return await self.sandbox.do(f"slack.{verb}", **body)

    async def saw(self, kind: str, after: int = 0, **facts: Any) -> Json:
        """What Slack noted, as soon as it has."""

        def matches(event: Event) -> bool:
            held = event.data
            return event.service == "slack" and event.kind == kind and facts.items() <= held.items()

        return (await self.sandbox.log.wait(matches, after=after)).data

    async def inbox(self, count: int) -> list[Inbox]:
        """The inbox, once it holds so many rows."""
        async with asyncio.timeout(10):
            while True:
                self.kept.clear()
                rows = await self.database.read(
                    lambda session: list(session.scalars(select(Inbox).order_by(Inbox.id)))
                )
                if len(rows) >= count:
                    return rows
                await self.kept.wait()

    async def ticket(self) -> Ticket:
        """The ticket as it stands."""
        found = await self.database.read(lambda session: tickets.get(session, self.ticket_id))
        assert found is not None
        return found

    async def change(self, *, by_customer: bool = False, **facts: str) -> None:
        """Makes the ticket another one."""

        def work(session: Session) -> None:
            ticket = session.get_one(Ticket, self.ticket_id)
            for name, value in facts.items():
                setattr(ticket, name, value)
            if by_customer:
                ticket.driver, ticket.customer = None, Customer(phone="+16025550109", name="Kim Ono")

        await self.database.run(work)

    async def draw_card(self, **outbound: Any) -> str:
        """Sends the ticket's card; its timestamp."""
        sent = await self.send(operation=Operation.CARD, **outbound)
        return sent.partition(":")[2]

    async def send(
        self, *, files: tuple[tuple[File, bytes], ...] = (), destination: str = DESK, **outbound: Any
    ) -> str:
        """Sends something as delivery would; its id."""
        neutral = Outbound(Service.SLACK, destination, **outbound)
        leased = Leased(1, neutral, f"slack:ticket:{self.ticket_id}", self.ticket_id, 1, None)
        return await self.channel.send(leased, files)

    def message(self, ts: str, channel: str = DESK) -> Json:
        """A message as Slack holds it."""
        workspace = self.sandbox.slack.workspace
        return workspace.message(workspace.channel(channel), ts)

    def thread(self, ts: str) -> list[Json]:
        """What was written below a message."""
        return self.sandbox.slack.workspace.channel(DESK).thread(ts)

    async def press(self, action: str, ts: str, user: str = DANA) -> Json:
        """Lets somebody press a button of a message, or choose from its menu."""
        return await press(self.sandbox, user, DESK, ts, action)

    async def modal(self, number: int = 1) -> Json:
        """The modal that was opened as the first, second … in this test."""
        after = 0
        for _ in range(number):
            event = await self.sandbox.log.wait(lambda each: each.kind == "view_open", after=after)
            after = event.id
        view: Json = event.data["view"]
        return view

    async def submit(self, view: Json, values: Json, user: str = DANA) -> Json:
        """Lets somebody submit a modal."""
        return await self.do("submit", user=user, view_id=view["id"], values=values)

    async def note(self, text: str) -> None:
        """An internal note below the card, by Dana."""

        def work(session: Session) -> None:
            ticket = session.get_one(Ticket, self.ticket_id)
            tickets.note_event(session, ticket, "noted", ticket.opened_at, actor="Dana Cole", detail=text)

        await self.database.run(work)


@asynccontextmanager
async def office(
    database: Database,
    clock: HandClock,
    texts: Path,
    mode: str = "socket",
    *,
    at_a_stop: bool = False,
    by_customer: bool = False,
    **settings: Any,
) -> AsyncIterator[Office]:
    """An office at work."""
    (texts / "en.yml").write_text(TEXTS)
    world = World(
        slack_users=[
            SlackUser(DANA, "Dana Cole", "VA"),
            SlackUser(LEE, "Lee Park", "VA"),
            SlackUser("U0NEW", "New"),
        ],
        slack_channels=[Channel(DESK, "phx-desk"), Channel(DISPATCH, "phx-dispatch")],
    )
    sandbox = Sandbox(world)
    async with sandbox.serve() as address:
        given = {
            "bot_token": world.slack_bot_token,
            "app_token": world.slack_app_token,
            "signing_secret": world.slack_signing_secret,
            "api_url": f"{address}/slack/api/",
            "mode": mode,
        }
        channel = SlackChannel(SlackSettings(**{**given, **settings}), database, clock)
        register(channel.app, database, clock, Company("Acme Parcel", Texts(texts)))
        ticket_id = await database.run(lambda session: _people_and_ticket(session, clock, at_a_stop, by_customer))
        place = Office(sandbox, channel, database, ticket_id)
        loop = asyncio.get_running_loop()

        def ring() -> None:
            loop.call_soon_threadsafe(place.kept.set)

        database.wakers.register("inbox", ring)
        await channel.start()
        try:
            yield place
        finally:
            await channel.stop()


def _people_and_ticket(session: Session, clock: HandClock, at_a_stop: bool, by_customer: bool) -> int:
    a_va(session)
    a_va(session, "Lee Park", LEE)
    ticket = a_ticket(session, clock.now())
    if at_a_stop:
        ticket.stop = _a_stop(clock)
    if by_customer:
        ticket.driver = None
        ticket.customer = Customer(phone="+16025550101", name="Kim Ono")
        ticket.conversation = "sms:+16025550101"
    session.flush()
    return ticket.id


def _a_stop(clock: HandClock) -> Stop:
    address = Address(depot_code="phx", key="12 elm st", line="12 Elm St")
    route = Route(depot_code="phx", date=clock.now().date(), name="RT-07")
    return Stop(route=route, number=14, address=address)
