"""From scores to what may be done: recall first where people may be hurt, precision first where secrets are."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from intents.contract import EMERGENCY, OUT_OF_SCOPE, Risk, risk_of
from intents.linear import softmax
from intents.reading import Action
from intents.rules import Ruling

RECALL_FIRST: Final = ("opt_out", "wrong_number")


@dataclass(frozen=True)
class Thresholds:
    """The figures that decisions turn on, chosen on lines that the model had not learnt."""

    gate: float
    """Below this, the best logit of an intent is too low for any answer: a person reads the message."""
    temperature: float
    """Makes the displayed probability come true."""
    safety: float
    """From this probability on, a message is an emergency whatever else it may be."""
    legal: float
    """The same for opting out, and for having reached the wrong number."""
    secret: float
    """From this probability on, a secret is given without asking back."""
    write: float
    """From this probability on, a record is changed without confirmation."""
    read: float
    """From this probability on, a harmless answer is given without asking back."""

    def as_dict(self) -> dict[str, float]:
        """For the artifact."""
        return asdict(self)


@dataclass(frozen=True)
class Decision:
    """What the message is taken for, and what may be done with it."""

    intent: str
    action: Action
    confidence: float
    second: str | None


def decide(
    intents: tuple[str, ...], logits: NDArray[np.float64], thresholds: Thresholds, ruling: Ruling
) -> Decision:
    """Decides by rule and model together; `logits` stand in the order of `intents`."""
    chances = dict(zip(intents, softmax(logits, thresholds.temperature).tolist(), strict=True))
    ranked = sorted(chances, key=lambda name: chances[name], reverse=True)
    if ruling.intent is not None:
        second = next((name for name in ranked if name not in (ruling.intent, OUT_OF_SCOPE)), None)
        action = Action.HUMAN if ruling.intent == OUT_OF_SCOPE else Action.ANSWER
        return Decision(ruling.intent, action, max(ruling.certainty, chances.get(ruling.intent, 0.0)), second)
    cautious = _cautious(chances, ranked[0], thresholds, ruling)
    if cautious:
        return Decision(cautious, Action.ANSWER, chances[cautious], _other(ranked, cautious))
    if ranked[0] == EMERGENCY and (likeliest := _other(ranked, EMERGENCY)):
        # Too unsure for an alarm, and too grave for silence: the writer is asked which of the two it is.
        return Decision(likeliest, Action.ASK_BACK, chances[likeliest], EMERGENCY)
    best = max(
        (logit for name, logit in zip(intents, logits, strict=True) if name != OUT_OF_SCOPE), default=-np.inf
    )
    if ranked[0] == OUT_OF_SCOPE or best < thresholds.gate:
        confidence = chances.get(OUT_OF_SCOPE, 0.0)
        return Decision(OUT_OF_SCOPE, Action.HUMAN, confidence, _other(ranked, OUT_OF_SCOPE))
    chosen = ranked[0]
    return Decision(chosen, _action(chosen, chances[chosen], thresholds), chances[chosen], _other(ranked, chosen))


def _cautious(chances: dict[str, float], best: str, thresholds: Thresholds, ruling: Ruling) -> str | None:
    """The safety or legal intent that is likely enough, though it may not be the likeliest."""
    emergency = chances.get(EMERGENCY, 0.0)
    if emergency >= thresholds.safety and (best == EMERGENCY or EMERGENCY not in ruling.doubted):
        return EMERGENCY
    if best in RECALL_FIRST:
        return best
    for name in RECALL_FIRST:
        if chances.get(name, 0.0) >= thresholds.legal and name not in ruling.doubted:
            return name
    return None


def _action(intent: str, chance: float, thresholds: Thresholds) -> Action:
    """What the risk of an intent allows at this probability."""
    match risk_of(intent):
        case Risk.SECRET:
            return Action.ANSWER if chance >= thresholds.secret else Action.ASK_BACK
        case Risk.READ:
            return Action.ANSWER if chance >= thresholds.read else Action.ASK_BACK
        case _:  # opting in is a consent: like a record, it is confirmed when in doubt
            return Action.ANSWER if chance >= thresholds.write else Action.CONFIRM


def _other(ranked: list[str], chosen: str) -> str | None:
    return next((name for name in ranked if name not in (chosen, OUT_OF_SCOPE)), None)
