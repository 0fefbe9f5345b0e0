"""How a Web API call is refused."""

from __future__ import annotations

from collections.abc import Sequence


class CallError(Exception):
    """Slack answers `ok: false` with this error and, where it has more to say, messages."""

    def __init__(self, error: str, messages: Sequence[str] = (), *, retry_after: int | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.messages = list(messages)
        self.retry_after = retry_after
