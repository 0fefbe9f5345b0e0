"""The saved model: the same readings, learnt anew when the data changed, never a pickle."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from intents import artifact
from intents.artifact import load, origin_of, save
from intents.embedded import EmbeddedReader
from intents.errors import ArtifactError
from intents.succession import load_or_train
from intents.training import TrainedModel
from tests.intents.conftest import no_encoders, write_training_file

TINY = {
    "greet": [f"hello friend {word}" for word in "abcdefg"],
    "deny": [f"not this {word}" for word in "abcdefg"],
}
TEXTS = ["what side of the building", "la llanta se ponchó", "wheres the leasing office", "gate code for 14?"]


def test_a_saved_model_reads_alike(reader: EmbeddedReader, tmp_path: Path) -> None:
    file = tmp_path / "model.npz"
    save(reader._model, "origin", file)
    origin, model = load(file)
    again = EmbeddedReader(model, reader._instruments)
    assert origin == "origin"
    assert model.figures == reader.figures
    for text in TEXTS:
        first, second = reader.read(text, "driver"), again.read(text, "driver")
        assert (first.intent, first.action, first.confidence) == (second.intent, second.action, second.confidence)
    assert [entry.name for entry in tmp_path.iterdir()] == ["model.npz"]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A folder with the least that can be learnt."""
    directory = tmp_path / "training"
    directory.mkdir()
    write_training_file(directory / "driver_tiny.yml", TINY)
    return directory


def trained(training: Path, file: Path) -> tuple[TrainedModel, list[str]]:
    steps: list[str] = []
    model = load_or_train(training, file, no_encoders(), lambda _share, what: steps.append(what))
    return model, steps


def test_it_is_trained_only_when_something_changed(tiny: Path, tmp_path: Path) -> None:
    file = tmp_path / "models" / "model.npz"
    assert trained(tiny, file)[1]
    assert not trained(tiny, file)[1]
    write_training_file(
        tiny / "driver_tiny.yml", TINY | {"thanks": [f"much obliged {word}" for word in "abcdefg"]}
    )
    model, steps = trained(tiny, file)
    assert steps
    assert "thanks" in model.audiences["driver"].linear.intents


@pytest.mark.parametrize("damage", [b"", b"not an archive", b"PK\x03\x04 cut short"])
def test_a_damaged_file_is_learnt_anew(tiny: Path, tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "model.npz"
    file.write_bytes(damage)
    with pytest.raises(ArtifactError, match="damaged"):
        load(file)
    assert trained(tiny, file)[1]
    assert load(file)[0] == origin_of(tiny)


def test_another_format_is_refused(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "model.npz"
    trained(tiny, file)
    monkeypatch.setattr(artifact, "FORMAT", artifact.FORMAT + 1)
    with pytest.raises(ArtifactError, match="format"):
        load(file)


def test_a_pickle_is_never_loaded(tmp_path: Path) -> None:
    file = tmp_path / "model.npz"
    with file.open("wb") as opened:
        np.savez(opened, description=np.array([{"format": 1}], dtype=object))
    with pytest.raises(ArtifactError, match="damaged"):
        load(file)


def test_without_the_encoder_it_reads_by_words_and_says_so(
    tiny: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    instruments = no_encoders()
    reader = EmbeddedReader(load_or_train(tiny, tmp_path / "model.npz", instruments), instruments)
    assert "no such wheel" in reader.missing[1]
    assert "tuned encoder" in reader.missing[0]
    assert "words alone must do" in caplog.text
    assert reader.read("gate code for 14?", "driver").intent == "ask_gate_code"
    assert reader.read("hello friend c", "driver").second in ("greet", "deny")
    assert reader.read("hello friend c", "customer").intent == "out_of_scope"


def test_a_folder_that_cannot_be_written_is_told(tiny: Path, tmp_path: Path) -> None:
    model, _ = trained(tiny, tmp_path / "model.npz")
    shutil.copy(tmp_path / "model.npz", tmp_path / "file")
    with pytest.raises(ArtifactError, match="cannot write"):
        save(model, "origin", tmp_path / "file" / "model.npz")
