"""The Web API, called by the real client."""

from __future__ import annotations

import base64
from typing import Any

import aiohttp
import httpx
import pytest
from slack_sdk.errors import SlackApiError

from sandbox.faults import Fault
from sandbox.service import Refused
from sandbox.world import SlackGroup
from tests.sandbox.slack_office import (
    DANA,
    DESK,
    LEE,
    QUIET,
    Office,
    bolt_app,
    listen,
    office,
    socket_mode,
)

Json = dict[str, Any]
PICTURE = b"\x89PNG not really a picture"


async def error_of(call: Any) -> str:
    """The error with which a call is refused."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_tokens() -> None:
    async with office() as at:
        who = await at.web.auth_test()
        assert (who["user_id"], who["team_id"]) == (at.world.slack_bot_user, at.world.slack_team)
        assert await error_of(at.client("xoxb-forged").auth_test()) == "invalid_auth"
        assert await error_of(at.client(None).auth_test()) == "not_authed"
        assert await error_of(at.client(at.world.slack_app_token).auth_test()) == "not_allowed_token_type"
        with_bot_token = at.web.apps_connections_open(app_token=at.world.slack_bot_token)
        assert await error_of(with_bot_token) == "not_allowed_token_type"
        async with httpx.AsyncClient() as client:
            asked = await client.post(
                f"{at.address}/slack/api/auth.test", data={"token": at.world.slack_bot_token}
            )
        assert asked.json()["ok"]
        assert ("auth.test", "invalid_auth") in at.refusals()
        assert "xoxb" not in str([each.as_json() for each in at.log.all()])


async def test_what_slack_refuses() -> None:
    async with office() as at:
        web = at.web
        own = await web.chat_postMessage(channel=DESK, text="mine")
        theirs = await at.do("slack.say", user=DANA, channel=DESK, text="hers")
        reply = await web.chat_postMessage(channel=DESK, text="reply", thread_ts=own["ts"])
        assert await error_of(web.api_call("no.such")) == "unknown_method"
        assert await error_of(web.chat_postMessage(channel="C404", text="x")) == "channel_not_found"
        assert await error_of(web.api_call("chat.postMessage", json={"channel": DESK, "text": " "})) == "no_text"
        assert await error_of(web.chat_postMessage(channel=DESK, text="x" * 40_001)) == "msg_too_long"
        assert (
            await error_of(web.chat_postMessage(channel=DESK, text="x", thread_ts="1.000001"))
            == "thread_not_found"
        )
        below = web.chat_postMessage(channel=DESK, text="x", thread_ts=reply["ts"])
        assert await error_of(below) == "cannot_reply_to_message"
        assert await error_of(web.chat_update(channel=DESK, ts="1.000001", text="x")) == "message_not_found"
        assert await error_of(web.chat_update(channel=DESK, ts=theirs["ts"], text="x")) == "cant_update_message"
        assert await error_of(web.chat_delete(channel=DESK, ts=theirs["ts"])) == "cant_delete_message"
        assert await error_of(web.api_call("chat.update", params={"channel": DESK, "ts": own["ts"]})) == "no_text"
        assert await error_of(web.users_info(user="U404")) == "user_not_found"
        assert await error_of(web.files_info(file="F404")) == "file_not_found"
        assert await error_of(web.conversations_replies(channel=DESK, ts="1.000001")) == "thread_not_found"
        bad_metadata = web.chat_postMessage(channel=DESK, text="x", metadata={"event_type": "x"})
        assert await error_of(bad_metadata) == "invalid_metadata_format"
        await at.do("slack.kick", channel=QUIET)
        assert await error_of(web.chat_postMessage(channel=QUIET, text="x")) == "not_in_channel"
        await web.conversations_join(channel=QUIET)
        await web.chat_postMessage(channel=QUIET, text="back again")


async def test_bad_blocks_are_refused_with_the_place() -> None:
    async with office() as at:
        with pytest.raises(SlackApiError) as caught:
            await at.web.chat_postMessage(
                channel=DESK, text="x", blocks=[{"type": "header", "text": {"type": "mrkdwn", "text": "*x*"}}]
            )
        refused = at.log.all("refused")[0].data
    assert caught.value.response["error"] == "invalid_blocks"
    assert "[json-pointer:/blocks/0/text/type]" in caught.value.response["response_metadata"]["messages"][0]
    assert refused["messages"] == caught.value.response["response_metadata"]["messages"]


async def test_threads_history_and_metadata() -> None:
    async with office() as at:
        web = at.web
        posted = [await web.chat_postMessage(channel=DESK, text=str(number)) for number in range(5)]
        stamps = [each["ts"] for each in posted]
        assert stamps == sorted(set(stamps))
        metadata = {"event_type": "outbox", "event_payload": {"id": 7}}
        await web.chat_postMessage(channel=DESK, text="below", thread_ts=stamps[0], metadata=metadata)
        await at.do("slack.say", user=DANA, channel=DESK, text="below too", thread_ts=stamps[0])
        replies = await web.conversations_replies(channel=DESK, ts=stamps[0], include_all_metadata=True)
        texts, cursor = [], None
        while cursor != "":
            page = await web.conversations_history(channel=DESK, limit=2, cursor=cursor)
            texts += [each["text"] for each in page["messages"]]
            cursor = page["response_metadata"]["next_cursor"]
        newer = await web.conversations_history(channel=DESK, oldest=stamps[2])
        bare = await web.conversations_replies(channel=DESK, ts=stamps[0])
    assert [each["text"] for each in replies["messages"]] == ["0", "below", "below too"]
    assert replies["messages"][0]["reply_count"] == 2
    assert replies["messages"][1]["metadata"] == metadata
    assert "metadata" not in bare["messages"][1]
    assert texts == ["4", "3", "2", "1", "0"]
    assert [each["text"] for each in newer["messages"]] == ["4", "3"]


async def test_deleting_the_start_of_a_thread_leaves_a_tombstone() -> None:
    async with office() as at:
        said = await at.do("slack.say", user=DANA, channel=DESK, text="start")
        await at.do("slack.say", user=LEE, channel=DESK, text="below", thread_ts=said["ts"])
        await at.do("slack.delete", user=DANA, channel=DESK, ts=said["ts"])
        replies = await at.web.conversations_replies(channel=DESK, ts=said["ts"])
    assert [each.get("subtype") for each in replies["messages"]] == ["tombstone", None]
    assert at.log.all("slack", "update")[0].data["message"]["subtype"] == "tombstone"


async def test_updates_keep_what_they_do_not_name() -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "one"}}]
    async with office() as at:
        posted = await at.web.chat_postMessage(channel=DESK, text="first", blocks=blocks)
        kept = await at.web.chat_update(channel=DESK, ts=posted["ts"], text="second")
        bare = await at.web.chat_update(channel=DESK, ts=posted["ts"], text="third", blocks=[])
        link = await at.web.chat_getPermalink(channel=DESK, message_ts=posted["ts"])
        await at.web.chat_delete(channel=DESK, ts=posted["ts"])
    assert kept["message"]["blocks"][0]["text"]["text"] == "one"
    assert bare["message"]["blocks"] == []
    assert link["permalink"].endswith(f"/archives/{DESK}/p{posted['ts'].replace('.', '')}")
    assert [each.kind for each in at.log.all("slack") if each.kind in ("update", "delete")] == [
        "update",
        "update",
        "delete",
    ]


async def test_direct_conversations_and_the_directory() -> None:
    async with office() as at:
        opened = await at.web.conversations_open(users=DANA)
        channel = opened["channel"]["id"]
        await at.web.chat_postMessage(channel=channel, text="just between us")
        app = bolt_app(at)
        heard = listen(app)
        async with socket_mode(at, app):
            await at.do("slack.say", user=DANA, channel=channel, text="fine")
            assert (await heard.next())["event"]["channel_type"] == "im"
        assert (await at.web.conversations_info(channel=channel))["channel"]["is_im"]
        assert (await at.web.users_info(user=DANA))["user"]["profile"]["first_name"] == "Dana"
        assert len((await at.web.users_list())["members"]) == 3
        assert [each["name"] for each in (await at.web.conversations_list())["channels"]] == [
            "phx-desk",
            "phx-dispatch",
        ]
        assert (await at.web.bots_info(bot=(await at.web.auth_test())["bot_id"]))["bot"]["name"] == "Doorstep"
        assert (await at.web.team_info())["team"]["id"] == at.world.slack_team
        assert (await at.web.usergroups_list())["usergroups"] == []


async def test_a_user_group_tells_its_members() -> None:
    async with office() as at:
        at.world.slack_groups.append(SlackGroup("S01", "phx-vas", (DANA, LEE)))
        [group] = (await at.web.usergroups_list(include_users=True))["usergroups"]
        assert (group["id"], group["handle"], group["users"]) == ("S01", "phx-vas", [DANA, LEE])
        assert "users" not in (await at.web.usergroups_list())["usergroups"][0]
        assert (await at.web.usergroups_users_list(usergroup="S01"))["users"] == [DANA, LEE]
        assert await error_of(at.web.usergroups_users_list(usergroup="S99")) == "no_such_subteam"
        assert await error_of(at.web.api_call("usergroups.users.list")) == "invalid_arguments"


async def test_a_channel_takes_three_messages_at_once_and_then_one_a_second() -> None:
    async with office() as at:
        at.service.limit_per_channel = 1.0
        for _ in range(3):
            await at.web.chat_postMessage(channel=DESK, text="x")
        await at.web.chat_postMessage(channel=QUIET, text="another channel")
        with pytest.raises(SlackApiError) as caught:
            await at.web.chat_postMessage(channel=DESK, text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "1"
    assert at.refusals() == [("chat.postMessage", "ratelimited")]
    assert len(at.log.all("slack", "message")) == 4


async def test_planned_faults_strike() -> None:
    async with office() as at:
        at.sandbox.faults.add(Fault("slack", "chat.postMessage", status=429, retry_after=7))
        at.sandbox.faults.add(Fault("slack", "chat.postMessage", error="fatal_error"))
        at.sandbox.faults.add(Fault("slack", "chat.postMessage", status=503))
        at.sandbox.faults.add(Fault("slack", "chat.postMessage", hang_seconds=0.01))
        with pytest.raises(SlackApiError) as limited:
            await at.web.chat_postMessage(channel=DESK, text="x")
        assert await error_of(at.web.chat_postMessage(channel=DESK, text="x")) == "fatal_error"
        with pytest.raises(SlackApiError) as broken:
            await at.web.chat_postMessage(channel=DESK, text="x")
        await at.web.chat_postMessage(channel=DESK, text="at last")
    assert limited.value.response.headers["Retry-After"] == "7"
    assert broken.value.response.status_code == 503
    assert [each.data["message"]["text"] for each in at.log.all("slack", "message")] == ["at last"]


async def download(at: Office, url: str, token: str) -> bytes:
    """What is fetched from a private address with a token."""
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as response:
        return await response.read()


async def test_files_go_both_ways() -> None:
    async with office() as at:
        app = bolt_app(at)
        heard = listen(app, {"type": "message", "subtype": "file_share"})
        start = await at.web.chat_postMessage(channel=DESK, text="the door")
        uploaded = await at.web.files_upload_v2(
            channel=DESK, filename="door.png", content=PICTURE, initial_comment="Look", thread_ts=start["ts"]
        )
        posted = at.log.all("slack", "message")[-1].data["message"]
        known = (await at.web.files_info(file=uploaded["file"]["id"]))["file"]
        async with socket_mode(at, app):
            encoded = base64.b64encode(PICTURE).decode()
            await at.do(
                "slack.say", user=DANA, channel=DESK, text="", files=[{"name": "gate é.jpg", "data": encoded}]
            )
            sent = (await heard.next())["event"]["files"][0]
        assert await download(at, sent["url_private"], at.world.slack_bot_token) == PICTURE
        assert b"Sign in" in await download(at, sent["url_private"], "xoxb-forged")
        shown = await at.do("slack.file", id=sent["id"])
    assert (posted["text"], posted["thread_ts"]) == ("Look", start["ts"])
    assert posted["files"][0]["id"] == known["id"]
    assert known["shares"]["public"][DESK] == [{"ts": posted["ts"], "thread_ts": start["ts"]}]
    assert (sent["mimetype"], sent["size"]) == ("image/jpeg", len(PICTURE))
    assert shown == {"name": "gate é.jpg", "mimetype": "image/jpeg", "data": encoded}


async def test_an_upload_must_be_as_long_as_announced() -> None:
    async with office() as at:
        begun = await at.web.files_getUploadURLExternal(filename="a.txt", length=10)
        finish = at.web.files_completeUploadExternal(files=[{"id": begun["file_id"], "title": "a"}])
        assert await error_of(finish) == "file_not_found"
        async with httpx.AsyncClient() as client:
            await client.post(begun["upload_url"], content=b"short")
        finish = at.web.files_completeUploadExternal(files=[{"id": begun["file_id"], "title": "a"}])
        assert await error_of(finish) == "file_update_failed"


async def test_people_cannot_do_the_impossible() -> None:
    async with office() as at:
        posted = await at.web.chat_postMessage(channel=DESK, text="the bot's")
        impossible: list[tuple[str, Json]] = [
            ("slack.say", {"user": "U404", "channel": DESK, "text": "x"}),
            ("slack.say", {"user": DANA, "channel": "C404", "text": "x"}),
            ("slack.say", {"user": DANA, "channel": DESK}),
            ("slack.say", {"user": DANA, "channel": DESK, "files": 7}),
            ("slack.say", {"user": DANA, "channel": DESK, "files": [{"name": "a.txt", "data": "?"}]}),
            ("slack.say", {"user": DANA, "channel": DESK, "text": "x", "thread_ts": "1.0"}),
            ("slack.edit", {"user": DANA, "channel": DESK, "ts": posted["ts"], "text": "x"}),
            ("slack.delete", {"user": DANA, "channel": DESK, "ts": "1.000001"}),
            ("slack.react", {"user": DANA, "channel": DESK, "ts": posted["ts"], "name": "!"}),
            ("slack.click", {"user": DANA, "channel": DESK, "ts": posted["ts"], "action_id": "x"}),
            ("slack.command", {"user": DANA, "channel": DESK, "command": "desk"}),
            ("slack.submit", {"user": DANA, "view_id": "V404"}),
            ("slack.file", {"id": "F404"}),
            ("slack.raw", {"payload": "text"}),
        ]
        for verb, body in impossible:
            with pytest.raises(Refused):
                await at.do(verb, **body)
