"""The one process: control door, event stream, clock, faults, start and end."""

from __future__ import annotations

import asyncio
import json
import socket
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from sandbox.clock import SandboxClock
from sandbox.server import Sandbox, SandboxError
from sandbox.service import Refused
from sandbox.world import World
from tests.sandbox.conftest import CUSTOMER, DRIVER


@pytest.fixture
async def web(sandbox: Sandbox) -> Any:
    """A client of the control door."""
    async with httpx.AsyncClient(base_url=sandbox.address, trust_env=False) as client:
        yield client


async def test_verbs_over_http(sandbox: Sandbox, web: httpx.AsyncClient) -> None:
    answer = await web.post("/_/tg.say", json={"user": DRIVER, "text": "hi"})
    assert answer.status_code == 200 and answer.json()["message_id"] == 1
    refused = await web.post("/_/tg.say", json={"user": 99, "text": "hi"})
    assert refused.status_code == 400 and "Nobody" in refused.json()["error"]
    unknown = await web.post("/_/tg.sya", json={})
    assert unknown.status_code == 400 and "tg.say" in unknown.json()["error"]
    for body in (b"{", b"[]", b"\xff"):
        assert (await web.post("/_/tg.say", content=body)).status_code == 400


async def test_every_service_has_its_verbs(sandbox: Sandbox) -> None:
    for verb in ("tg.nothing", "slack.nothing", "sms.nothing"):
        with pytest.raises(Refused, match=verb.split(".")[0] + r"\."):
            await sandbox.do(verb)


async def test_the_world_without_its_secrets(sandbox: Sandbox, web: httpx.AsyncClient) -> None:
    world = (await web.get("/_/world")).json()
    assert world["telegram_users"][0]["first_name"] == "Maria"
    assert world["phones"][0]["number"] == CUSTOMER
    assert datetime.fromisoformat(world["clock"]["now"]).tzinfo
    for name in World.__dataclass_fields__:
        if "token" in name or "secret" in name:
            assert getattr(sandbox.world, name) not in json.dumps(world)


async def test_the_log_is_filtered(sandbox: Sandbox, web: httpx.AsyncClient) -> None:
    await sandbox.do("tg.say", user=DRIVER, text="one \ud800")
    await sandbox.do("sms.say", **{"from": CUSTOMER, "body": "two"})
    everything = (await web.get("/_/log")).json()
    assert [(event["service"], event["kind"]) for event in everything] == [
        ("telegram", "message"),
        ("sms", "message"),
    ]
    assert (await web.get("/_/log", params={"after": 1})).json() == everything[1:]
    assert (await web.get("/_/log", params={"service": "telegram"})).json() == everything[:1]
    assert (await web.get("/_/log", params={"kind": "edit"})).json() == []
    assert (await web.get("/_/log", params={"after": "x"})).status_code == 400


async def read_events(
    web: httpx.AsyncClient, count: int, headers: dict[str, str] | None = None, query: str = ""
) -> list[dict[str, Any]]:
    """The first events of the stream."""
    events: list[dict[str, Any]] = []
    async with web.stream("GET", f"/_/events{query}", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        number = 0
        async for line in answer.aiter_lines():
            if line.startswith("id: "):
                number = int(line.removeprefix("id: "))
            if line.startswith("data: "):
                events.append(json.loads(line.removeprefix("data: ")))
                assert events[-1]["id"] == number
                if len(events) == count:
                    return events
    raise AssertionError("the stream ended")


async def test_the_event_stream_goes_on_where_it_was_left(sandbox: Sandbox, web: httpx.AsyncClient) -> None:
    for text in ("one", "two"):
        await sandbox.do("tg.say", user=DRIVER, text=text)
    reading = asyncio.create_task(read_events(web, 3))
    await sandbox.do("tg.say", user=DRIVER, text="three")
    assert [event["data"]["message"]["text"] for event in await reading] == ["one", "two", "three"]
    [resumed] = await read_events(web, 1, headers={"Last-Event-ID": "2"})
    assert resumed["data"]["message"]["text"] == "three"
    [asked] = await read_events(web, 1, query="?after=1")
    assert asked["data"]["message"]["text"] == "two"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Origin": "http://[broken"},
    ],
)
async def test_other_web_sites_are_kept_out(web: httpx.AsyncClient, headers: dict[str, str]) -> None:
    for method, path in (("POST", "/_/tg.say"), ("GET", "/_/log"), ("GET", "/_/world"), ("GET", "/_/events")):
        assert (await web.request(method, path, headers=headers)).status_code == 403


