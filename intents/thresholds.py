"""Chooses the figures that decisions turn on, from lines that the model had not learnt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from intents.contract import EMERGENCY, OUT_OF_SCOPE, Risk, risk_of
from intents.decision import OPT_IN, OPT_OUT, Decision, Thresholds, decide
from intents.linear import softmax
from intents.reading import Action
from intents.rules import Ruling

_FALSE_ALARMS: Final = {EMERGENCY: 0.02, OPT_OUT: 0.02}
"""Of the other messages of the audience, where that misses fewer. The held-out lines are harder than most, so
that in the end it comes to less than one in a hundred."""
_NEEDLESS_HELP: Final = 0.05
_WRONG_ANSWERS: Final = 0.01
"""Of all messages answered at once; asking first is the price for no more. Other writers are harder: half is left
to them of the two in a hundred that are promised."""
_ALLOWED: Final = (0.2, 0.16, 0.13, 0.1, 0.08, 0.065, 0.05, 0.04, 0.03, 0.02, 0.015, 0.01, 0.005)
"""How many wrong answers a single intent may give, tried from lax to strict."""
_ALLOWED_FOR_SECRETS: Final = 0.02
_BENEFIT_OF_DOUBT: Final = 0.1
"""The share of wrong answers that is supposed where there are no answers to count."""
_STEPS: Final = (*(round(0.02 * step, 2) for step in range(1, 50)), 0.985, 0.99, 0.995, 0.998, 0.999)
_SURETIES: Final = (0.96, 0.97, 0.98, 0.985, 0.99, 0.995, 0.998, 0.999)
"""Tried for each intent. It has few lines here: less than the first would fit these, and not the next writer's."""
_RULE_STEPS: Final = (0.0, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2)
_NEVER: Final = 1.01
"""No probability is as high: where too many answers are wrong at any, the bot always asks first."""
_START: Final = Thresholds(
    gate=float("-inf"), temperature=1.0, safety=_NEVER, legal=_NEVER, secret=0.0, write=0.0, read=0.0
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
    if EMERGENCY in lines.intents:
        plain, by_rule = _alarm(lines, EMERGENCY, chosen.temperature)
        chosen = replace(chosen, safety=plain, safety_by_rule=by_rule)
    if OPT_OUT in lines.intents:
        plain, by_rule = _alarm(lines, OPT_OUT, chosen.temperature)
        chosen = replace(chosen, legal=plain, legal_by_rule=by_rule)
    chosen = replace(chosen, gate=_gate(lines, chosen))
    return _sureties(lines, chosen)


def _temperature(lines: HeldOut) -> float:
    """What makes the probabilities of the right intents likeliest."""
    columns = np.asarray([lines.intents.index(label) for label in lines.labels])
    rows = np.arange(len(columns))

    def surprise(temperature: float) -> float:
        return -float(np.log(softmax(lines.logits, temperature)[rows, columns] + 1e-12).mean())

    return min((0.4 + 0.05 * step for step in range(53)), key=surprise)


def _alarm(lines: HeldOut, intent: str, temperature: float) -> tuple[float, float]:
    """The probabilities, without and with a rule that says so, that miss least at bearable false alarms."""
    chances = softmax(lines.logits, temperature)[:, lines.intents.index(intent)]
    ruled = np.asarray([ruling.intent == intent for ruling in lines.rulings])
    ruled_otherwise = np.asarray([ruling.intent not in (None, intent) for ruling in lines.rulings])
    doubted = np.asarray([intent in ruling.doubted for ruling in lines.rulings])
    likeliest = np.asarray(lines.intents)[lines.logits.argmax(axis=1)]
    is_best = likeliest == intent
    true = np.asarray([label == intent for label in lines.labels])
    held_back = doubted | (likeliest == OPT_IN if intent == OPT_OUT else False)
    plain = ~ruled_otherwise & (~held_back | is_best)
    always = plain & is_best if intent == OPT_OUT else np.zeros_like(plain)

    def outcome(least: float, by_rule: float) -> tuple[int, int]:
        alarms = (ruled & (chances >= by_rule)) | (plain & (chances >= least)) | always
        return int((alarms & ~true).sum()), int((alarms & true).sum())

    pairs = [(least, by_rule) for least in (*_STEPS, _NEVER) for by_rule in _RULE_STEPS if by_rule <= least]
    found = {pair: outcome(*pair) for pair in pairs}
    fewest = min(false for false, _ in found.values())
    allowed = max(_FALSE_ALARMS[intent] * int((~true).sum()), fewest)
    return max((pair for pair in pairs if found[pair][0] <= allowed), key=lambda pair: (found[pair][1], pair))


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


@dataclass(frozen=True)
class _Answer:
    """What would be answered if nothing were asked first."""

    intent: str
    chance: float
    is_right: bool


def _sureties(lines: HeldOut, thresholds: Thresholds) -> Thresholds:
    """How sure each intent must be, so that few of all answers are wrong; the rules' own answers count, too."""
    free: list[bool] = []
    by_intent: dict[str, list[_Answer]] = defaultdict(list)
    chances = softmax(lines.logits, thresholds.temperature)
    for row, decision, label, ruling in zip(
        chances, lines.decisions(thresholds), lines.labels, lines.rulings, strict=True
    ):
        if decision.action is not Action.ANSWER:
            continue
        is_right = decision.intent == label
        if ruling.intent == decision.intent and decision.intent not in (EMERGENCY, OPT_OUT):
            free.append(is_right)
        else:
            chance = float(row[lines.intents.index(decision.intent)])
            by_intent[decision.intent].append(_Answer(decision.intent, chance, is_right))
    for allowed in _ALLOWED:
        sure = {intent: _surety(answers, _allowed_for(intent, allowed)) for intent, answers in by_intent.items()}
        given = [
            answer for answers in by_intent.values() for answer in answers if answer.chance >= sure[answer.intent]
        ]
        right = [*free, *(answer.is_right for answer in given)]
        if right and 1 - sum(right) / len(right) <= _WRONG_ANSWERS:
            break
    by_risk = {
        risk: max((own for intent, own in sure.items() if risk_of(intent) is risk), default=_NEVER)
        for risk in Risk
    }
    return replace(
        thresholds, sure=sure, secret=by_risk[Risk.SECRET], write=by_risk[Risk.WRITE], read=by_risk[Risk.READ]
    )


def _allowed_for(intent: str, allowed: float) -> float:
    return min(allowed, _ALLOWED_FOR_SECRETS) if risk_of(intent) is Risk.SECRET else allowed


def _surety(answers: Sequence[_Answer], allowed: float) -> float:
    """The lowest probability from which answers are seldom enough wrong."""
    for step in _SURETIES:
        wrong = [not answer.is_right for answer in answers if answer.chance >= step]
        if (sum(wrong) + _BENEFIT_OF_DOUBT) / (len(wrong) + 1) <= allowed:
            return step
    return _NEVER
