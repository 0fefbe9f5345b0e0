"""The lines that the engines are compared on: held-out writers stay out, samples are fair, Rasa gets the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.contenders import ContenderError, alone
from benchmarks.embedded import Embedded, Kit
from benchmarks.lines import sampled, with_file_asked, with_writers_held_out, write_training_files
from intents.training_data import read_training_data
from tests.intents.conftest import write_training_file


def training(folder: Path) -> Path:
    """Three writers of each audience, ten lines of each of two intents."""
    for audience in ("driver", "customer"):
        for writer in ("first", "second", "third"):
            lines = {
                intent: [f"{audience} {writer} {intent} {number}" for number in range(10)]
                for intent in ("greet", "thanks")
            }
            write_training_file(folder / f"{audience}_{writer}.yml", lines)
    return folder


def test_whole_writers_are_held_out(tmp_path: Path) -> None:
    lines = with_writers_held_out(training(tmp_path), 1)
    assert {message.text.split()[1] for message in lines.asked} == {"third"}
    assert {example.writer for example in lines.learnt} == {
        f"{audience}_{writer}" for audience in ("driver", "customer") for writer in ("first", "second")
    }
    assert "driver_third, customer_third" in lines.origin


def test_only_writers_that_the_tuned_encoder_has_not_learnt(tmp_path: Path) -> None:
    known = frozenset({"driver_third", "driver_second", "customer_third"})
    lines = with_writers_held_out(training(tmp_path), 2, known)
    assert "driver_first, customer_first, customer_second" in lines.origin
    assert "taught" not in lines.origin


def test_where_it_has_learnt_all_it_is_said(tmp_path: Path) -> None:
    known = frozenset({"driver_first", "driver_second", "driver_third"})
    lines = with_writers_held_out(training(tmp_path), 1, known)
    assert "the tuned encoder was taught with those of driver_third" in lines.origin


def test_a_file_is_asked_after_learning_everything(tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text('{"text": "hi", "audience": "driver", "intent": "greet"}')
    lines = with_file_asked(training(tmp_path), file)
    assert (len(lines.learnt), len(lines.asked)) == (120, 1)


def test_a_sample_has_lines_of_every_writer_and_intent(tmp_path: Path) -> None:
    examples = read_training_data(training(tmp_path))
    sample, step = sampled(examples, 24)
    assert (len(sample), step) == (24, 5)
    assert {(line.writer, line.intent) for line in sample} == {(line.writer, line.intent) for line in examples}
    assert sampled(examples, 1000) == (examples, 1)


def test_rasa_gets_the_same_lines(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    sample, _ = sampled(read_training_data(training(tmp_path / "source")), 24)
    write_training_files(sample, tmp_path / "target")
    written = read_training_data(tmp_path / "target")
    assert {line.key for line in written} == {line.key for line in sample}


@pytest.mark.slow
def test_an_engine_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "training").mkdir()
    lines = with_writers_held_out(training(tmp_path / "training"), 1)
    (tmp_path / "own").mkdir()
    measured = Embedded(Kit.WORDS).measure(lines, tmp_path / "own")
    assert measured.figures.messages == len(lines.asked)
    assert 0 < measured.in_process.median <= measured.in_process.p99
    assert 0 < measured.over_http.median <= measured.over_http.p99
    assert 20 < measured.memory_mb < 400


def test_an_engine_that_ends_says_why(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no model here')"]
    with pytest.raises(ContenderError, match="no model here"), alone(command, [], tmp_path / "log"):
        pass
