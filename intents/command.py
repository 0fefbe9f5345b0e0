"""What the command line offers of this room: train, test, read. Plain data; printing is its caller's."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from intents.artifact import origin_of, save
from intents.embedded import EmbeddedReader
from intents.encoder import Encoder
from intents.language import LanguageGuesser
from intents.reading import Audience, Language, Reader, Reading
from intents.scoring import Score, read_labelled, score
from intents.training import Progress, train
from intents.training_data import read_training_data


@dataclass(frozen=True)
class TrainingReport:
    """What training gave."""

    artifact: Path
    examples: int
    seconds: float
    missing_encoder: str | None
    figures: dict[str, Any]
    """Measured on lines held out of training, in three parts."""
    thresholds: dict[str, dict[str, float]]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "artifact": str(self.artifact)}


def train_model(training_dir: Path, artifact_path: Path, progress: Progress | None = None) -> TrainingReport:
    """Trains anew, whatever is saved, and saves the model."""
    started = time.perf_counter()
    examples = read_training_data(training_dir)
    encoder = Encoder()
    model = train(examples, encoder, LanguageGuesser(), progress)
    save(model, origin_of(training_dir), artifact_path)
    return TrainingReport(
        artifact_path,
        len(examples),
        round(time.perf_counter() - started, 1),
        encoder.missing,
        model.figures.as_dict(),
        {audience: own.thresholds.as_dict() for audience, own in model.audiences.items()},
    )


def score_file(reader: Reader, file: Path) -> dict[str, Any]:
    """Scores a JSONL file: `predictions` in the order of the lines, then the figures."""
    result: Score = score(reader, read_labelled(file))
    return {
        "predictions": [_prediction(reading) for reading in result.readings],
        **result.figures.as_dict(),
        "entity_f1": result.entity_f1,
        "latency_ms": {"p50": result.median_milliseconds, "p99": result.slowest_percent_milliseconds},
    }


def read_text(
    reader: EmbeddedReader, text: str, audience: Audience, language: Language | None = None
) -> dict[str, Any]:
    """One reading, with the thresholds it was decided by."""
    reading = reader.read(text, audience, language)
    return {
        "text": reading.text,
        "audience": reading.audience,
        **_prediction(reading),
        "language": reading.language,
        "second": reading.second,
        "engine": reading.engine,
        "milliseconds": reading.milliseconds,
        "thresholds": reader.thresholds(audience),
    }


def _prediction(reading: Reading) -> dict[str, Any]:
    return {
        "intent": reading.intent,
        "confidence": reading.confidence,
        "action": str(reading.action),
        "entities": [asdict(entity) for entity in reading.entities],
    }
