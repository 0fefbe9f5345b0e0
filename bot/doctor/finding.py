"""What the doctor finds: one line each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing stands."""

    GOOD = "good"
    WRONG = "wrong"
    NOTICE = "notice"


MARKS = {State.GOOD: "✓", State.WRONG: "✗", State.NOTICE: "!"}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    state: State
    name: str
    text: str
    mend: str = ""

    @property
    def line(self) -> str:
        """As it is printed."""
        return f"{MARKS[self.state]} {self.name}: {self.text}" + (f" – {self.mend}" if self.mend else "")


def good(name: str, text: str) -> Finding:
    """All is well."""
    return Finding(State.GOOD, name, text)


def wrong(name: str, text: str, mend: str) -> Finding:
    """It will not work like this."""
    return Finding(State.WRONG, name, text, mend)


def notice(name: str, text: str, mend: str = "") -> Finding:
    """It works, and yet somebody should know."""
    return Finding(State.NOTICE, name, text, mend)
