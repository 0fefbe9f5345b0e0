"""What a message means, as far as a machine can tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, Protocol

Audience = Literal["driver", "customer"]
Language = Literal["en", "es"]


class Action(StrEnum):
    """What the bot may do with a reading, decided by its risk and its certainty.

    An emergency and an opt-out are acted upon in any case; CONFIRM beside them only says that they are in doubt.
    """

    ANSWER = "answer"
    CONFIRM = "confirm"
    ASK_BACK = "ask_back"
    HUMAN = "human"


@dataclass(frozen=True)
class Entity:
    """Something named in the message, e.g. Entity("stop", "14", "#14", 9, 12)."""

    name: str
    value: str
    """Normalised: a stop number, "next", "last"; digits of a code with its * and #; E.164 for a phone."""
    text: str
    """As it was written."""
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """One message read. `intent` is a name from the contract of intents or "out_of_scope"."""

    text: str
    audience: Audience
    intent: str
    confidence: float
    """Calibrated probability of `intent`, for display; the gate is decided on other figures."""
    action: Action
    language: Language
    entities: tuple[Entity, ...] = ()
    second: str | None = None
    """The second best intent, offered when asking back."""
    engine: str = "embedded"
    milliseconds: float = 0.0
    fallback: str | None = None
    """Why the configured engine did not read it, and the embedded one did."""
    also: tuple[Reading, ...] = ()
    """The other request of the same message, where it holds two."""

    def requests(self) -> tuple[Reading, ...]:
        """Each request of the message by itself, in the order written."""
        return (replace(self, also=()), *self.also)

    def first(self, name: str) -> str | None:
        """The value of the first entity of that name, or None."""
        return next((entity.value for entity in self.entities if entity.name == name), None)

    def every(self, name: str) -> tuple[str, ...]:
        """The values of all entities of that name, in the order written."""
        return tuple(entity.value for entity in self.entities if entity.name == name)


class Reader(Protocol):
    """An engine that reads messages. Safe to call from several threads; never raises for any text."""

    def read(self, text: str, audience: Audience, language: Language | None = None) -> Reading:
        """What `text` means; `language` is the conversation's language so far, the prior for short texts."""
        ...


class ExplainedReader(Reader, Protocol):
    """A reader that can say which figures its decisions turn on."""

    def thresholds(self, audience: Audience) -> dict[str, float]:
        """The figures by name."""
        ...
