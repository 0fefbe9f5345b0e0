"""The fields by which somebody writes down an access note, wherever that is asked."""

from __future__ import annotations

from collections.abc import Mapping

from bot.slack_desk.marks import plain
from bot.slack_desk.modals import LONGEST_NOTE, Json, entered, field, is_ticked, option
from handlers.knowledge.learning import Learnt
from storage.models import NoteKind

KIND, TEXT, TODAY = "kind", "text", "today"
NOTHING = "nothing"
LONGEST_CODE = 40
FEWEST_SIGNS = 2
KINDS: Mapping[NoteKind, str] = {
    NoteKind.CODE: "A code",
    NoteKind.ENTRANCE: "The way in",
    NoteKind.PARKING: "Where to park",
    NoteKind.CONTACT: "Whom to contact",
    NoteKind.RULE: "A rule of the house",
}
NO_CODE = "That is no code: write it as it is keyed in."
MISSING = "Say what it is, and write it down."
TOO_LONG = f"A code has at most {LONGEST_CODE} signs: write the rest down as the way in."


def kind_field(label: str, *, nothing: bool) -> Json:
    """What kind of thing it is; `nothing` where there need not be any."""
    options = [option(name, kind) for kind, name in KINDS.items()]
    if not nothing:
        return field(
            KIND, label, {"type": "static_select", "options": options, "placeholder": plain("Choose one")}
        )
    none = option("Nothing new", NOTHING)
    return field(KIND, label, {"type": "static_select", "options": [none, *options], "initial_option": none})


def text_field(text: str = "", *, optional: bool = False) -> Json:
    """The note itself, in the words that drivers read."""
    entry: Json = {
        "type": "plain_text_input",
        "max_length": LONGEST_NOTE,
        "placeholder": plain("Use the side gate, left of the garage"),
    }
    if text:
        entry["initial_value"] = text[:LONGEST_NOTE]
    return field(TEXT, "In the words for drivers", entry, optional=optional)


def today_field(*, is_ticked: bool = False) -> Json:
    """Whether it holds for one day only."""
    box = option("Only for today", "yes")
    boxes: Json = {"type": "checkboxes", "options": [box]}
    if is_ticked:
        boxes["initial_options"] = [box]
    return field(TODAY, "How long", boxes, optional=True)


def complaint(kind: NoteKind, text: str) -> str:
    """What is wrong with the words for a note of that kind."""
    if kind is not NoteKind.CODE:
        return ""
    if sum(sign.isalnum() for sign in text) == 0 or len(text) < FEWEST_SIGNS:
        return NO_CODE
    return TOO_LONG if len(text) > LONGEST_CODE else ""


def written(view: Json) -> Learnt | dict[str, str] | None:
    """What was written down; None for nothing; else what is wrong, by the field."""
    kind, text = entered(view, KIND) or NOTHING, entered(view, TEXT)
    if kind == NOTHING:
        return {KIND: "Say what it is that was learnt."} if text else None
    if not text:
        return {TEXT: "Write it down."}
    wrong = complaint(NoteKind(kind), text)
    return {TEXT: wrong} if wrong else Learnt(NoteKind(kind), text, is_ticked(view, TODAY))
