"""How well messages are read: the figures, from outcomes with known intents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from intents.contract import EMERGENCY, OUT_OF_SCOPE
from intents.reading import Action, Audience


@dataclass(frozen=True)
class Outcome:
    """One message whose intent is known, and what was made of it."""

    audience: Audience
    intended: str
    read: str
    action: Action
    second: str | None
    language: str
    """"en", "es", or, as a person said of it, "mixed" or another."""
    confidence: float = 0.0

    @property
    def right(self) -> bool:
        """Whether it was read as it was meant."""
        return self.intended == self.read


@dataclass(frozen=True)
class IntentFigures:
    """How one intent fares."""

    intent: str
    messages: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Figures:
    """How a set of messages was read; shares are from 0 to 1, and None where there was nothing to measure."""

    messages: int = 0
    accuracy: float | None = None
    macro_f1: float | None = None
    in_scope_accuracy: float | None = None
    in_scope_best_two: float | None = None
    language_accuracy: dict[str, float] = field(default_factory=dict)
    out_of_scope_recall: float | None = None
    needlessly_to_people: float | None = None
    """In-scope messages that were sent to a person."""
    answered_without_person: float | None = None
    """Of all messages; asking back and asking for confirmation count half."""
    wrong_answers: float | None = None
    """Among the messages answered at once."""
    emergency_recall: float | None = None
    emergency_false_alarms: float | None = None
    opt_out_recall: float | None = None
    opt_out_false_alarms: float | None = None
    wrong_number_recall: float | None = None
    wrong_number_false_alarms: float | None = None
    intents: list[IntentFigures] = field(default_factory=list)
    confusions: list[tuple[str, str, int]] = field(default_factory=list)
    """Meant, read as, how often; the most frequent first."""

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """All figures of a set of outcomes."""
    if not outcomes:
        return Figures()
    inside = [outcome for outcome in outcomes if outcome.intended != OUT_OF_SCOPE]
    outside = [outcome for outcome in outcomes if outcome.intended == OUT_OF_SCOPE]
    answered = [outcome for outcome in outcomes if outcome.action is Action.ANSWER]
    asked = sum(outcome.action in (Action.ASK_BACK, Action.CONFIRM) for outcome in outcomes)
    by_intent = _by_intent(outcomes)
    mistakes = Counter((outcome.intended, outcome.read) for outcome in outcomes if not outcome.right)
    return Figures(
        messages=len(outcomes),
        accuracy=_share(outcome.right for outcome in outcomes),
        macro_f1=sum(intent.f1 for intent in by_intent) / len(by_intent),
        in_scope_accuracy=_share(outcome.right for outcome in inside),
        in_scope_best_two=_share(outcome.intended in (outcome.read, outcome.second) for outcome in inside),
        language_accuracy=_by_language(inside),
        out_of_scope_recall=_share(outcome.right for outcome in outside),
        needlessly_to_people=_share(outcome.action is Action.HUMAN for outcome in inside),
        answered_without_person=(len(answered) + asked / 2) / len(outcomes),
        wrong_answers=_share(not outcome.right for outcome in answered),
        emergency_recall=_recall(outcomes, EMERGENCY),
        emergency_false_alarms=_false_alarms(outcomes, EMERGENCY),
        opt_out_recall=_recall(outcomes, "opt_out"),
        opt_out_false_alarms=_false_alarms(outcomes, "opt_out"),
        wrong_number_recall=_recall(outcomes, "wrong_number"),
        wrong_number_false_alarms=_false_alarms(outcomes, "wrong_number"),
        intents=by_intent,
        confusions=[(meant, read, number) for (meant, read), number in mistakes.most_common(60)],
    )


def _share(hits: Iterable[bool]) -> float | None:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else None


def _recall(outcomes: Sequence[Outcome], intent: str) -> float | None:
    return _share(outcome.right for outcome in outcomes if outcome.intended == intent)


def _false_alarms(outcomes: Sequence[Outcome], intent: str) -> float | None:
    return _share(outcome.read == intent for outcome in outcomes if outcome.intended != intent)


def _by_language(outcomes: Sequence[Outcome]) -> dict[str, float]:
    found: dict[str, float] = {}
    for language in sorted({outcome.language for outcome in outcomes}):
        share = _share(outcome.right for outcome in outcomes if outcome.language == language)
        found[language] = share or 0.0
    return found


def _by_intent(outcomes: Sequence[Outcome]) -> list[IntentFigures]:
    meant = Counter(outcome.intended for outcome in outcomes)
    read = Counter(outcome.read for outcome in outcomes)
    right = Counter(outcome.read for outcome in outcomes if outcome.right)
    found = []
    for intent, messages in sorted(meant.items()):
        precision = right[intent] / read[intent] if read[intent] else 0.0
        recall = right[intent] / messages
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        found.append(IntentFigures(intent, messages, precision, recall, f1))
    return found
