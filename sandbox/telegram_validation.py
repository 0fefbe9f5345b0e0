"""Checks the parameters of a Bot API call against the schema and turns them into Python values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.telegram_errors import ApiError, bad_request
from sandbox.telegram_files import Upload
from sandbox.telegram_schema import METHODS, TAGGED, TYPES, UNIONS, Field, Fields

TRUE_WORDS, FALSE_WORDS = ("true", "1"), ("false", "0")


def validate(method: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The call's parameters as Python values; raises the refusal that the API would answer."""
    return _check_fields(METHODS[method], parameters, "parameter")


def _check_fields(known: Fields, given: Mapping[str, Any], what: str, inside: str = "") -> dict[str, Any]:
    for name in given:
        if name not in known:
            raise bad_request(f"unknown {what} {inside}{name}")
        if not known[name].modelled:
            raise bad_request(f"the sandbox does not model the {what} {inside}{name}")
    for name, field in known.items():
        if field.required and given.get(name) is None:
            raise bad_request(_empty(inside + name))
    return {name: _value(known[name], value, inside + name) for name, value in given.items() if value is not None}


def _empty(name: str) -> str:
    return "message text is empty" if name == "text" else f"{name} is empty"


def _value(field: Field, given: Any, name: str) -> Any:
    if field.kind.startswith("["):
        return _list(field, given, name)
    simple = SIMPLE.get(field.kind)
    value = simple(given, name) if simple else _object(field.kind, given, name)
    _check_limits(field, value, name)
    return value


def _list(field: Field, given: Any, name: str) -> list[Any]:
    values = _decoded(given, name)
    if not isinstance(values, list):
        raise bad_request(f"can't parse {name}: expected an Array")
    _check_range(field, len(values), name)
    item = Field(field.kind[1:-1], choices=field.choices)
    return [_value(item, value, f"{name}[{index}]") for index, value in enumerate(values)]


def _object(kind: str, given: Any, name: str) -> dict[str, Any]:
    value = _decoded(given, name)
    if not isinstance(value, dict):
        raise bad_request(f"object expected as {name}")
    fields = TYPES.get(_form(kind, value, name))
    if fields is None:
        raise bad_request(f"the sandbox does not model this form of {name}")
    checked = _check_fields(fields, value, "field", f"{name}.")
    if kind == "InlineKeyboardButton":
        _check_button(checked, name)
    return checked


def _form(kind: str, value: dict[str, Any], name: str) -> str:
    if kind in UNIONS:
        forms = [form for mark, form in UNIONS[kind].items() if mark in value]
        if len(forms) != 1:
            raise bad_request(f"can't parse {name}: expected one of {', '.join(UNIONS[kind].values())}")
        return forms[0]
    if kind in TAGGED:
        return TAGGED[kind].get(str(value.get("type")), "")
    return kind


def _check_button(button: dict[str, Any], name: str) -> None:
    actions = [action for action in ("url", "callback_data", "copy_text") if action in button]
    if len(actions) != 1:
        raise bad_request(f"{name} must have exactly one of url, callback_data, copy_text")
    if "url" in button and not re.match(r"(https?://|tg://)[^\s/]+", button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def _check_limits(field: Field, value: Any, name: str) -> None:
    if field.choices and value not in field.choices:
        raise bad_request(f"wrong {name} '{value}' specified")
    if isinstance(value, str):
        length = len(value.encode()) if field.unit == "bytes" else len(value)
        _check_range(field, length, name)
    elif isinstance(value, int | float):
        _check_range(field, value, name)


def _check_range(field: Field, size: float, name: str) -> None:
    # Written so that NaN, which compares to nothing, lies outside.
    enough = field.least is None or size >= field.least
    not_too_much = field.most is None or size <= field.most
    if enough and not_too_much:
        return
    if name.endswith("callback_data"):
        raise bad_request("BUTTON_DATA_INVALID")
    if size == 0:
        raise bad_request(_empty(name))
    raise bad_request(f"wrong {name}: {size:g} is outside {_range(field)}")


def _range(field: Field) -> str:
    least, most = ("…" if limit is None else f"{limit:g}" for limit in (field.least, field.most))
    return f"{least} to {most}"


def _decoded(given: Any, name: str) -> Any:
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except (ValueError, RecursionError):
        raise bad_request(f"can't parse {name} JSON") from None


def _integer(given: Any, name: str) -> int:
    if isinstance(given, str) and re.fullmatch(r"[+-]?[0-9]{1,18}", given):
        return int(given)
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    raise bad_request(f"{name} must be an Integer")


def _float(given: Any, name: str) -> float:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return float(given)
    if isinstance(given, str) and re.fullmatch(r"[+-]?[0-9]+(\.[0-9]*)?(e[+-]?[0-9]+)?", given.lower()):
        return float(given)
    raise bad_request(f"{name} must be a Float")


def _boolean(given: Any, name: str) -> bool:
    if isinstance(given, bool):
        return given
    if str(given).lower() in TRUE_WORDS:
        return True
    if str(given).lower() in FALSE_WORDS:
        return False
    raise bad_request(f"{name} must be a Boolean")


def _string(given: Any, name: str) -> str:
    if not isinstance(given, str):
        raise bad_request(f"{name} must be a String")
    try:
        given.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return given


def _chat(given: Any, name: str) -> int:
    try:
        return _integer(given, name)
    except ApiError:
        # A name instead of a number: no public chat exists in the sandbox.
        raise bad_request("chat not found") from None


def _file(given: Any, name: str) -> str | Upload:
    if isinstance(given, str | Upload) and given:
        return given
    raise bad_request(f"there is no {name} in the request")


SIMPLE: dict[str, Callable[[Any, str], Any]] = {
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "string": _string,
    "chat": _chat,
    "file": _file,
}
