"""What is known of an address, as only the one who asked sees it: codes in clear, history folded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.slack_desk.lists import in_brief
from bot.slack_desk.marks import context, escaped, marked, plain, section, shortened
from bot.slack_desk.modals import Json, option
from handlers.knowledge.known_address import AddressView, Finding, NoteView
from storage.models import NoteKind

CHOOSE = "address_choose"
CORRECT = "address_correct"
ADD = "address_add"
HISTORY = "address_history"
OPEN, FOLD = "open", "fold"
LABELS = {
    NoteKind.CODE: "Code",
    NoteKind.ENTRANCE: "Way in",
    NoteKind.PARKING: "Parking",
    NoteKind.CONTACT: "Contact",
    NoteKind.RULE: "Rule",
    NoteKind.OTHER: "Note",
}
SOURCES = {"customer": "the customer", "import": "the route file", "driver": "a driver"}
MOST_PAST = 12
MOST_IN_USE = 12
LONGEST_LABEL = 75


def blocks(found: Finding, *, with_history: bool = False) -> list[Json]:
    """The answer to whoever asked about an address."""
    if found.view is not None:
        return list(_address(found.view, with_history=with_history))
    return list(_choice(found)) if found.choices else [section(escaped(found.refusal))]


def _choice(found: Finding) -> Iterator[Json]:
    options = [option(shortened(title, LONGEST_LABEL), str(number)) for number, title in found.choices]
    menu = {
        "type": "static_select",
        "action_id": CHOOSE,
        "placeholder": plain("Choose an address"),
        "options": options,
    }
    yield {**section("*Several addresses fit. Which one?*"), "accessory": menu}
    if found.are_more:
        yield context("There are more like it: write the house number, too.")


def _address(view: AddressView, *, with_history: bool) -> Iterator[Json]:
    yield section(f"*{in_brief(view.title)}*")
    if not view.in_use:
        yield section("_Nothing is known of it at the moment._")
    for note in view.in_use[:MOST_IN_USE]:
        yield {**_in_words(note), "accessory": _button("Correct", CORRECT, str(note.note_id))}
        yield context(" · ".join(_about(note)))
    if with_history:
        for note in view.past[:MOST_PAST]:
            yield {"type": "context", "elements": [_letters(note), marked(" · ".join(_about(note)))]}
    yield {"type": "actions", "elements": list(_buttons(view, with_history=with_history))}


def _in_words(note: NoteView) -> Json:
    return {"type": "section", "text": _letters(note)}


def _letters(note: NoteView) -> Json:
    """Letter by letter: the stars and hashes of a code are no markup."""
    return {"type": "plain_text", "text": f"{LABELS[note.kind]}: {note.text}", "emoji": False}


def _about(note: NoteView) -> Iterator[str]:
    yield f"from {SOURCES.get(note.source) or in_brief(note.author)}, {_day(note.created_at)}"
    yield from _trials(note)
    if note.failed_at is not None:
        yield f"failed {_day(note.failed_at)}{_by(note)}"
    elif note.replaced_at is not None:
        yield f"until {_day(note.replaced_at)}{_by(note)}"
    elif note.expires_at is not None:
        yield f"{'only until' if note.is_in_use else 'expired'} {_day(note.expires_at, with_time=True)}"


def _trials(note: NoteView) -> Iterator[str]:
    first, last = note.first_worked_at or note.worked_at, note.worked_at
    if first is not None and last is not None:
        yield f"worked {_day(first)}" if first == last else f"worked first {_day(first)}, last {_day(last)}"
    elif note.kind is NoteKind.CODE:
        yield "nobody has said that it worked"


def _by(note: NoteView) -> str:
    return f" ({in_brief(note.ended_by)})" if note.ended_by else ""


def _day(moment: datetime, *, with_time: bool = False) -> str:
    shown = "{date_short_pretty} {time}" if with_time else "{date_short_pretty}"
    return f"<!date^{int(moment.timestamp())}^{shown}|{moment:%Y-%m-%d}>"


def _buttons(view: AddressView, *, with_history: bool) -> Iterator[Json]:
    yield _button("Add a note", ADD, str(view.address_id))
    if view.past:
        label = "Fold history" if with_history else f"History ({len(view.past)})"
        yield _button(label, HISTORY, f"{view.address_id}:{FOLD if with_history else OPEN}")


def _button(label: str, action: str, value: str) -> Json:
    return {"type": "button", "text": plain(label), "action_id": action, "value": value}
