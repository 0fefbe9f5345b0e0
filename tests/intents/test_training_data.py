"""Training files: what is read, and how mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from intents.contract import intents_of
from intents.errors import IntentsError, TrainingDataError
from intents.training_data import plain_text, read_training_data, training_hash
from tests.intents.conftest import REAL_DATA, write_training_file

HEAD = 'version: "3.1"\nnlu:\n'


def test_annotations_are_stripped() -> None:
    line = 'gate code for [14](stop) at [4 pm]{"entity": "time"}'
    assert plain_text(line) == "gate code for 14 at 4 pm"


def test_lines_know_their_file_and_place(tmp_path: Path) -> None:
    write_training_file(tmp_path / "driver_a.yml", {"greet": ["hi", "hello [14](stop)"], "thanks": ["thx"]})
    read = [(example.text, example.intent, example.line) for example in read_training_data(tmp_path)]
    assert read == [("hi", "greet", 5), ("hello 14", "greet", 6), ("thx", "thanks", 9)]


def test_both_counts_for_both(tmp_path: Path) -> None:
    write_training_file(tmp_path / "both_a.yml", {"greet": ["hi"]})
    assert [example.audience for example in read_training_data(tmp_path)] == ["driver", "customer"]


def test_synonyms_are_left_to_rasa(tmp_path: Path) -> None:
    text = f"{HEAD}- synonym: porch\n  examples: |\n    - front step\n- intent: greet\n  examples: |\n    - hi\n"
    (tmp_path / "driver_a.yml").write_text(text)
    assert [example.text for example in read_training_data(tmp_path)] == ["hi"]


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        ("driver_a.yml", f"{HEAD}- intent: fly\n  examples: |\n    - hi\n", 3, "unknown intent 'fly'"),
        ("driver_a.yml", f"{HEAD}- intent: opt_out\n  examples: |\n    - hi\n", 3, "customer only"),
        ("both_a.yml", f"{HEAD}- intent: opt_out\n  examples: |\n    - hi\n", 3, "customer only"),
        ("driver_a.yml", f"{HEAD}- intent: greet\n  examples: |\n    - hi\n  bad: [\n", 7, "broken YAML"),
        ("driver_a.yml", f"{HEAD}- intent: greet\n  examples: |\n    - hi\n    hello\n", 6, "begins with '- '"),
        ("driver_a.yml", f"{HEAD}- intent: greet\n  examples: [hi]\n", 3, "block of lines"),
        ("driver_a.yml", f"{HEAD}- hello\n", 3, "expected '- intent: name'"),
        ("driver_a.yml", "nlu: []\n", 1, "version"),
        ("driver_a.yml", 'version: "3.1"\nnlu: none\n', 1, "a list under 'nlu:'"),
        ("people_a.yml", f"{HEAD}- intent: greet\n  examples: |\n    - hi\n", 1, "must begin with driver_"),
        ("driver_a.yml", "- a\n- b\n", 1, "expected 'version"),
        (
            "driver_a.yml",
            f"{HEAD}- intent: greet\n  examples: |\n    - Hi  there\n"
            "- intent: thanks\n  examples: |\n    - hi there\n",
            8,
            "under greet in driver_a.yml, line 5",
        ),
    ],
)
def test_mistakes_are_named(tmp_path: Path, name: str, text: str, line: int, reason: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(TrainingDataError, match="line") as caught:
        read_training_data(tmp_path)
    assert (caught.value.file.name, caught.value.line) == (name, line)
    assert reason in caught.value.reason


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntentsError, match="restore them"):
        read_training_data(tmp_path)


def test_the_hash_follows_the_files(tmp_path: Path) -> None:
    file = tmp_path / "driver_a.yml"
    write_training_file(file, {"greet": ["hi"]})
    before = training_hash(tmp_path)
    write_training_file(file, {"greet": ["hi", "hello"]})
    assert training_hash(tmp_path) != before


def test_the_real_data_is_sound_and_whole() -> None:
    examples = read_training_data(REAL_DATA)
    for audience in ("driver", "customer"):
        assert {example.intent for example in examples if example.audience == audience} == set(
            intents_of(audience)
        )
