"""Bot API calls without the library, which would not let us make some mistakes."""

from __future__ import annotations

import json
from typing import Any

import httpx

from sandbox.server import Sandbox


async def raw(sandbox: Sandbox, method: str, **parameters: Any) -> dict[str, Any]:
    """The answer to a call."""
    url = f"{sandbox.address}/bot{sandbox.world.telegram_token}/{method}"
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(
            url, content=json.dumps(parameters), headers={"Content-Type": "application/json"}
        )
    body: dict[str, Any] = answer.json()
    assert answer.status_code == body.get("error_code", 200)
    return body


async def refusal(sandbox: Sandbox, method: str, **parameters: Any) -> str:
    """The description of a call that must be refused with 400."""
    body = await raw(sandbox, method, **parameters)
    assert body["error_code"] == 400
    return str(body["description"])
