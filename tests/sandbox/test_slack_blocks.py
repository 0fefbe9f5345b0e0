"""Block Kit's limits, one by one."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_
from slack_sdk.models.blocks import Block

from sandbox.slack.blocks import message_problems, view_problems, with_names

Json = dict[str, Any]


def plain(text: str) -> Json:
    """A text object without markup."""
    return {"type": "plain_text", "text": text}


def section(**more: Any) -> Json:
    """A section with a text."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, **more}


def button(**more: Any) -> Json:
    """A button."""
    return {"type": "button", "action_id": "a", "text": plain("Take"), **more}


def actions(*elements: Json, **more: Any) -> Json:
    """An actions block."""
    return {"type": "actions", "elements": list(elements), **more}


def options(count: int, label: str = "one") -> list[Json]:
    """So many options."""
    return [{"text": plain(label), "value": str(number)} for number in range(count)]


def asking(element: Json, **more: Any) -> Json:
    """An input block."""
    return {"type": "input", "block_id": "b", "label": plain("Code"), "element": element, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    """A modal."""
    return {"type": "modal", "title": plain("Title"), "submit": plain("Send"), "blocks": list(blocks), **more}


GOOD: list[Json] = [
    section(fields=[plain("x" * 2000)] * 10, accessory=button()),
    section(accessory={"type": "image", "image_url": "https://example.com/x.png", "alt_text": "A door"}),
    actions(*(button(action_id=str(number)) for number in range(25))),
    actions(
        {"type": "static_select", "options": options(100), "initial_option": options(1)[0]},
        {"type": "users_select", "placeholder": plain("Who?")},
        {"type": "overflow", "options": options(5)},
        {"type": "datepicker", "initial_date": "2025-06-30"},
        {"type": "checkboxes", "options": options(10), "initial_options": options(2)},
        {"type": "radio_buttons", "options": options(10)},
        {"type": "conversations_select", "filter": {"include": ["public"]}},
        {"type": "timepicker", "initial_time": "14:05"},
    ),
    {"type": "header", "text": plain("x" * 150)},
    {"type": "context", "elements": [plain("x"), {"type": "mrkdwn", "text": "*x*"}] * 5},
    {"type": "divider"},
    {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "A door", "title": plain("Door")},
    {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
    },
]
BAD: list[tuple[Json, str]] = [
    (section(text={"type": "mrkdwn", "text": "x" * 3001}), "/blocks/0/text/text"),
    (section(text={"type": "mrkdwn", "text": ""}), "/blocks/0/text/text"),
    (section(text={"type": "html", "text": "x"}), "/blocks/0/text/type"),
    (section(text={"type": "mrkdwn", "text": "x", "emoji": True}), "/blocks/0/text"),
    ({"type": "section"}, "/blocks/0"),
    (section(fields=[plain("x")] * 11), "/blocks/0/fields"),
    (section(fields=[plain("x" * 2001)]), "/blocks/0/fields/0/text"),
    (section(accessory={"type": "plain_text_input"}), "/blocks/0/accessory/type"),
    (section(colour="red"), "/blocks/0"),
    (section(block_id="x" * 256), "/blocks/0/block_id"),
    (actions(), "/blocks/0/elements"),
    (actions(*[button(action_id=str(number)) for number in range(26)]), "/blocks/0/elements"),
    (actions(button(), button()), "/blocks/0/elements/1/action_id"),
    (actions(button(text=plain("x" * 76))), "/blocks/0/elements/0/text/text"),
    (actions(button(text={"type": "mrkdwn", "text": "x"})), "/blocks/0/elements/0/text/type"),
    (actions(button(value="x" * 2001)), "/blocks/0/elements/0/value"),
    (actions(button(action_id="x" * 256)), "/blocks/0/elements/0/action_id"),
    (actions(button(style="green")), "/blocks/0/elements/0/style"),
    (actions({"type": "slider"}), "/blocks/0/elements/0/type"),
    (actions({"type": "static_select", "options": options(101)}), "/blocks/0/elements/0/options"),
    (actions({"type": "static_select"}), "/blocks/0/elements/0"),
    (
        actions({"type": "static_select", "options": options(1), "initial_option": options(2)[1]}),
        "/blocks/0/elements/0",
    ),
    (actions({"type": "static_select", "options": options(1, "x" * 76)}), "/elements/0/options/0/text/text"),
    (actions({"type": "overflow", "options": options(6)}), "/blocks/0/elements/0/options"),
    (actions({"type": "checkboxes", "options": options(11)}), "/blocks/0/elements/0/options"),
    (actions({"type": "datepicker", "initial_date": "30/06/2025"}), "/elements/0/initial_date"),
    ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "/blocks/0/text/type"),
    ({"type": "header", "text": plain("x" * 151)}, "/blocks/0/text/text"),
    ({"type": "context", "elements": [plain("x")] * 11}, "/blocks/0/elements"),
    ({"type": "image", "image_url": "https://example.com/x.png"}, "/blocks/0"),
    ({"type": "image", "image_url": "https://example.com/x.png", "alt_text": ""}, "/blocks/0/alt_text"),
    ({"type": "marquee"}, "/blocks/0/type"),
    ({"type": ["section"]}, "/blocks/0/type"),
]


