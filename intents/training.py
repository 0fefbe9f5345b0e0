"""Learns the model of each audience, and chooses its thresholds on lines held out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from intents.decision import Thresholds
from intents.evaluation import Figures, Outcome, figures
from intents.features import FloatArray, Lexicon, terms_of
from intents.instruments import Instruments
from intents.linear import LinearModel, Rows, learn
from intents.reading import Audience
from intents.sample import Sample, sample
from intents.thresholds import HeldOut, choose
from intents.training_data import Example
from intents.tuned import joined
from intents.workshop import Workshop

Progress = Callable[[float, str], None]
"""Told how much is done, from 0 to 1, and what comes next."""

AUDIENCES: Final[tuple[Audience, ...]] = ("driver", "customer")
_FOLDS: Final = 4
_BATCH: Final = 250
_PREPARING: Final = 0.6
"""The share of the work that making the lines ready takes."""
_UNLEARNT: Final = -20.0
"""The logit of an intent that a fold had no line of."""


@dataclass(frozen=True)
class AudienceModel:
    """What reads the messages of one audience."""

    lexicon: Lexicon
    linear: LinearModel
    thresholds: Thresholds


@dataclass(frozen=True)
class TrainedModel:
    """The models of both audiences, and how they did on held-out lines."""

    audiences: dict[Audience, AudienceModel]
    figures: Figures
    instruments: str
    """The version of the instruments that it was learnt with."""


def train(examples: Sequence[Example], instruments: Instruments, progress: Progress | None = None) -> TrainedModel:
    """Learns from all examples; the figures come from lines whose writers were held out."""
    tell = progress or _silence
    models: dict[Audience, AudienceModel] = {}
    outcomes: list[Outcome] = []
    with Workshop(instruments, len(examples)) as workshop:
        tell(0.0, f"preparing {len(examples)} lines")
        lines = _prepare(examples, workshop, instruments, tell)
        tell(_PREPARING, "learning")
        tasks = [(audience, own) for audience, own in lines.items() if len(own.intents) > 1]
        for number, (audience, model, judged) in enumerate(workshop.each(_train_audience, tasks), 1):
            models[audience] = model
            outcomes += judged
            tell(_PREPARING + (1 - _PREPARING) * number / len(tasks), "learning")
    tell(1.0, "done")
    return TrainedModel(models, figures(outcomes), instruments.version)


@dataclass(frozen=True)
class _Lines:
    """The lines of one audience, made ready."""

    samples: list[Sample]
    labels: list[str]
    meanings: FloatArray
    opinions: FloatArray
    """What the tuned encoder makes of the judged lines, in the order of `intents`; nothing for the others."""
    folds: NDArray[np.int64]
    """The part in which a line is judged, or -1 if it is only learnt."""

    @property
    def intents(self) -> tuple[str, ...]:
        return tuple(sorted(set(self.labels)))


def _prepare(
    examples: Sequence[Example], workshop: Workshop, instruments: Instruments, tell: Progress
) -> dict[Audience, _Lines]:
    found = {}
    done = 0
    for audience in AUDIENCES:
        own = [example for example in examples if example.audience == audience]
        batches = [own[start : start + _BATCH] for start in range(0, len(own), _BATCH)]
        samples: list[Sample] = []
        meanings, opinions = [], []
        for some, meaning, opinion in workshop.each(_prepare_batch, batches):
            samples += some
            meanings.append(meaning)
            opinions.append(opinion)
            done += len(some)
            tell(_PREPARING * done / len(examples), f"preparing {len(examples)} lines")
        if own:
            labels = [example.intent for example in own]
            parts = folds(own, instruments.tuned.learnt)
            found[audience] = _Lines(samples, labels, np.vstack(meanings), np.vstack(opinions), parts)
    return found


def _prepare_batch(
    instruments: Instruments, examples: Sequence[Example]
) -> tuple[list[Sample], FloatArray, FloatArray]:
    samples = [sample(example.text, example.audience, instruments.languages) for example in examples]
    meanings = instruments.meanings([line.shown for line in samples])
    tuned = instruments.tuned
    opinions = np.zeros((len(examples), len(tuned.intents)), dtype=np.float32)
    unseen = [number for number, example in enumerate(examples) if example.writer not in tuned.learnt]
    if unseen:
        shown = [samples[number].shown for number in unseen]
        opinions[unseen] = tuned.opinions(shown, examples[0].audience)
    return samples, meanings, opinions


class _Lessons:
    """Learns from some of an audience's lines at a time, each time from where the search before has come to."""

    def __init__(self, lines: _Lines) -> None:
        self._meanings = lines.meanings
        self._labels: NDArray[np.str_] = np.asarray(lines.labels)
        self._terms = [terms_of(line.words, line.signs) for line in lines.samples]
        self._shares = np.zeros((len(lines.labels) + 1, len(lines.intents)), dtype=np.float32)

    def learn(self, chosen: NDArray[np.int64]) -> tuple[Lexicon, LinearModel]:
        """From the lines of these numbers."""
        lexicon = Lexicon.learn([self._terms[number] for number in chosen])
        rows, labels = self.rows(lexicon, chosen), self._labels[chosen]
        if len(set(labels)) < self._shares.shape[1]:
            return lexicon, learn(rows, labels)[0]
        places = np.append(chosen, -1)
        linear, self._shares[places] = learn(rows, labels, self._shares[places])
        return lexicon, linear

    def rows(self, lexicon: Lexicon, chosen: NDArray[np.int64]) -> Rows:
        weighed = [lexicon.weigh(self._terms[number]) for number in chosen]
        return Rows(weighed, self._meanings[chosen], lexicon.width)


