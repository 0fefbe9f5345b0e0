"""What answering only the surest readings would give: the more is answered, the more of it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from intents.evaluation import Outcome
from intents.reading import Action

BORNE: Final = 0.02
"""The share of wrong answers that Doorstep aims to stay below."""


@dataclass(frozen=True)
class Point:
    """What comes of answering every reading that is at least so sure."""

    confidence: float
    answered: float
    """Of all messages."""
    wrong: float
    """Of those answered."""


def coverage_curve(outcomes: Sequence[Outcome]) -> list[Point]:
    """From the surest reading alone to all of them. What went to a person was not read as anything to answer."""
    ranked = sorted(
        (outcome for outcome in outcomes if outcome.action is not Action.HUMAN),
        key=lambda outcome: outcome.confidence,
        reverse=True,
    )
    points: list[Point] = []
    wrong = 0
    for number, outcome in enumerate(ranked, start=1):
        wrong += not outcome.right
        is_last_of_its_kind = number == len(ranked) or ranked[number].confidence < outcome.confidence
        if is_last_of_its_kind:
            points.append(Point(outcome.confidence, number / len(outcomes), wrong / number))
    return points


def answerable(curve: Sequence[Point], borne: float = BORNE) -> float:
    """The largest share that could be answered with so few of the answers wrong."""
    return max((point.answered for point in curve if point.wrong <= borne), default=0.0)
