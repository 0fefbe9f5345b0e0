"""What stands in the input elements of a view or a message: at first, and after somebody filled them in."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

from sandbox.service import Refused
from sandbox.slack.blocks import elements_of
from sandbox.slack.elements import options_of
from sandbox.slack.workspace import Json

TEXT_INPUTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
FIELDS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(TEXT_INPUTS, ("value", "initial_value")),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", "initial_files"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "radio_buttons": ("selected_option", "initial_option"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "overflow": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
"""By element type: the field of the entry, and the element's field with the first entry."""
LISTS = ("selected_options", "selected_users", "selected_conversations", "selected_channels", "files")
MISSING = "Please complete this required field."

Entries = dict[str, dict[str, Json]]
"""By block id and action id."""


def stateful(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every block with an element that holds an entry, and that element."""
    for block in blocks:
        for _place, element in elements_of(block):
            if element["type"] in FIELDS and element["type"] != "overflow":
                yield block, element


def first_entries(blocks: Sequence[Json], kept: Entries | None = None) -> Entries:
    """What stands in the elements before anybody fills them in, or what somebody has entered already."""
    entries: Entries = {}
    for block, element in stateful(blocks):
        block_id, action_id = block["block_id"], element["action_id"]
        already = (kept or {}).get(block_id, {}).get(action_id)
        entries.setdefault(block_id, {})[action_id] = already or _first_entry(element)
    return entries


def _first_entry(element: Json) -> Json:
    name, initial = FIELDS[element["type"]]
    nothing: Any = [] if name in LISTS else None
    return {"type": element["type"], name: copy.deepcopy(element.get(initial, nothing))}


def entry(element: Json, given: Any) -> Json:
    """What a person enters into an element; options are named by their value."""
    name, _initial = FIELDS[element["type"]]
    entered = given
    if name in LISTS and not isinstance(given or [], list):
        raise Refused(f"{element['action_id']!r} takes a list.")
    if name == "selected_option" and given is not None:
        entered = _option(element, given)
    elif name == "selected_options":
        entered = [_option(element, each) for each in given or []]
    elif name == "value":
        entered = None if given in (None, "") else str(given)
    return {"type": element["type"], name: entered}


def _option(element: Json, value: Any) -> Json:
    if element["type"] == "external_select":
        return {"text": {"type": "plain_text", "text": str(value), "emoji": True}, "value": str(value)}
    for option in options_of(element):
        if option["value"] == value:
            return copy.deepcopy(option)
    offered = ", ".join(str(option["value"]) for option in options_of(element))
    raise Refused(f"{value!r} is not offered by {element['action_id']!r}: choose {offered}.")


def entered_value(entry_: Json) -> Any:
    """What is in an entry; empty or None for nothing."""
    return entry_[FIELDS[entry_["type"]][0]]


def complaint(block: Json, element: Json, entered: Any) -> str | None:
    """Why Slack itself would not let an entry pass, before the bot is asked."""
    if entered in (None, "", []):
        return None if block.get("optional") or block["type"] != "input" else MISSING
    if element["type"] == "plain_text_input":
        if len(entered) < element.get("min_length", 0):
            return f"Must be at least {element['min_length']} characters."
        if len(entered) > element.get("max_length", 3000):
            return f"Must be at most {element.get('max_length', 3000)} characters."
    return None
