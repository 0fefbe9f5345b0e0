"""How the make-believe Bot API says no."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A call that the Bot API refuses: becomes {"ok": false, "error_code": …, "description": …}."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def as_json(self) -> dict[str, Any]:
        """The answer's body."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


def bad_request(reason: str) -> ApiError:
    """The call itself is wrong."""
    return ApiError(400, f"Bad Request: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    """The call comes too soon."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after)
