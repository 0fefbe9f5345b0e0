"""The commands, as they are typed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import main
from bot.doctor import premises
from storage.crypto import KeyRing, new_key
from tests.imports.sheets import LINE, line, sheet

REFUSING = "http://127.0.0.1:9"
"""Nothing listens on the port for discarding."""
VARIABLES = ("TELEGRAM_BOT_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET",
             "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM", "DATABASE_URL", "DOORSTEP_KEYS",
             "PUBLIC_URL", "PORT", "DOORSTEP_CONFIG", "TELEGRAM_API_URL", "SLACK_API_URL",
             "TWILIO_API_URL")  # fmt: skip


class _NoEncoder:
    missing = None


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An owner's folder with a fresh config.yml, and nothing in the environment."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(premises, "Encoder", _NoEncoder)
    monkeypatch.setattr(premises, "TunedEncoder", _NoEncoder)
    shutil.copy(Path(__file__).parents[1] / "config.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def doorstep(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def done(*words: str) -> str:
    result = doorstep(*words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def read_json(*words: str) -> Any:
    return json.loads(done(*words, "--json"))


def test_help_teaches_every_command() -> None:
    for words in ([], ["import", "routes"], ["driver", "add"], ["driver", "invite"], ["staff", "add"],
                  ["jobs", "run"], ["intents", "test"], ["db", "upgrade"], ["doctor"], ["run"],
                  ["demo"]):  # fmt: skip
        assert "Usage" in done(*words, "--help")


def test_wrong_usage_exits_with_two() -> None:
    assert doorstep("driver", "add", "Ana Ruiz").exit_code == 2
    assert doorstep("dance").exit_code == 2


def test_an_error_of_ours_is_one_line_and_exit_one() -> None:
    result = doorstep("db", "upgrade", "--config", "nowhere.yml")
    assert result.exit_code == 1
    assert result.stderr.startswith("doorstep: nowhere.yml: no such file")
    assert len(result.stderr.splitlines()) == 1


def test_the_settings_file_is_named_before_or_after_the_command(folder: Path) -> None:
    (folder / "config.yml").rename(folder / "mine.yml")
    assert "up to date" in done("--config", "mine.yml", "db", "upgrade")
    assert "up to date" in done("db", "upgrade", "--config", "mine.yml")


def test_people_are_added_and_listed() -> None:
    done("staff", "add", "U012AB3CD", "Dana Cole", "--role", "va", "--depot", "phx")
    done("driver", "add", "Ana Ruiz", "--phone", "602-555-0101", "--depot", "PHX", "--lang", "es")
    assert read_json("staff", "list") == [
        {"depot": "phx", "name": "Dana Cole", "role": "va", "slack": "U012AB3CD", "phone": None,
         "added": "by hand"}
    ]  # fmt: skip
    done("staff", "add", "U0MIRA", "Mira Boss", "--role", "manager", "--depot", "mia", "--phone", "602-555-0190")
    done("staff", "add", "U0MIRA", "Mira Boss", "--role", "manager", "--depot", "mia")
    assert [row["phone"] for row in read_json("staff", "list", "--depot", "mia")] == ["+16025550190"]
    assert "+16025550190" in done("staff", "list")
    (driver,) = read_json("driver", "list")
    assert driver == {
        "depot": "phx", "name": "Ana Ruiz", "phone": "+16025550101", "lang": "es", "telegram": "not invited",
    }  # fmt: skip
    assert "Dana Cole" in done("staff", "list")
    assert read_json("driver", "list", "--depot", "mia") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("staff", "add", "@dana", "Dana", "--role", "va", "--depot", "phx"), "Slack member id looks like"),
        (("staff", "add", "U012AB3CD", "Dana", "--role", "va", "--depot", "dal"), "there are phx, mia"),
        (("driver", "add", "Ana", "--phone", "12", "--depot", "phx"), "not a telephone number"),
        (("staff", "add", "U0M", "Mira", "--role", "manager", "--depot", "phx", "--phone", "12"), "is not a tele"),
        (("staff", "add", "U0D", "Dana", "--role", "va", "--depot", "phx", "--phone", "6025550190"), "Only manag"),
        (("driver", "invite", "Nobody"), "no driver called"),
        (("jobs", "run", "nothing"), "There is no job"),
        (("import", "routes", "nowhere.csv"), "no such file"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], told: str) -> None:
    result = doorstep(*words)
    assert result.exit_code == 1
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_invitation_serves_without_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    done("driver", "add", "Ana Ruiz", "--depot", "phx")
    assert "/start " in done("driver", "invite", "ana ruiz")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:token")
    monkeypatch.setenv("TELEGRAM_API_URL", REFUSING)
    invitation = read_json("driver", "invite", "Ana Ruiz")
    assert invitation["link"] is None
    assert len(invitation["code"]) >= 20
    assert read_json("driver", "list")[0]["telegram"] == "invited"


def test_routes_come_in_and_bad_lines_are_named(folder: Path) -> None:
    (folder / "day.csv").write_text(sheet(LINE, line(stop="x"), line(stop="15", parcel="P2", phone="1")))
    told = done("import", "routes", "day.csv")
    assert "day.csv: 1 added, 0 changed, 0 unchanged, 2 rejected (1 stops on 1 routes)." in told
    assert "line 3, stop: must be a whole number" in told
    assert "line 4, phone: is not a telephone number" in told
    assert "Ana Ruiz" in told
    again = read_json("import", "routes", "day.csv")
    assert (again["added"], again["changed"], again["unchanged"], again["rejected_lines"]) == (0, 0, 1, 2)
    assert again["rejected"][0] == {"line": 3, "column": "stop", "reason": "must be a whole number from 1 to 9999"}
    assert "4471" not in told + json.dumps(again)


def test_a_database_that_cannot_be_used_is_said_without_its_secrets(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOORSTEP_KEYS", new_key())
    (folder / "broken.db").write_text("no database at all" * 100)
    for address in ("sqlite:///broken.db", "postgresql://doorstep:hidden@127.0.0.1:9/doorstep"):
        monkeypatch.setenv("DATABASE_URL", address)
        result = doorstep("driver", "list")
        assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
        assert "The database cannot be used" in result.stderr
        examined = doorstep("doctor")
        assert "✗ database: does not answer" in examined.stdout
        assert "hidden" not in result.output + examined.output


def test_without_any_service_the_bot_does_not_start() -> None:
    result = doorstep("run")
    assert result.exit_code == 1
    assert "Telegram is off: TELEGRAM_BOT_TOKEN not set." in result.stderr
    assert "doorstep demo" in result.stderr


def test_jobs_are_listed_and_run() -> None:
    assert read_json("jobs", "list")[0]["last_started"] is None
    assert "housekeeping is done" in done("jobs", "run", "housekeeping")
    assert read_json("jobs", "list")[0]["last_finished"] is not None


class TestDoctor:
    """Everything that is missing or wrong is a line of its own."""

    def test_a_fresh_folder_is_sound_and_nothing_is_made_by_looking(self, folder: Path) -> None:
        told = done("doctor")
        assert "✗" not in told
        for part in ("✓ settings", "! keys", "! database", "! Telegram: off", "! Slack: off", "! SMS: off",
                     "! intents", "✓ time zones: Phoenix"):  # fmt: skip
            assert part in told
        assert [entry.name for entry in folder.iterdir()] == ["config.yml"]

    def test_a_used_folder_tells_who_is_there(self, folder: Path) -> None:
        (folder / "day.csv").write_text(sheet(LINE))
        done("import", "routes", "day.csv")
        told = done("doctor")
        assert "! staff: nobody yet – doorstep staff add" in told
        assert "! drivers: 1, none of them linked to Telegram – doorstep driver invite NAME" in told
        assert "routes" not in told

    def test_services_that_cannot_be_reached(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in {
            "TELEGRAM_BOT_TOKEN": "1:token", "TELEGRAM_API_URL": REFUSING, "SLACK_BOT_TOKEN": "xoxb-secret",
            "SLACK_API_URL": f"{REFUSING}/api/", "TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "hidden",
            "TWILIO_FROM": "+16025550000", "TWILIO_API_URL": REFUSING,
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        result = doorstep("doctor", "--json")
        assert result.exit_code == 1
        report = json.loads(result.stdout)
        wrong = {found["name"]: found for found in report["findings"] if found["state"] == "wrong"}
        assert not report["ok"]
        assert set(wrong) == {"Telegram", "Slack", "SMS", "PUBLIC_URL"}
        assert "127.0.0.1:9 cannot be reached" in wrong["Telegram"]["text"]
        assert all(found["mend"] for found in wrong.values())
        for secret in ("1:token", "xoxb-secret", "hidden"):
            assert secret not in result.output

    def test_wrong_settings_are_all_named(self, folder: Path) -> None:
        (folder / "config.yml").write_text("doorstep: {compny: a, telegram: {mod: b}}\n")
        result = doorstep("doctor")
        assert result.exit_code == 1
        assert result.stdout.count("✗ settings") == 4

    def test_keys_that_do_not_fit(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "day.csv").write_text(sheet(LINE))
        done("import", "routes", "day.csv")
        monkeypatch.setenv("DOORSTEP_KEYS", new_key())
        result = doorstep("doctor")
        assert result.exit_code == 1
        assert "✗ database: holds data sealed with another key" in result.stdout
        monkeypatch.delenv("DOORSTEP_KEYS")
        (folder / "data" / "doorstep.key").unlink()
        assert "✗ keys: data/doorstep.key is missing" in doorstep("doctor").stdout

    def test_a_fresh_key(self) -> None:
        assert KeyRing.parse(done("doctor", "--new-key").strip())
