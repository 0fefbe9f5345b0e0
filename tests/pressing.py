"""Pressing what a card offers, whether it stands there as a button or in the menu *More*."""

from __future__ import annotations

from typing import Any

from sandbox.server import Sandbox


async def press(sandbox: Sandbox, user: str, channel: str, ts: str, action: str) -> dict[str, Any]:
    """A member of staff presses the button, or chooses the entry of a menu, that does this."""
    workspace = sandbox.slack.workspace
    message = workspace.message(workspace.channel(channel), ts)
    pressed = _menu_entry(message.get("blocks", []), action) or {"action_id": action}
    return await sandbox.do("slack.click", user=user, channel=channel, ts=ts, **pressed)


def _menu_entry(blocks: list[dict[str, Any]], action: str) -> dict[str, str]:
    for block in blocks:
        for element in block.get("elements", []):
            if action in [option["value"] for option in element.get("options", [])]:
                return {"action_id": element["action_id"], "selected": action}
    return {}
