"""The auditor in the running program: what the dispatchers read, and what the outside is told."""

from __future__ import annotations

from datetime import timedelta

import httpx
from sqlalchemy import update

from handlers.audit import findings
from storage.models import Finding, Ticket
from tests.e2e.scenes import KAYLA
from tests.e2e.web_stage import WebStage


async def healthz(stage: WebStage) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.get(f"{stage.address}/healthz")


async def test_a_forgotten_ticket_is_posted_to_dispatch_and_told_outside(web_play: WebStage) -> None:
    stage = web_play
    assert (await healthz(stage)).text == "ok"
    await stage.driver(KAYLA, "can you swap my last two stops")
    await stage.settled()
    await stage.database.run(lambda session: session.execute(update(Ticket).values(due_at=None)))
    assert [breach.rule for breach in await stage.doorstep.auditor.look()] == ["next_step"]
    post = await stage.desk_sees(dispatch_of(stage), "would be forgotten")
    assert "@" not in post["text"]
    assert (await healthz(stage)).status_code == 200
    long_ago = stage.now() - findings.UNHEALTHY_AFTER - timedelta(seconds=1)
    await stage.database.run(lambda session: session.execute(update(Finding).values(since=long_ago)))
    answer = await healthz(stage)
    assert (answer.status_code, answer.text) == (503, "next_step")


def dispatch_of(stage: WebStage) -> str:
    return stage.doorstep.settings.depots["phx"].slack.dispatch
