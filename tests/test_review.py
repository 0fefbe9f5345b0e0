"""`doorstep intents review` and `train`, as they are typed: nothing of the repository's own files is touched."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from bot.cli import main
from bot.commands import intents as commands
from bot.commands import reading
from intents import command
from storage import feedback, migrate
from storage.crypto import key_file
from storage.database import Database
from storage.models import Address, Customer, Feedback, Judgement
from tests.intents.conftest import no_encoders, write_training_file
from tests.intents.test_succession import CONFUSING, GOOD
from tests.test_cli import VARIABLES
from tests.worlds import a_driver, a_ticket, a_va

WHEN = datetime(2026, 11, 24, 17, 5, tzinfo=UTC)
SAID = (
    ("gate 4471# wont open at rosa diaz, 12 elm", "driver", "ask_access", "ask_gate_code"),
    ("call me at 602-555-0142", "customer", "ask_human", "ask_human"),
    ("hi there", "driver", "out_of_scope", "greet"),
    ("no way", "driver", "out_of_scope", "greet"),
)
SECRETS = ("4471", "0142", "rosa", "diaz", "elm")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An owner's folder with feedback that waits, and small training files."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    shutil.copy(Path(__file__).parents[1] / "config.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    training = tmp_path / "training"
    training.mkdir()
    write_training_file(training / "driver_a.yml", {"greet": ["hi there"], "deny": ["no way"]})
    for module in (reading, commands):
        monkeypatch.setattr(module, "TRAINING", training)
    monkeypatch.setattr(commands, "MODEL", tmp_path / "models" / "model.npz")
    monkeypatch.setattr(command, "load_instruments", no_encoders)
    database = opened()
    migrate.upgrade(database)
    with database.transaction() as session:
        a_va(session)
        ticket = a_ticket(session, WHEN)
        a_driver(session, "Tom Becker", "1002")
        session.add(Customer(phone="+16025550142", name="Rosa Díaz"))
        session.add(Address(depot_code="phx", key="12 elm", line="12 Elm St"))
        for text, audience, read_as, meant in SAID:
            feedback.keep(
                session,
                Feedback(
                    ticket_id=ticket.id, at=WHEN, text=text, audience=audience, language="en", read_as=read_as,
                    meant=meant, author="Dana Cole",
                ),
            )  # fmt: skip
    database.close()
    return tmp_path


def opened() -> Database:
    return Database("sqlite:///data/doorstep.db", key_file(Path("data/doorstep.key")))


def judgements() -> list[Judgement | None]:
    database = opened()
    with database.transaction() as session:
        found = list(session.scalars(select(Feedback.judgement).order_by(Feedback.id)))
    database.close()
    return found


def doorstep(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["intents", *words], input=typed)


def review(*words: str, typed: str | None = None) -> str:
    result = doorstep("review", *words, typed=typed)
    assert result.exit_code == 0, result.output
    return result.output


def taught(folder: Path, audience: str = "driver") -> str:
    return (folder / "training" / f"{audience}_from_the_desk.yml").read_text()


def test_what_waits_is_listed_without_personal_data() -> None:
    told = review("--list")
    assert "Gate code" in told
    assert "Dana Cole, 2026-11-24 17:05" in told
    listed: list[dict[str, Any]] = json.loads(review("--list", "--json"))
    assert [row["meant"] for row in listed] == ["ask_gate_code", "ask_human", "greet", "greet"]
    assert (listed[0]["read_as"], listed[0]["author"], listed[0]["audience"]) == (
        "ask_access",
        "Dana Cole",
        "driver",
    )
    assert re.fullmatch(r"gate \d{4}# wont open at \w+, \d\d .+", listed[0]["text"])
    for secret in SECRETS:
        assert secret not in told
        assert secret not in json.dumps(listed)


def test_one_is_accepted_as_it_was_meant_or_as_something_else(folder: Path) -> None:
    shown = json.loads(review("--list", "--json"))[0]["text"]
    assert "Added to driver_from_the_desk.yml, line 5." in review("--accept", "1", "--intent", "ask_access")
    assert "- intent: ask_access" in taught(folder)
    assert "](code)" in taught(folder)
    assert re.sub(r"\[([^]]*)\]\(\w+\)", r"\1", taught(folder)).splitlines()[-1] == f"    - {shown}"
    assert "Added to customer" in review("--accept", "2")
    assert "known already" in review("--accept", "3")
    assert judgements() == [Judgement.ACCEPTED] * 3 + [None]
    assert not any(secret in taught(folder) + taught(folder, "customer") for secret in SECRETS)


def test_one_that_stands_under_another_intent_is_refused_with_its_place() -> None:
    result = doorstep("review", "--accept", "4")
    assert result.exit_code == 1
    assert re.search(r"stands under deny in .*driver_a\.yml, line 8", result.stderr)
    assert judgements()[3] is None
    assert "Number 4 is rejected" in review("--reject", "4")
    assert judgements()[3] is Judgement.REJECTED


def test_all_are_accepted_but_those_that_cannot_be(folder: Path) -> None:
    result = doorstep("review", "--accept-all")
    assert result.exit_code == 1
    assert "1 of 4 could not be added" in result.stderr
    assert judgements() == [Judgement.ACCEPTED] * 3 + [None]
    assert "ask_gate_code" in taught(folder)
    review("--reject", "4")
    assert "Nothing waits" in review("--accept-all")
    assert "Nothing waits" in review()
    assert json.loads(review("--list", "--json")) == []


def test_one_by_one_in_the_terminal(folder: Path) -> None:
    told = review(typed="x\no\n1\no\nask_access\na\ne\ncall me please 0142\na\nl\na\nr\n")
    assert "1 of 4 · number 1 · driver · Dana Cole, 2026-11-24 17:05 UTC" in told
    assert "[a] accept, [o] other intent, [e] edit text, [r] reject, [l] later, [q] quit" in told
    assert "confirmed" in told
    assert "stands under deny" in told
    assert "2 accepted, 1 rejected, 1 left. `doorstep intents train` learns from them." in told
    assert judgements() == [Judgement.ACCEPTED, Judgement.ACCEPTED, None, Judgement.REJECTED]
    assert "- intent: ask_access" in taught(folder)
    assert "call me please" in taught(folder, "customer")
    assert "0142" not in taught(folder, "customer")
    assert not any(secret in told.replace("call me please 0142", "") for secret in SECRETS)


@pytest.mark.parametrize("typed", ["q\n", ""])
def test_quitting_leaves_everything(typed: str, folder: Path) -> None:
    assert "0 accepted, 0 rejected, 4 left." in review(typed=typed)
    assert judgements() == [None] * 4
    assert [file.name for file in (folder / "training").iterdir()] == ["driver_a.yml"]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--list", "--accept-all"), 2, "choose one"),
        (("--intent", "greet"), 2, "--accept"),
        (("--json",), 2, "--list"),
        (("--accept", "99"), 1, "Nothing waits under number 99"),
        (("--accept", "1", "--intent", "opt_out"), 1, "no intent 'opt_out'"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], status: int, told: str) -> None:
    result = doorstep("review", *words)
    assert result.exit_code == status
    assert told in result.stderr


def test_training_shows_before_and_after_and_refuses_what_is_worse(folder: Path) -> None:
    training = folder / "training"
    write_training_file(training / "driver_a.yml", GOOD)
    first = doorstep("train")
    assert first.exit_code == 0, first.output
    assert not re.search(r"figure\s+before", first.stdout)
    write_training_file(training / "driver_b.yml", CONFUSING)
    worse = doorstep("train")
    assert worse.exit_code == 1
    assert re.search(r"figure\s+before\s+now", worse.stdout)
    assert re.search(r"in scope accuracy\s+[\d.]+%\s+[\d.]+%\s+↓ [\d.]+", worse.stdout)
    assert "right at once, in scope: " in worse.stderr
    assert "doorstep intents train --force" in worse.stderr
    as_json = doorstep("train", "--json")
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout)["changes"][0]["is_worse"]
    forced = doorstep("train", "--force")
    assert (forced.exit_code, "kept in" in forced.stdout) == (0, True)
