"""Learns the model of each audience, and chooses its thresholds on lines held out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from intents.decision import Thresholds
from intents.encoder import Encoder
from intents.evaluation import Figures, Outcome, figures
from intents.features import FloatArray, Lexicon
from intents.language import LanguageGuesser
from intents.linear import LinearModel, Rows, learn
from intents.reading import Audience
from intents.sample import Sample, sample
from intents.thresholds import HeldOut, choose
from intents.training_data import Example

Progress = Callable[[float, str], None]
"""Told how much is done, from 0 to 1, and what comes next."""

AUDIENCES: Final[tuple[Audience, ...]] = ("driver", "customer")
_FOLDS: Final = 3
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
    encoder_width: int


def train(
    examples: Sequence[Example],
    encoder: Encoder,
    languages: LanguageGuesser,
    progress: Progress | None = None,
) -> TrainedModel:
    """Learns from all examples; the figures come from folds in which each line was held out once."""
    tell = progress or _silence
    models: dict[Audience, AudienceModel] = {}
    outcomes: list[Outcome] = []
    for number, audience in enumerate(AUDIENCES):
        own = [example for example in examples if example.audience == audience]
        if len({example.intent for example in own}) < 2:
            continue

        def tell_part(share: float, what: str, number: int = number, audience: Audience = audience) -> None:
            tell((number + share) / len(AUDIENCES), f"{audience}: {what}")

        tell_part(0.0, f"preparing {len(own)} lines")
        lines = _Lines.prepare(own, encoder, languages)
        model, held_out = _train_audience(lines, folds(own), tell_part)
        models[audience] = model
        decisions = held_out.decisions(model.thresholds)
        outcomes += [
            Outcome(audience, label, decision.intent, decision.action, decision.second, prepared.language)
            for label, decision, prepared in zip(lines.labels, decisions, lines.samples, strict=True)
        ]
    tell(1.0, "done")
    return TrainedModel(models, figures(outcomes), encoder.width)


@dataclass(frozen=True)
class _Lines:
    """The lines of one audience, made ready."""

    samples: list[Sample]
    labels: list[str]
    meanings: FloatArray

    @classmethod
    def prepare(cls, examples: Sequence[Example], encoder: Encoder, languages: LanguageGuesser) -> _Lines:
        samples = [sample(example.text, example.audience, languages) for example in examples]
        meanings = encoder.encode([line.shown for line in samples], [line.words for line in samples])
        return cls(samples, [example.intent for example in examples], meanings)

    def only(self, chosen: NDArray[np.bool_]) -> _Lines:
        samples = [line for line, use in zip(self.samples, chosen, strict=True) if use]
        labels = [label for label, use in zip(self.labels, chosen, strict=True) if use]
        return _Lines(samples, labels, self.meanings[chosen])

    def rows(self, lexicon: Lexicon) -> Rows:
        return Rows([lexicon.weigh(line.words, line.signs) for line in self.samples], self.meanings, lexicon.width)

    def learn(self) -> tuple[Lexicon, LinearModel]:
        lexicon = Lexicon.learn([line.words for line in self.samples], [line.signs for line in self.samples])
        return lexicon, learn(self.rows(lexicon), self.labels)


def _train_audience(lines: _Lines, parts: NDArray[np.int64], tell: Progress) -> tuple[AudienceModel, HeldOut]:
    intents = tuple(sorted(set(lines.labels)))
    logits = np.full((len(lines.labels), len(intents)), _UNLEARNT)
    for fold in range(_FOLDS):
        tell(0.1 + 0.25 * fold, f"judging held-out lines, part {fold + 1} of {_FOLDS}")
        held = parts == fold
        if not held.any():
            continue
        lexicon, linear = lines.only(~held).learn()
        columns = [intents.index(name) for name in linear.intents]
        logits[np.ix_(held, columns)] = lines.only(held).rows(lexicon).scores(linear.weights) + linear.bias
    rulings = tuple(line.ruling for line in lines.samples)
    held_out = HeldOut(intents, logits, tuple(lines.labels), rulings)
    tell(0.85, "learning from all lines")
    lexicon, linear = lines.learn()
    return AudienceModel(lexicon, linear, choose(held_out)), held_out


def folds(examples: Sequence[Example]) -> NDArray[np.int64]:
    """The fold of each example: neighbouring lines stay together, since one thought often takes several."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, example in enumerate(examples):
        blocks[(example.writer, example.intent)].append(number)
    parts = np.zeros(len(examples), dtype=np.int64)
    for members in blocks.values():
        parts[members] = np.arange(len(members)) * _FOLDS // len(members)
    return parts


def _silence(_share: float, _what: str) -> None:
    """For those who do not watch."""
