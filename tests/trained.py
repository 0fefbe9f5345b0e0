"""The reader that the product ships with, trained once and shared by every test that needs it."""

from __future__ import annotations

from functools import cache

from filelock import FileLock

from bot.commands.reading import MODEL, TRAINING
from intents.embedded import EmbeddedReader
from intents.reader import open_reader


@cache
def trained_reader() -> EmbeddedReader:
    """The reader; the first test process that asks trains it if need be, the others wait."""
    MODEL.parent.mkdir(exist_ok=True)
    with FileLock(f"{MODEL}.lock"):
        return open_reader(MODEL, TRAINING)
