"""What the doctor hears from the services."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from bot import demo, sample_day
from bot.doctor import Finding, State
from bot.doctor.asking import telegram_username
from bot.doctor.services import services
from bot.settings import DepotGroups, Settings
from sandbox.server import Sandbox
from sandbox.world import SlackGroup

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
DATABASE = "sqlite:///never-opened.db"


def settings() -> Settings:
    """The sample day's settings, with every service on."""
    return demo.settings_for(Sandbox(demo.world()), "https://services.test", DATABASE, "https://desk.test")


def world(request: httpx.Request) -> httpx.Response:
    """Services with which all is well."""
    answers = {
        "getMe": {"ok": True, "result": {"username": "acme_bot"}},
        "auth.test": {"ok": True, "team": "Acme"},
        "apps.connections.open": {"ok": True},
        "conversations.info": {"ok": True, "channel": {"name": "desk", "is_member": True}},
    }
    body = answers.get(request.url.path.rpartition("/")[2], {"status": "active"})
    return httpx.Response(200, json=body, headers={"date": format_datetime(NOW, usegmt=True)})


async def found(**answers: httpx.Response) -> dict[str, Finding]:
    """The findings by name, where some methods answer otherwise."""

    def answer(request: httpx.Request) -> httpx.Response:
        method = request.url.path.rpartition("/")[2].replace(".", "_")
        return answers.get(method) or world(request)

    findings = await services(settings(), NOW, httpx.MockTransport(answer))
    return {finding.name: finding for finding in findings}


async def test_all_is_well() -> None:
    findings = await found()
    assert {finding.state for finding in findings.values()} == {State.GOOD}
    assert len(findings) == 3 + len(sample_day.CHANNELS) + 1
    assert "@acme_bot" in findings["Telegram"].line


@pytest.mark.parametrize(
    ("method", "response", "name", "told"),
    [
        (
            "getMe",
            httpx.Response(401, json={"ok": False, "description": "Unauthorized"}),
            "Telegram",
            "Unauthorized",
        ),
        ("auth_test", httpx.Response(200, json={"ok": False, "error": "invalid_auth"}), "Slack", "invalid_auth"),
        (
            "apps_connections_open",
            httpx.Response(200, json={"ok": False, "error": "missing_scope"}),
            "Slack events",
            "missing_scope",
        ),
        (
            "conversations_info",
            httpx.Response(200, json={"ok": False, "error": "channel_not_found"}),
            "Slack channel C01",
            "channel_not_found",
        ),
        (
            "conversations_info",
            httpx.Response(200, json={"ok": True, "channel": {"name": "desk", "is_member": False}}),
            "Slack channel C14",
            "/invite @Doorstep",
        ),
        (
            "AC00000000000000000000000000000000_json",
            httpx.Response(401, json={"message": "Authenticate"}),
            "SMS",
            "Authenticate",
        ),
        (
            "AC00000000000000000000000000000000_json",
            httpx.Response(200, json={"status": "suspended"}),
            "SMS",
            "suspended",
        ),
        ("getMe", httpx.Response(502, text="<html>"), "Telegram", "HTTP 502"),
    ],
)
async def test_a_refusal_is_told_with_its_remedy(
    method: str, response: httpx.Response, name: str, told: str
) -> None:
    finding = (await found(**{method: response}))[name]
    assert finding.state is State.WRONG
    assert told in finding.line
    assert finding.mend


@pytest.mark.parametrize(
    ("off_by", "state"),
    [
        (timedelta(seconds=2), State.GOOD),
        (timedelta(minutes=1), State.NOTICE),
        (timedelta(minutes=4), State.WRONG),
    ],
)
async def test_a_wrong_clock_is_noticed(off_by: timedelta, state: State) -> None:
    findings = await services(settings(), NOW + off_by, httpx.MockTransport(world))
    assert next(finding.state for finding in findings if finding.name == "clock") is state


async def test_the_sandbox_passes_for_telegram_and_slack() -> None:
    sandbox = Sandbox(demo.world())
    async with sandbox.serve() as address:
        own = demo.settings_for(sandbox, address, DATABASE, address)
        findings = {finding.name: finding for finding in await services(own, sandbox.clock.now())}
    assert findings["Telegram"].line == "✓ Telegram: connected as @doorstep_demo_bot, mode polling"
    assert findings["Slack"].state is State.GOOD
    assert findings["Slack channel C01"].line == "✓ Slack channel C01: #phoenix-desk (phx → desk)"


async def test_the_groups_of_a_depot_are_looked_at() -> None:
    world = demo.world()
    world.slack_groups.append(SlackGroup("S01", "phx-vas", ("U0DANA", "U0OWEN")))
    sandbox = Sandbox(world)
    async with sandbox.serve() as address:
        own = demo.settings_for(sandbox, address, DATABASE, address)
        groups = DepotGroups(va="S01", manager="S09")
        phoenix = own.depots["phx"]
        slack = phoenix.slack.model_copy(update={"groups": groups})
        own = own.model_copy(update={"depots": {"phx": phoenix.model_copy(update={"slack": slack})}})
        findings = {finding.name: finding for finding in await services(own, sandbox.clock.now())}
    assert findings["Slack group S01"].line == "✓ Slack group S01: 2 members (phx → va)"
    assert findings["Slack group S09"].state is State.WRONG


def test_the_bots_name_is_unknown_where_nobody_answers() -> None:
    assert telegram_username("http://127.0.0.1:9", "1:token") is None
