"""The elements of Block Kit: what each must hold and may hold."""

from __future__ import annotations

import re
from typing import Any

from sandbox.slack.shapes import (
    Findings,
    Json,
    Rule,
    Shape,
    all_of,
    anything,
    boolean,
    exactly_one,
    items,
    number,
    one_of,
    plain_text,
    string,
    text,
)

CONFIRM = Shape(
    {"title": plain_text(100), "text": text(300), "confirm": plain_text(30), "deny": plain_text(30)},
    {"style": one_of("primary", "danger")},
)
SLACK_FILE = Shape(whole=exactly_one("id", "url"), optional={"id": string(255), "url": string(3000)})
DISPATCH = Shape(optional={"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)})
FILTER = Shape(
    optional={
        "include": items(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    }
)
ID = string(255, 1)


def _option(label: Rule) -> Shape:
    return Shape({"text": label, "value": string(150)}, {"description": plain_text(75), "url": string(3000)})


PLAIN_OPTION = _option(plain_text(75))
MARKED_OPTION = _option(text(75))
OPTION_GROUP = Shape({"label": plain_text(75), "options": items(PLAIN_OPTION.check, 100)})


def _matching(pattern: str, example: str) -> Rule:
    def rule(findings: Findings, value: Any, path: str) -> None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            findings.add(f"must look like {example}", path)

    return rule


DATE = _matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "2025-06-30")
TIME = _matching(r"([01]\d|2[0-3]):[0-5]\d", "14:05")


def options_of(element: Json) -> list[Json]:
    """Every option that a sound element offers, those in groups included."""
    groups: list[Json] = element.get("option_groups") or []
    return [*(element.get("options") or []), *(option for group in groups for option in group["options"])]


def _initial_is_offered(findings: Findings, element: Json, path: str) -> None:
    first = element.get("initial_option")
    chosen = [*(element.get("initial_options") or []), *([first] if first else [])]
    offered = [option["value"] for option in options_of(element)]
    if any(option["value"] not in offered for option in chosen):
        findings.add("the initial option is not among the options", path)


def _lengths_in_order(findings: Findings, element: Json, path: str) -> None:
    if (element.get("min_length") or 0) > (element.get("max_length") or 3000):
        findings.add("min_length must not be greater than max_length", path)


CHOICE: dict[str, Rule] = {"action_id": ID, "confirm": CONFIRM.check, "focus_on_load": boolean}
SELECT: dict[str, Rule] = {**CHOICE, "placeholder": plain_text(150)}
MULTI: dict[str, Rule] = {**SELECT, "max_selected_items": number(1, 100)}
STATIC: dict[str, Rule] = {
    "options": items(PLAIN_OPTION.check, 100),
    "option_groups": items(OPTION_GROUP.check, 100),
}
STATIC_RULE = all_of(exactly_one("options", "option_groups"), _initial_is_offered)
INPUT: dict[str, Rule] = {
    "action_id": ID,
    "placeholder": plain_text(150),
    "dispatch_action_config": DISPATCH.check,
    "focus_on_load": boolean,
}
IDS = items(string(255, 1), 100)

ELEMENTS: dict[str, Shape] = {
    "button": Shape(
        {"text": plain_text(75)},
        {
            "action_id": ID,
            "url": string(3000),
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM.check,
            "accessibility_label": string(75),
        },
    ),
    "checkboxes": Shape(
        {"options": items(MARKED_OPTION.check, 10)},
        {**CHOICE, "initial_options": items(MARKED_OPTION.check, 10)},
        _initial_is_offered,
    ),
    "radio_buttons": Shape(
        {"options": items(MARKED_OPTION.check, 10)},
        {**CHOICE, "initial_option": MARKED_OPTION.check},
        _initial_is_offered,
    ),
    "overflow": Shape({"options": items(PLAIN_OPTION.check, 5)}, {"action_id": ID, "confirm": CONFIRM.check}),
    "datepicker": Shape(optional={**SELECT, "initial_date": DATE}),
    "timepicker": Shape(optional={**SELECT, "initial_time": TIME, "timezone": string(255)}),
    "datetimepicker": Shape(optional={**CHOICE, "initial_date_time": number(10**9, 10**10 - 1)}),
    "static_select": Shape(optional={**SELECT, **STATIC, "initial_option": PLAIN_OPTION.check}, whole=STATIC_RULE),
    "multi_static_select": Shape(
        optional={**MULTI, **STATIC, "initial_options": items(PLAIN_OPTION.check, 100)}, whole=STATIC_RULE
    ),
    "external_select": Shape(
        optional={**SELECT, "initial_option": PLAIN_OPTION.check, "min_query_length": number(0, 1000)}
    ),
    "users_select": Shape(optional={**SELECT, "initial_user": ID}),
    "multi_users_select": Shape(optional={**MULTI, "initial_users": IDS}),
    "conversations_select": Shape(
        optional={
            **SELECT,
            "initial_conversation": ID,
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": FILTER.check,
        }
    ),
    "multi_conversations_select": Shape(
        optional={
            **MULTI,
            "initial_conversations": IDS,
            "default_to_current_conversation": boolean,
            "filter": FILTER.check,
        }
    ),
    "channels_select": Shape(optional={**SELECT, "initial_channel": ID, "response_url_enabled": boolean}),
    "multi_channels_select": Shape(optional={**MULTI, "initial_channels": IDS}),
    "plain_text_input": Shape(
        optional={
            **INPUT,
            "initial_value": string(3000),
            "multiline": boolean,
            "min_length": number(0, 3000),
            "max_length": number(1, 3000),
        },
        whole=_lengths_in_order,
    ),
    "email_text_input": Shape(optional={**INPUT, "initial_value": string(3000)}),
    "url_text_input": Shape(optional={**INPUT, "initial_value": string(3000)}),
    "number_input": Shape(
        {"is_decimal_allowed": boolean},
        {**INPUT, "initial_value": string(255), "min_value": string(255), "max_value": string(255)},
    ),
    "rich_text_input": Shape(optional={**INPUT, "initial_value": anything}),
    "file_input": Shape(
        optional={"action_id": ID, "filetypes": items(string(255), 100), "max_files": number(1, 10)}
    ),
    "image": Shape(
        {"alt_text": string(2000, 1)},
        {"image_url": string(3000, 1), "slack_file": SLACK_FILE.check},
        exactly_one("image_url", "slack_file"),
    ),
}

CHOICES = frozenset(
    {
        "checkboxes",
        "radio_buttons",
        "datepicker",
        "timepicker",
        "datetimepicker",
        *(name for name in ELEMENTS if name.endswith("_select")),
    }
)
IN_ACTIONS = CHOICES | {"button", "overflow"}
IN_SECTIONS = (IN_ACTIONS | {"image"}) - {"datetimepicker"}
IN_INPUTS = CHOICES | {name for name in ELEMENTS if name.endswith("_input")}
WITHOUT_ACTION = frozenset({"image"})
