"""Chooses the figures that decisions turn on, from lines that the model had not learnt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from intents.contract import EMERGENCY, OUT_OF_SCOPE, Risk, risk_of
from intents.decision import RECALL_FIRST, Decision, Thresholds, decide
from intents.linear import softmax
from intents.reading import Action
from intents.rules import Ruling

_FALSE_ALARMS: Final = 0.01
_NEEDLESS_HELP: Final = 0.05
_WRONG_ANSWERS: Final = {Risk.SECRET: 0.01, Risk.WRITE: 0.02, Risk.READ: 0.06}
"""A wrong harmless answer only wastes a moment; being asked back each time wastes one, too."""
_STEPS: Final = (*(round(0.02 * step, 2) for step in range(1, 50)), 0.99, 0.995)
_NEVER: Final = 1.01
"""No probability is as high: where too many answers are wrong at any, the bot always asks first."""
_START: Final = Thresholds(
    gate=float("-inf"), temperature=1.0, safety=1.0, legal=1.0, secret=0.0, write=0.0, read=0.0
)


@dataclass(frozen=True)
class HeldOut:
    """Lines judged by a model that had not learnt them."""

    intents: tuple[str, ...]
    logits: NDArray[np.float64]
    labels: tuple[str, ...]
    rulings: tuple[Ruling, ...]

    def decisions(self, thresholds: Thresholds) -> list[Decision]:
        """What would be decided of each line."""
        return [
            decide(self.intents, row, thresholds, ruling)
            for row, ruling in zip(self.logits, self.rulings, strict=True)
        ]


def choose(lines: HeldOut) -> Thresholds:
    """Safety and legal first, then the gate, then how sure each kind of answer must be."""
    chosen = replace(_START, temperature=_temperature(lines))
    chosen = replace(chosen, safety=_lowest(lines, {EMERGENCY}, lambda step: replace(chosen, safety=step)))
    legal = set(RECALL_FIRST) & set(lines.intents)
    if legal:
        chosen = replace(chosen, legal=_lowest(lines, legal, lambda step: replace(chosen, legal=step)))
    chosen = replace(chosen, gate=_gate(lines, chosen))
    decisions = lines.decisions(chosen)
    return replace(
        chosen,
        secret=_surety(lines, decisions, Risk.SECRET),
        write=_surety(lines, decisions, Risk.WRITE),
        read=_surety(lines, decisions, Risk.READ),
    )


def _temperature(lines: HeldOut) -> float:
    """What makes the probabilities of the right intents likeliest."""
    columns = np.asarray([lines.intents.index(label) for label in lines.labels])
    rows = np.arange(len(columns))

    def surprise(temperature: float) -> float:
        return -float(np.log(softmax(lines.logits, temperature)[rows, columns] + 1e-12).mean())

    return min((0.4 + 0.05 * step for step in range(53)), key=surprise)


def _lowest(lines: HeldOut, intents: set[str], with_step: Callable[[float], Thresholds]) -> float:
    """The lowest probability that costs no more false alarms than allowed beyond those of rules and ranking."""
    others = sum(label not in intents for label in lines.labels)

    def false_alarms(step: float) -> int:
        decisions = lines.decisions(with_step(step))
        return sum(
            decision.intent in intents and label not in intents
            for decision, label in zip(decisions, lines.labels, strict=True)
        )

    allowed = max(_FALSE_ALARMS * others, false_alarms(1.0) + 0.25 * _FALSE_ALARMS * others)
    return _STEPS[min(bisect_left(_STEPS, -allowed, key=lambda step: -false_alarms(step)), len(_STEPS) - 1)]


def _gate(lines: HeldOut, thresholds: Thresholds) -> float:
    """As high as it may be while few good messages go to a person needlessly."""
    inside = np.asarray([name != OUT_OF_SCOPE for name in lines.intents])
    best = lines.logits[:, inside].max(axis=1)
    good = [
        (float(logit), decision.intent == OUT_OF_SCOPE, ruling.intent is not None)
        for logit, decision, ruling, label in zip(
            best, lines.decisions(thresholds), lines.rulings, lines.labels, strict=True
        )
        if label != OUT_OF_SCOPE
    ]
    room = int(_NEEDLESS_HELP * len(good)) - sum(lost for _, lost, _ in good)
    kept = sorted(logit for logit, lost, ruled in good if not lost and not ruled)
    return kept[min(max(room, 0), len(kept) - 1)] if kept else float("-inf")


def _surety(lines: HeldOut, decisions: Sequence[Decision], risk: Risk) -> float:
    """The lowest probability from which the model's own answers of this risk are seldom wrong.

    Those of the rules are left out: they are nearly always right, and would hide what the model gets wrong.
    """
    answers = [
        (decision.confidence, decision.intent == label)
        for decision, label, ruling in zip(decisions, lines.labels, lines.rulings, strict=True)
        if ruling.intent is None
        and decision.action is Action.ANSWER
        and decision.intent != OUT_OF_SCOPE
        and risk_of(decision.intent) is risk
    ]
    for step in _STEPS:
        right = [good for confidence, good in answers if confidence >= step]
        if right and 1 - sum(right) / len(right) <= _WRONG_ANSWERS[risk]:
            return step
    return _NEVER
