"""What the command line offers, and the scoring behind it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from intents.command import read_text, score_file, train_model
from intents.embedded import EmbeddedReader
from intents.errors import ScoringFileError
from intents.evaluation import Outcome, figures
from intents.reading import Action
from tests.intents.conftest import write_training_file

MESSAGES: list[dict[str, Any]] = [
    {
        "text": "gate code for 14?",
        "audience": "driver",
        "intent": "ask_gate_code",
        "lang": "en",
        "entities": {"stop": "14"},
    },
    {
        "text": "hay un incendio en la camioneta",
        "audience": "driver",
        "intent": "report_emergency",
        "lang": "es",
        "entities": {},
    },
    {"text": "stop", "audience": "customer", "intent": "opt_out", "lang": "en", "entities": []},
    {"text": "где", "audience": "customer", "intent": "out_of_scope", "lang": "other"},
]


def test_a_file_is_scored(reader: EmbeddedReader, tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text("\n".join(json.dumps(message) for message in MESSAGES) + "\n\n", encoding="utf-8")
    report = json.loads(json.dumps(score_file(reader, file)))
    assert [row["intent"] for row in report["predictions"]] == [message["intent"] for message in MESSAGES]
    assert [row["action"] for row in report["predictions"]] == ["answer", "answer", "answer", "human"]
    assert report["predictions"][0]["entities"][0]["value"] == "14"
    assert (report["accuracy"], report["emergency_recall"], report["opt_out_recall"]) == (1.0, 1.0, 1.0)
    assert report["entity_f1"] == 1.0
    assert report["latency_ms"]["p99"] > 0


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "expected an object"),
        ('{"text": "a", "audience": "boss", "intent": "greet"}', "must be driver or customer"),
        ('{"text": "a", "audience": "driver", "intent": "opt_out"}', "has no intent 'opt_out'"),
    ],
)
def test_a_bad_line_is_named(reader: EmbeddedReader, tmp_path: Path, line: str, reason: str) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text(json.dumps(MESSAGES[0]) + "\n" + line)
    with pytest.raises(ScoringFileError, match=r"line 2") as caught:
        score_file(reader, file)
    assert reason in caught.value.reason


def test_a_missing_file_is_told(reader: EmbeddedReader, tmp_path: Path) -> None:
    with pytest.raises(ScoringFileError, match="cannot be read"):
        score_file(reader, tmp_path / "none.jsonl")


def test_one_text_is_read(reader: EmbeddedReader) -> None:
    report = json.loads(json.dumps(read_text(reader, "código de la 7", "driver", "en")))
    assert (report["intent"], report["action"], report["language"]) == ("ask_gate_code", "answer", "es")
    assert report["entities"][0]["value"] == "7"
    assert "gate" in report["thresholds"]


def test_training_reports_what_it_did(tmp_path: Path) -> None:
    lines = {
        "greet": ["hello friend a", "hello friend b", "hello friend c"],
        "deny": ["not this a", "not this b", "not this c"],
    }
    (tmp_path / "training").mkdir()
    write_training_file(tmp_path / "training" / "driver_tiny.yml", lines)
    shares: list[float] = []
    report = train_model(tmp_path / "training", tmp_path / "model.npz", lambda share, _what: shares.append(share))
    assert report.examples == 6
    assert report.artifact.exists()
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert json.loads(json.dumps(report.as_dict()))["figures"]["messages"] == 6


def test_the_figures() -> None:
    def outcome(intended: str, read: str, action: Action, second: str | None = None) -> Outcome:
        return Outcome("driver", intended, read, action, second, "en")

    found = figures(
        [
            outcome("greet", "greet", Action.ANSWER),
            outcome("greet", "thanks", Action.ANSWER, second="greet"),
            outcome("greet", "out_of_scope", Action.HUMAN),
            outcome("report_delay", "report_delay", Action.CONFIRM),
            outcome("out_of_scope", "out_of_scope", Action.HUMAN),
            outcome("report_emergency", "report_emergency", Action.ANSWER),
        ]
    )
    assert found.accuracy == pytest.approx(4 / 6)
    assert found.in_scope_accuracy == pytest.approx(3 / 5)
    assert found.in_scope_best_two == pytest.approx(4 / 5)
    assert found.needlessly_to_people == pytest.approx(1 / 5)
    assert found.answered_without_person == pytest.approx(3.5 / 6)
    assert found.wrong_answers == pytest.approx(1 / 3)
    assert (found.out_of_scope_recall, found.emergency_recall) == (1.0, 1.0)
    assert found.opt_out_recall is None
    assert found.confusions[0][2] == 1
