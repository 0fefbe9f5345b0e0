"""Which engine the commands get, and what the doctor says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import main
from bot.commands import reading
from bot.commands.common import CommandError
from bot.doctor import State
from bot.doctor.rasa import engine
from bot.settings import IntentsAccess
from intents.embedded import EmbeddedReader
from intents.rasa import RasaReader
from intents.reader import open_reader
from tests.intents.rasa_stub import TOKEN, rasa_stub

PLAIN = "the box on the fence wants four numbers from me"


@pytest.fixture(scope="module")
def small_model(small_training_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that takes no time to learn."""
    model = tmp_path_factory.mktemp("model") / "model.npz"
    open_reader(model, small_training_dir)
    return model


@pytest.fixture(autouse=True)
def _own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_training_dir: Path, small_model: Path
) -> None:
    """An empty working folder, and the small model in place of the whole one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RASA_TOKEN", raising=False)
    monkeypatch.delenv("DOORSTEP_CONFIG", raising=False)
    monkeypatch.setattr(reading, "TRAINING", small_training_dir)
    monkeypatch.setattr(reading, "MODEL", small_model)


def test_without_a_settings_file_our_own_engine_reads() -> None:
    answered = CliRunner().invoke(main, ["intents", "read", PLAIN, "--json"])
    assert json.loads(answered.stdout)["engine"] == "embedded"


def test_rasa_needs_its_token() -> None:
    with pytest.raises(CommandError, match="RASA_TOKEN"):
        reading.reader(IntentsAccess(engine="rasa"))


def test_the_settings_choose() -> None:
    assert isinstance(reading.reader(IntentsAccess()), EmbeddedReader)
    chosen = reading.reader(IntentsAccess(engine="rasa", rasa_token="x"))
    assert isinstance(chosen, RasaReader)
    chosen.close()


def test_the_command_reads_by_the_configured_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_TOKEN", TOKEN)
    channels = "{desk: C01, dispatch: C02, reports: C03, claims: C04}"
    with rasa_stub() as stub:
        Path("other.yml").write_text(
            "doorstep:\n  company: Acme\n"
            f"  depots: {{phx: {{name: Phoenix, timezone: America/Phoenix, slack: {channels}}}}}\n"
            f"  intents: {{engine: rasa, rasa_url: '{stub.url}'}}\n"
        )
        command = ["--config", "other.yml", "intents", "read", PLAIN, "--json"]
        answered = CliRunner().invoke(main, command)
        stub.status = 500
        failed = CliRunner().invoke(main, command)
    assert json.loads(answered.stdout)["engine"] == "rasa"
    assert json.loads(answered.stdout)["intent"] == "ask_gate_code"
    assert json.loads(failed.stdout)["engine"] == "embedded"


def test_the_doctor_asks_the_server() -> None:
    assert engine(IntentsAccess()) == []
    with rasa_stub() as stub:
        access = IntentsAccess(engine="rasa", rasa_url=stub.url, rasa_token=TOKEN)
        assert [finding.state for finding in engine(access)] == [State.GOOD]
        for changed, told in (
            (access.model_copy(update={"rasa_token": None}), "RASA_TOKEN is not set"),
            (access.model_copy(update={"rasa_token": "wrong"}), "refuses the token"),
            (access.model_copy(update={"rasa_url": "http://127.0.0.1:1"}), "make rasa"),
        ):
            (finding,) = engine(changed)
            assert finding.state is State.WRONG
            assert told in finding.line
        stub.body = b'{"intent_ranking": []}'
        assert "train it with make rasa" in engine(access)[0].line
