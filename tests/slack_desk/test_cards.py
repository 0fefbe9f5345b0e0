"""How tickets look in Slack: within Block Kit's limits, calm, and safe against what people write."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.slack_desk import modals, resolve_modal
from bot.slack_desk.cards import card_blocks, ticket_of
from bot.slack_desk.modals import Origin
from handlers.desk.card_content import CardView
from handlers.readable_intents import READABLE, readable_intent
from intents.contract import INTENTS, intents_of
from sandbox.slack.blocks import message_problems, view_problems
from storage.models import TicketState, Urgency

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
CARD = CardView(
    ticket_id=7,
    channel="C01",
    ts="1700000000.000100",
    title="Gate code",
    phone="+16025550199",
    asker="Ana Ruiz",
    language="es",
    stop_line="RT-07 · stop 14",
    address_line="12 Elm St 4B",
    window_line="10:00–12:00",
    question="¿código para la 14? *4471#*",
    intent_line="Gate code · 82 %",
    best_reading="ask_gate_code",
    was_written=True,
    state=TicketState.OPEN,
    owner="",
    urgency=Urgency.NORMAL,
    opened_at=NOW,
    resolved_at=None,
    resolved_by="",
    is_customer=False,
    can_save_code=True,
    asked_customer=True,
    with_dispatch=False,
)
TAKEN = replace(CARD, state=TicketState.TAKEN, owner="Dana Cole")
DONE = replace(TAKEN, state=TicketState.RESOLVED, resolved_at=NOW, resolved_by="Dana Cole")
EMERGENCY = replace(CARD, urgency=Urgency.EMERGENCY, title="Emergency")
Json = dict[str, Any]


def buttons(view: CardView) -> dict[str, Json]:
    """The card's buttons, and its menu, by what they do."""
    return {element["action_id"]: element for block in _actions(view) for element in block["elements"]}


def menu(view: CardView) -> list[str]:
    """What the menu *More* offers."""
    return [option["value"] for option in buttons(view)["ticket_more"]["options"]]


def _actions(view: CardView) -> list[Json]:
    return [block for block in card_blocks(view, NOW)[0] if block["type"] == "actions"]


def shown(view: CardView) -> str:
    """Everything on the card."""
    return json.dumps(card_blocks(view, NOW)[0], ensure_ascii=False)


def test_a_card_tells_everything_at_a_glance() -> None:
    told = shown(CARD)
    for fact in (
        "Ana Ruiz",
        "Spanish",
        "RT-07 · stop 14",
        "12 Elm St 4B",
        "10:00–12:00",
        "Gate code · 82 %",
        "nobody has it",
        "ticket 7",
        f"<!date^{int(NOW.timestamp())}^{{ago}}|",
    ):
        assert fact in told
    assert "Dana Cole has it" in shown(TAKEN)
    assert "with dispatch" in shown(replace(CARD, with_dispatch=True))


def test_a_question_is_shown_letter_by_letter() -> None:
    quotes = [block for block in card_blocks(CARD, NOW)[0] if block["type"] == "rich_text"]
    assert quotes[0]["elements"][0]["elements"] == [{"type": "text", "text": CARD.question}]


def test_at_most_one_button_stands_out() -> None:
    assert list(buttons(CARD)) == ["ticket_take", "ticket_resolve", "ticket_more"]
    assert [each["action_id"] for each in buttons(CARD).values() if "style" in each] == ["ticket_take"]
    assert "ticket_take" not in buttons(TAKEN)
    assert "ticket_reply" in buttons(replace(CARD, is_customer=True))


def test_what_is_rarely_needed_is_in_the_menu() -> None:
    assert menu(CARD) == ["ticket_reply", "ticket_save_code", "ticket_dispatch", "ticket_wrong_intent"]
    assert "ticket_ask_customer" in menu(replace(CARD, can_ask_customer=True))
    assert "ticket_reply" not in menu(replace(CARD, is_customer=True))
    assert "ticket_dispatch" not in menu(replace(CARD, with_dispatch=True))
    assert "ticket_save_code" not in menu(replace(CARD, can_save_code=False))


def test_buttons_and_menu_know_their_ticket() -> None:
    assert [ticket_of(block["block_id"]) for block in _actions(CARD)] == [7]


def test_every_intent_has_a_short_title_of_its_own() -> None:
    titles = [readable_intent(name) for name in INTENTS]
    assert len(set(titles)) == len(titles)
    assert set(INTENTS) <= set(READABLE)
    assert max(map(len, titles)) <= 24


