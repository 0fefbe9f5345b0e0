"""What the readers of both markups share: how entities are counted and how wrong markup is refused."""

from __future__ import annotations

from typing import Any

from sandbox.telegram_errors import ApiError, bad_request

Entity = dict[str, Any]


def units(text: str) -> int:
    """The length of a text in UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def unparsable(reason: str) -> ApiError:
    """The markup is wrong."""
    return bad_request(f"can't parse entities: {reason}")
