"""The modals by which staff correct what is known of an address, or add to it."""

from __future__ import annotations

import json
from typing import Any

from bot.slack_desk import note_fields
from bot.slack_desk.address_view import LABELS
from bot.slack_desk.marks import context, escaped, plain
from bot.slack_desk.modals import Json, field, form, option
from storage.models import NoteKind

CORRECT = "note_correct"
ADD = "note_add"
SAVE = "note_save"
GONE, ADDRESS = "gone", "address"
LONGEST_ADDRESS = 100


def correct(note_id: int, response_url: str, kind: NoteKind, text: str, author: str, *, only_today: bool) -> Json:
    """Asks for the right words, or whether the note no longer holds at all."""
    gone = option("It is no longer true, and nothing is known instead", "yes")
    blocks = [
        context(f"{LABELS[kind]}, from {escaped(author)}. The old note stays in the history."),
        note_fields.text_field(text),
        note_fields.today_field(is_ticked=only_today),
        field(GONE, "Or", {"type": "checkboxes", "options": [gone]}, optional=True),
    ]
    return asking(CORRECT, "Correct a note", "Save", [note_id, response_url, kind.value], blocks)


def add(address_id: int, response_url: str, title: str) -> Json:
    """Asks what is known of one address."""
    blocks = [context(escaped(title)), *_note()]
    return asking(ADD, "Add a note", "Save", [address_id, response_url], blocks)


def save(message: str, address: str, text: str) -> Json:
    """Asks of which address a message of Slack tells what."""
    where: Json = {
        "type": "plain_text_input",
        "max_length": LONGEST_ADDRESS,
        "placeholder": plain("12 Elm St, or as much of it as is unique"),
    }
    if address:
        where["initial_value"] = address[:LONGEST_ADDRESS]
    return asking(SAVE, "Save as access note", "Save", [message], [field(ADDRESS, "Address", where), *_note(text)])


def asking(callback: str, title: str, submit: str, about: list[Any], blocks: list[Json]) -> Json:
    """A modal that carries what it is about along unseen."""
    return form(callback, title, submit, json.dumps(about, ensure_ascii=False), blocks)


def about(view: Json) -> list[Any]:
    """What the modal is about."""
    carried: list[Any] = json.loads(view["private_metadata"])
    return carried


def _note(text: str = "") -> list[Json]:
    return [
        note_fields.kind_field("What is it?", nothing=False),
        note_fields.text_field(text),
        note_fields.today_field(),
    ]
