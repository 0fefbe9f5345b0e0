"""Lists of tickets, the Home tab and the answers of `/desk`: calm, within Block Kit's limits, and safe to read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.slack_desk import strangers
from bot.slack_desk.command import help_blocks, split
from bot.slack_desk.home import home_view
from bot.slack_desk.lists import SHOWN, ticket_lines, time_left
from bot.slack_desk.subcommands import driver, queue, stop, who
from bot.slack_desk.subcommands.table import SUBCOMMANDS
from handlers.desk.at_a_glance import HomeView
from handlers.desk.attendance import Colleague, Who
from handlers.desk.one_driver import DriverView, RouteView, Said
from handlers.desk.one_stop import NoteLine, StopView
from handlers.desk.ticket_lines import TicketLine
from handlers.figures.today import Today
from sandbox.slack.blocks import message_problems, view_problems
from storage.models import NoteKind, Role, Urgency

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
DUE = NOW + timedelta(minutes=2)
LINE = TicketLine(
    ticket_id=7,
    channel="C01",
    ts="1700000000.000100",
    title="Gate code",
    asker="Ana Ruiz",
    stop_line="RT-07 · stop 14",
    question="¿código para la 14?",
    urgency=Urgency.AT_THE_DOOR,
    opened_at=NOW,
    due_at=DUE,
    is_late=False,
    awaited="driver",
    owner="",
    with_dispatch=False,
)
HOME = HomeView(
    "Dana", "Phoenix", (LINE,), (LINE, replace(LINE, ticket_id=8)), frozenset({7, 8}), today=Today(2, 1)
)
Json = dict[str, Any]


def a_driver(text: str = "Ana Ruiz", count: int = 1) -> DriverView:
    said = Said(text, "9:05 am", text)
    line = replace(LINE, asker=text, question=text)
    route = RouteView(text, 88, 34, 2, text)
    return DriverView(text, text, "+16025550101", text[:10], "on Telegram", route, line, (said,) * count)


def a_stop(text: str = "the side gate", count: int = 1, *, in_clear: bool = True) -> StopView:
    note = NoteLine(NoteKind.CODE, text if in_clear else "", text, NOW, NOW)
    return StopView(
        text, text, text, text, text, text, "open", NOW, (text,), in_clear, text, (note,) * count
    )  # fmt: skip


def everything(text: str, count: int = 1) -> Iterator[list[Json]]:
    """Whatever this part shows, with this text wherever somebody can write one."""
    line = replace(LINE, title=text, asker=text, stop_line=text, question=text, owner=text, with_dispatch=True)
    lines = tuple(replace(line, ticket_id=number) for number in range(count))
    home = HomeView(
        text,
        text,
        lines,
        lines,
        frozenset(range(5)),
        NOW,
        Today(count, count, 90, 80, timedelta(seconds=48), 70, 80),
    )
    yield home_view(home, "U1")["blocks"]
    yield home_view(replace(home, on_break_since=None), "U1")["blocks"]
    yield queue.blocks(home)
    yield ticket_lines(lines, "Nobody waits.", with_owner=True)
    yield help_blocks(text)
    yield driver.blocks(a_driver(text, min(count, 5)))
    yield stop.blocks(a_stop(text, count))
    yield stop.blocks(a_stop(text, count, in_clear=False))
    colleague = Colleague(text, Role.VA, 3, None)
    yield who.blocks(Who(True, (colleague, replace(colleague, on_break_since=NOW)) * count, text), text)


def buttons(view: Json) -> list[Json]:
    return [block["accessory"] for block in view["blocks"] if "accessory" in block]


@pytest.mark.parametrize("hostile", ["<!channel>", "<@U1>", "<https://evil.example|Take>", "&lt;!here&gt;"])
def test_nothing_that_people_write_is_obeyed(hostile: str) -> None:
    for blocks in everything(hostile):
        assert not any(hostile in written for written in marked(blocks))


@pytest.mark.parametrize("text", ["<&>" * 2000, "", "word " * 500])
def test_everything_keeps_within_block_kit(text: str) -> None:
    for count in (0, 1, 60):
        for blocks in everything(text or "x", count):
            assert message_problems(blocks) == [], blocks
            assert view_problems({"type": "home", "blocks": blocks}, ["home"]) == []
    for blocks in (strangers.welcome("U1"), strangers.refusal("U1")):
        assert message_problems(blocks) == []


def test_the_time_left_is_told_in_everybodys_own_time_zone() -> None:
    seconds = int(DUE.timestamp())
    assert time_left(LINE) == f"answer due <!date^{seconds}^{{time}}|17:02 UTC>"
    assert time_left(replace(LINE, is_late=True)) == f"*late since <!date^{seconds}^{{time}}|17:02 UTC>*"
    assert time_left(replace(LINE, due_at=None)) == "waits for the driver"
    assert time_left(replace(LINE, due_at=None, awaited="customer")) == "waits for the customer"
    assert time_left(replace(LINE, due_at=None, awaited="")) == ""
    assert time_left(replace(LINE, due_at=None, resolved_at=NOW)).startswith("resolved <!date")


def test_the_home_tab_has_one_button_that_stands_out() -> None:
    offered = buttons(home_view(HOME, "U1"))
    assert [button["action_id"] for button in offered] == ["home_break", "list_take", "list_take"]
    assert [button.get("value") for button in offered if "style" in button] == ["7"]
    on_break = buttons(home_view(replace(HOME, on_break_since=NOW), "U1"))
    assert [button["action_id"] for button in on_break if "style" in button] == ["home_back"]


def test_somebody_on_a_break_reads_what_becomes_of_the_tickets() -> None:
    shown = json.dumps(home_view(replace(HOME, on_break_since=NOW), "U1"))
    assert "You have 1 open ticket: it goes back to the queue" in shown
    assert "back to the queue" not in json.dumps(home_view(HOME, "U1"))


def test_the_figures_of_the_day_are_told_as_far_as_there_are_any() -> None:
    told = json.dumps(
        home_view(replace(HOME, today=Today(2, 1, 15, 12, timedelta(seconds=48), 14, 15)), "U1"),
        ensure_ascii=False,
    )
    assert "2 waiting · 1 taken · 1 yours" in told
    assert "48 s (median)" in told
    assert "93% in time (14 of 15)" in told
    assert "median" not in json.dumps(home_view(HOME, "U1"))


def test_a_long_list_says_how_many_more_there_are() -> None:
    blocks = ticket_lines((LINE,) * SHOWN, "Nobody waits.", in_all=40)
    assert blocks[-1]["text"]["text"] == f"_and {40 - SHOWN} more_"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("qeue", "queue"), ("tke", "take"), ("brake", "break"), ("finde", "find"), ("halp", "help")],
)
def test_an_unknown_word_is_answered_with_the_nearest_known_one(typed: str, meant: str) -> None:
    assert f"Did you mean `/desk {meant}`?" in help_blocks(typed)[0]["text"]["text"]


def test_help_names_every_sub_command() -> None:
    [told] = help_blocks()
    assert all(f"/desk {name}" in told["text"]["text"] for name in SUBCOMMANDS)
    assert "Did you mean" not in help_blocks("zzzzzz")[0]["text"]["text"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [("", ("queue", "")), ("  Take   12 ", ("take", "12")), ("find gate  code", ("find", "gate code"))],
)
def test_how_a_line_is_read(typed: str, read: tuple[str, str]) -> None:
    assert split(typed) == read


def test_a_stop_shows_its_notes_to_its_own_depot_only() -> None:
    assert "4471#" in json.dumps(stop.blocks(a_stop("4471#")))
    told = json.dumps(stop.blocks(replace(a_stop("Elm"), in_clear=False, shipper_notes="")))
    assert "Known here: code" in told


def marked(blocks: list[Json]) -> list[str]:
    """Every text in which Slack looks for markup."""
    found: list[str] = []
    for block in blocks:
        held = [block.get("text"), *block.get("fields", []), *block.get("elements", [])]
        found += [each["text"] for each in held if isinstance(each, dict) and each.get("type") == "mrkdwn"]
    return found
