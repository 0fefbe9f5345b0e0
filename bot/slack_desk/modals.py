"""The modals of the desk: how they look, and what somebody entered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack_desk.cards import headline
from bot.slack_desk.marks import context, escaped, plain, quoted, section, shortened
from handlers.desk.card_content import CardView
from handlers.readable_intents import readable_intent
from intents.contract import OUT_OF_SCOPE

Json = dict[str, Any]

SAVE_CODE = "desk_save_code"
WRONG_INTENT = "desk_wrong_intent"

TEXT, CODE, TELL, MEANT = "text", "code", "tell", "meant"
UNSURE = "unsure"
LONGEST_QUESTION = 1000
LONGEST_NOTE = 300
LONGEST_CODE = 40


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


def save_code(origin: Origin, view: CardView, suggestion: str) -> Json:
    """Asks for the code of the stop's address."""
    tell = option("Tell the driver now", "yes")
    code: Json = {"type": "plain_text_input", "max_length": LONGEST_CODE, "placeholder": plain("#4471")}
    if suggestion:
        code["initial_value"] = suggestion[:LONGEST_CODE]
    boxes = {"type": "checkboxes", "options": [tell], "initial_options": [tell]}
    blocks = [context(headline(view)), field(CODE, "Code", code)]
    if view.has_asker and not view.is_customer:
        blocks.append(field(TELL, "Driver", boxes, optional=True))
    return modal(SAVE_CODE, "Save as code", "Save", origin, blocks)


def wrong_intent(origin: Origin, view: CardView, intents: Iterable[str]) -> Json:
    """Asks what the message really meant."""
    return modal(
        WRONG_INTENT,
        "Wrong intent",
        "Save",
        origin,
        [
            quoted(shortened(view.question, LONGEST_QUESTION)),
            context(f"It was read as {escaped(view.intent_line)}. Your answer trains the reader."),
            field(
                MEANT,
                "What did it mean?",
                {
                    "type": "static_select",
                    "options": intent_options(intents),
                    "placeholder": plain("Choose one"),
                },
            ),
        ],
    )


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


def modal(callback: str, title: str, submit: str, origin: Origin, blocks: list[Json]) -> Json:
    """A modal about a ticket, which can be submitted."""
    return form(callback, title, submit, origin.packed(), blocks)


def form(callback: str, title: str, submit: str, carried: str, blocks: list[Json]) -> Json:
    """A modal that can be submitted, and carries along unseen what it is about."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain("Cancel"),
        "private_metadata": carried,
        "blocks": blocks,
    }


def field(name: str, label: str, element: Json, *, optional: bool = False) -> Json:
    """A labelled element to be filled in."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**element, "action_id": name},
        "optional": optional,
    }


def option(label: str, value: str) -> Json:
    """One of the things to choose from."""
    return {"text": plain(label), "value": str(value)}


def intent_options(intents: Iterable[str]) -> list[Json]:
    """What can be meant, in alphabetical order, and last that it was none of these."""
    options = [option(readable_intent(name), name) for name in intents if name != OUT_OF_SCOPE]
    return [*sorted(options, key=_label), option("None of these", OUT_OF_SCOPE)]


def _label(option: Json) -> str:
    return str(option["text"]["text"])
