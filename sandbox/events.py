"""The append-only event log: the page is a fold over it, and tests wait on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Event:
    """One thing that happened: `service` is telegram, slack, sms, clock, fault or refused."""

    id: int
    at: datetime
    service: str
    kind: str
    data: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The event as the page and GET /_/log see it."""
        return {
            "id": self.id,
            "at": self.at.isoformat(),
            "service": self.service,
            "kind": self.kind,
            "data": self.data,
        }


class EventLog:
    """Holds every event in order; wakes those who wait for the next one. Belongs to one event loop."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._events: list[Event] = []
        self._wakers: set[asyncio.Event] = set()

    def add(self, service: str, kind: str, data: dict[str, Any]) -> Event:
        """Append one event and wake every waiter."""
        event = Event(len(self._events) + 1, self._now(), service, kind, data)
        self._events.append(event)
        for waker in self._wakers:
            waker.set()
        return event

    def all(self, service: str | None = None, kind: str | None = None, after: int = 0) -> list[Event]:
        """The events after number `after`, of one service or kind where given."""
        return [
            event
            for event in self._events[after:]
            if (service is None or event.service == service) and (kind is None or event.kind == kind)
        ]

    @property
    def last(self) -> int:
        """The number of the newest event, 0 when there is none."""
        return len(self._events)

    async def follow(self, after: int = 0) -> AsyncIterator[Event]:
        """Every event after number `after`, those to come included, for ever."""
        waker = asyncio.Event()
        self._wakers.add(waker)
        try:
            while True:
                waker.clear()
                while after < len(self._events):
                    yield self._events[after]
                    after += 1
                await waker.wait()
        finally:
            self._wakers.discard(waker)

    async def wait(self, matches: Callable[[Event], bool], *, after: int = 0, timeout: float = 10.0) -> Event:  # noqa: ASYNC109
        """The first event after number `after` that matches; TimeoutError after `timeout` seconds."""
        async with asyncio.timeout(timeout):
            async for event in self.follow(after):
                if matches(event):
                    return event
        raise AssertionError("follow() never ends")
