"""How the make-believe Twilio says no."""

from __future__ import annotations

from typing import Any


class TwilioError(Exception):
    """A call that Twilio refuses, with its error code."""

    def __init__(self, code: int, message: str, status: int = 400, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.retry_after = retry_after

    def as_json(self) -> dict[str, Any]:
        """The answer's body."""
        return {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
