"""Services deliver the same thing again and again: it has its effect once."""

from __future__ import annotations

from storage.models import Disclosure, Inbox, Ticket, TicketEvent
from tests.e2e.scenes import (
    CUSTOMER_3,
    DANA,
    DESK,
    TOM,
    Json,
    a_ticket_of,
    rows,
    seen,
    texts_to,
)
from tests.e2e.web_stage import WebStage
from tests.stage import Stage

DELIVERIES = 11


async def _again_on_telegram(play: Stage, update: Json) -> None:
    """Delivers an update ten times more, and waits until the bot has taken them all."""
    for _ in range(DELIVERIES - 1):
        await play.sandbox.do("tg.again", update_id=update["update_id"])
    await play.driver(TOM, "thanks")
    await play.driver_hears(TOM, "Any time")
    await play.settled()


async def _again_on_slack(play: Stage, ts: str) -> None:
    """Delivers the event of a message ten times more, half of them under ids of their own."""
    event = await seen(play, "slack", "event", ts=ts)
    for number in range(DELIVERIES - 1):
        await play.sandbox.do("slack.again", event_id=event["event_id"], new_event_id=number % 2 == 0)


async def test_one_update_of_telegram(play: Stage) -> None:
    said = await play.driver(TOM, "gate code for 14?")
    told = await play.driver_hears(TOM, "#6120")
    await _again_on_telegram(play, said)
    assert len([text for text in play.said_to_driver(TOM) if "#6120" in text]) == 1
    assert len(await rows(play, Disclosure)) == 1
    data = told["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
    pressed = await play.sandbox.do("tg.tap", user=TOM, message_id=told["message_id"], data=data)
    await play.driver_hears(TOM, "won't give that code again")
    await _again_on_telegram(play, pressed)
    assert len([text for text in play.said_to_driver(TOM) if "won't give" in text]) == 1
    assert [ticket.question for ticket in await rows(play, Ticket)] == ["The code did not work."]


async def test_one_message_in_slack(play: Stage) -> None:
    card = await a_ticket_of(play, TOM)
    sent = await play.staff(DANA, card, "the blue door")
    await play.driver_hears(TOM, "Dana: the blue door")
    await _again_on_slack(play, sent["ts"])
    before = play.sandbox.log.last
    await play.sandbox.do("slack.edit", user=DANA, channel=DESK, ts=sent["ts"], text="the green door")
    await seen(play, "telegram", "edit", "the green door", chat=TOM)
    changed = await seen(play, "slack", "event", after=before, subtype="message_changed")
    await _again_on_slack(play, changed["ts"])
    await play.staff(DANA, card, "and ring")
    await play.driver_hears(TOM, "Dana: and ring")
    await play.settled()
    said = [text for text in play.said_to_driver(TOM) if text.startswith("Dana")]
    assert said == ["Dana: the blue door", "Dana: and ring"]
    assert len(play.sandbox.log.all("telegram", "edit")) == 1
    answered = await rows(play, TicketEvent, TicketEvent.kind == "answered")
    assert len(answered) == 2


async def test_one_text(play: Stage) -> None:
    await play.driver(TOM, "gate code for 3?")
    await play.customer_hears(CUSTOMER_3, "code")
    text = await play.sandbox.do("sms.say", **{"from": CUSTOMER_3, "body": "4471#"})
    for _ in range(DELIVERIES - 1):
        await play.sandbox.do("sms.again", sid=text["sid"])
    await play.driver_hears(TOM, "4471#")
    await play.customer_hears(CUSTOMER_3, "thank you")
    while len(play.sandbox.log.all("sms", "webhook_taken")) < DELIVERIES:
        await seen(play, "sms", "webhook_taken", after=play.sandbox.log.last)
    await play.settled()
    assert len([said for said in play.said_to_driver(TOM) if "4471#" in said]) == 1
    assert len(texts_to(play, CUSTOMER_3)) == 2
    kept = await rows(play, Inbox, Inbox.conversation == f"sms:{CUSTOMER_3}")
    assert len(kept) == 1


async def test_the_same_at_the_web_address(web_play: WebStage) -> None:
    said = await web_play.driver(TOM, "gate code for 3?")
    await web_play.driver_hears(TOM, "I have no code")
    await _again_on_telegram(web_play, said)
    assert len([text for text in web_play.said_to_driver(TOM) if "I have no code" in text]) == 1
    card = await seen(web_play, "slack", "message", "stop 3", channel=DESK)
    sent = await web_play.staff(DANA, {"channel": DESK, **card["message"]}, "it's 8812#")
    await web_play.driver_hears(TOM, "Dana: it's 8812#")
    await web_play.marked(sent["ts"], "white_check_mark")
    await _again_on_slack(web_play, sent["ts"])
    await web_play.click(DANA, {"channel": DESK, **card["message"]}, "ticket_resolve")
    await web_play.modal(DANA)
    await web_play.settled()
    assert len([text for text in web_play.said_to_driver(TOM) if "8812#" in text]) == 1
