"""The services falter: pauses are kept, order stays, nothing is lost, and a person hears of what never arrives."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import select, update

from bot.channels.slack_outbound import SlackSender
from storage import cards
from storage.message import Channel, File, Operation
from storage.models import Inbox, Outbox, OutboxState, Ticket
from storage.outbox import Leased
from tests.e2e.scenes import (
    CUSTOMER_3,
    DANA,
    DESK,
    KAYLA,
    TOM,
    a_ticket_of,
    rows,
    seen,
    seen_if,
    texts_to,
    until,
)
from tests.stage import Stage

PAUSE = 2


async def test_a_pause_that_telegram_asks_for_is_kept_and_the_order_too(play: Stage) -> None:
    play.expected_refusals.add("Too Many Requests")
    await play.sandbox.do(
        "fault", service="telegram", method="sendMessage", retry_after=PAUSE, match="#6120", status=429
    )
    for question in ("gate code for 14?", "/next", "/route"):
        await play.driver(TOM, question)
    await seen(play, "fault", "struck")
    await play.driver(KAYLA, "/next")
    await play.driver_hears(KAYLA, "next stop is 1")
    assert play.said_to_driver(TOM) == []
    await seen(play, "telegram", "message", "Route RT-01", chat=TOM)
    said = play.said_to_driver(TOM)
    assert [("#6120" in said[0]), said[1].startswith("Your next stop"), said[2].startswith("Route")] == [True] * 3
    struck = play.sandbox.log.all("fault", "struck")[0]
    first = next(
        event
        for event in play.sandbox.log.all("telegram", "message", after=struck.id)
        if event.data["from"] == "bot" and event.data["chat"] == TOM
    )
    assert (first.at - struck.at).total_seconds() >= PAUSE


async def test_faults_of_telegram_pass_and_the_order_stays(play: Stage) -> None:
    play.expected_refusals.add("500")
    await play.sandbox.do("fault", service="telegram", method="sendMessage", status=500, count=2, match="#6120")
    for question in ("gate code for 14?", "/next", "/route"):
        await play.driver(TOM, question)
    await seen(play, "telegram", "message", "Route RT-01", chat=TOM)
    await play.settled()
    said = play.said_to_driver(TOM)
    assert [("#6120" in said[0]), said[1].startswith("Your next stop"), said[2].startswith("Route")] == [True] * 3
    assert len([text for text in said if "#6120" in text]) == 1


async def test_a_pause_that_slack_asks_for_is_kept_and_the_card_comes_before_its_thread(play: Stage) -> None:
    play.expected_refusals.add("ratelimited")
    await play.sandbox.do("fault", service="slack", method="chat.postMessage", status=429, retry_after=PAUSE)
    await play.driver(TOM, "do you think the suns win tonight or what")
    await play.driver_hears(TOM, "desk")
    await play.driver(TOM, "I want to talk to a human")
    struck = await play.sandbox.log.wait(lambda event: event.kind == "struck")
    await seen_if(play, "slack", "message", lambda data: "thread_ts" in data["message"])
    messages = play.sandbox.log.all("slack", "message", after=struck.id)
    card, below = messages[0], messages[1]
    assert "suns win" in str(card.data)
    assert below.data["message"]["thread_ts"] == card.data["message"]["ts"]
    assert (card.at - struck.at).total_seconds() >= PAUSE


async def test_faults_of_slack_pass_too(play: Stage) -> None:
    play.expected_refusals.update({"503", "internal_error"})
    await play.sandbox.do("fault", service="slack", method="chat.postMessage", status=503)
    await play.sandbox.do("fault", service="slack", method="chat.postMessage", error="internal_error")
    card = await a_ticket_of(play, TOM)
    sent = await play.staff(DANA, card, "here I am")
    await play.driver_hears(TOM, "Dana: here I am")
    await play.marked(sent["ts"], "white_check_mark")


async def test_who_answers_a_card_before_its_place_is_kept_is_heard_a_moment_later(
    play: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = asyncio.Event()
    draw = SlackSender.send

    async def draw_late(self: SlackSender, leased: Leased, files: Sequence[tuple[File, bytes]] = ()) -> str:
        sent = await draw(self, leased, files)
        if leased.outbound.operation is Operation.CARD and not kept.is_set():
            await _forget_the_card(play)
            await kept.wait()
            await play.database.run(lambda session: cards.remember_card(session, 1, *sent.split(":")))
        return sent

    monkeypatch.setattr(SlackSender, "send", draw_late)
    card = await a_ticket_of(play, TOM)
    await until(play, lambda session: session.scalar(select(Ticket.slack_ts)) is None)
    await play.staff(DANA, card, "here I am")
    put_off = select(Inbox.reason).where(Inbox.channel == Channel.SLACK)
    await until(play, lambda session: "UnknownCardError" in (session.scalar(put_off) or ""))
    kept.set()
    await play.driver_hears(TOM, "Dana: here I am")


async def _forget_the_card(play: Stage) -> None:
    await play.database.run(lambda session: session.execute(update(Ticket).values(slack_ts=None)))


async def test_a_hanging_call_holds_up_its_own_conversation_alone(play: Stage) -> None:
    await play.sandbox.do("fault", service="telegram", method="sendMessage", hang_seconds=PAUSE, match="#6120")
    await play.driver(TOM, "gate code for 14?")
    await seen(play, "fault", "struck")
    await play.driver(TOM, "/next")
    await play.driver(KAYLA, "/next")
    await play.driver_hears(KAYLA, "next stop is 1")
    assert play.said_to_driver(TOM) == []
    await seen(play, "telegram", "message", "next stop is 1", chat=TOM)
    await play.settled()
    assert ["#6120" in text for text in play.said_to_driver(TOM)] == [True, False]


async def test_what_telegram_never_takes_becomes_a_ticket(play: Stage) -> None:
    play.expected_refusals.add("VERY_WRONG")
    await play.sandbox.do(
        "fault", service="telegram", method="sendMessage", status=400, error="Bad Request: VERY_WRONG"
    )
    await play.driver(TOM, "/next")
    await play.desk_sees(DESK, "Tom Becker", "VERY_WRONG")
    [ticket] = await rows(play, Ticket)
    assert ticket.intent == "undeliverable"
    assert "next stop is 1" in ticket.question


async def test_a_reply_that_never_arrives_is_marked_and_said_in_its_thread(play: Stage) -> None:
    play.expected_refusals.add("VERY_WRONG")
    card = await a_ticket_of(play, TOM)
    await play.sandbox.do(
        "fault",
        service="telegram",
        method="sendMessage",
        status=400,
        error="Bad Request: VERY_WRONG",
        match="front desk",
    )
    sent = await play.staff(DANA, card, "ask at the front desk")
    await play.marked(sent["ts"], "x")
    failure = await seen(play, "slack", "message", "Not delivered", channel=DESK)
    assert failure["message"]["thread_ts"] == card["ts"]
    assert len(await rows(play, Ticket)) == 1


async def test_a_carrier_that_falters_gets_the_text_once(play: Stage) -> None:
    play.expected_refusals.update({"500", "429", "Too Many", "faulted"})
    await play.sandbox.do("fault", service="sms", method="messages.create", status=500, error="faulted")
    await play.sandbox.do("fault", service="sms", method="messages.create", status=429, error="faulted")
    await play.driver(TOM, "gate code for 3?")
    await seen(play, "sms", "message", "code", to=CUSTOMER_3)
    await play.settled()
    assert len(texts_to(play, CUSTOMER_3)) == 1
    [row] = await rows(play, Outbox, Outbox.destination == CUSTOMER_3)
    assert row.state is OutboxState.SENT


async def test_a_number_that_the_carrier_refuses_is_said_in_the_ticket(play: Stage) -> None:
    play.expected_refusals.add("not a mobile")
    await play.sandbox.do(
        "fault", service="sms", method="messages.create", status=400, error="21614: not a mobile number"
    )
    await play.driver(TOM, "gate code for 3?")
    failure = await seen_if(
        play, "slack", "message", lambda data: "Not delivered" in data["message"].get("text", "")
    )
    assert failure["channel"] == DESK
