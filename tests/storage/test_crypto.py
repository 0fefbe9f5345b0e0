"""Codes and words are sealed at rest."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import transcript
from storage.crypto import KeyRing, key_file, new_key
from storage.database import Database
from storage.errors import KeysError
from storage.message import Channel, Inbound
from tests.conftest import KEYS, HandClock


def test_keys_rotate() -> None:
    old, new = new_key(), new_key()
    sealed = KeyRing.parse(old).seal(b"4471#", b"code")
    both = KeyRing.parse(f"{new},{old}")
    assert both.open(sealed, b"code") == b"4471#"
    assert both.seal(b"4471#", b"code")[0] == both.newest != sealed[0]
    with pytest.raises(KeysError, match="DOORSTEP_KEYS"):
        KeyRing.parse(new).open(sealed, b"code")


def test_a_sealed_value_fits_only_its_purpose() -> None:
    sealed = KEYS.seal(b"4471#", b"code")
    with pytest.raises(KeysError):
        KEYS.open(sealed, b"note")
    assert KEYS.seal(b"4471#", b"code") != sealed


@pytest.mark.parametrize("keys", ["", "abc", "c2hvcnQ="])
def test_bad_keys_are_refused_with_the_mend(keys: str) -> None:
    with pytest.raises(KeysError, match="doctor --new-key"):
        KeyRing.parse(keys)


def test_the_key_file_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "doorstep.key"
    sealed = key_file(path).seal(b"x", b"y")
    assert key_file(path).open(sealed, b"y") == b"x"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_anybody_wrote_is_readable_in_the_database(database: Database, clock: HandClock) -> None:
    inbound = Inbound(Channel.SMS, "sms:+16025550101", "+16025550101", "SM1", text="gate is 4471#")
    with database.transaction() as session:
        transcript.add_incoming(session, inbound, "Customer", clock.now())
    with database.transaction() as session:
        raw = session.execute(text("SELECT text FROM messages")).scalar_one()
        assert b"4471" not in bytes(raw)
        assert transcript.latest(session, inbound.conversation, 5)[0].text == "gate is 4471#"
