"""Block Kit as strict as Slack itself: blocks, messages and views are checked before they are accepted."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sandbox.slack.elements import (
    ELEMENTS,
    ID,
    IN_ACTIONS,
    IN_INPUTS,
    IN_SECTIONS,
    SLACK_FILE,
    WITHOUT_ACTION,
)
from sandbox.slack.shapes import (
    Findings,
    Json,
    Rule,
    Shape,
    anything,
    boolean,
    exactly_one,
    items,
    plain_text,
    string,
    text,
    typed,
)

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100

CONTEXT_ITEMS = {
    "image": ELEMENTS["image"],
    "plain_text": Shape({"text": string(3000, 1)}, {"emoji": boolean}),
    "mrkdwn": Shape({"text": string(3000, 1)}, {"verbatim": boolean}),
}
RICH_TEXT_ITEMS = {
    kind: Shape(
        {"elements": anything}, {"style": anything, "indent": anything, "border": anything, "offset": anything}
    )
    for kind in ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
}


def _can_be_sent(findings: Findings, view: Json, path: str) -> None:
    asks = any(block["type"] == "input" for block in view["blocks"])
    if asks and view.get("submit") is None:
        findings.add("a modal with an input block needs `submit`", f"{path}/submit")


def _has_content(findings: Findings, block: Json, path: str) -> None:
    if block.get("text") is None and block.get("fields") is None:
        findings.add("must define either `text` or `fields`", path)


BLOCKS: dict[str, Shape] = {
    "section": Shape(
        optional={
            "block_id": ID,
            "text": text(3000),
            "fields": items(text(2000), 10),
            "accessory": typed(ELEMENTS, IN_SECTIONS),
            "expand": boolean,
        },
        whole=_has_content,
    ),
    "actions": Shape({"elements": items(typed(ELEMENTS, IN_ACTIONS), 25)}, {"block_id": ID}),
    "context": Shape({"elements": items(typed(CONTEXT_ITEMS), 10)}, {"block_id": ID}),
    "header": Shape({"text": plain_text(150)}, {"block_id": ID}),
    "divider": Shape(optional={"block_id": ID}),
    "image": Shape(
        {"alt_text": string(2000, 1)},
        {
            "block_id": ID,
            "image_url": string(3000, 1),
            "slack_file": SLACK_FILE.check,
            "title": plain_text(2000),
        },
        exactly_one("image_url", "slack_file"),
    ),
    "input": Shape(
        {"label": plain_text(2000), "element": typed(ELEMENTS, IN_INPUTS)},
        {"block_id": ID, "hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": Shape({"elements": items(typed(RICH_TEXT_ITEMS), 1000, 0)}, {"block_id": ID}),
    "markdown": Shape({"text": string(12000, 1)}, {"block_id": ID}),
}
IN_MESSAGES = frozenset(BLOCKS)
IN_VIEWS = frozenset(BLOCKS) - {"markdown"}

COMMON_TO_VIEWS: dict[str, Rule] = {
    "callback_id": string(255),
    "external_id": string(255),
    "private_metadata": string(3000),
}
VIEWS: dict[str, Shape] = {
    "modal": Shape(
        {"title": plain_text(24), "blocks": items(typed(BLOCKS, IN_VIEWS), VIEW_BLOCKS, 0)},
        {
            **COMMON_TO_VIEWS,
            "submit": plain_text(24),
            "close": plain_text(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
        _can_be_sent,
    ),
    "home": Shape(
        {"blocks": items(typed(BLOCKS, IN_VIEWS), VIEW_BLOCKS, 0)},
        {**COMMON_TO_VIEWS, "title": anything, "submit": anything, "close": anything},
    ),
}


def elements_of(block: Json) -> Iterator[tuple[str, Json]]:
    """The interactive elements of a sound block with their places in it."""
    if block["type"] == "section":
        held = [("accessory", block.get("accessory"))]
    elif block["type"] == "input":
        held = [("element", block["element"])]
    elif block["type"] == "actions":
        held = [(f"elements/{index}", element) for index, element in enumerate(block["elements"])]
    else:
        return
    for place, element in held:
        if element is not None and element["type"] not in WITHOUT_ACTION:
            yield place, element


def message_problems(blocks: Any) -> list[str]:
    """What Slack would find wrong with a message's blocks."""
    findings = Findings()
    items(typed(BLOCKS, IN_MESSAGES), MESSAGE_BLOCKS, 0)(findings, blocks, "/blocks")
    if not findings.messages:
        _check_names(findings, blocks, "/blocks")
    return findings.messages


def view_problems(view: Any, kinds: Sequence[str]) -> list[str]:
    """What Slack would find wrong with a modal or a Home tab."""
    findings = Findings()
    typed(VIEWS, kinds)(findings, view, "/view")
    if not findings.messages:
        _check_names(findings, view["blocks"], "/view/blocks")
    return findings.messages


def _check_names(findings: Findings, blocks: Sequence[Json], path: str) -> None:
    """Block ids are unique in a surface, action ids in their block."""
    block_ids: set[str] = set()
    for index, block in enumerate(blocks):
        _check_unique(findings, block, "block_id", block_ids, f"{path}/{index}")
        action_ids: set[str] = set()
        for place, element in elements_of(block):
            _check_unique(findings, element, "action_id", action_ids, f"{path}/{index}/{place}")


def _check_unique(findings: Findings, holder: Json, name: str, taken: set[str], path: str) -> None:
    given = holder.get(name)
    if given in taken:
        findings.add(f"{name} `{given}` already exists", f"{path}/{name}")
    if given is not None:
        taken.add(given)


def with_names(blocks: Sequence[Json], new_name: Callable[[], str]) -> list[Json]:
    """The blocks as Slack keeps them: every block and every interactive element has a name."""
    named = copy.deepcopy(list(blocks))
    for block in named:
        block["block_id"] = block.get("block_id") or new_name()
        for _place, element in elements_of(block):
            element["action_id"] = element.get("action_id") or new_name()
    return named
