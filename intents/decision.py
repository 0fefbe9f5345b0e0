"""From scores to what may be done: recall first where people may be hurt, precision first where secrets are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from intents.contract import EMERGENCY, OUT_OF_SCOPE, Risk, risk_of
from intents.linear import softmax
from intents.reading import Action
from intents.rules import Ruling

OPT_OUT: Final = "opt_out"
OPT_IN: Final = "opt_in"


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
    """The same for opting out."""
    secret: float
    """From this probability on, a secret is given without asking back."""
    write: float
    """From this probability on, a record is changed without confirmation."""
    read: float
    """From this probability on, a harmless answer is given without asking back."""
    safety_by_rule: float = 0.0
    """From this probability on, a message is an emergency because a rule says so."""
    legal_by_rule: float = 0.0
    """The same for opting out."""
    sure: Mapping[str, float] = field(default_factory=dict)
    """From this probability on, a message is surely this intent; those of the risk hold for all others."""

    def as_dict(self) -> dict[str, Any]:
        """For the artifact."""
        return asdict(self)

    def needed(self, intent: str) -> float:
        """How probable an intent must be for an answer without asking first."""
        if intent in self.sure:
            return self.sure[intent]
        match risk_of(intent):
            case Risk.SECRET:
                return self.secret
            case Risk.READ:
                return self.read
            case _:  # opting in is a consent: like a record, it is confirmed when in doubt
                return self.write


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
    if _is_ruled(ruling, chances, thresholds):
        return _ruled(ruling, chances, ranked, thresholds)
    cautious = _cautious(chances, ranked[0], thresholds, ruling)
    if cautious:
        return Decision(
            cautious, _action(cautious, chances, thresholds), chances[cautious], _other(ranked, cautious)
        )
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
    return Decision(chosen, _action(chosen, chances, thresholds), chances[chosen], _other(ranked, chosen))


def _is_ruled(ruling: Ruling, chances: dict[str, float], thresholds: Thresholds) -> bool:
    """Whether the rule decides. Where the model finds an alarm or an opt-out all but impossible, it does not."""
    if ruling.intent is None:
        return False
    least = {EMERGENCY: thresholds.safety_by_rule, OPT_OUT: thresholds.legal_by_rule}.get(ruling.intent, 0.0)
    return chances.get(ruling.intent, 1.0) >= least


def _ruled(ruling: Ruling, chances: dict[str, float], ranked: list[str], thresholds: Thresholds) -> Decision:
    intent = ruling.intent
    assert intent is not None
    second = _other(ranked, intent)
    chance = max(ruling.certainty, chances.get(intent, 0.0))
    if intent == OUT_OF_SCOPE:
        return Decision(intent, Action.HUMAN, chance, second)
    if intent in (EMERGENCY, OPT_OUT):
        return Decision(intent, _action(intent, chances, thresholds), chance, second)
    return Decision(intent, Action.ANSWER, chance, second)


def _cautious(chances: dict[str, float], best: str, thresholds: Thresholds, ruling: Ruling) -> str | None:
    """The safety or legal intent that is likely enough, though it may not be the likeliest."""
    emergency = chances.get(EMERGENCY, 0.0)
    if emergency >= thresholds.safety and (best == EMERGENCY or EMERGENCY not in ruling.doubted):
        return EMERGENCY
    opt_out = chances.get(OPT_OUT, 0.0)
    # Who seems to want texts again is not silenced on a suspicion.
    if best == OPT_OUT or (opt_out >= thresholds.legal and best != OPT_IN and OPT_OUT not in ruling.doubted):
        return OPT_OUT
    return None


def _action(intent: str, chances: dict[str, float], thresholds: Thresholds) -> Action:
    """What the risk of an intent allows at its probability."""
    if chances.get(intent, 1.0) >= thresholds.needed(intent):
        return Action.ANSWER
    return Action.ASK_BACK if risk_of(intent) in (Risk.SECRET, Risk.READ) else Action.CONFIRM


def _other(ranked: list[str], chosen: str) -> str | None:
    return next((name for name in ranked if name not in (chosen, OUT_OF_SCOPE)), None)
