"""How events and interactions get to the bot: a way to deliver them, and what comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

Json = dict[str, Any]

ACK_SECONDS = 3.0
"""How long Slack waits for an acknowledgement."""
RETRIES = 3
"""How often Slack delivers an event again that nobody acknowledged."""


@dataclass(frozen=True)
class Answer:
    """What the bot said to an interaction or a command."""

    problem: str | None = None
    """Why there is no acknowledgement, e.g. "operation_timeout"; None when there is one."""
    body: Json | None = None
    """What the acknowledgement carried."""

    @property
    def acknowledged(self) -> bool:
        """Whether the bot answered in time."""
        return self.problem is None


class Mode(Protocol):
    """Socket Mode or HTTP."""

    async def deliver(self, payload: Json) -> bool:
        """Carry an event to the bot, again where need be; whether it was acknowledged."""
        ...

    async def ask(self, kind: str, payload: Json) -> Answer:
        """Carry an interaction or a command to the bot, once."""
        ...


class BackgroundTasks:
    """Deliveries under way, so that they can be ended with the sandbox."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something beside everything else."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def __len__(self) -> int:
        return len(self._tasks)

    async def close(self) -> None:
        """End everything that still runs."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
