"""What the command line offers of this room: train, test, read. Plain data; printing is its caller's."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from intents.artifact import origin_of
from intents.coverage import answerable, coverage_curve
from intents.drawing import check_for_the_library, draw
from intents.explanation import explained
from intents.instruments import load_instruments
from intents.reading import Audience, ExplainedReader, Language, Reading
from intents.scoring import Score, read_labelled, score
from intents.succession import in_service, refused_in_words, succeed
from intents.training import Progress, train
from intents.training_data import read_training_data


@dataclass(frozen=True)
class TrainingReport:
    """What training gave."""

    artifact: Path
    examples: int
    seconds: float
    missing: tuple[str, ...]
    """The encoders that could not be loaded, and why."""
    figures: dict[str, Any]
    """Measured on lines whose writers were held out."""
    before: dict[str, Any] | None
    """The same of the model that served so far, where the two can be compared."""
    changes: list[dict[str, Any]]
    """The figures by which a new model is judged."""
    remark: str
    refused: str
    """Why the new model is not in service; empty where it is."""
    thresholds: dict[str, dict[str, Any]]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "artifact": str(self.artifact)}


def train_model(
    training_dir: Path, artifact_path: Path, progress: Progress | None = None, *, force: bool = False
) -> TrainingReport:
    """Trains anew, whatever is saved, and saves the model unless it is worse than the one in service."""
    started = time.perf_counter()
    examples = read_training_data(training_dir)
    instruments = load_instruments()
    model = train(examples, instruments, progress)
    became = succeed(
        in_service(artifact_path), model, origin_of(training_dir), artifact_path, instruments, force=force
    )
    comparison = became.comparison
    return TrainingReport(
        artifact=artifact_path,
        examples=len(examples),
        seconds=round(time.perf_counter() - started, 1),
        missing=instruments.missing,
        figures=model.figures.as_dict(),
        before=became.before.figures.as_dict() if became.before and comparison else None,
        changes=[change.as_dict() for change in comparison.changes] if comparison else [],
        remark=became.remark,
        refused="" if became.is_in_service else refused_in_words(became),
        thresholds={audience: own.thresholds.as_dict() for audience, own in model.audiences.items()},
    )


def score_file(
    reader: ExplainedReader, file: Path, plots: Path | None = None, progress: Progress | None = None
) -> dict[str, Any]:
    """Scores a JSONL file: `predictions` in the order of its lines, then the figures; draws them into `plots`."""
    if plots is not None:
        check_for_the_library()
    result: Score = score(reader, read_labelled(file), progress)
    thresholds = {audience: reader.thresholds(audience) for audience in result.audiences}
    return {
        "predictions": [_prediction(reading) for reading in result.readings],
        **result.figures.as_dict(),
        "answerable_by_confidence": answerable(coverage_curve(result.outcomes)),
        "audiences": {audience: own.as_dict() for audience, own in result.audiences.items()},
        "languages": {language: own.as_dict() for language, own in result.languages.items()},
        "entity_f1": result.entities[0].f1 if result.entities else None,
        "entities": [asdict(entity) for entity in result.entities],
        "latency_ms": {"p50": result.median_milliseconds, "p99": result.slowest_percent_milliseconds},
        "thresholds": thresholds,
        "explanation": {audience: explained(own, audience) for audience, own in thresholds.items()},
        "plots": [str(picture) for picture in draw(result.outcomes, plots)] if plots is not None else [],
    }


def read_text(
    reader: ExplainedReader, text: str, audience: Audience, language: Language | None = None
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
