"""What the plays share: who is who, more to see than the stage shows, and looks into the database."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from sandbox.sms_carrier import AFTER_HELP, AFTER_START, AFTER_STOP
from storage.models import Base, Inbox
from tests.stage import Stage

TOM, ANA, KAYLA, LUIS, STRANGER = 1001, 1002, 1003, 1004, 1999
DANA, PRIYA, OWEN = "U0DANA", "U0PRIYA", "U0OWEN"
DESK, DISPATCH = "C01", "C02"
CUSTOMER_3, CUSTOMER_6, CUSTOMER_10 = "+16025550103", "+16025550106", "+16025550110"
"""Customers of Tom's stops without a code; the one of stop 10 gets texts in Spanish."""
SURE_TO_BE_A_TICKET = "do you think the suns win tonight or what"

Json = dict[str, Any]
Row = TypeVar("Row", bound=Base)
PATIENCE = 20.0


async def seen(play: Stage, service: str, kind: str, *words: str, after: int = 0, **fields: Any) -> Json:
    """What the next event of this kind says that has these fields and all these words."""
    return await seen_if(
        play,
        service,
        kind,
        lambda data: (
            all(data.get(name) == value for name, value in fields.items())
            and all(word.lower() in str(data).lower() for word in words)
        ),
        after,
    )


async def seen_if(play: Stage, service: str, kind: str, fits: Callable[[Json], bool], after: int = 0) -> Json:
    """What the next event of this kind says that fits."""
    event = await play.sandbox.log.wait(
        lambda event: event.service == service and event.kind == kind and fits(event.data),
        after=after,
        timeout=PATIENCE,
    )
    return event.data


async def rows(play: Stage, model: type[Row], *where: ColumnElement[bool]) -> list[Row]:
    """What the database holds of this kind."""
    return await play.database.read(lambda session: list(session.scalars(select(model).where(*where))))


async def until(play: Stage, holds: Callable[[Session], bool]) -> None:
    """Waits until this holds in the database."""
    async with asyncio.timeout(PATIENCE):
        while not await play.database.read(holds):
            with contextlib.suppress(TimeoutError):
                await play.sandbox.log.wait(lambda _: True, after=play.sandbox.log.last, timeout=0.05)


async def received(play: Stage, conversation: str, count: int) -> None:
    """Waits until so many events of this conversation have come in and everything is answered."""
    kept = select(func.count()).select_from(Inbox).where(Inbox.conversation == conversation)
    await until(play, lambda session: (session.scalar(kept) or 0) >= count)
    await play.settled()


async def fill_in(play: Stage, user: str, **entered: str) -> Json:
    """Fills in the modal that has just opened for this member of staff, and submits it."""
    view = await play.modal(user)
    return await submit(play, user, view["id"], **entered)


async def submit(play: Stage, user: str, view_id: str, **entered: str) -> Json:
    """Submits a modal that is open."""
    values = {name: {name: value} for name, value in entered.items()}
    return await play.sandbox.do("slack.submit", user=user, view_id=view_id, values=values)


def texts_to(play: Stage, number: str) -> list[str]:
    """Everything the bot has texted to this number, without what the carrier answers by itself."""
    sent = play.sandbox.log.all("sms", "message")
    bodies = [str(event.data["body"]) for event in sent if event.data["to"] == number]
    return [body for body in bodies if body not in (AFTER_STOP, AFTER_START, AFTER_HELP)]


def posted(play: Stage, channel: str, *words: str) -> list[Json]:
    """Every message of the bot in this channel that has all these words."""
    return [
        event.data["message"]
        for event in play.sandbox.log.all("slack", "message")
        if event.data["channel"] == channel
        and "bot_id" in event.data["message"]
        and all(word.lower() in str(event.data).lower() for word in words)
    ]


async def a_ticket_of(play: Stage, driver: int) -> Json:
    """A driver asks what only a person can answer; the card."""
    await play.driver(driver, SURE_TO_BE_A_TICKET)
    await play.driver_hears(driver, "desk")
    return await play.desk_sees(DESK, SURE_TO_BE_A_TICKET)
