"""The desk's part of config.yml: what may be written, and what is said of mistakes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.config import ConfigError, load_config
from bot.settings import Settings
from handlers.promises.hours import Period
from handlers.promises.service_level import DEFAULT_LEVELS, Step
from storage.models import Urgency

CHANNELS = {"desk": "C01", "dispatch": "C02", "reports": "C03", "claims": "C04"}


def settings(tmp_path: Path, desk: dict[str, Any] | None = None, **depot: Any) -> Settings:
    """The settings of a company with one depot."""
    own = {"name": "Phoenix", "timezone": "America/Phoenix", "slack": CHANNELS, **depot}
    section: dict[str, Any] = {"company": "Acme", "depots": {"phx": own}}
    if desk is not None:
        section["desk"] = desk
    file = tmp_path / "config.yml"
    file.write_text(yaml.safe_dump({"doorstep": section}), encoding="utf-8")
    return load_config(file, {})


def test_what_is_not_set_is_the_default_around_the_clock(tmp_path: Path) -> None:
    rules = settings(tmp_path).desk_rules()
    assert dict(rules.levels) == dict(DEFAULT_LEVELS)
    assert rules.hours_of("phx").is_always_open
    assert not rules.round_robin


def test_promises_steps_and_assignment(tmp_path: Path) -> None:
    desk = {
        "assignment": "round_robin",
        "access": {"first": "90s", "resolve": "1h 30m"},
        "driver": {"first": "4m", "next": "10m"},
        "steps": {"manager": 2.5},
    }
    rules = settings(tmp_path, desk).desk_rules()
    access = rules.level(Urgency.AT_THE_DOOR, "ask_gate_code", is_customer=False)
    assert (access.first, access.following, access.resolve) == (
        timedelta(seconds=90),
        timedelta(seconds=90),
        timedelta(minutes=90),
    )
    assert rules.levels["driver"].following == timedelta(minutes=10)
    assert access.shares[Step.MANAGER] == 2.5
    assert rules.round_robin


def test_hours_holidays_and_on_call(tmp_path: Path) -> None:
    rules = settings(
        tmp_path,
        hours={"mon-fri": "06:00-12:00, 13:00-21:00", "sat": "22:00-02:00"},
        holidays="US-AZ",
        on_call=[{"who": "U0NIGHT", "when": {"mon-thu": "21:00-06:00"}}, {"who": "U0REST"}],
    ).desk_rules()
    hours = rules.hours_of("phx")
    assert hours.weekdays[4] == (
        Period(timedelta(hours=6), timedelta(hours=12)),
        Period(timedelta(hours=13), timedelta(hours=21)),
    )
    assert hours.weekdays[5] == (Period(timedelta(hours=22), timedelta(hours=26)),)
    assert 6 not in hours.weekdays
    assert date(2026, 11, 26) in hours.holidays
    assert hours.zone == ZoneInfo("America/Phoenix")
    assert [turn.slack_user for turn in rules.on_call["phx"]] == ["U0NIGHT", "U0REST"]


@pytest.mark.parametrize(
    ("desk", "depot", "words"),
    [
        ({"access": {"first": "soon"}}, {}, ("desk → access → first", "90s")),
        ({"access": {"first": "0s"}}, {}, ("desk → access → first", "longer than nothing")),
        ({"acces": {"first": "2m"}}, {}, ("acces", "access")),
        ({"steps": {"dispatch": 5}}, {}, ("steps", "offer, dispatch, manager, text")),
        ({"assignment": "random"}, {}, ("assignment",)),
        (None, {"hours": {"funday": "06:00-12:00"}}, ("hours", "funday", "mon-fri")),
        (None, {"hours": {"mon": "6-12"}}, ("hours", "06:00-21:00")),
        (None, {"hours": {"mon": "06:00-25:00"}}, ("hours", "24:00")),
        (None, {"hours": "always"}, ("hours", "mon-fri")),
        (None, {"holidays": "Atlantis"}, ("holidays", "US-AZ")),
        (None, {"on_call": [{"who": "Dana"}]}, ("on_call", "who")),
    ],
)
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, desk: dict[str, Any] | None, depot: dict[str, Any], words: tuple[str, ...]
) -> None:
    with pytest.raises(ConfigError) as caught:
        settings(tmp_path, desk, **depot)
    for word in words:
        assert word in str(caught.value)
