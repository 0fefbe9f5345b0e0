"""Whether a new model is worse than the one in service, by the figures that matter most."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

from intents.contract import EMERGENCY, OUT_OF_SCOPE
from intents.evaluation import Figures


@dataclass(frozen=True)
class Measure:
    """A figure that must not get worse by more than its noise."""

    name: str
    title: str
    borne: float
    """What a change of the folds or of a few lines may move it by, where there are hundreds of lines."""
    intent: str = ""
    """Whose lines it is measured on; all lines if empty."""
    less_is_better: bool = False


MEASURES: Final = (
    Measure("in_scope_accuracy", "right at once, in scope", 0.01),
    Measure("out_of_scope_recall", "out of scope recognised", 0.02, OUT_OF_SCOPE),
    Measure("wrong_answers", "wrong among the answers", 0.01, less_is_better=True),
    Measure("emergency_recall", "emergencies recognised", 0.01, EMERGENCY),
    Measure("opt_out_recall", "opt-outs recognised", 0.01, "opt_out"),
)


@dataclass(frozen=True)
class Change:
    """One measure of the model before and of the new one; None where there was nothing to measure."""

    measure: Measure
    before: float | None
    after: float | None
    tolerance: float
    """How much worse it may be: few lines make more noise than many."""

    @property
    def gain(self) -> float | None:
        """By how much it got better, or, below zero, worse."""
        if self.before is None or self.after is None:
            return None
        risen = self.after - self.before
        return -risen if self.measure.less_is_better else risen

    @property
    def is_worse(self) -> bool:
        """Whether it got worse by more than noise; what can no longer be measured counts as lost."""
        if self.gain is None:
            return self.before is not None
        return self.gain < -self.tolerance

    def in_words(self) -> str:
        """What happened to it, for people."""
        after = "not measured any more" if self.after is None else f"{self.after:.1%}"
        before = "not measured" if self.before is None else f"{self.before:.1%}"
        return f"{self.measure.title}: {before} before, {after} now; {self.tolerance * 100:.1f} points are borne"

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "figure": self.measure.name,
            "before": self.before,
            "after": self.after,
            "tolerance": self.tolerance,
            "is_worse": self.is_worse,
        }


@dataclass(frozen=True)
class Comparison:
    """All measures, before and after."""

    changes: tuple[Change, ...]

    @property
    def worse(self) -> tuple[Change, ...]:
        """Those that got worse by more than noise."""
        return tuple(change for change in self.changes if change.is_worse)


def compare(before: Figures, after: Figures) -> Comparison:
    """The figures of the model in service beside those of the new one, each on its own held-out lines."""
    return Comparison(tuple(_change(measure, before, after) for measure in MEASURES))


def _change(measure: Measure, before: Figures, after: Figures) -> Change:
    old, new = getattr(before, measure.name), getattr(after, measure.name)
    lines = min(_lines(measure, before), _lines(measure, after))
    noise = 0.0 if old is None or new is None or not lines else _standard_error((old + new) / 2, lines)
    return Change(measure, old, new, max(measure.borne, noise))


def _lines(measure: Measure, figures: Figures) -> int:
    if not measure.intent:
        return figures.messages
    return sum(each.messages for each in figures.intents if each.intent == measure.intent)


def _standard_error(share: float, lines: int) -> float:
    """Of the difference between two shares of so many lines."""
    return math.sqrt(2 * share * (1 - share) / lines)
