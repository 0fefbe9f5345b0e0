"""Why a message could not be sent: what delivery does next depends on which of these it is."""

from __future__ import annotations

from doorstep_errors import DoorstepError


class SendError(DoorstepError):
    """The service did not take a message."""


class RateLimited(SendError):  # noqa: N818 - it says what happened, and delivery reads like a sentence
    """The service asks for a pause of `retry_after` seconds for this destination."""

    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Temporary(SendError):  # noqa: N818
    """The service or the way to it failed; the same message may pass later."""


class Permanent(SendError):  # noqa: N818
    """The service will never take this message: a person must know."""


class Unknown(Temporary):
    """Nobody can say whether the service took a message: look for it there before sending it again."""


class TranslationError(DoorstepError):
    """A service sent something that cannot be read; the message says what, never the content."""


class SettingsError(DoorstepError):
    """A channel cannot work with the settings it was given."""
