"""The limit on messages to one channel, in real time."""

from __future__ import annotations

import math
import time

BURST = 3


class ChannelRate:
    """Lets a few messages through at once and then so many a second."""

    def __init__(self) -> None:
        self._due: dict[str, float] = {}

    def wait_for(self, channel: str, per_second: float) -> int:
        """Whole seconds until the channel takes another message; 0 takes it now."""
        now, interval = time.monotonic(), 1 / per_second
        due = max(self._due.get(channel, now), now)
        early = due - now - (BURST - 1) * interval
        if early > 0:
            return math.ceil(early)
        self._due[channel] = due + interval
        return 0
