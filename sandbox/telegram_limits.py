"""The natural rate limit: so many messages a second, overall and to one chat, on the real clock."""

from __future__ import annotations

import math
import time
from collections import deque

from sandbox.telegram_errors import too_many_requests

WINDOW = 1.0


class RateLimit:
    """Remembers when messages were sent and refuses those that come too fast."""

    def __init__(self) -> None:
        self._sent: dict[int | None, deque[float]] = {}

    def count(self, chat: int, per_second: float | None, per_chat: float | None) -> None:
        """Count one message, or refuse it with the whole seconds to wait."""
        now = time.monotonic()
        limits = [(None, per_second), (chat, per_chat)]
        for key, limit in limits:
            if limit is not None and self._within(key, now, limit) >= max(1, limit * self._window(limit)):
                raise too_many_requests(max(1, math.ceil(self._window(limit))))
        for key, limit in limits:
            if limit is None:
                continue
            self._sent.setdefault(key, deque()).append(now)

    def _within(self, key: int | None, now: float, limit: float) -> int:
        sent = self._sent.setdefault(key, deque())
        while sent and sent[0] <= now - self._window(limit):
            sent.popleft()
        return len(sent)

    def _window(self, limit: float) -> float:
        # Less than one a second needs a longer look back: 0.5 means one in two seconds.
        return max(WINDOW, 1 / limit)
