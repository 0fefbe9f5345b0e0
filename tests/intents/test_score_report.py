"""What `doorstep intents test` shows of a scored file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import main
from bot.commands import intents as commands
from intents.embedded import EmbeddedReader

MESSAGES: list[dict[str, Any]] = [
    {"text": "gate code for 14?", "audience": "driver", "intent": "ask_gate_code", "lang": "en"},
    {
        "text": "hay un incendio en la camioneta",
        "audience": "driver",
        "intent": "report_emergency",
        "lang": "es",
        "entities": {},
    },
    {"text": "stop", "audience": "customer", "intent": "opt_out", "lang": "en", "entities": []},
    {"text": "gracias bro", "audience": "driver", "intent": "greet", "lang": "mixed", "entities": {"stop": ["3"]}},
]


@pytest.fixture
def file(tmp_path: Path, reader: EmbeddedReader, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(commands, "reader", lambda *_: reader)
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "messages.jsonl"
    file.write_text("\n".join(json.dumps(message) for message in MESSAGES), encoding="utf-8")
    return file


def shown(*words: str) -> str:
    result = CliRunner().invoke(main, ["intents", "test", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_report_holds_everything_on_eighty_columns(file: Path) -> None:
    report = shown(str(file))
    assert max(len(line) for line in report.splitlines()) <= 80
    for expected in (
        "messages",
        "customers",
        "macro-F1",
        "both mixed",
        "without a person",
        "false alarms",
        "99th percentile",
        "most often misread",
        "How the messages of drivers are decided",
        "A gate code is told",
        "unasked from",
        "entity",
    ):
        assert expected in report
    assert "Drawn:" not in report


def test_the_report_for_programs_holds_the_rest(file: Path) -> None:
    report = json.loads(shown(str(file), "--json"))
    assert [row["action"] for row in report["predictions"]][:3] == ["answer", "answer", "answer"]
    assert {language: part["messages"] for language, part in report["languages"].items()} == {
        "en": 2,
        "es": 1,
        "mixed": 1,
    }
    assert report["audiences"]["driver"]["emergency_recall"] == 1.0
    assert report["entities"][0]["name"] == "all"
    assert report["explanation"]["driver"]["gate"].startswith("A person reads the message")
    assert report["thresholds"]["customer"].keys() >= {"gate", "read"}
    assert 0 <= report["answerable_by_confidence"] <= 1
    assert report["plots"] == []


def test_pictures_are_drawn_and_named(file: Path) -> None:
    report = shown(str(file), "--plots", "pictures")
    for name in ("confusion-driver.png", "confusion-customer.png", "coverage.png"):
        assert f"pictures/{name}" in report
        assert (file.parent / "pictures" / name).stat().st_size > 5000