def test_everything_at_its_limit_passes() -> None:
    assert message_problems(GOOD) == []
    assert view_problems(modal(*GOOD), ("modal",)) == []


def test_the_client_library_agrees_that_the_good_is_good() -> None:
    for block in GOOD:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()


@pytest.mark.parametrize(("block", "place"), BAD)
def test_one_step_too_far_is_refused_at_its_place(block: Json, place: str) -> None:
    problems = message_problems([block])
    assert any(f"{place}]" in problem for problem in problems), problems


@pytest.mark.parametrize("blocks", ["text", {"type": "divider"}, [None], [7], [[]]])
def test_what_is_no_list_of_blocks_is_refused(blocks: Any) -> None:
    assert message_problems(blocks)


def test_fifty_blocks_in_a_message_a_hundred_in_a_view() -> None:
    divider = {"type": "divider"}
    assert not message_problems([divider] * 50)
    assert message_problems([divider] * 51)
    assert not view_problems(modal(*[divider] * 100), ("modal",))
    assert view_problems(modal(*[divider] * 101), ("modal",))


def test_block_ids_are_unique_and_action_ids_within_their_block() -> None:
    assert message_problems([section(block_id="b"), section(block_id="b")])
    assert not message_problems([actions(button()), actions(button())])


TEXT_INPUT = {"type": "plain_text_input", "action_id": "value"}
BAD_VIEWS: list[Callable[[], Json]] = [
    lambda: {**modal(asking(TEXT_INPUT)), "submit": None},
    lambda: modal(title=plain("x" * 25)),
    lambda: modal(submit=plain("x" * 25)),
    lambda: modal(close=plain("x" * 25)),
    lambda: modal(private_metadata="x" * 3001),
    lambda: modal(callback_id="x" * 256),
    lambda: modal(asking(button())),
    lambda: modal(asking({**TEXT_INPUT, "max_length": 3001})),
    lambda: modal(asking({**TEXT_INPUT, "min_length": 5, "max_length": 4})),
    lambda: modal(asking({**TEXT_INPUT, "initial_value": "x" * 3001})),
    lambda: modal(asking(TEXT_INPUT, label={"type": "mrkdwn", "text": "x"})),
    lambda: modal(asking(TEXT_INPUT, label=plain("x" * 2001))),
    lambda: modal(asking(TEXT_INPUT), asking(TEXT_INPUT)),
    lambda: {"type": "modal", "blocks": []},
    lambda: {"type": "home", "blocks": []},
    lambda: {"type": "modal", "title": plain("x"), "blocks": 7},
]


@pytest.mark.parametrize("view", BAD_VIEWS)
def test_bad_modals_are_refused(view: Callable[[], Json]) -> None:
    assert view_problems(view(), ("modal",))


def test_a_good_modal_and_a_good_home_tab() -> None:
    assert not view_problems(modal(asking(TEXT_INPUT, optional=True, hint=plain("x"))), ("modal",))
    assert not view_problems({"type": "home", "blocks": [asking(TEXT_INPUT)]}, ("home",))


ODD = any_.recursive(
    any_.none() | any_.booleans() | any_.integers() | any_.text(max_size=3),
    lambda inner: any_.lists(inner, max_size=2) | any_.dictionaries(any_.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@settings(deadline=None)
@given(odd=ODD, steps=any_.lists(any_.integers(0, 100), min_size=1, max_size=6))
def test_whatever_stands_anywhere_is_judged_and_never_breaks_the_judge(odd: Any, steps: list[int]) -> None:
    view: Any = modal(*copy.deepcopy(GOOD), asking(copy.deepcopy(TEXT_INPUT)))
    holder: Any = view
    key: Any = "blocks"
    for step in steps:
        if not isinstance(holder[key], list | dict) or not holder[key]:
            break
        holder = holder[key]
        key = list(holder)[step % len(holder)] if isinstance(holder, dict) else step % len(holder)
    holder[key] = odd
    if not view_problems(view, ("modal",)):
        with_names(view["blocks"], lambda: "name")
