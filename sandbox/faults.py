"""Faults as data: the next calls of a method hang, fail or are told to come back later."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sandbox.events import EventLog
from sandbox.service import Refused

SERVICES = ("telegram", "slack", "sms")


@dataclass
class Fault:
    """What shall go wrong with the next `count` calls of one method."""

    service: str
    """telegram, slack or sms."""
    method: str = "*"
    """The method as its service names it, e.g. "sendMessage", "chat.postMessage", "messages.create"; * for all."""
    count: int = 1
    status: int | None = None
    """The HTTP status of the answer; None answers as usual (after `hang_seconds`)."""
    error: str | None = None
    """The error's words, in the form of that service."""
    retry_after: int | None = None
    hang_seconds: float = 0.0
    """How long the call hangs before anything is done or answered."""
    match: str | None = None
    """Only calls whose parameters, written as JSON, contain this text."""

    @property
    def answers(self) -> bool:
        """Whether the service answers with this fault instead of doing what it was asked."""
        return self.status is not None or self.error is not None or self.retry_after is not None

    def fits(self, service: str, method: str, parameters: Mapping[str, Any]) -> bool:
        """Whether this call is one of those that shall go wrong."""
        return (
            self.count > 0
            and self.service == service
            and self.method in ("*", method)
            and (self.match is None or self.match in _as_text(parameters))
        )


def _as_text(parameters: Mapping[str, Any]) -> str:
    return json.dumps(dict(parameters), ensure_ascii=False, default=str)


class Faults:
    """The faults still to strike, oldest first."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._pending: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let a fault lie in wait."""
        if fault.service not in SERVICES:
            raise Refused(f"No service {fault.service!r}: choose one of {', '.join(SERVICES)}.")
        if fault.count < 1:
            raise Refused("A fault strikes at least once: give count 1 or more.")
        self._pending.append(fault)
        self._log.add("fault", "set", asdict(fault))

    def clear(self) -> None:
        """Forget every fault that has not struck yet."""
        self._pending.clear()
        self._log.add("fault", "cleared", {})

    def pending(self) -> list[Fault]:
        """The faults still to strike."""
        return list(self._pending)

    async def strike(self, service: str, method: str, parameters: Mapping[str, Any]) -> Fault | None:
        """What a service asks at the start of each call: the fault that strikes it, after its hanging.

        The service answers with the fault where `fault.answers` says so, and otherwise goes on as usual.
        """
        fault = next((each for each in self._pending if each.fits(service, method, parameters)), None)
        if fault is None:
            return None
        fault.count -= 1
        if fault.count == 0:
            self._pending.remove(fault)
        self._log.add("fault", "struck", {"service": service, "method": method, "left": fault.count})
        await asyncio.sleep(fault.hang_seconds)
        return fault
