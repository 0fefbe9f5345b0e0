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
from intents.features import FloatArray, Lexicon
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
        for number, (audience, own) in enumerate(lines.items()):
            if len(set(own.labels)) < 2:
                continue
            tell(_PREPARING + number * (1 - _PREPARING) / len(lines), f"{audience}: learning")
            models[audience], judged = _train_audience(own, audience, workshop, instruments.tuned.intents)
            outcomes += judged
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

    def only(self, chosen: NDArray[np.bool_]) -> _Lines:
        samples = [line for line, use in zip(self.samples, chosen, strict=True) if use]
        labels = [label for label, use in zip(self.labels, chosen, strict=True) if use]
        return _Lines(samples, labels, self.meanings[chosen], self.opinions[chosen], self.folds[chosen])

    def rows(self, lexicon: Lexicon) -> Rows:
        return Rows([lexicon.weigh(line.words, line.signs) for line in self.samples], self.meanings, lexicon.width)

    def learn(self) -> tuple[Lexicon, LinearModel]:
        lexicon = Lexicon.learn([line.words for line in self.samples], [line.signs for line in self.samples])
        return lexicon, learn(self.rows(lexicon), self.labels)


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
    meanings = instruments.encoder.encode([line.shown for line in samples])
    tuned = instruments.tuned
    opinions = np.zeros((len(examples), len(tuned.intents)), dtype=np.float32)
    unseen = [number for number, example in enumerate(examples) if example.writer not in tuned.learnt]
    if unseen:
        shown = [samples[number].shown for number in unseen]
        opinions[unseen] = tuned.logits(shown, examples[0].audience)
    return samples, meanings, opinions


def _train_audience(
    lines: _Lines, audience: Audience, workshop: Workshop, tuned_intents: tuple[str, ...]
) -> tuple[AudienceModel, list[Outcome]]:
    """Judges by models that had not seen the judged writers, then learns from all lines."""
    parts = sorted(set(lines.folds.tolist()) - {-1})
    results = workshop.each(_learn_without, [(lines, part) for part in [*parts, None]])
    *judging, (lexicon, linear) = list(results)
    logits = np.full((len(lines.labels), len(lines.intents)), _UNLEARNT)
    for part, (own_lexicon, own_linear) in zip(parts, judging, strict=True):
        held = lines.folds == part
        columns = [lines.intents.index(name) for name in own_linear.intents]
        logits[np.ix_(held, columns)] = (
            lines.only(held).rows(own_lexicon).scores(own_linear.weights) + own_linear.bias
        )
    judged = lines.only(lines.folds >= 0)
    both = joined(logits[lines.folds >= 0], lines.intents, judged.opinions, tuned_intents)
    held_out = HeldOut(lines.intents, both, tuple(judged.labels), tuple(line.ruling for line in judged.samples))
    thresholds = choose(held_out)
    return AudienceModel(lexicon, linear, thresholds), _outcomes(judged, audience, held_out, thresholds)


def _learn_without(_instruments: Instruments, task: tuple[_Lines, int | None]) -> tuple[Lexicon, LinearModel]:
    lines, part = task
    return lines.learn() if part is None else lines.only(lines.folds != part).learn()


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


def _outcomes(lines: _Lines, audience: Audience, held_out: HeldOut, thresholds: Thresholds) -> list[Outcome]:
    return [
        Outcome(audience, label, decision.intent, decision.action, decision.second, line.language)
        for label, decision, line in zip(lines.labels, held_out.decisions(thresholds), lines.samples, strict=True)
    ]


def _silence(_share: float, _what: str) -> None:
    """For those who do not watch."""
