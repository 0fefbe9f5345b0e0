"""The trained model as one file: arrays and a description in JSON, never a pickle."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from intents.decision import Thresholds
from intents.errors import ArtifactError
from intents.evaluation import Figures, IntentFigures
from intents.features import Lexicon, Vocabulary
from intents.linear import LinearModel
from intents.training import AUDIENCES, AudienceModel, TrainedModel
from intents.training_data import training_hash

FORMAT: Final = 2
_ROOM: Final = Path(__file__).parent
_RECIPE: Final = (
    "normalise.py",
    "language.py",
    "topics.py",
    "sample.py",
    "features.py",
    "encoder.py",
    "instruments.py",
    "tuned.py",
    "linear.py",
    "decision.py",
    "thresholds.py",
    "training.py",
    "entities",
    "rules",
)
"""The files that decide what a model learns from its lines: when one changes, the model is learnt anew."""


def origin_of(training_dir: Path) -> str:
    """Changes when the training data changes, or the code that learns from it; begins with the latter."""
    digest = hashlib.sha256()
    for name in _RECIPE:
        part = _ROOM / name
        for file in sorted(part.glob("*.py")) if part.is_dir() else [part]:
            digest.update(file.read_bytes())
    return f"{digest.hexdigest()}-{training_hash(training_dir)}"


def recipe_of(origin: str) -> str:
    """The part of an origin that tells in which way was learnt."""
    return origin.partition("-")[0]


def save(model: TrainedModel, origin: str, path: Path) -> None:
    """Writes the file whole or not at all."""
    arrays: dict[str, NDArray[Any]] = {}
    described: dict[str, Any] = {}
    for audience, own in model.audiences.items():
        arrays[f"{audience}_weights"] = own.linear.weights
        arrays[f"{audience}_bias"] = own.linear.bias
        arrays[f"{audience}_word_idf"] = own.lexicon.words.idf
        arrays[f"{audience}_piece_idf"] = own.lexicon.pieces.idf
        described[audience] = {
            "intents": own.linear.intents,
            "words": own.lexicon.words.terms,
            "pieces": own.lexicon.pieces.terms,
            "signs": own.lexicon.signs,
            "thresholds": own.thresholds.as_dict(),
        }
    description = {
        "format": FORMAT,
        "origin": origin,
        "instruments": model.instruments,
        "audiences": described,
        "figures": model.figures.as_dict(),
    }
    arrays["description"] = np.frombuffer(json.dumps(description).encode(), dtype=np.uint8)
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        new.replace(path)
    except OSError as error:
        if new.exists():
            new.unlink()
        raise ArtifactError(f"cannot write the model {path}: {error}. Make its folder writable.") from error


def load(path: Path) -> tuple[str, TrainedModel]:
    """What the model was learnt from, and the model."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            description = json.loads(arrays["description"].tobytes())
            if description["format"] != FORMAT:
                raise ArtifactError(f"{path} has format {description['format']}, not {FORMAT}.")
            audiences = {
                audience: _audience(description["audiences"][audience], arrays, audience)
                for audience in AUDIENCES
                if audience in description["audiences"]
            }
            model = TrainedModel(audiences, _figures(description["figures"]), description["instruments"])
            return description["origin"], model
    except ArtifactError:
        raise
    except Exception as error:  # a damaged file can fail anywhere in the reading of it
        raise ArtifactError(f"{path} is damaged ({type(error).__name__}: {error}).") from error


def _audience(described: dict[str, Any], arrays: Any, audience: str) -> AudienceModel:
    words = Vocabulary(described["words"], arrays[f"{audience}_word_idf"])
    pieces = Vocabulary(described["pieces"], arrays[f"{audience}_piece_idf"])
    linear = LinearModel(tuple(described["intents"]), arrays[f"{audience}_weights"], arrays[f"{audience}_bias"])
    return AudienceModel(Lexicon(words, pieces, described["signs"]), linear, Thresholds(**described["thresholds"]))


def _figures(described: dict[str, Any]) -> Figures:
    intents = [IntentFigures(**row) for row in described.pop("intents")]
    confusions = [(row[0], row[1], row[2]) for row in described.pop("confusions")]
    return Figures(**described, intents=intents, confusions=confusions)
