"""The address by which the outside hears that all is well: asked just as the running program asks it."""

from __future__ import annotations

import httpx

from bot.doctor.asking import SECONDS, ask
from bot.doctor.finding import Finding, good, notice, wrong


async def heartbeat(url: str | None, transport: httpx.AsyncBaseTransport | None = None) -> Finding:
    """Whether a watchdog answers there. To it, being asked is one sign of life."""
    if url is None:
        text = "HEARTBEAT_URL is not set, so nobody is alarmed when Doorstep falls silent"
        return notice("watchdog", text, "set it to an address that expects a call each minute (README.md)")
    async with httpx.AsyncClient(timeout=SECONDS, transport=transport) as client:
        answer = await ask(client, "GET", url)
    mend = "copy HEARTBEAT_URL anew from the watchdog, and check the network"
    if answer.trouble:
        return wrong("watchdog", answer.trouble, mend)
    if httpx.codes.is_error(answer.status):
        return wrong("watchdog", f"refuses the sign of life: HTTP {answer.status}", mend)
    return good("watchdog", "hears that all is well")
