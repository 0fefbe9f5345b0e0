"""The settings: what is read, and how every mistake is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.config import ConfigError, load_config
from bot.settings import Settings
from storage.crypto import new_key
from storage.errors import KeysError
from storage.models import Role

CHANNELS = {"desk": "C01", "dispatch": "C02", "reports": "C03", "claims": "C04"}
DEPOT = {"name": "Phoenix", "timezone": "America/Phoenix", "slack": CHANNELS}
SECRET = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def section(**changes: Any) -> dict[str, Any]:
    return {"company": "Acme Parcel", "depots": {"phx": DEPOT}} | changes


def load(folder: Path, content: Any, **environment: str) -> Settings:
    file = folder / "config.yml"
    file.write_text(content if isinstance(content, str) else yaml.safe_dump({"doorstep": content}))
    return load_config(file, environment)


def problems(folder: Path, content: Any, **environment: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(folder, content, **environment)
    return [problem.removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_the_file_that_comes_along_is_right() -> None:
    file = Path(__file__).parents[1] / "config.yml"
    settings = load_config(file, {})
    assert list(settings.depots) == ["phx", "mia"]
    assert settings.depots["mia"].zone.key == "America/New_York"
    assert (settings.telegram.mode, settings.slack.mode, settings.intents.engine) == (
        "polling",
        "socket",
        "embedded",
    )
    assert not (settings.telegram.is_on or settings.slack.is_on or settings.sms.is_on)
    rasa = yaml.safe_load(file.read_text())
    assert (rasa["recipe"], rasa["assistant_id"], rasa["language"]) == ("default.v1", "doorstep", "en")
    assert len(rasa["pipeline"]) == 4


def test_the_groups_of_a_depots_staff(tmp_path: Path) -> None:
    assert load(tmp_path, section()).staff_groups() == {}
    groups = {"va": "S01", "manager": "S03"}
    depot = {**DEPOT, "slack": {**CHANNELS, "groups": groups}}
    settings = load(tmp_path, section(depots={"phx": depot}))
    assert settings.staff_groups() == {"phx": {Role.VA: "S01", Role.MANAGER: "S03"}}
    assert settings.depots["phx"].slack.channels() == CHANNELS
    wrong = {**DEPOT, "slack": {**CHANNELS, "groups": {"dispatchers": "S02", "va": "C01"}}}
    told = problems(tmp_path, section(depots={"phx": wrong}))
    assert any("did you mean `dispatcher`?" in problem for problem in told)
    assert any("groups → va" in problem for problem in told)


def test_rasa_is_chosen_in_the_file_and_its_token_comes_from_the_environment(tmp_path: Path) -> None:
    assert load(tmp_path, section()).intents.rasa_url == "http://127.0.0.1:5005"
    chosen = {"engine": "rasa", "rasa_url": "http://rasa.internal:5005/"}
    settings = load(tmp_path, section(intents=chosen), RASA_TOKEN="hush")
    assert (settings.intents.engine, settings.intents.rasa_url) == ("rasa", "http://rasa.internal:5005")
    assert settings.intents.rasa_token == "hush"
    assert "hush" not in repr(settings)


def test_little_is_enough(tmp_path: Path) -> None:
    settings = load(tmp_path, section())
    assert (settings.database_url, settings.port, settings.public_url) == (
        "sqlite:///data/doorstep.db",
        8080,
        None,
    )
    assert settings.depot_rows()[0].slack_desk == "C01"


def test_the_environment_switches_services_on(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        section(slack={"mode": "http"}),
        TELEGRAM_BOT_TOKEN=SECRET,
        TELEGRAM_API_URL="http://127.0.0.1:8800/",
        SLACK_BOT_TOKEN="xoxb-1",
        SLACK_SIGNING_SECRET="sign",
        SLACK_API_URL="http://127.0.0.1:8800/slack/api/",
        TWILIO_ACCOUNT_SID="AC1",
        TWILIO_AUTH_TOKEN="tw",
        TWILIO_FROM="+16025550000",
        DATABASE_URL="postgresql://doorstep:pass@db/doorstep",
        PUBLIC_URL="https://desk.example.com/",
        PORT="9000",
    )
    assert settings.telegram.is_on
    assert settings.telegram.api_url == "http://127.0.0.1:8800"
    assert settings.slack.api_url == "http://127.0.0.1:8800/slack/api/"
    assert (settings.slack.mode, settings.slack.signing_secret) == ("http", "sign")
    assert (settings.sms.account, settings.sms.number) == ("AC1", "+16025550000")
    assert (settings.public_url, settings.port) == ("https://desk.example.com", 9000)
    assert settings.needs_public_url == ["SMS"]
    for secret in (SECRET, "xoxb-1", "sign'", "'tw'", "pass@"):
        assert secret not in repr(settings)


def test_settings_cannot_be_changed_afterwards(tmp_path: Path) -> None:
    settings = load(tmp_path, section())
    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"telegram": {"mod": "polling"}}, "doorstep → telegram → mod: unknown key, did you mean `mode`?"),
        ({"compny": "x"}, "doorstep → compny: unknown key, did you mean `company`?"),
        (
            {"depots": {"phx": DEPOT | {"nmae": "x"}}},
            "doorstep → depots → phx → nmae: unknown key, did you mean `name`?",
        ),
        ({"telegram": {"mode": "pigeon"}}, "doorstep → telegram → mode: must be polling or webhook"),
        ({"company": 5}, "doorstep → company: must be text; put it in quotes"),
        ({"depots": {}}, "doorstep → depots: is empty"),
        ({"depots": {"phx": 4}}, "doorstep → depots → phx: must hold `key: value` lines"),
        ({"sms": {"provider": "pigeon"}}, "doorstep → sms → provider: must be twilio"),
        ({"intents": {"engine": "oracle"}}, "doorstep → intents → engine: must be embedded or rasa"),
        (
            {"intents": {"rasa_url": "localhost:5005"}},
            "doorstep → intents → rasa_url: must be an address like http://127.0.0.1:5005",
        ),
        (
            {"public_url": "x"},
            "doorstep → public_url: does not stand in this file; set PUBLIC_URL in the environment",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    assert problems(tmp_path, section(**changes)) == [f"config.yml: {told}"]


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [("timezone", "Phoenix", "timezone"), ("slack", {**CHANNELS, "desk": "#a"}, "desk")],
)
def test_zones_and_channels_are_checked(tmp_path: Path, key: str, value: Any, place: str) -> None:
    (problem,) = problems(tmp_path, section(depots={"phx": DEPOT | {key: value}}))
    assert f"{place}: " in problem
    assert "like" in problem


@pytest.mark.parametrize(
    ("changes", "variable"),
    [
        ({"telegram": {"token": SECRET}}, "TELEGRAM_BOT_TOKEN"),
        ({"slack": {"mode": "xoxb-1234"}}, "SLACK_BOT_TOKEN"),
        ({"sms": {"account_sid": "AC1"}}, "TWILIO_ACCOUNT_SID"),
        ({"intents": {"rasa_token": "abc"}}, "RASA_TOKEN"),
        ({"keys": "abc"}, "DOORSTEP_KEYS"),
    ],
)
def test_secrets_are_refused_and_not_repeated(tmp_path: Path, changes: dict[str, Any], variable: str) -> None:
    told = problems(tmp_path, section(**changes))
    assert any("secrets never stand in this file" in problem and variable in problem for problem in told)
    assert SECRET not in str(told)


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    told = problems(
        tmp_path,
        section(company="", telegram={"mod": 1}),
        PORT="door",
        TWILIO_FROM="+1",
        DATABASE_URL="mysql://x",
        DOORSTEP_KEYS="short",
        PUBLIC_URL="desk",
    )
    for part in ("company", "mod", "PORT", "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN", "DATABASE_URL",
                 "DOORSTEP_KEYS", "PUBLIC_URL"):  # fmt: skip
        assert any(part in problem for problem in told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("doorstep:\n  company: a\n  company: b\n", "line 3: `company` is given twice"),
        ("doorstep: [\n", "line 2: "),
        ("- a\n", "must hold `key: value` lines"),
        ("dorstep: {}\n", "dorstep: unknown key, did you mean `doorstep`?"),
    ],
)
def test_files_that_are_no_settings(tmp_path: Path, content: str, told: str) -> None:
    assert told in problems(tmp_path, content)[0]


def test_a_missing_file_and_a_file_named_by_the_environment(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load_config(tmp_path / "nowhere.yml", {})
    load(tmp_path, section())
    assert load_config(None, {"DOORSTEP_CONFIG": str(tmp_path / "config.yml")}).company == "Acme Parcel"


def test_own_texts_are_looked_for_beside_the_file(tmp_path: Path) -> None:
    assert "no such folder" in problems(tmp_path, section(texts="words"))[0]
    (tmp_path / "words").mkdir()
    assert load(tmp_path, section(texts="words")).texts == tmp_path / "words"


def test_keys_come_from_the_environment_or_lie_beside_the_database(tmp_path: Path) -> None:
    assert load(tmp_path, section(), DOORSTEP_KEYS=new_key()).key_ring()
    beside = load(tmp_path, section(), DATABASE_URL=f"sqlite:///{tmp_path}/data/doorstep.db")
    assert beside.key_ring().newest == beside.key_ring().newest
    assert (tmp_path / "data" / "doorstep.key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(KeysError, match="DOORSTEP_KEYS"):
        load(tmp_path, section(), DATABASE_URL="postgresql://db/doorstep").key_ring()


def test_a_lost_key_is_not_replaced_in_silence(tmp_path: Path) -> None:
    settings = load(tmp_path, section(), DATABASE_URL=f"sqlite:///{tmp_path}/doorstep.db")
    (tmp_path / "doorstep.db").write_bytes(b"")
    with pytest.raises(KeysError, match=r"put .*doorstep\.key back"):
        settings.key_ring()
