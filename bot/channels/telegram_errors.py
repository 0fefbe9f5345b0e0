"""What the Telegram library's errors mean to Doorstep."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import timedelta

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.channels.errors import Permanent, RateLimited, Temporary

# The library still counts times as bare numbers and warns of it; this is its switch to the coming form.
os.environ.setdefault("PTB_TIMEDELTA", "true")

BLOCKED = "blocked"
"""The reason by which the desk knows that the driver wants no messages."""


@contextlib.contextmanager
def telegram_errors() -> Iterator[None]:
    """Turns the library's errors into those that delivery understands."""
    try:
        yield
    except RetryAfter as error:
        seconds = pause_of(error)
        raise RateLimited(f"Telegram asks for a pause of {seconds:g} seconds.", seconds) from error
    except Forbidden as error:
        raise Permanent(BLOCKED) from error
    except BadRequest as error:
        # The call itself is wrong, so it would be as wrong the next time.
        raise Permanent(f"Telegram refuses it: {plainly(error)}.") from error
    except TelegramError as error:
        raise Temporary(f"Telegram did not take it: {plainly(error)}") from error


def pause_of(error: RetryAfter) -> float:
    """The seconds that Telegram asks to wait."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def plainly(error: TelegramError) -> str:
    """The error in words that may be logged: never with the token."""
    if isinstance(error, InvalidToken):
        return "the bot token was refused; check TELEGRAM_BOT_TOKEN"
    return error.message.rstrip(".")
