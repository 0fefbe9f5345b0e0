"""One call of the Web API: its parameters, wherever they were written."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sandbox.slack.errors import CallError

Json = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """The parameters of a call, and the address it came to."""

    method: str
    parameters: Json

    def required(self, name: str) -> str:
        """A parameter that must be given."""
        value = self.text(name)
        if not value:
            raise CallError("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return value

    def text(self, name: str) -> str | None:
        """A parameter as text, or None."""
        value = self.parameters.get(name)
        return None if value is None else str(value)

    def flag(self, name: str) -> bool:
        """A yes or no, however written; no when not given."""
        return str(self.parameters.get(name, "")).lower() in ("true", "1")

    def integer(self, name: str, default: int) -> int:
        """A whole number."""
        try:
            return int(self.parameters.get(name) or default)
        except (TypeError, ValueError):
            raise CallError("invalid_arguments", [f"[ERROR] {name} must be an integer"]) from None

    def structure(self, name: str, error: str) -> Any:
        """A parameter that is JSON, written out or not; None when not given."""
        value = self.parameters.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise CallError(error) from None


Method = Callable[[Call], Awaitable[Json]]
