"""Decisions by risk."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from intents.contract import INTENTS, Risk, risk_of
from intents.decision import Decision, Thresholds, decide
from intents.reading import Action
from intents.rules import Ruling

THRESHOLDS = Thresholds(gate=1.0, temperature=1.0, safety=0.1, legal=0.2, secret=0.9, write=0.8, read=0.6)
NOTHING = Ruling()


def decided(
    chances: dict[str, float], ruling: Ruling = NOTHING, thresholds: Thresholds = THRESHOLDS, floor: float = 5.0
) -> Decision:
    """Decides over intents with these probabilities; the likeliest has the logit `floor`."""
    logits = np.log(np.asarray(list(chances.values())))
    return decide(tuple(chances), logits - logits.max() + floor, thresholds, ruling)


@pytest.mark.parametrize(
    ("intent", "chance", "action"),
    [
        ("ask_gate_code", 0.95, Action.ANSWER),
        ("ask_gate_code", 0.85, Action.ASK_BACK),
        ("report_delay", 0.85, Action.ANSWER),
        ("report_delay", 0.70, Action.CONFIRM),
        ("ask_manifest", 0.70, Action.ANSWER),
        ("ask_manifest", 0.55, Action.ASK_BACK),
    ],
)
def test_the_risk_decides_how_sure_is_sure(intent: str, chance: float, action: Action) -> None:
    decision = decided({intent: chance, "ask_admin": 1 - chance})
    assert (decision.intent, decision.action, decision.second) == (intent, action, "ask_admin")
    assert decision.confidence == pytest.approx(chance)


def test_an_emergency_needs_not_be_the_likeliest() -> None:
    decision = decided({"ask_manifest": 0.85, "report_emergency": 0.15})
    assert (decision.intent, decision.action) == ("report_emergency", Action.CONFIRM)
    assert decided({"ask_manifest": 0.1, "report_emergency": 0.9}).action is Action.ANSWER


def test_an_emergency_that_is_likeliest_but_unsure_is_asked_about() -> None:
    weak = {"ask_manifest": 0.02, "ask_admin": 0.03, "report_emergency": 0.05}
    many = {name: 0.9 / 30 for name in list(INTENTS)[:40] if name not in weak}
    decision = decided({**weak, **many})
    assert (decision.action, decision.second) == (Action.ASK_BACK, "report_emergency")


def test_what_only_sounds_like_an_emergency_must_be_the_likeliest() -> None:
    doubt = Ruling(doubted=frozenset({"report_emergency"}))
    assert decided({"report_delay": 0.85, "report_emergency": 0.15}, doubt).intent == "report_delay"
    assert decided({"report_delay": 0.4, "report_emergency": 0.6}, doubt).intent == "report_emergency"


def test_an_opt_out_needs_not_be_the_likeliest() -> None:
    assert decided({"complain": 0.75, "opt_out": 0.25}).intent == "opt_out"
    assert decided({"wrong_number": 0.75, "opt_out": 0.25}).intent == "opt_out"
    assert decided({"wrong_number": 0.85, "opt_out": 0.15}).intent == "wrong_number"


def test_below_the_gate_a_person_reads() -> None:
    decision = decided({"ask_manifest": 0.99, "ask_admin": 0.01}, floor=0.5)
    assert (decision.intent, decision.action) == ("out_of_scope", Action.HUMAN)


def test_out_of_scope_goes_to_a_person() -> None:
    decision = decided({"out_of_scope": 0.7, "ask_manifest": 0.3})
    assert (decision.intent, decision.action, decision.second) == ("out_of_scope", Action.HUMAN, "ask_manifest")


def test_a_rule_stands_above_the_model() -> None:
    decision = decided({"greet": 0.99, "report_emergency": 0.01}, Ruling("report_emergency"))
    assert (decision.intent, decision.action) == ("report_emergency", Action.CONFIRM)
    assert decided({"greet": 0.99, "deny": 0.01}, Ruling("out_of_scope")).action is Action.HUMAN


def test_a_rule_that_the_model_finds_all_but_impossible_has_misread() -> None:
    careful = replace(THRESHOLDS, safety_by_rule=0.02)
    assert (
        decided({"greet": 0.99, "report_emergency": 0.01}, Ruling("report_emergency"), careful).intent == "greet"
    )


def test_an_intent_may_need_more_or_less_than_its_risk() -> None:
    strict = replace(THRESHOLDS, sure={"report_delay": 0.9})
    assert decided({"report_delay": 0.85, "ask_admin": 0.15}, thresholds=strict).action is Action.CONFIRM


def test_consent_to_texts_is_confirmed_when_in_doubt() -> None:
    assert decided({"opt_in": 0.7, "greet": 0.3}).action is Action.CONFIRM


def test_the_contract_is_whole() -> None:
    by_risk = {risk: sum(intent.risk is risk for intent in INTENTS.values()) for risk in Risk}
    assert by_risk[Risk.SECRET] == 2
    assert by_risk[Risk.LEGAL] == 3
    assert risk_of("report_emergency") is Risk.SAFETY
    assert len(INTENTS) == 27 + 18 + 9 - 3