async def test_the_own_page_is_let_in(sandbox: Sandbox, web: httpx.AsyncClient) -> None:
    body = {"user": DRIVER, "text": "hi"}
    answer = await web.post("/_/tg.say", json=body, headers={"Origin": sandbox.address})
    assert answer.status_code == 200


async def test_the_clock_is_put_forward_for_everything(sandbox: Sandbox) -> None:
    told: list[datetime] = []
    sandbox.clock.on_change(told.append)
    before = sandbox.clock.now()
    await sandbox.do("clock.advance", seconds=3600)
    assert 3600 <= (sandbox.clock.now() - before).total_seconds() < 3610
    await sandbox.do("clock.set", to="2030-01-02T03:04:05+00:00")
    assert sandbox.clock.now().strftime("%F %H:%M") == "2030-01-02 03:04"
    assert len(told) == 2
    assert [event.data["now"] for event in sandbox.log.all("clock")] == [each.isoformat() for each in told]
    await sandbox.do("tg.say", user=DRIVER, text="late")
    [message] = sandbox.log.all("telegram", "message")
    assert message.data["message"]["date"] >= datetime(2030, 1, 2, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("clock.advance", {"seconds": 0}),
        ("clock.advance", {"seconds": "1"}),
        ("clock.advance", {"seconds": 1e300}),
        ("clock.set", {"to": "tomorrow"}),
        ("clock.set", {"to": "2030-01-01"}),
        ("fault", {"service": "fax"}),
        ("fault", {"service": "sms", "count": 0}),
        ("fault", {"service": "sms", "methdo": "x"}),
        ("faults.clear", {"service": "sms"}),
    ],
)
async def test_what_the_door_refuses(sandbox: Sandbox, verb: str, body: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        await sandbox.do(verb, **body)


async def test_a_clock_may_be_shared() -> None:
    clock = SandboxClock()
    assert Sandbox(World(), clock).clock is clock


async def test_a_fault_may_only_slow_down(sandbox: Sandbox, web: httpx.AsyncClient) -> None:
    await sandbox.do("fault", service="telegram", method="getMe", hang_seconds=0.01)
    path = f"/bot{sandbox.world.telegram_token}/getMe"
    assert (await web.get(path)).json()["ok"]
    assert [event.kind for event in sandbox.log.all("fault")] == ["set", "struck"]


async def test_it_ends_at_once_whatever_is_open(world: World) -> None:
    sandbox = Sandbox(world)
    await sandbox.do("fault", service="telegram", method="getMe", hang_seconds=3600)
    bot = f"/bot{world.telegram_token}"
    async with httpx.AsyncClient(trust_env=False) as client:
        async with sandbox.serve() as address:
            stream = client.stream("GET", f"{address}/_/events")
            answer = await stream.__aenter__()
            lines = answer.aiter_lines()
            await anext(lines)
            poll = asyncio.create_task(client.get(f"{address}{bot}/getUpdates?timeout=50"))
            hanging = asyncio.create_task(client.get(f"{address}{bot}/getMe"))
            await sandbox.log.wait(lambda event: event.kind == "struck")
            began = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - began < 1.5
        assert {(await poll).status_code, (await hanging).status_code} == {503}
        assert [line async for line in lines][-1:] in ([], [""])
        await stream.__aexit__(None, None, None)


async def test_it_serves_again_after_its_end(world: World) -> None:
    sandbox = Sandbox(world)
    for _time in range(2):
        async with sandbox.serve() as address, httpx.AsyncClient(trust_env=False) as client:
            assert address.startswith("http://127.0.0.1:")
            assert (await client.get(f"{address}/_/log")).status_code == 200


async def test_a_port_in_use_is_explained(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SandboxError, match=f"port {port}.*choose another"):
            async with Sandbox(world).serve(port):
                raise AssertionError("the port is taken")


async def test_the_page_is_served(web: httpx.AsyncClient) -> None:
    page = await web.get("/")
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    script = await web.get("/page/log.js")
    assert script.status_code == 200 and "javascript" in script.headers["content-type"]
