"""The real Bolt application over Socket Mode."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from sandbox.service import Refused
from tests.sandbox.slack_office import DANA, DESK, LEE, Heard, bolt_app, listen, office, socket_mode

Json = dict[str, Any]


async def test_a_message_reaches_the_bot_and_the_answer_its_thread() -> None:
    async with office() as at:
        app = bolt_app(at)

        @app.event("message")
        async def answer(event: Json, client: Any) -> None:
            await client.chat_postMessage(channel=event["channel"], text="On it", thread_ts=event["ts"])

        async with socket_mode(at, app):
            said = await at.do("slack.say", user=DANA, channel=DESK, text="gate & <code>?")
            answered = await at.logged("message", matches=lambda data: "bot" in data)
    assert answered["message"]["thread_ts"] == said["ts"]
    written = at.log.all("slack", "message")[0].data
    assert written["user"] == DANA
    assert written["message"]["text"] == "gate &amp; &lt;code&gt;?"
    assert at.log.all("slack")[0].kind == "connected"
    assert at.log.all("slack")[-1].kind == "disconnected"


async def test_an_event_carries_what_the_real_ones_carry() -> None:
    async with office() as at:
        app = bolt_app(at)
        heard = listen(app)
        async with socket_mode(at, app):
            said = await at.do("slack.say", user=DANA, channel=DESK, text="hello")
            body = await heard.next()
    event = body["event"]
    assert (event["type"], event["channel"], event["channel_type"]) == ("message", DESK, "channel")
    assert (event["user"], event["ts"], event["team"]) == (DANA, said["ts"], at.world.slack_team)
    assert event["client_msg_id"]
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0]["user_id"] == at.world.slack_bot_user


async def test_edits_and_deletions_are_told() -> None:
    async with office() as at:
        app = bolt_app(at)
        changed = listen(app, {"type": "message", "subtype": "message_changed"})
        deleted = listen(app, {"type": "message", "subtype": "message_deleted"})
        plain = listen(app)
        async with socket_mode(at, app):
            said = await at.do("slack.say", user=DANA, channel=DESK, text="4471")
            await plain.next()
            await at.do("slack.edit", user=DANA, channel=DESK, ts=said["ts"], text="4472")
            edit = (await changed.next())["event"]
            await at.do("slack.delete", user=DANA, channel=DESK, ts=said["ts"])
            deletion = (await deleted.next())["event"]
    assert (edit["message"]["text"], edit["previous_message"]["text"]) == ("4472", "4471")
    assert edit["message"]["edited"]["user"] == DANA
    assert deletion["deleted_ts"] == said["ts"]
    assert at.log.all("slack", "delete")[0].data == {"channel": DESK, "ts": said["ts"]}


async def test_reactions_of_people_and_of_the_bot() -> None:
    async with office() as at:
        app = bolt_app(at)
        added = listen(app, "reaction_added")
        async with socket_mode(at, app):
            posted = await at.web.chat_postMessage(channel=DESK, text="done?")
            await at.do("slack.react", user=LEE, channel=DESK, ts=posted["ts"], name="eyes")
            event = (await added.next())["event"]
            await at.web.reactions_add(channel=DESK, timestamp=posted["ts"], name="eyes")
            with pytest.raises(SlackApiError, match="already_reacted"):
                await at.web.reactions_add(channel=DESK, timestamp=posted["ts"], name="eyes")
            await at.web.reactions_remove(channel=DESK, timestamp=posted["ts"], name="eyes")
            with pytest.raises(SlackApiError, match="no_reaction"):
                await at.web.reactions_remove(channel=DESK, timestamp=posted["ts"], name="eyes")
            with pytest.raises(SlackApiError, match="invalid_name"):
                await at.web.reactions_add(channel=DESK, timestamp=posted["ts"], name="No Such")
    assert (event["user"], event["reaction"], event["item"]["ts"]) == (LEE, "eyes", posted["ts"])
    assert [each.data["added"] for each in at.log.all("slack", "reaction")] == [True, True, False]


async def test_what_is_not_acknowledged_comes_again_with_the_same_event_id() -> None:
    async with office() as at:
        at.service.socket_mode.ack_seconds = 0.2
        app = bolt_app(at)
        seen: list[tuple[str, str]] = []
        done = asyncio.Event()

        @app.middleware
        async def fail_twice(body: Json, req: Any, next: Any) -> None:  # noqa: A002
            seen.append((body["event_id"], req.headers["x-slack-retry-num"][0]))
            if len(seen) < 3:
                raise RuntimeError("the database is away")
            await next()
            done.set()

        listen(app)
        async with socket_mode(at, app):
            await at.do("slack.say", user=DANA, channel=DESK, text="hello")
            async with asyncio.timeout(10):
                await done.wait()
    assert [attempt for _event_id, attempt in seen] == ["0", "1", "2"]
    assert len({event_id for event_id, _attempt in seen}) == 1


async def test_an_event_that_is_never_acknowledged_is_lost_after_three_more_tries() -> None:
    async with office() as at:
        at.service.socket_mode.ack_seconds = 0.05
        app = bolt_app(at)
        tries = 0

        @app.middleware
        async def fail() -> None:
            nonlocal tries
            tries += 1
            raise RuntimeError("no")

        async with socket_mode(at, app):
            await at.do("slack.say", user=DANA, channel=DESK, text="hello")
            await at.logged("event_lost")
    assert tries == 4


async def test_events_wait_for_the_bot_and_keep_their_order() -> None:
    async with office() as at:
        for number in range(20):
            await at.do("slack.say", user=DANA, channel=DESK, text=str(number))
        app = bolt_app(at)
        heard = listen(app)
        async with socket_mode(at, app):
            texts = [(await heard.next())["event"]["text"] for _ in range(20)]
    assert texts == [str(number) for number in range(20)]


async def test_unacknowledged_events_come_again_when_the_bot_connects_anew() -> None:
    async with office() as at:
        opened = await at.client(at.world.slack_app_token).apps_connections_open(
            app_token=at.world.slack_app_token
        )
        async with aiohttp.ClientSession() as session, session.ws_connect(opened["url"]) as socket:
            assert (await socket.receive_json())["type"] == "hello"
            await at.do("slack.say", user=DANA, channel=DESK, text="still there?")
            lost = await socket.receive_json()
        app = bolt_app(at)
        heard = listen(app)
        async with socket_mode(at, app):
            assert (await heard.next())["event_id"] == lost["payload"]["event_id"]


async def test_a_refresh_moves_the_bot_to_a_new_connection() -> None:
    async with office() as at:
        app = bolt_app(at)
        heard = listen(app)
        async with socket_mode(at, app):
            await at.do("slack.say", user=DANA, channel=DESK, text="before")
            await heard.next()
            before = at.log.last
            assert await at.do("slack.refresh") == {"connections": 1}
            await at.logged("connected", after=before)
            await at.do("slack.say", user=DANA, channel=DESK, text="after")
            assert (await heard.next())["event"]["text"] == "after"
            before = at.log.last
            await at.do("slack.refresh", close=True)
            await at.logged("connected", after=before)
            await at.do("slack.say", user=DANA, channel=DESK, text="once more")
            assert (await heard.next())["event"]["text"] == "once more"


async def test_a_socket_needs_a_ticket_which_is_good_once() -> None:
    async with office() as at:
        web = at.client(at.world.slack_app_token)
        opened = await web.apps_connections_open(app_token=at.world.slack_app_token)
        async with aiohttp.ClientSession() as session:
            async with session.ws_connect(opened["url"]) as socket:
                assert (await socket.receive_json())["type"] == "hello"
            for url in (opened["url"], f"{at.address}/slack/ws?ticket=forged"):
                with pytest.raises(aiohttp.WSServerHandshakeError):
                    await session.ws_connect(url)


async def test_the_same_event_can_be_delivered_again_under_either_id() -> None:
    async with office() as at:
        app = bolt_app(at)
        heard = listen(app)
        async with socket_mode(at, app):
            await at.do("slack.say", user=DANA, channel=DESK, text="hello")
            first = await heard.next()
            await at.do("slack.again", event_id=first["event_id"])
            assert await heard.next() == first
            renamed = await at.do("slack.again", event_id=first["event_id"], new_event_id=True)
            second = await heard.next()
            with pytest.raises(Refused):
                await at.do("slack.again", event_id="Ev404")
    assert second["event_id"] == renamed["event_id"] != first["event_id"]
    assert second["event"] == first["event"]


async def test_anything_can_be_delivered_however_broken() -> None:
    async with office() as at:
        app = bolt_app(at)
        seen = Heard()

        @app.middleware
        async def look(body: Json, next: Any) -> None:  # noqa: A002
            seen.add(body)
            await next()

        listen(app)
        async with socket_mode(at, app):
            payload = {"type": "event_callback", "event": {"type": "message"}, "event_id": "EvODD"}
            await at.do("slack.raw", payload=payload)
            assert await seen.next() == payload
