"""Rasa as a contender: by the pipeline of config.yml, or by its own transformer, DIET."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from benchmarks.contenders import FIRST_FEW, PROJECT, ContenderError, Measured, Times, alone, over_http
from benchmarks.lines import Lines, write_training_files
from intents.contract import INTENTS, OUT_OF_SCOPE, intents_of
from intents.evaluation import Figures, Outcome, figures
from intents.language import LanguageGuesser
from intents.normalise import is_latin
from intents.rasa import logits_of
from intents.rasa_server import RasaServer
from intents.sample import Sample, sample
from intents.scoring import Labelled
from intents.thresholds import HeldOut, choose
from intents.training import AUDIENCES
from tests import rasa_process

_PYTHON: Final = PROJECT / ".venv-rasa" / "bin" / "python"
_PATIENCE: Final = 60.0


@dataclass(frozen=True)
class Rasa:
    """Rasa; with epochs it learns by DIET for so many, without by logistic regression, as config.yml has it."""

    epochs: int | None = None

    @property
    def name(self) -> str:
        """As the table has it."""
        return f"Rasa, DIET ({self.epochs} epochs)" if self.epochs else "Rasa, logistic regression"

    def missing(self) -> str | None:
        """Why it cannot take part here, or None."""
        return rasa_process.MISSING

    def measure(self, lines: Lines, folder: Path) -> Measured:
        """Learns the same lines, is asked over HTTP, and is timed alone."""
        write_training_files(lines.learnt, folder / "training")
        config = folder / "config.yml"
        config.write_text(yaml.safe_dump(_config(self.epochs), sort_keys=False), encoding="utf-8")
        started = time.perf_counter()
        model = _train(config, folder)
        train_seconds = time.perf_counter() - started
        with rasa_process.serving(model) as (url, _):
            server = RasaServer(url, rasa_process.TOKEN, _PATIENCE)
            found = _judged(server, lines.asked)
            server.close()
            by_http = over_http(f"{url}/model/parse", lines.asked, {"token": rasa_process.TOKEN})
        command: list[str | Path] = [_PYTHON, "-m", "benchmarks.rasa_alone", model]
        with alone(command, lines.asked, folder / "alone.log") as own:
            in_process = Times.of(own.milliseconds[FIRST_FEW:])
            return Measured(found, train_seconds, in_process, by_http, own.memory_mb, own.load_seconds)


def _config(epochs: int | None) -> dict[str, Any]:
    """Rasa's part of config.yml; for DIET, the pipeline that Rasa recommends for it, but for entities."""
    settings: dict[str, Any] = yaml.safe_load((PROJECT / "config.yml").read_text(encoding="utf-8"))
    settings.pop("doorstep", None)
    if epochs:
        settings["pipeline"] = [
            {"name": "WhitespaceTokenizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
            {
                "name": "DIETClassifier",
                "epochs": epochs,
                "entity_recognition": False,
                "constrain_similarities": True,
                "ranking_length": 0,
                "random_seed": 1,
            },
        ]
    return settings


def _train(config: Path, folder: Path) -> Path:
    command: list[str | Path] = [
        _PYTHON,
        "-m",
        "rasa",
        "train",
        "nlu",
        "--config",
        config,
        "--nlu",
        folder / "training",
        "--out",
        folder,
    ]
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "RASA_MAX_CACHE_SIZE": "0", "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(
        [*command, "--fixed-model-name", "model"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **quiet, "SQLALCHEMY_SILENCE_UBER_WARNING": "1"},
    )
    model = folder / "model.tar.gz"
    if done.returncode or not model.exists():
        raise ContenderError((done.stdout + done.stderr)[-600:])
    return model


def _judged(server: RasaServer, asked: list[Labelled]) -> Figures:
    """Rasa with Doorstep's rules before it, by thresholds that are chosen on the other half of the lines."""
    languages = LanguageGuesser()
    outcomes: list[Outcome] = []
    for audience in AUDIENCES:
        own = [message for message in asked if message.audience == audience]
        samples = [sample(message.text, audience, languages) for message in own]
        candidates = intents_of(audience)
        logits = np.asarray([logits_of(_chances(server, line), candidates) for line in samples])
        for judged, chosen_on in ((0, 1), (1, 0)):
            thresholds = choose(_half(chosen_on, candidates, logits, own, samples))
            half = _half(judged, candidates, logits, own, samples)
            for message, line, decision in zip(
                own[judged::2], samples[judged::2], half.decisions(thresholds), strict=True
            ):
                outcomes.append(
                    Outcome(
                        audience,
                        message.intent,
                        decision.intent,
                        decision.action,
                        decision.second,
                        message.language or line.language,
                        decision.confidence,
                    )
                )
    return figures(outcomes)


def _half(
    which: int, candidates: tuple[str, ...], logits: Any, messages: list[Labelled], samples: list[Sample]
) -> HeldOut:
    labels = tuple(message.intent for message in messages[which::2])
    return HeldOut(candidates, logits[which::2], labels, tuple(line.ruling for line in samples[which::2]))


def _chances(server: RasaServer, line: Sample) -> dict[str, float]:
    """As in service, Rasa is not asked what is written in other letters, or not at all."""
    if line.shown and is_latin(line.shown):
        return server.chances(line.shown)
    return {**dict.fromkeys(INTENTS, 0.0), OUT_OF_SCOPE: 1.0}
