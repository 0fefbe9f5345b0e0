"""The embedded engine as a contender: with everything that is installed, or with less."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from benchmarks.contenders import FIRST_FEW, Measured, Times, alone, over_http
from benchmarks.lines import Lines
from intents.artifact import save
from intents.embedded import EmbeddedReader
from intents.evaluation import figures
from intents.instruments import Instruments, load_instruments
from intents.scoring import score
from intents.training import train


class Kit(StrEnum):
    """What the engine reads with."""

    ALL = "all"
    UNTUNED = "untuned"
    """Without the encoder that was taught our trade: that one knows more lines than those of a sample."""
    WORDS = "words"


_NAMES: Final = {
    Kit.ALL: "embedded",
    Kit.UNTUNED: "embedded, no tuned encoder",
    Kit.WORDS: "embedded, TF-IDF only",
}


@dataclass(frozen=True)
class Embedded:
    """Doorstep's own engine."""

    kit: Kit = Kit.ALL

    @property
    def name(self) -> str:
        """As the table has it."""
        return _NAMES[self.kit]

    def missing(self) -> str | None:
        """It is always there."""
        return None

    def measure(self, lines: Lines, folder: Path) -> Measured:
        """Learns, reads as it would in service, and is timed alone."""
        instruments = open_instruments(self.kit)
        started = time.perf_counter()
        model = train(lines.learnt, instruments)
        train_seconds = time.perf_counter() - started
        found = score(EmbeddedReader(model, instruments), lines.asked)
        file = folder / "model.npz"
        save(model, "", file)
        command: list[str | Path] = [sys.executable, "-m", "benchmarks.embedded_alone", file, self.kit]
        with alone(command, lines.asked, folder / "alone.log") as own:
            by_http = over_http(f"http://127.0.0.1:{own.port}", lines.asked, {})
        in_process = Times.of(own.milliseconds[FIRST_FEW:])
        return Measured(
            figures(found.outcomes), train_seconds, in_process, by_http, own.memory_mb, own.load_seconds
        )


def open_instruments(kit: Kit) -> Instruments:
    """Everything that is installed, or less."""
    return load_instruments(encoder=kit is not Kit.WORDS, tuned=kit is Kit.ALL)
