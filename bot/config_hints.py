"""Turning what is wrong in config.yml into sentences that help: where, what, and the nearest right word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

SECRET_KEY = re.compile(
    r"token|secret|passw|api_?key|credential|account|(^|_)(sid|auth|keys?)($|_)", re.IGNORECASE
)
SECRET_VALUE = re.compile(r"xox[abprs]-|xapp-|^\d{6,}:[\w-]{30,}$|^AC[0-9a-f]{32}$|^[+\w]+://[^/\s]*:[^/\s]*@")
IN_ENVIRONMENT = {
    "public_url": "PUBLIC_URL",
    "heartbeat_url": "HEARTBEAT_URL",
    "port": "PORT",
    "database": "DATABASE_URL",
    "database_url": "DATABASE_URL",
    "number": "TWILIO_FROM",
    "from": "TWILIO_FROM",
}
API_URLS = {"telegram": "TELEGRAM_API_URL", "slack": "SLACK_API_URL", "sms": "TWILIO_API_URL"}
SECRETS = {
    "telegram": "TELEGRAM_BOT_TOKEN",
    "slack": "SLACK_BOT_TOKEN, SLACK_APP_TOKEN or SLACK_SIGNING_SECRET",
    "sms": "TWILIO_ACCOUNT_SID or TWILIO_AUTH_TOKEN",
    "intents": "RASA_TOKEN",
}
Place = Sequence[str | int]


def place(parts: Place) -> str:
    """How a place in the file is written: doorstep → telegram → mode."""
    return " → ".join(str(part) for part in parts)


def nearest(word: str, known: Sequence[str]) -> str:
    """ ", did you mean `mode`?", or what there is when nothing is near."""
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f", did you mean `{close[0]}`?"
    return f"; known are {', '.join(known)}"


def secrets_in(section: Any, at: tuple[str | int, ...]) -> list[str]:
    """A refusal for every key or value that looks like a secret; the value is never repeated."""
    return [
        f"{place(where)}: secrets never stand in this file; delete it, count it as seen by others, "
        f"and set {_variable_for(where)} in the environment"
        for where, value in _entries(section, at)
        if _is_secret(where[-1], value)
    ]


def explain(error: ValidationError, model: type[BaseModel], at: tuple[str | int, ...]) -> list[str]:
    """A sentence for every mistake that pydantic found, but for secrets, which have theirs."""
    return [
        f"{place((*at, *mistake['loc']))}: {_sentence(mistake, model)}"
        for mistake in error.errors(include_url=False, include_context=True)
        if not (mistake["type"] == "extra_forbidden" and _is_secret(mistake["loc"][-1], mistake["input"]))
    ]


def _sentence(mistake: ErrorDetails, model: type[BaseModel]) -> str:
    where, kind = mistake["loc"], mistake["type"]
    if kind == "extra_forbidden":
        word = str(where[-1])
        variable = API_URLS.get(str(where[0])) if word == "api_url" else IN_ENVIRONMENT.get(word)
        if variable:
            return f"does not stand in this file; set {variable} in the environment"
        return f"unknown key{nearest(word, _keys_at(model, where[:-1]))}"
    if kind == "missing":
        return "is missing"
    if kind == "literal_error":
        return f"must be {mistake['ctx']['expected'].replace(chr(39), '')}"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(mistake["ctx"]["pattern"], "is not written as it should be")
    return _KINDS.get(kind) or mistake["msg"].removeprefix("Value error, ").replace("Input should", "must")


_PATTERNS = {
    "^[CG][A-Z0-9]{1,30}$": "must be a channel's id like C0123ABCD (Slack: channel name → About → Channel ID)",
    "^[a-z0-9][a-z0-9_-]{0,31}$": "a depot's code has small letters, digits, - and _, at most 32",
}

_KINDS = {
    "string_type": "must be text; put it in quotes",
    "string_too_short": "is empty",
    "too_short": "is empty",
    "path_type": "must be the name of a folder",
    "dict_type": "must hold `key: value` lines",
    "model_type": "must hold `key: value` lines",
}


def _keys_at(model: type[BaseModel], where: Place) -> list[str]:
    """The keys that are known at a place, following the models down."""
    kind: Any = model
    for part in where:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            kind = kind.model_fields[str(part)].annotation
        elif get_origin(kind) is dict:
            kind = get_args(kind)[1]
    return list(kind.model_fields) if isinstance(kind, type) and issubclass(kind, BaseModel) else []


def _entries(value: Any, at: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    pairs: Sequence[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for key, inner in pairs:
        where = (*at, key if isinstance(key, int) else str(key))
        yield where, inner
        yield from _entries(inner, where)


def _is_secret(key: str | int, value: Any) -> bool:
    if isinstance(value, str) and SECRET_VALUE.search(value):
        return True
    return not isinstance(value, dict | list) and bool(SECRET_KEY.search(str(key)))


def _variable_for(where: tuple[str | int, ...]) -> str:
    key = str(where[-1]).lower()
    if "key" in key:
        return "DOORSTEP_KEYS"
    if "database" in key or "url" in key:
        return "DATABASE_URL"
    return next((SECRETS[str(part)] for part in where if part in SECRETS), "it")
