"""The sandbox's clock: real time plus an offset that a person may change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sandbox.service import Refused

Listener = Callable[[datetime], None]

LONGEST_STEP = 366 * 24 * 3600.0


class SandboxClock:
    """Tells the time to every make-believe service; may be put forward, or set to any moment."""

    def __init__(self) -> None:
        self._offset = timedelta()
        self._listeners: list[Listener] = []

    def now(self) -> datetime:
        """The time in the sandbox, in UTC."""
        return datetime.now(UTC) + self._offset

    @property
    def offset_seconds(self) -> float:
        """How far the sandbox is ahead of real time."""
        return self._offset.total_seconds()

    def advance(self, seconds: float) -> datetime:
        """Put the clock forward and tell the listeners; the new time."""
        if seconds <= 0:
            raise Refused("The clock is put forward by more than 0 seconds; to go back use clock.set.")
        if seconds > LONGEST_STEP:
            raise Refused("The clock is put forward by a year at most; use clock.set for more.")
        return self._shift(self._offset + timedelta(seconds=seconds))

    def set(self, to: datetime) -> datetime:
        """Set the clock to a moment with a time zone and tell the listeners; the new time."""
        if to.tzinfo is None:
            raise Refused(f"The clock needs a time zone: write {to.isoformat()}+00:00 for UTC.")
        return self._shift(to - datetime.now(UTC))

    def on_change(self, callback: Listener) -> None:
        """Call back with the new time whenever a person changes the clock."""
        self._listeners.append(callback)

    def _shift(self, offset: timedelta) -> datetime:
        now = datetime.now(UTC) + offset
        self._offset = offset
        for listener in self._listeners:
            listener(now)
        return now
