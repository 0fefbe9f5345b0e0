"""What Slack's events mean, and that none of them, however broken, does harm."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.channels.slack_inbound import Ourselves, received, translate

US = Ourselves("U0BOT", "B0BOT")
Json = dict[str, Any]


def event(**fields: Any) -> Json:
    """A message in a thread, with other fields where given."""
    written = {
        "type": "message",
        "channel": "C01",
        "user": "U1",
        "text": "hi",
        "ts": "2.000001",
        "thread_ts": "1.000001",
    }
    return {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": {**written, **fields}}


def change(before: Json, after: Json, ts: str = "9.000001") -> Json:
    """An edit."""
    common = {"user": "U1", "ts": "2.000001", "thread_ts": "1.000001"}
    return event(
        subtype="message_changed", ts=ts, message={**common, **after}, previous_message={**common, **before}
    )


def key(body: Json) -> str | None:
    """What makes the event one event."""
    kept = received(body, US)
    return None if kept is None else kept.provider_key


def test_one_message_is_one_event_whatever_its_id() -> None:
    assert key(event()) == key({**event(), "event_id": "Ev2"}) == "T1:C01:2.000001"


def test_each_edit_and_the_deletion_are_events_of_their_own() -> None:
    first, second = change({"text": "a"}, {"text": "b"}), change({"text": "b"}, {"text": "c"}, "9.000002")
    deletion = event(subtype="message_deleted", deleted_ts="2.000001", previous_message=event()["event"])
    assert len({key(event()), key(first), key(second), key(deletion)}) == 4
    assert key(first) == key({**first, "event_id": "Ev2"})


@pytest.mark.parametrize(
    "noise",
    [
        event(subtype="channel_join"),
        event(subtype="message_replied"),
        event(user="U0BOT"),
        event(user=None, bot_id="B0BOT"),
        change({"text": "a"}, {"text": "a", "attachments": [{"title": "a preview"}]}),
        change({"text": "a"}, {"text": "b", "user": "U0BOT"}),
        event(type="reaction_added"),
    ],
)
def test_noise_and_our_own_words_are_not_kept(noise: Json) -> None:
    assert received(noise, US) is None


def test_before_we_know_ourselves_the_event_tells() -> None:
    ours = {**event(user="U0BOT"), "authorizations": [{"user_id": "U0BOT", "is_bot": True}]}
    assert received(ours, None) is None
    assert received(event(), None) is not None


def test_outside_threads_and_by_other_bots_nothing_is_meant_for_a_ticket() -> None:
    assert translate(event(thread_ts=None)) is None
    assert translate(event(thread_ts="2.000001")) is None
    assert translate(event(bot_id="B0OTHER")) is None


def test_a_removed_photo_is_an_edit() -> None:
    photo = {"id": "F1", "url_private": "https://files.slack.com/f1", "mimetype": "image/jpeg"}
    inbound = translate(change({"text": "a", "files": [photo]}, {"text": "a", "files": []}))
    assert inbound is not None
    assert inbound.files == ()


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
SIMPLE = ["type", "subtype", "channel", "user", "bot_id", "text", "ts", "thread_ts", "deleted_ts", "event_ts"]
FIELDS = [*SIMPLE, "files", "message", "previous_message", "edited"]
WORDS = some.sampled_from(["message", "message_changed", "message_deleted", "file_share", "C01", "1.2", "U0BOT"])
HOSTILE = some.dictionaries(some.sampled_from(FIELDS), ANYTHING | WORDS, max_size=10)


@given(HOSTILE, HOSTILE, HOSTILE, ANYTHING)
def test_no_event_does_harm(outer: Json, message: Json, before: Json, team: Any) -> None:
    body = {
        "type": "event_callback",
        "team_id": team,
        "authorizations": team,
        "event": {"type": "message", "message": message, "previous_message": before, **outer},
    }
    kept = received(body, US)
    if kept is not None:
        assert len(kept.provider_key) <= 160
        assert len(kept.conversation) <= 80
        translate(kept.raw)
    translate(team)
