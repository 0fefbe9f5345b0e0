"""The file of canned answers: what it may hold, and how each mistake is told, at start and by the doctor."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.config import load_config
from bot.doctor.finding import State
from bot.doctor.premises import canned_answers
from handlers.desk.canned_answers import VARIABLES, AnswersError, read_answers

DOCUMENTED = Path(__file__).parents[1] / "docs" / "answers.yml"


def written(folder: Path, text: str) -> Path:
    """A file of that content."""
    file = folder / "answers.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_there_are_none() -> None:
    assert read_answers(None) == ()


def test_the_documented_example_can_be_used_as_it_is() -> None:
    answers = read_answers(DOCUMENTED)
    assert len(answers) >= 4
    assert {each.audience for each in answers} == {"driver", "customer", None}
    assert all(each.filled_in(VARIABLES) for each in answers)


def test_an_answer_is_filled_in_and_not_offered_without_what_it_needs(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "- name: Window\n  text: 'Stop {{ stop }}{% if window is defined %}, {{ window }}{% endif %}.'\n"
        "  language: es\n  audience: customer\n",
    )
    [answer] = read_answers(file)
    assert answer.filled_in({"stop": "14", "window": ""}) == "Stop 14."
    assert answer.filled_in({"stop": "14", "window": "9–11"}) == "Stop 14, 9–11."
    assert answer.filled_in({"stop": "", "window": "9–11"}) == ""
    assert answer.fits("customer", "es")
    assert not answer.fits("customer", "en")
    assert not answer.fits("driver", "es")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("answers: 1", "must be a list of entries"),
        ("- [", "line "),
        ("- hello", "entry 1: must have `name:` and `text:`"),
        ("- {name: A}", "entry 1 (A): `text` is missing"),
        ("- {text: hi}", "entry 1: `name` is missing"),
        ("- {name: A, text: 7}", "entry 1 (A): `text` must be words"),
        ("- {name: A, text: hi, audiance: driver}", "unknown key 'audiance' (did you mean audience?)"),
        ("- {name: A, text: hi, language: fr}", "`language` is 'fr': write en or es"),
        ("- {name: A, text: hi, audience: drivers}", "`audience` is 'drivers': write driver or customer"),
        ("- {name: A, text: hi}\n- {name: A, text: ho}", "entry 2 (A): the name is given twice"),
        ("- {name: A, text: '{{ adress }}'}", "{{ adress }} (did you mean address?); there are stop, address"),
        ("- {name: A, text: '{{ stop'}", "entry 1 (A): the text is no template"),
        ("- {name: A, text: '{{ 1 / 0 }}'}", "cannot be filled in (ZeroDivisionError"),
        ("- {name: A, text: '{{ stop.__class__.__mro__ }}'}", "entry 1 (A): the text is no template"),
        ("- {name: A, text: '{{ stop * 500 }}'}", "filled in, the text has 1000 characters"),
        (f"- {{name: {'n' * 76}, text: hi}}", "`name` is longer than 75 characters"),
    ],
)
def test_a_mistake_is_told_with_file_entry_and_reason(tmp_path: Path, content: str, told: str) -> None:
    file = written(tmp_path, content)
    with pytest.raises(AnswersError) as caught:
        read_answers(file)
    assert str(file) in str(caught.value)
    assert told in str(caught.value)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(AnswersError) as caught:
        read_answers(written(tmp_path, "- {name: A}\n- {name: B, text: hi}\n- {text: hi}"))
    assert len(caught.value.problems) == 2
    with pytest.raises(AnswersError, match="no such file"):
        read_answers(tmp_path / "absent.yml")


def test_the_file_is_looked_for_beside_the_settings_and_the_doctor_names_its_mistakes(tmp_path: Path) -> None:
    slack = {"desk": "C01", "dispatch": "C02", "reports": "C03", "claims": "C04"}
    depot = {"name": "Phoenix", "timezone": "America/Phoenix", "slack": slack}
    section = {"company": "Acme", "depots": {"phx": depot}, "desk": {"answers": "answers.yml"}}
    config = tmp_path / "config.yml"
    config.write_text(yaml.safe_dump({"doorstep": section}))
    found = load_config(config, {}).desk.answers
    assert found == tmp_path / "answers.yml"

    def told() -> list[tuple[State, str]]:
        return [(each.state, each.text) for each in canned_answers(found)]

    file = written(tmp_path, "- {name: A, text: hi}")
    assert told() == [(State.GOOD, f"1 in {file}")]
    written(tmp_path, "- {name: A}\n- {text: hi}")
    assert told() == [
        (State.WRONG, f"{file}: entry 1 (A): `text` is missing"),
        (State.WRONG, f"{file}: entry 2: `name` is missing"),
    ]
