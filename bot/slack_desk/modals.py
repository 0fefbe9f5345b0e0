"""The modals of the desk: how they look, and what somebody entered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack_desk.cards import headline
from bot.slack_desk.marks import context, escaped, plain, quoted, section, shortened
from handlers.desk_card import CardView
from handlers.readable_intents import readable_intent
from intents.contract import OUT_OF_SCOPE
from storage.models import NoteKind

Json = dict[str, Any]

RESOLVE = "desk_resolve"
SAVE_CODE = "desk_save_code"
WRONG_INTENT = "desk_wrong_intent"
REPLY = "desk_reply"
REPLY_PREVIEW = "desk_reply_preview"

KIND, TEXT, CODE, TELL, MEANT = "kind", "text", "code", "tell", "meant"
NOTHING = "nothing"
UNSURE = "unsure"
LEARNT: dict[str, str] = {
    NOTHING: "Nothing new",
    NoteKind.CODE: "A code",
    NoteKind.ENTRANCE: "The way in",
    NoteKind.PARKING: "Where to park",
}
LONGEST_QUESTION = 1000
LONGEST_NOTE = 300
LONGEST_CODE = 40
LONGEST_REPLY = 600


@dataclass(frozen=True)
class Origin:
    """What a modal is about, carried along unseen."""

    ticket: int
    channel: str
    text: str = ""

    def packed(self) -> str:
        """The form that Slack keeps with the view."""
        return json.dumps([self.ticket, self.channel, self.text], ensure_ascii=False)

    @classmethod
    def of(cls, view: Json) -> Origin:
        """What the view is about."""
        return cls(*json.loads(view["private_metadata"]))


def resolve(origin: Origin, view: CardView, intents: Iterable[str]) -> Json:
    """Asks what the ticket taught about its address, and the reader about what people mean."""
    blocks = _what_was_learnt(view) if view.can_save_code else [context(f"{headline(view)}.")]
    if view.was_written:
        blocks += _what_was_asked(view, intents)
    return _modal(RESOLVE, "Resolve", "Resolve", origin, blocks)


def _what_was_learnt(view: CardView) -> list[Json]:
    options = [_option(label, kind) for kind, label in LEARNT.items()]
    return [
        context(f"{headline(view)}. What is kept is shown to drivers who come to this address."),
        _input(
            KIND,
            "What was learnt?",
            {"type": "radio_buttons", "options": options, "initial_option": options[0]},
        ),
        _input(
            TEXT,
            "In the words for drivers",
            {
                "type": "plain_text_input",
                "max_length": LONGEST_NOTE,
                "placeholder": plain("Use the side gate, left of the garage"),
            },
            optional=True,
        ),
    ]


def _what_was_asked(view: CardView, intents: Iterable[str]) -> list[Json]:
    unsure = _option("I cannot tell", UNSURE)
    options = _intent_options(intents)
    read = next((option for option in options if option["value"] == view.best_reading), unsure)
    menu = {"type": "static_select", "options": [unsure, *options], "initial_option": read}
    return [
        quoted(shortened(view.question, LONGEST_QUESTION)),
        _input(MEANT, "What was asked?", menu, optional=True),
        context("Your answer trains the reader."),
    ]


def save_code(origin: Origin, view: CardView, suggestion: str) -> Json:
    """Asks for the code of the stop's address."""
    tell = _option("Tell the driver now", "yes")
    code: Json = {"type": "plain_text_input", "max_length": LONGEST_CODE, "placeholder": plain("#4471")}
    if suggestion:
        code["initial_value"] = suggestion[:LONGEST_CODE]
    boxes = {"type": "checkboxes", "options": [tell], "initial_options": [tell]}
    blocks = [context(headline(view)), _input(CODE, "Code", code)]
    if not view.is_customer:
        blocks.append(_input(TELL, "Driver", boxes, optional=True))
    return _modal(SAVE_CODE, "Save as code", "Save", origin, blocks)


def wrong_intent(origin: Origin, view: CardView, intents: Iterable[str]) -> Json:
    """Asks what the message really meant."""
    return _modal(
        WRONG_INTENT,
        "Wrong intent",
        "Save",
        origin,
        [
            quoted(shortened(view.question, LONGEST_QUESTION)),
            context(f"It was read as {escaped(view.intent_line)}. Your answer trains the reader."),
            _input(
                MEANT,
                "What did it mean?",
                {
                    "type": "static_select",
                    "options": _intent_options(intents),
                    "placeholder": plain("Choose one"),
                },
            ),
        ],
    )


def reply(origin: Origin, view: CardView) -> Json:
    """Asks for the text to a customer."""
    entry = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_REPLY}
    if origin.text:
        entry["initial_value"] = origin.text
    return _modal(
        REPLY,
        "Reply to customer",
        "Preview",
        origin,
        [quoted(shortened(view.question, LONGEST_QUESTION)), _input(TEXT, "Your reply", entry)],
    )


def reply_preview(origin: Origin, exact: str, segments: int) -> Json:
    """Shows the exact text, and what it costs, before it leaves."""
    parts = "1 text message" if segments == 1 else f"{segments} text messages"
    return {
        **_modal(
            REPLY_PREVIEW,
            "Send this?",
            "Send",
            origin,
            [quoted(exact), context(f"{len(exact)} characters, sent as {parts}. Exactly this leaves.")],
        ),
        "close": plain("Back"),
    }


def refused(text: str) -> Json:
    """Says why nothing was done."""
    blocks = [section(f":no_entry: {escaped(text)}")]
    return {"type": "modal", "title": plain("Not done"), "close": plain("Close"), "blocks": blocks}


def entered(view: Json, name: str) -> str:
    """What was typed or chosen in the field of that name; empty when nothing was."""
    value: Mapping[str, Any] = view["state"]["values"].get(name, {}).get(name, {})
    chosen = value.get("selected_option")
    return str(chosen["value"] if chosen else value.get("value") or "").strip()


def is_ticked(view: Json, name: str) -> bool:
    """Whether the box of that name is ticked."""
    return bool(view["state"]["values"].get(name, {}).get(name, {}).get("selected_options"))


def _modal(callback: str, title: str, submit: str, origin: Origin, blocks: list[Json]) -> Json:
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain("Cancel"),
        "private_metadata": origin.packed(),
        "blocks": blocks,
    }


def _input(name: str, label: str, element: Json, *, optional: bool = False) -> Json:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**element, "action_id": name},
        "optional": optional,
    }


def _option(label: str, value: str) -> Json:
    return {"text": plain(label), "value": str(value)}


def _intent_options(intents: Iterable[str]) -> list[Json]:
    """What can be meant, in alphabetical order, and last that it was none of these."""
    options = [_option(readable_intent(name), name) for name in intents if name != OUT_OF_SCOPE]
    return [*sorted(options, key=_label), _option("None of these", OUT_OF_SCOPE)]


def _label(option: Json) -> str:
    return str(option["text"]["text"])
