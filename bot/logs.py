"""Logging that tells where something failed without repeating what anybody wrote."""

from __future__ import annotations

import logging
import traceback


def set_up(level: int = logging.INFO) -> None:
    """Plain lines on stderr; the libraries that log addresses with secrets in them are kept quiet."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", datefmt="%H:%M:%S")
    for name in ("httpx", "httpcore", "slack_bolt", "slack_sdk", "twilio", "apscheduler", "alembic", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)


def where(error: BaseException) -> str:
    """The kind of the error and the places it passed through; never its message, which may quote a customer."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
