"""What was asked last, and two requests at once: through the whole program, with the reader that it ships with."""

from __future__ import annotations

from sqlalchemy import func, select

from storage.models import Disclosure, Stop, StopState, Ticket
from tests.e2e.scenes import CUSTOMER_3, DESK, TOM, rows, texts_to, until
from tests.stage import Stage


async def test_a_report_and_a_code_in_one_message(play: Stage) -> None:
    await play.driver(TOM, "nobody home and the next gate needs a code")
    await play.driver_hears(TOM, "Don't leave it without an OK", "desk")
    await play.desk_sees(DESK, "nobody home and the next gate needs a code")
    await play.settled()
    answer = play.said_to_driver(TOM)[-1]
    assert "stop" in answer.lower()
    assert "Did it open?" in answer or "I have no code" in answer
    assert len(await rows(play, Ticket)) == 1


async def test_codes_for_two_stops(play: Stage) -> None:
    await play.driver(TOM, "gate code for 3 and 6")
    await play.driver_hears(TOM, "Stop 3", "I have no code")
    await play.driver_hears(TOM, "Stop 6", "I have no code")
    card = await play.desk_sees(DESK, "gate code for 3 and 6")
    await play.desk_sees(DESK, "Also: Gate code, stop 6")
    assert card["channel"] == DESK


async def test_one_of_two_is_asked_for_and_answered_after_thanks(play: Stage) -> None:
    await play.driver(TOM, "gate code for 3 or 6")
    asked = await play.driver_hears(TOM, "Which one")
    assert len(asked["reply_markup"]["inline_keyboard"]) == 2
    await play.driver(TOM, "thanks")
    await play.driver_hears(TOM, "Drive safe")
    await play.driver(TOM, "the second one")
    await play.driver_hears(TOM, "Stop 6")


async def test_a_number_in_words_answers_which_stop(play: Stage) -> None:
    await play.driver(TOM, "gate code for 77")
    await play.driver_hears(TOM, "I don't see 77 on your route")
    await play.driver(TOM, "la tres")
    await play.settled()
    assert any("3" in text and ("código" in text or "code" in text) for text in play.said_to_driver(TOM)[1:])


async def test_a_chance_yes_an_hour_later_changes_nothing(play: Stage) -> None:
    await play.driver(TOM, "gate code for 3 or 6")
    await play.driver_hears(TOM, "Which one")
    play.forward(minutes=45)
    await play.driver(TOM, "the second one")
    await play.settled()
    await play.driver(TOM, "yes")
    await play.settled()
    told = select(func.count()).select_from(Disclosure)
    assert await play.database.read(lambda session: session.scalar(told)) == 0
    assert await rows(play, Stop, Stop.state == StopState.DELIVERED, Stop.number == 6) == []


async def test_a_customer_asks_and_gives_a_code(play: Stage) -> None:
    await play.driver(TOM, "gate code for 3?")
    await play.driver_hears(TOM, "customer has been texted")
    await play.customer_hears(CUSTOMER_3, "needs a gate or door code")
    await play.customer(CUSTOMER_3, "the gate code is 4521 and can you come tomorrow between 2 and 4")
    await play.driver_hears(TOM, "4521", "Did it open?")
    await until(play, lambda session: (session.scalar(select(func.count()).select_from(Ticket)) or 0) == 2)
    await play.settled()
    assert any("A person will answer you" in text for text in texts_to(play, CUSTOMER_3))
    [ticket] = await rows(play, Ticket, Ticket.customer_id.is_not(None))
    assert ticket.intent == "reschedule_delivery"


async def test_a_wish_for_a_time_stands_on_the_card(play: Stage) -> None:
    await play.customer(
        CUSTOMER_3, "i cant be home today can you reschedule my delivery for tomorrow between 2 and 4"
    )
    await play.desk_sees(DESK, "Wants:", "2:00 pm–4:00 pm", "tomorrow between 2 and 4")


async def test_an_opt_out_beside_a_wish_decides(play: Stage) -> None:
    await play.customer(CUSTOMER_3, "que se lo deje al vecino y ya no me escriban mas")
    await play.customer_hears(CUSTOMER_3, "text")
    await play.settled()
    assert len(texts_to(play, CUSTOMER_3)) == 1
