"""The engines that are compared: each learns, is asked, and is measured alone in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Final, Protocol

import httpx

from benchmarks.lines import Lines
from intents.evaluation import Figures
from intents.scoring import Labelled

PROJECT: Final = Path(__file__).parents[1]
FIRST_FEW: Final = 20
"""Readings that warm up, and are not counted."""
_TIMED: Final = 400
_SAYS: Final = "measured: "


class ContenderError(Exception):
    """An engine that cannot take part, and why."""


@dataclass(frozen=True)
class Times:
    """Of one reading, in milliseconds."""

    median: float
    p99: float

    @classmethod
    def of(cls, milliseconds: Sequence[float]) -> Times:
        """From single readings."""
        hundredths = quantiles(milliseconds, n=100)
        return cls(hundredths[49], hundredths[98])


@dataclass(frozen=True)
class Measured:
    """What came of one engine."""

    figures: Figures
    train_seconds: float
    in_process: Times
    over_http: Times
    memory_mb: float
    """Of a fresh process that has loaded the model and read messages."""
    load_seconds: float


class Contender(Protocol):
    """An engine that can be compared."""

    @property
    def name(self) -> str:
        """As the table has it."""
        ...

    def missing(self) -> str | None:
        """Why it cannot take part here, or None."""
        ...

    def measure(self, lines: Lines, folder: Path) -> Measured:
        """Learns, is asked and timed; `folder` is empty and its own."""
        ...


@dataclass(frozen=True)
class Alone:
    """What an engine said of itself from a process of its own."""

    load_seconds: float
    memory_mb: float
    milliseconds: list[float]
    """Of each reading."""
    port: int
    """Where it answers on this machine; 0 where it does not."""


@contextmanager
def alone(command: Sequence[str | Path], asked: Sequence[Labelled], log: Path) -> Iterator[Alone]:
    """Runs an engine by itself; it is given messages as a line of JSON, and says how it fared as another."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "TF_CPP_MIN_LOG_LEVEL": "3"}
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            messages = [{"text": message.text, "audience": message.audience} for message in some(asked)]
            print(json.dumps(messages), file=process.stdin, flush=True)
            said = next((line for line in process.stdout if line.startswith(_SAYS)), None)
            if said is None:
                raise ContenderError(f"it ended with: {log.read_text()[-600:]}")
            yield Alone(**json.loads(said.removeprefix(_SAYS)))
        finally:
            process.kill()


def over_http(url: str, asked: Sequence[Labelled], parameters: dict[str, str]) -> Times:
    """How long one message at a time takes over a connection that is kept."""
    milliseconds = []
    with httpx.Client(params=parameters, timeout=60, trust_env=False) as client:
        for message in some(asked):
            started = time.perf_counter()
            client.post(url, json={"text": message.text, "audience": message.audience}).raise_for_status()
            milliseconds.append((time.perf_counter() - started) * 1000)
    return Times.of(milliseconds[FIRST_FEW:])


def some(asked: Sequence[Labelled]) -> list[Labelled]:
    """Enough messages of all kinds to time an engine with."""
    return list(asked[:: max(1, len(asked) // (_TIMED + FIRST_FEW))])
