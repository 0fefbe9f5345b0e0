"""Chooses the thresholds of intents/rasa.py: Rasa is trained without some writers' files, and asked them.

    .venv/bin/python -m benchmarks.rasa_thresholds [HOLD_OUT_EVERY]

Every third file of drivers and of customers is held out, or every nth as told. Needs `make rasa-env`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bot.commands.reading import TRAINING
from intents.contract import intents_of
from intents.evaluation import Outcome, figures
from intents.language import LanguageGuesser
from intents.rasa import logits_of
from intents.rasa_server import RasaServer
from intents.sample import sample
from intents.thresholds import HeldOut, choose
from intents.training import AUDIENCES
from intents.training_data import Example, read_training_data, training_files
from tests.rasa_process import TOKEN, serving, train

_SECONDS = 30.0
_FIGURES = (
    "in_scope_accuracy", "in_scope_best_two", "out_of_scope_recall", "needlessly_to_people",
    "answered_without_person", "wrong_answers", "emergency_recall", "emergency_false_alarms",
)  # fmt: skip


def main(every: int) -> None:
    """Trains, asks, and prints the thresholds and what comes of them."""
    held = _held_out(training_files(TRAINING), every)
    print("held out:", ", ".join(file.stem for file in held))
    examples = [example for example in read_training_data(TRAINING) if example.file in held]
    with tempfile.TemporaryDirectory() as folder:
        rest = Path(folder) / "training"
        rest.mkdir()
        for file in training_files(TRAINING):
            if file not in held:
                shutil.copy(file, rest)
        model, started = Path(folder) / "rasa.tar.gz", time.perf_counter()
        train(rest, model)
        print(f"trained in {time.perf_counter() - started:.0f} s")
        with serving(model) as (url, _):
            server = RasaServer(url, TOKEN, _SECONDS)
            for audience in AUDIENCES:
                _judge(audience, [example for example in examples if example.audience == audience], server)
            server.close()


def _held_out(files: list[Path], every: int) -> set[Path]:
    own = [[file for file in files if file.stem.startswith(audience)] for audience in AUDIENCES]
    return {file for part in own for file in part[every - 1 :: every]}


def _judge(audience: str, examples: list[Example], server: RasaServer) -> None:
    languages = LanguageGuesser()
    samples = [sample(example.text, example.audience, languages) for example in examples]
    candidates = intents_of(examples[0].audience)
    started = time.perf_counter()
    logits = np.asarray([logits_of(server.chances(line.shown), candidates) for line in samples])
    each = (time.perf_counter() - started) / len(samples)
    labels = tuple(example.intent for example in examples)
    held_out = HeldOut(candidates, logits, labels, tuple(line.ruling for line in samples))
    chosen = choose(held_out)
    outcomes = [
        Outcome(example.audience, example.intent, decision.intent, decision.action, decision.second, line.language)
        for example, decision, line in zip(examples, held_out.decisions(chosen), samples, strict=True)
    ]
    found = figures(outcomes)
    print(f"{audience}: {len(samples)} lines, {each * 1000:.1f} ms each over HTTP")
    print("  ", ", ".join(f"{name}={value:.3g}" for name, value in chosen.as_dict().items()))
    for name in _FIGURES:
        print(f"   {name}: {getattr(found, name):.1%}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
