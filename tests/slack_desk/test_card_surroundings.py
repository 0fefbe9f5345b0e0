"""The clock, the steps and the context on a card: calm, within Block Kit, and safe against what people write."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack_desk.cards import card_blocks
from handlers.desk.card_content import CardView
from handlers.desk.card_context import CardContext
from sandbox.slack.blocks import message_problems
from storage.models import TicketState, Urgency
from tests.slack_desk.test_cards import CARD, NOW

DUE = NOW + timedelta(minutes=2)
DUE_TOKEN = f"<!date^{int(DUE.timestamp())}^{{time}}|"
AROUND = CardContext(
    step_line="offered to all VAs – nobody is on shift",
    known=("Entrance: the blue door", "Parking: behind the dumpsters"),
    code_is_known=True,
    map_query="12 Elm St, Phoenix, AZ 85004",
    messages=(("Ana Ruiz", "hola"), ("Doorstep", "Stop 14: the desk is on it")),
)
WILD = st.text(max_size=5000) | st.text("<&>*_`~\n", min_size=1, max_size=5000)


def told(view: CardView, around: CardContext = AROUND) -> str:
    """Everything on the card."""
    return json.dumps(card_blocks(view, NOW, around)[0], ensure_ascii=False)


def test_the_clock_stands_first_in_the_grey_line() -> None:
    due = replace(CARD, answer_due_at=DUE)
    assert f"answer due {DUE_TOKEN}" in told(due)
    late = told(replace(due, answer_is_late=True))
    assert f":alarm_clock: late since {DUE_TOKEN}" in late
    assert "answer due" not in late
    assert "waits for the driver" in told(replace(CARD, is_awaited=False))
    assert "waits for the customer" in told(replace(CARD, is_awaited=False, is_customer=True))
    assert "due" not in told(CARD)


def test_the_context_is_on_the_card_and_a_bare_card_has_none() -> None:
    shown = told(CARD)
    for fact in (
        "↳ offered to all VAs – nobody is on shift",
        ":memo: Entrance: the blue door",
        ":key: A code is known.",
        "<https://www.google.com/maps?q=12%20Elm%20St,%20Phoenix,%20AZ%2085004|Map>",
        "Call <tel:+16025550199|+16025550199>",
        "Ana Ruiz: hola\\nDoorstep: Stop 14: the desk is on it",
    ):
        assert fact in shown
    assert len(card_blocks(CARD, NOW)[0]) == 5
    assert len(card_blocks(CARD, NOW, AROUND)[0]) == 7


@given(
    WILD,
    st.lists(WILD, max_size=8),
    st.lists(st.tuples(WILD, WILD), max_size=8),
    st.sampled_from(list(TicketState)),
    st.sampled_from(list(Urgency)),
    st.booleans(),
)
def test_whatever_is_in_it_slack_takes_it(
    text: str,
    known: list[str],
    messages: list[tuple[str, str]],
    state: TicketState,
    urgency: Urgency,
    is_customer: bool,
) -> None:
    view = replace(
        CARD, asker=text or "x", title=text or "x", phone=text, stop_line=text, address_line=text,
        window_line=text, question=text, intent_line=text, wish_line=text, owner=text, language=text,
        state=state, urgency=urgency, is_customer=is_customer,
        can_ask_customer=True, answer_due_at=DUE, resolved_at=NOW,
    )  # fmt: skip
    around = CardContext(text, tuple(known), True, text, tuple(messages))
    blocks, line = card_blocks(view, NOW, around)
    assert message_problems(blocks) == []
    assert len(line) < 4000


@pytest.mark.parametrize("hostile", ["<!channel>", "<@U1>", "<https://evil.example|Take>"])
def test_nothing_in_the_context_is_obeyed(hostile: str) -> None:
    around = CardContext(hostile, (hostile,), True, hostile, ((hostile, hostile),))
    blocks, _ = card_blocks(replace(CARD, phone=hostile), NOW, around)
    assert not any(hostile in written for written in _marked(blocks))


def _marked(blocks: list[dict[str, Any]]) -> list[str]:
    held = [[block.get("text"), *block.get("elements", [])] for block in blocks]
    parts = [part for each in held for part in each if isinstance(part, dict)]
    return [part["text"] for part in parts if part.get("type") == "mrkdwn"]
