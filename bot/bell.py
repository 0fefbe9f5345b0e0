"""A bell that commits ring and workers wait for."""

from __future__ import annotations

import asyncio
import contextlib


class Bell:
    """May be rung from any thread; remembers one ring until it is heard. Belongs to the running event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wakes the one who waits, now or at the next wait."""
        with contextlib.suppress(RuntimeError):  # the loop has ended: nobody waits any more
            self._loop.call_soon_threadsafe(self._rung.set)

    @property
    def is_rung(self) -> bool:
        """Whether a ring has not been heard yet."""
        return self._rung.is_set()

    async def wait(self, seconds: float) -> None:
        """Returns at the next ring, and after `seconds` at the latest."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        self._rung.clear()
