"""A reader trained once on a dozen lines of each intent: quick, and enough for everything but accuracy."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from intents.embedded import EmbeddedReader
from intents.encoder import Encoder
from intents.instruments import Instruments
from intents.language import LanguageGuesser
from intents.reader import open_reader
from intents.training_data import read_training_data
from intents.tuned import TunedEncoder

REAL_DATA = Path(__file__).parents[2] / "intents" / "training"
_LINES_PER_INTENT = 12


def write_training_file(file: Path, intents: dict[str, list[str]]) -> None:
    """A training file with these lines."""
    blocks = [
        f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {line}\n" for line in lines)
        for intent, lines in intents.items()
    ]
    file.write_text('version: "3.1"\nnlu:\n' + "".join(blocks), encoding="utf-8")


@pytest.fixture(scope="session")
def small_training_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first lines of each intent of the real data."""
    directory = tmp_path_factory.mktemp("training")
    for audience in ("driver", "customer"):
        chosen: dict[str, list[str]] = defaultdict(list)
        for example in read_training_data(REAL_DATA):
            lines = chosen[example.intent]
            if example.audience == audience and len(lines) < _LINES_PER_INTENT:
                lines.append(example.text)
        chosen = defaultdict(list, {intent: lines for intent, lines in chosen.items() if lines})
        write_training_file(directory / f"{audience}_small.yml", chosen)
    return directory


@pytest.fixture(scope="session")
def reader(small_training_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> EmbeddedReader:
    """The real engine, with the real encoder."""
    return open_reader(tmp_path_factory.mktemp("model") / "model.npz", small_training_dir)


def no_encoders() -> Instruments:
    """Neither encoder is there."""

    def fail() -> None:
        raise ImportError("no such wheel")

    return Instruments(LanguageGuesser(), Encoder(load=fail), TunedEncoder(Path("nowhere")))
