"""How *Reply* looks: the question, what may be answered with, and the exact text before it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.slack_desk.cards import day
from bot.slack_desk.marks import context, escaped, plain, quoted, section, shortened
from bot.slack_desk.modals import Origin, field, modal, option
from handlers.desk.replies import Draft
from storage.past_answers import Answered

Json = dict[str, Any]

REPLY = "desk_reply"
REPLY_PREVIEW = "desk_reply_preview"
CANNED = "reply_canned"
USE = "reply_use"
TEXT = "text"
LOOKING = "reply_looking"

LONGEST_QUESTION = 1000
LONGEST_REPLY = 600
LONGEST_SHOWN = 300
LONGEST_ASKED = 120
SENT_WITH_A_VIEW = ("type", "callback_id", "title", "submit", "close", "private_metadata")


def reply(origin: Origin, draft: Draft) -> Json:
    """Asks for the answer; past ones are looked for meanwhile."""
    blocks = [quoted(shortened(draft.question, LONGEST_QUESTION)), *_canned(draft.canned), _entry("", 0)]
    looking = {**context("Looking for past answers…"), "block_id": LOOKING}
    title = "Reply to customer" if draft.is_customer else "Reply to driver"
    return modal(REPLY, title, "Preview", origin, [*blocks, looking])


def filled_in(view: Json, text: str) -> Json:
    """The same modal with other words in its field."""
    number = int(_text_block(view).partition(":")[2] or 0) + 1
    fresh = [_entry(text, number) if _is_entry(block) else block for block in view["blocks"]]
    return _again(view, fresh)


def with_past_answers(view: Json, answers: Sequence[Answered]) -> Json | None:
    """The same modal with the past answers that were found; None where they are shown already."""
    if all(block["block_id"] != LOOKING for block in view["blocks"]):
        return None
    rest = [block for block in view["blocks"] if block["block_id"] != LOOKING]
    heading = [section("*Past answers*")] if answers else []
    return _again(view, [*rest, *heading, *(_past(each) for each in answers)])


def preview(origin: Origin, exact: str, segments: int | None) -> Json:
    """Shows the exact text, and what it costs where that is a text message, before it leaves."""
    return {
        **modal(REPLY_PREVIEW, "Send this?", "Send", origin, [quoted(exact), context(cost(exact, segments))]),
        "close": plain("Back"),
    }


def cost(exact: str, segments: int | None) -> str:
    """How long a text is, and what it is sent as."""
    if segments is None:
        return "Exactly this leaves."
    parts = "1 text message" if segments == 1 else f"{segments} text messages"
    return f"{len(exact)} characters, sent as {parts}. Exactly this leaves."


def written(view: Json) -> str:
    """The words in the field."""
    entered = view["state"]["values"].get(_text_block(view), {}).get(TEXT, {})
    return str(entered.get("value") or "").strip()


def complaint(view: Json, text: str) -> dict[str, str]:
    """Says something at the field."""
    return {_text_block(view): text}


def _entry(text: str, number: int) -> Json:
    """The field. Slack keeps what was typed for as long as the block has its name, so other words need another."""
    entry: Json = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_REPLY}
    if text:
        entry["initial_value"] = text[:LONGEST_REPLY]
    block = field(TEXT, "Your reply", entry)
    return {**block, "block_id": f"{TEXT}:{number}" if number else TEXT}


def _is_entry(block: Json) -> bool:
    return bool(block["type"] == "input" and block["element"]["action_id"] == TEXT)


def _text_block(view: Json) -> str:
    return next(str(block["block_id"]) for block in view["blocks"] if _is_entry(block))


def _canned(canned: Mapping[str, str]) -> list[Json]:
    if not canned:
        return []
    menu = {
        "type": "static_select",
        "action_id": CANNED,
        "placeholder": plain("Canned answers"),
        "options": [option(name, name) for name in canned],
    }
    return [{"type": "actions", "block_id": CANNED, "elements": [menu]}]


def _past(answer: Answered) -> Json:
    asked = escaped(shortened(" ".join(answer.question.split()), LONGEST_ASKED))
    told = escaped(shortened(" ".join(answer.answer.split()), LONGEST_SHOWN))
    return {
        **section(f"_{asked}_\n{told}\n{escaped(answer.author)}, {day(answer.at)}"),
        "accessory": {"type": "button", "text": plain("Use"), "action_id": USE, "value": str(answer.event)},
    }


def _again(view: Json, blocks: list[Json]) -> Json:
    return {**{name: view[name] for name in SENT_WITH_A_VIEW}, "blocks": blocks}
