"""What the desk taught joins the training files: whole, in their form, and nothing twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as any_

from intents.annotation import annotated
from intents.desk_examples import DeskExamples
from intents.errors import ExampleError, KnownExampleError, TrainingDataError
from intents.training_data import plain_text, read_training_data
from tests.intents.conftest import write_training_file

DRIVERS = "driver_from_the_desk.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A training folder with two lines."""
    write_training_file(tmp_path / "driver_a.yml", {"greet": ["hi there"], "deny": ["no way"]})
    return tmp_path


def test_examples_stand_below_their_intents_and_what_they_name_is_marked(folder: Path) -> None:
    examples = DeskExamples(folder)
    for text, intent in (
        ("gate code for 14?", "ask_gate_code"),
        ("where is the door", "ask_access"),
        ("need the code at stop 9", "ask_gate_code"),
    ):
        examples.add(text, "driver", "en", intent)
    examples.add("el código es #4471", "customer", "es", "give_access_code")
    assert (folder / DRIVERS).read_text() == (
        'version: "3.1"\nnlu:\n'
        "- intent: ask_gate_code\n  examples: |\n"
        "    - gate code for [14](stop)?\n    - need the code at stop [9](stop)\n"
        "- intent: ask_access\n  examples: |\n    - where is the door\n"
    )
    assert "[#4471](code)" in (folder / "customer_from_the_desk.yml").read_text()
    read = {(example.text, example.intent) for example in read_training_data(folder)}
    assert ("need the code at stop 9", "ask_gate_code") in read
    assert sorted(entry.name for entry in folder.iterdir()) == [
        "customer_from_the_desk.yml", "driver_a.yml", DRIVERS,
    ]  # fmt: skip


def test_a_file_that_somebody_edited_keeps_what_was_written(folder: Path) -> None:
    (folder / DRIVERS).write_text(
        '# ours\nversion: "3.1"\nnlu:\n  - intent: thanks\n    examples: |\n'
        "      - cheers\n\n      # for now\n      - much obliged\n"
        "  - intent: greet\n    examples: |\n      - howdy\n"
    )
    added = DeskExamples(folder).add("ta very much", "driver", "en", "thanks")
    lines = (folder / DRIVERS).read_text().splitlines()
    assert lines[0] == "# ours"
    assert lines[added.line - 1] == "      - ta very much"
    assert [example.intent for example in read_training_data(folder)].count("thanks") == 3


def test_what_does_not_fit_its_form_is_left_alone(folder: Path) -> None:
    before = '{version: "3.1", nlu: [{intent: thanks, examples: "- hm"}]}\n'
    (folder / DRIVERS).write_text(before)
    with pytest.raises(TrainingDataError, match="block of lines"):
        DeskExamples(folder)
    indented = 'version: "3.1"\nnlu:\n  - intent: thanks\n    examples: |\n      - cheers\n'
    (folder / DRIVERS).write_text(indented)
    with pytest.raises((ExampleError, TrainingDataError)):
        DeskExamples(folder).add("no way jose", "driver", "en", "deny")
    assert (folder / DRIVERS).read_text() == indented


def test_nothing_stands_twice(folder: Path) -> None:
    examples = DeskExamples(folder)
    with pytest.raises(KnownExampleError, match=r"known already .*driver_a\.yml, line 5"):
        examples.add("Hi  THERE", "driver", "en", "greet")
    with pytest.raises(ExampleError, match=r"stands under deny in .*driver_a\.yml, line 8") as caught:
        examples.add("no way", "driver", "en", "greet")
    assert not isinstance(caught.value, KnownExampleError)
    examples.add("yo", "driver", "en", "greet")
    with pytest.raises(KnownExampleError):
        examples.add("yo", "driver", "en", "greet")
    examples.add("no way", "customer", "en", "deny")


def test_an_intent_of_others_and_an_empty_text_are_refused(folder: Path) -> None:
    with pytest.raises(ExampleError, match="no intent 'opt_out'"):
        DeskExamples(folder).add("stop", "driver", "en", "opt_out")
    with pytest.raises((ExampleError, TrainingDataError)):
        DeskExamples(folder).add("  ", "driver", "en", "greet")
    assert not (folder / DRIVERS).exists()


def test_a_file_that_cannot_be_written_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    examples = DeskExamples(folder)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TrainingDataError, match="No space left"):
        examples.add("yo", "driver", "en", "greet")
    assert [entry.name for entry in folder.iterdir()] == ["driver_a.yml"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_.text(any_.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=60))
def test_whatever_is_written_is_read_back_as_it_is(folder: Path, text: str) -> None:
    line = " ".join(text.replace("[", "(").replace("]", ")").split())
    (folder / DRIVERS).unlink(missing_ok=True)
    assert plain_text(annotated(text, "driver", "en")) == line
    if line and line.lower() not in ("hi there", "no way"):
        added = DeskExamples(folder).add(text, "driver", "en", "out_of_scope")
        assert added.text == line
        assert yaml.safe_load((folder / DRIVERS).read_text(encoding="utf-8"))["nlu"][0]["intent"] == "out_of_scope"
