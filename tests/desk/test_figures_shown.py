"""The desk's figures where they are read: by Prometheus, and by whoever types `doorstep report desk`."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from typer.testing import CliRunner

from bot.cli import main
from bot.desk_gauges import KEPT_FOR, DeskGauges
from bot.metrics import Metrics
from handlers.desk import deeds
from handlers.promises.service_level import DeskRules
from intents.reading import Action, Reading
from storage import migrate
from storage.crypto import key_file
from storage.database import Database
from storage.message import Channel
from storage.models import Depot
from tests.conftest import HandClock
from tests.worlds import COMPANY, PHOENIX, a_driver, a_va


def answered_after(database: Database, clock: HandClock, minutes: float) -> None:
    """A driver asked, and Dana answered so much later."""
    with database.transaction() as session:
        driver, dana = a_driver(session), a_va(session)
        ticket = deeds.open_ticket(
            session,
            clock.now(),
            conversation="telegram:1001",
            depot_code="phx",
            question="how do i get in",
            intent="ask_access",
            driver=driver,
            rules=DeskRules(),
        )
        assert deeds.reply(
            session, clock.now() + timedelta(minutes=minutes), ticket, dana, COMPANY, "left door"
        ).ok


async def test_prometheus_reads_what_is_known_and_nothing_else(database: Database, clock: HandClock) -> None:
    answered_after(database, clock, 4)
    registry = CollectorRegistry()
    await DeskGauges(registry).refresh(database, clock.now() + timedelta(minutes=5), DeskRules())
    page = generate_latest(registry).decode()
    assert 'doorstep_desk_first_response_seconds{depot="phx",hour="",intent=""} 240.0' in page
    assert 'doorstep_desk_first_response_seconds{depot="phx",hour="",intent="ask_access"} 240.0' in page
    assert 'doorstep_desk_first_response_seconds{depot="phx",hour="10",intent=""} 240.0' in page
    assert 'doorstep_desk_tickets{depot="phx",hour="",intent=""} 1.0' in page
    assert "doorstep_desk_deflection{" not in page
    assert "doorstep_desk_resolution_seconds{" not in page


async def test_the_figures_are_reckoned_once_a_minute(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        session.merge(Depot(**PHOENIX))
    passed = [0.0]
    registry = CollectorRegistry()
    gauges = DeskGauges(registry, lambda: passed[0])
    await gauges.refresh(database, clock.now(), DeskRules())
    answered_after(database, clock, 1)
    for seconds, tickets in ((KEPT_FOR - 1, 0.0), (KEPT_FOR, 1.0)):
        passed[0] = seconds
        await gauges.refresh(database, clock.now() + timedelta(minutes=2), DeskRules())
        whole = {"depot": "phx", "intent": "", "hour": ""}
        assert registry.get_sample_value("doorstep_desk_tickets", whole) == tickets


def test_each_request_of_a_message_is_counted() -> None:
    metrics = Metrics()
    second = Reading("b", "driver", "ask_contact", 0.9, Action.HUMAN, "en")
    first = Reading("a", "driver", "ask_gate_code", 0.9, Action.ANSWER, "en", fallback="slow", also=(second,))
    metrics.handled(Channel.TELEGRAM, first)
    page = metrics.render(0, 0.0, 0).decode()
    assert 'doorstep_readings_total{action="answer",intent="ask_gate_code"} 1.0' in page
    assert 'doorstep_readings_total{action="human",intent="ask_contact"} 1.0' in page
    assert 'doorstep_messages_handled_total{channel="telegram"} 1.0' in page
    assert 'doorstep_reading_fallbacks_total{reason="slow"} 1.0' in page


class TestTheCommand:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: HandClock) -> None:
        """A company's folder, with a driver who waited for four minutes on 24 November."""
        for name in ("DATABASE_URL", "DOORSTEP_KEYS", "DOORSTEP_CONFIG"):
            monkeypatch.delenv(name, raising=False)
        shutil.copy(Path(__file__).parents[2] / "config.yml", tmp_path)
        monkeypatch.chdir(tmp_path)
        (tmp_path / "data").mkdir()
        database = Database("sqlite:///data/doorstep.db", key_file(tmp_path / "data" / "doorstep.key"))
        migrate.upgrade(database)
        answered_after(database, clock, 4)
        database.close()

    def typed(self, *words: str) -> str:
        result = CliRunner().invoke(main, ["report", "desk", *words])
        assert result.exit_code == 0, result.output
        return result.stdout

    def test_prints_a_table(self) -> None:
        lines = self.typed("--date", "2026-11-24", "--depot", "phx").splitlines()
        assert lines[0] == "Phoenix, 2026-11-24"
        assert " ".join(lines[2].split()) == "the whole day 1 0 4 min 4 min 100 % – – – –"
        assert [line.split()[0] for line in lines[3:]] == ["Way", "10:00"]

    def test_prints_json(self) -> None:
        phoenix, miami = json.loads(self.typed("--date", "2026-11-24", "--json"))
        assert (phoenix["depot"], phoenix["first_response"], phoenix["deflection"]) == ("phx", 240.0, None)
        assert phoenix["by_hour"]["10"]["in_time"] == 1
        assert (miami["depot"], miami["tickets"], miami["by_intent"]) == ("mia", 0, {})

    def test_says_what_is_wrong(self) -> None:
        result = CliRunner().invoke(main, ["report", "desk", "--depot", "lax"])
        assert (result.exit_code, "There is no depot 'lax'" in result.stderr) == (1, True)
        assert CliRunner().invoke(main, ["report", "desk", "--date", "tuesday"]).exit_code == 2