def _train_audience(
    instruments: Instruments, task: tuple[Audience, _Lines]
) -> tuple[Audience, AudienceModel, list[Outcome]]:
    """Judges by models that had not seen the judged writers, then learns from all lines."""
    audience, lines = task
    lessons = _Lessons(lines)
    logits = np.full((len(lines.labels), len(lines.intents)), _UNLEARNT)
    for part in sorted(set(lines.folds.tolist()) - {-1}):
        held = np.flatnonzero(lines.folds == part)
        lexicon, linear = lessons.learn(np.flatnonzero(lines.folds != part))
        columns = np.asarray([lines.intents.index(name) for name in linear.intents])
        logits[np.ix_(held, columns)] = lessons.rows(lexicon, held).scores(linear.weights) + linear.bias
    judged = np.flatnonzero(lines.folds >= 0)
    samples, labels = [lines.samples[number] for number in judged], [lines.labels[number] for number in judged]
    both = joined(logits[judged], lines.intents, lines.opinions[judged], instruments.tuned.intents)
    held_out = HeldOut(lines.intents, both, tuple(labels), tuple(line.ruling for line in samples))
    thresholds = choose(held_out)
    outcomes = [
        Outcome(audience, label, decision.intent, decision.action, decision.second, line.language)
        for label, decision, line in zip(labels, held_out.decisions(thresholds), samples, strict=True)
    ]
    return audience, AudienceModel(*lessons.learn(np.arange(len(lines.labels))), thresholds), outcomes


def folds(examples: Sequence[Example], learnt: frozenset[str]) -> NDArray[np.int64]:
    """The fold in which each example is judged; a writer's lines stay together.

    Writers that the tuned encoder has learnt from are judged in none (-1): it knows their lines by heart. The
    others are then held out together, which takes one model instead of several. Where there is no other writer all
    are judged, and look better than they are.
    """
    sizes = Counter(example.writer for example in examples)
    unseen = [writer for writer, _ in sizes.most_common() if writer not in learnt]
    judged = unseen or list(sizes)
    fold_of: dict[str, int] = {}
    loads = [0] * (1 if unseen and learnt & sizes.keys() else min(_FOLDS, len(judged)))
    for writer in judged:
        fold_of[writer] = loads.index(min(loads))
        loads[fold_of[writer]] += sizes[writer]
    if len(loads) == 1 and len(sizes) == 1:  # a single writer: halves of the lines, better than nothing
        return np.arange(len(examples)) % 2
    return np.asarray([fold_of.get(example.writer, -1) for example in examples])


def _silence(_share: float, _what: str) -> None:
    """For those who do not watch."""
