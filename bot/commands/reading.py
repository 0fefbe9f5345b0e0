"""Where the intent model lies, and opening its reader."""

from __future__ import annotations

from pathlib import Path

import intents
from bot.commands.common import Report
from intents.embedded import EmbeddedReader
from intents.reader import open_reader

TRAINING = Path(intents.__file__).parent / "training"
MODEL = Path("models/intents.npz")


def reader(report: Report | None = None) -> EmbeddedReader:
    """The reader, trained first when there is no model, or an old one."""
    return open_reader(MODEL, TRAINING, report)