def test_a_resolved_card_is_small_and_has_no_buttons() -> None:
    assert buttons(DONE) == {}
    assert len(card_blocks(DONE, NOW)[0]) == 3
    assert "Resolved by Dana Cole" in shown(DONE)


def test_an_emergency_cannot_be_mistaken() -> None:
    blocks, text = card_blocks(EMERGENCY, NOW)
    assert blocks[0]["text"]["text"] == "🚨 EMERGENCY · Ana Ruiz"
    risen, _ = card_blocks(replace(EMERGENCY, title="Gate code"), NOW)
    assert risen[0]["text"]["text"] == "🚨 EMERGENCY: Gate code · Ana Ruiz"
    assert text.startswith("EMERGENCY")
    assert "EMERGENCY" not in shown(CARD)


@pytest.mark.parametrize("hostile", ["<!channel>", "<@U1>", "<https://evil.example|Take>", "&lt;!here&gt;"])
def test_nothing_that_people_write_is_obeyed(hostile: str) -> None:
    view = replace(
        TAKEN, asker=hostile, owner=hostile, resolved_by=hostile, title=hostile, stop_line=hostile,
        address_line=hostile, intent_line=hostile, window_line=hostile, language=hostile, question=hostile,
    )  # fmt: skip
    for each in (view, replace(view, state=TicketState.RESOLVED)):
        blocks, text = card_blocks(each, NOW)
        assert hostile not in text
        assert not any(hostile in written for written in _marked(blocks))


def test_everything_keeps_within_block_kit() -> None:
    long = "<&>" * 2000
    extreme = replace(
        CARD, asker=long, owner=long, resolved_by=long, title=long, stop_line=long, address_line=long,
        intent_line=long, window_line=long, question=long,
    )  # fmt: skip
    bare = replace(CARD, stop_line="", address_line="", window_line="", question="", can_save_code=False)
    states = itertools.product((CARD, extreme, bare), TicketState, Urgency, (False, True))
    for view, state, urgency, is_customer in states:
        made = replace(view, state=state, urgency=urgency, is_customer=is_customer, resolved_at=NOW)
        blocks, text = card_blocks(made, NOW)
        assert message_problems(blocks) == []
        assert len(text) < 4000


def test_the_modals_keep_within_block_kit() -> None:
    origin = Origin(7, "C01")
    extreme = replace(CARD, question="<&>" * 2000, title="<&>" * 2000)
    bare = replace(CARD, can_save_code=False, was_written=False)
    for view in (CARD, extreme, bare, replace(bare, was_written=True), replace(CARD, is_customer=True)):
        intents = intents_of("customer" if view.is_customer else "driver")
        for modal in (
            resolve_modal.resolve(origin, view, intents),
            modals.save_code(origin, view, "#4471" * 20),
            modals.save_code(origin, view, ""),
            modals.wrong_intent(origin, view, intents),
            modals.refused("Lee has <this>."),
        ):
            assert view_problems(modal, ["modal"]) == []


@pytest.mark.parametrize(
    ("read_as", "offered"), [("ask_gate_code", "Gate code"), ("", "I cannot tell"), ("opt_out", "I cannot tell")]
)
def test_what_was_asked_is_asked_in_words_and_the_best_reading_stands_first(read_as: str, offered: str) -> None:
    view = replace(CARD, best_reading=read_as, can_save_code=False)
    modal = resolve_modal.resolve(Origin(7, "C01"), view, intents_of("driver"))
    [field] = [block for block in modal["blocks"] if block["type"] == "input"]
    assert (field["label"]["text"], field["optional"]) == ("What was asked?", True)
    labels = [option["text"]["text"] for option in field["element"]["options"]]
    assert (labels[0], labels[-1]) == ("I cannot tell", "None of these")
    assert field["element"]["options"][-1]["value"] == "out_of_scope"
    assert field["element"]["initial_option"]["text"]["text"] == offered


def test_where_nobody_wrote_anything_nobody_is_asked_what_it_meant() -> None:
    modal = resolve_modal.resolve(Origin(7, "C01"), replace(CARD, was_written=False), intents_of("driver"))
    assert modals.MEANT not in [block.get("block_id") for block in modal["blocks"]]


def test_a_modal_remembers_what_it_is_about() -> None:
    origin = Origin(7, "C01", "¿mañana?")
    assert Origin.of(modals.save_code(origin, CARD, "")) == origin


def _marked(blocks: list[Json]) -> list[str]:
    """Every text in which Slack looks for markup."""
    found: list[str] = []
    for block in blocks:
        held = [block.get("text"), *block.get("fields", []), *block.get("elements", [])]
        found += [each["text"] for each in held if isinstance(each, dict) and each.get("type") == "mrkdwn"]
    return found
