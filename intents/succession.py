"""Which model serves: a new one takes the place of the one before, unless it is worse."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from intents import refusal
from intents.artifact import load, origin_of, recipe_of, save
from intents.comparison import Comparison, compare
from intents.errors import ArtifactError
from intents.instruments import Instruments
from intents.training import Progress, TrainedModel, train
from intents.training_data import read_training_data

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class InService:
    """The model that serves, and what it was learnt from."""

    origin: str
    model: TrainedModel


@dataclass(frozen=True)
class Succession:
    """What became of a new model."""

    is_in_service: bool
    before: TrainedModel | None = None
    """The model that served so far."""
    comparison: Comparison | None = None
    remark: str = ""
    """Why the two cannot be compared, or why the old one cannot go on in any case."""


def load_or_train(
    training_dir: Path,
    artifact_path: Path,
    instruments: Instruments,
    progress: Progress | None = None,
) -> TrainedModel:
    """The saved model if it was learnt from these files in this way; else a new one, unless it is worse."""
    origin = origin_of(training_dir)
    before = in_service(artifact_path)
    if before is not None and not _cannot_go_on(before, origin, instruments):
        if before.origin == origin:
            return before.model
        if refusal.is_refused(artifact_path, origin):
            _log.warning(
                "The model learnt from the present training files was worse and is not in service; the one before "
                "goes on. `doorstep intents train` shows the figures, with --force it takes the new one."
            )
            return before.model
        _log.info("the training data changed: training anew")
    model = train(read_training_data(training_dir), instruments, progress)
    became = succeed(before, model, origin, artifact_path, instruments)
    if became.remark:
        _log.warning("%s", became.remark)
    if before is None or became.is_in_service:
        return model
    _log.warning("%s The one before goes on.", refused_in_words(became))
    return before.model


def in_service(artifact_path: Path) -> InService | None:
    """The model that serves now; None where there is none, or none that can be read."""
    if not artifact_path.exists():
        return None
    try:
        return InService(*load(artifact_path))
    except ArtifactError as error:
        _log.warning("%s Training anew.", error)
        return None


def succeed(
    before: InService | None,
    new: TrainedModel,
    origin: str,
    artifact_path: Path,
    instruments: Instruments,
    *,
    force: bool = False,
) -> Succession:
    """Puts the new model into service, or remembers that it was refused."""
    if before is None:
        _enter(new, origin, artifact_path)
        return Succession(True)
    remark = _cannot_go_on(before, origin, instruments)
    comparison = compare(before.model.figures, new.figures) if _reads_alike(before, instruments) else None
    if comparison is not None and comparison.worse and not remark and not force:
        refusal.refuse(artifact_path, origin)
        return Succession(False, before.model, comparison)
    _enter(new, origin, artifact_path)
    return Succession(True, before.model, comparison, remark)


def refused_in_words(became: Succession) -> str:
    """Why the new model is not in service."""
    worse = became.comparison.worse if became.comparison else ()
    return f"The new model is worse and was refused ({'; '.join(change.in_words() for change in worse)})."


def _enter(model: TrainedModel, origin: str, artifact_path: Path) -> None:
    save(model, origin, artifact_path)
    refusal.forget(artifact_path)


def _cannot_go_on(before: InService, origin: str, instruments: Instruments) -> str:
    """Why the old model cannot read here and now; empty where it can."""
    if not _reads_alike(before, instruments):
        return f"{_what_happened_to(instruments)} Its figures cannot be compared with those of the model before."
    if recipe_of(before.origin) != recipe_of(origin):
        return "The model before was learnt in another way, by another version of Doorstep, and cannot go on."
    return ""


def _reads_alike(before: InService, instruments: Instruments) -> bool:
    return before.model.instruments == instruments.version


def _what_happened_to(instruments: Instruments) -> str:
    if instruments.missing:
        return f"Read with other instruments than before; missing now: {' and '.join(instruments.missing)}."
    return "It was learnt with other encoders than the model before."
