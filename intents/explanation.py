"""The figures that decisions turn on, in words: one sentence each, with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from intents.contract import EMERGENCY, OUT_OF_SCOPE, Risk, intents_of, risk_of
from intents.reading import Audience

_SECRETS: Final = {"ask_gate_code": "A gate code", "ask_contact": "A customer's number"}
_BY_THEIR_OWN: Final = (EMERGENCY, "opt_out", OUT_OF_SCOPE)
"""What is not decided by how sure an answer is, but by the alarms and the gate."""


def explained(thresholds: Mapping[str, Any], audience: Audience) -> dict[str, str]:
    """A sentence for each figure that matters to this audience, by its name."""
    return dict(_sentences(thresholds, audience)) if thresholds else {}


def needed(thresholds: Mapping[str, Any], intent: str) -> float:
    """From which probability on this intent is acted upon without asking first; above 1: never."""
    own: Mapping[str, float] = thresholds.get("sure", {})
    if intent in own:
        return own[intent]
    kind = risk_of(intent)
    return float(thresholds[kind if kind in (Risk.SECRET, Risk.READ) else Risk.WRITE])


def percent(share: float) -> str:
    """A probability for people."""
    return f"{share * 100:.3g} %"


def _sentences(thresholds: Mapping[str, Any], audience: Audience) -> Iterator[tuple[str, str]]:
    intents = [intent for intent in intents_of(audience) if intent not in _BY_THEIR_OWN]
    yield from _alarm("safety", "an emergency", "one that is missed can hurt a person", thresholds)
    if "opt_out" in intents_of(audience):
        yield from _alarm("legal", "an opt-out", "to write on to somebody who said no breaks the law", thresholds)
    yield "gate", _gate(thresholds["gate"])
    for intent, what in _SECRETS.items():
        if intent in intents:
            yield intent, _secret(what, needed(thresholds, intent))
    kinds = {intent: Risk.READ if risk_of(intent) is Risk.READ else Risk.WRITE for intent in intents}
    for risk, write in ((Risk.WRITE, _RECORD), (Risk.READ, _HARMLESS)):
        own = [intent for intent in intents if intent not in _SECRETS and kinds[intent] is risk]
        yield str(risk), _of_many(*write, {intent: needed(thresholds, intent) for intent in own})
    yield "temperature", _temperature(thresholds["temperature"])


def _alarm(name: str, what: str, why: str, thresholds: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    least = thresholds[name]
    if least >= 1:
        yield name, f"The model takes a message for {what} only where it is the likeliest; {why}, so rules help."
    else:
        likelier = "even where another intent is likelier"
        yield name, f"A message counts as {what} from {percent(least)} on, {likelier}, because {why}."
    by_rule = thresholds.get(f"{name}_by_rule", 0.0)
    if by_rule > 0:
        misread = "with less, the model finds it so unlikely that the rule must have misread"
        yield f"{name}_by_rule", f"Where a rule finds {what}, {percent(by_rule)} is enough; {misread}."


def _gate(value: float) -> str:
    return (
        f"A person reads the message when no intent scores {value:.3g} or more (a score, no percentage), because "
        "no answer is better than an invented one."
    )


def _secret(what: str, value: float) -> str:
    why = "because what has been told cannot be taken back"
    if value > 1:
        return f"{what} is told only after asking back, {why}, and too many readings were wrong at any surety."
    return f"{what} is told from {percent(value)} on, and below that only after asking back, {why}."


_RECORD: Final = (
    "A record is changed",
    "asking for confirmation",
    "because dispatch and customers act on it",
)
_HARMLESS: Final = (
    "A harmless answer is given",
    "asking which of the best two is meant",
    "because a wrong one costs a moment, as being asked does",
)


def _of_many(what: str, asking: str, why: str, by_intent: Mapping[str, float]) -> str:
    """Each intent has its own figure; the table of the intents shows them."""
    some = sorted(value for value in by_intent.values() if value <= 1)
    never = [intent for intent, value in by_intent.items() if value > 1]
    if not some:
        return f"{what} only after {asking}, {why}."
    least, most = percent(some[0]), percent(some[-1])
    span = f"{least} on" if least == most else f"{least} to {most} on, the higher the more often one is misread"
    unasked = f" Never without asking: {', '.join(never)}." if never else ""
    return f"{what} from {span}, and below that only after {asking}, {why}.{unasked}"


def _temperature(value: float) -> str:
    become = (
        "become percentages as they are" if value == 1 else f"are divided by {value:.3g} to become percentages"
    )
    return (
        f"Scores {become}, because so about 80 of a hundred readings of 80 % are right; the order of the intents "
        "stays the same."
    )
