"""Where the intent model lies, and opening its reader."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import intents
from bot.commands.common import CommandError, Report
from intents.embedded import EmbeddedReader
from intents.errors import IntentsError
from intents.reader import open_reader

TRAINING = Path(intents.__file__).parent / "training"
MODEL = Path("models/intents.npz")


def reader(report: Report | None = None) -> EmbeddedReader:
    """The reader, trained first when there is no model, or an old one."""
    with clear_errors():
        return open_reader(MODEL, TRAINING, report)


@contextlib.contextmanager
def clear_errors() -> Iterator[None]:
    """Lets what the reader refuses end a command like any other error of ours."""
    try:
        yield
    except IntentsError as error:
        raise CommandError(str(error)) from None
