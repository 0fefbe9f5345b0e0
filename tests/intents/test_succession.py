"""A worse model never comes into service unasked, neither by the command nor by the next start."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from intents import command
from intents.artifact import load, origin_of
from intents.command import TrainingReport, train_model
from intents.comparison import MEASURES, compare
from intents.evaluation import Figures, IntentFigures
from intents.instruments import load_instruments
from intents.succession import load_or_train
from tests.intents.conftest import no_encoders, write_training_file

GOOD = {
    "greet": [f"hello friend {word}" for word in "abcdefg"],
    "deny": [f"not this {word}" for word in "abcdefg"],
}
CONFUSING = {"thanks": [f"hello friend {word}" for word in "hijklmnopqrstuvwxyz"]}
"""What cannot be told from a greeting."""


@pytest.fixture(autouse=True)
def _by_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "load_instruments", no_encoders)


@pytest.fixture
def training(tmp_path: Path) -> Path:
    """A folder with the least that can be learnt."""
    directory = tmp_path / "training"
    directory.mkdir()
    write_training_file(directory / "driver_good.yml", GOOD)
    return directory


@pytest.fixture
def artifact(tmp_path: Path) -> Path:
    """Where the model lies."""
    return tmp_path / "models" / "model.npz"


def started(training: Path, artifact: Path) -> tuple[Any, list[str]]:
    """What a start brings into service, and what it had to do for that."""
    steps: list[str] = []
    model = load_or_train(training, artifact, no_encoders(), lambda _share, what: steps.append(what))
    return model, steps


def intents_of(model: Any) -> set[str]:
    return set(model.audiences["driver"].linear.intents)


def refused(training: Path, artifact: Path) -> TrainingReport:
    """Trains a good model, then one that is worse."""
    assert not train_model(training, artifact).refused
    write_training_file(training / "driver_confusing.yml", CONFUSING)
    return train_model(training, artifact)


def test_a_worse_model_is_refused_and_told_by_which_figure(training: Path, artifact: Path) -> None:
    report = refused(training, artifact)
    assert "right at once, in scope: " in report.refused
    assert "before" in report.refused
    assert report.before is not None
    assert report.before["in_scope_accuracy"] > report.figures["in_scope_accuracy"]
    assert [change["figure"] for change in report.changes] == [measure.name for measure in MEASURES]
    assert json.loads(json.dumps(report.as_dict()))["refused"] == report.refused
    assert "thanks" not in intents_of(load(artifact)[1])


def test_no_start_brings_the_refused_model_back(
    training: Path, artifact: Path, caplog: pytest.LogCaptureFixture
) -> None:
    refused(training, artifact)
    model, steps = started(training, artifact)
    assert "thanks" not in intents_of(model)
    assert steps == []
    assert "the one before goes on" in caplog.text
    (training / "driver_confusing.yml").unlink()
    thanks = {"thanks": [f"much obliged {word}" for word in "abcdefg"]}
    write_training_file(training / "driver_good.yml", GOOD | thanks)
    model, steps = started(training, artifact)
    assert "thanks" in intents_of(model)
    assert steps
    assert load(artifact)[0] == origin_of(training)


def test_a_start_refuses_by_itself_and_remembers(
    training: Path, artifact: Path, caplog: pytest.LogCaptureFixture
) -> None:
    started(training, artifact)
    write_training_file(training / "driver_confusing.yml", CONFUSING)
    for trained in (True, False):
        model, steps = started(training, artifact)
        assert bool(steps) is trained
        assert "thanks" not in intents_of(model)
    assert "is worse and was refused (right at once, in scope" in caplog.text


def test_force_takes_it_all_the_same(training: Path, artifact: Path) -> None:
    refused(training, artifact)
    report = train_model(training, artifact, force=True)
    assert report.refused == ""
    assert report.changes
    model, steps = started(training, artifact)
    assert "thanks" in intents_of(model)
    assert steps == []
    assert [entry.name for entry in artifact.parent.iterdir()] == ["model.npz"]


def test_the_same_again_is_not_worse(training: Path, artifact: Path) -> None:
    train_model(training, artifact)
    report = train_model(training, artifact)
    assert (report.refused, report.remark) == ("", "")
    assert report.before == report.figures


def test_with_and_without_the_encoder_nothing_is_compared(
    training: Path, artifact: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "load_instruments", load_instruments)
    train_model(training, artifact)
    write_training_file(training / "driver_confusing.yml", CONFUSING)
    monkeypatch.setattr(command, "load_instruments", no_encoders)
    report = train_model(training, artifact)
    assert "missing now: the tuned encoder" in report.remark
    assert "the sentence encoder (ImportError: no such wheel)" in report.remark
    assert (report.before, report.changes, report.refused) == (None, [], "")
    monkeypatch.setattr(command, "load_instruments", load_instruments)
    assert "other encoders" in train_model(training, artifact).remark


def test_a_model_learnt_in_another_way_cannot_go_on(
    training: Path, artifact: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_model(training, artifact)
    write_training_file(training / "driver_confusing.yml", CONFUSING)
    monkeypatch.setattr("intents.artifact._RECIPE", ("features.py",))
    report = train_model(training, artifact)
    assert "by another version of Doorstep" in report.remark
    assert report.refused == ""
    assert "thanks" in intents_of(load(artifact)[1])


LINES = [IntentFigures("report_emergency", 600, 1, 1, 1), IntentFigures("out_of_scope", 1500, 1, 1, 1),
         IntentFigures("opt_out", 400, 1, 1, 1)]  # fmt: skip
BEFORE = Figures(
    messages=9000, in_scope_accuracy=0.80, out_of_scope_recall=0.90, wrong_answers=0.03, emergency_recall=0.99,
    opt_out_recall=0.99, intents=LINES,
)  # fmt: skip


def with_figure(name: str, value: float | None) -> Figures:
    changed: dict[str, Any] = {name: value}
    return replace(BEFORE, **changed)


@pytest.mark.parametrize(
    ("name", "borne", "too_much"),
    [
        ("in_scope_accuracy", 0.795, 0.785),
        ("out_of_scope_recall", 0.885, 0.87),
        ("wrong_answers", 0.035, 0.045),
        ("emergency_recall", 0.985, 0.975),
        ("opt_out_recall", 0.985, 0.975),
        ("in_scope_accuracy", 0.90, None),
    ],
)
def test_noise_is_borne_and_more_is_not(name: str, borne: float, too_much: float | None) -> None:
    assert compare(BEFORE, with_figure(name, borne)).worse == ()
    [fallen] = compare(BEFORE, with_figure(name, too_much)).worse
    assert fallen.measure.name == name


def test_few_lines_make_more_noise() -> None:
    few = replace(BEFORE, messages=20, intents=[])
    assert compare(few, replace(few, in_scope_accuracy=0.75)).worse == ()
    assert compare(BEFORE, replace(BEFORE, in_scope_accuracy=0.75)).worse != ()
