"""The engine inside: rules and model together, within this process."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any, Final

from intents.concluding import concluded
from intents.contract import OUT_OF_SCOPE
from intents.decision import Decision, decide
from intents.encoder import Encoder
from intents.evaluation import Figures
from intents.features import terms_of
from intents.instruments import Instruments
from intents.language import LanguageGuesser
from intents.normalise import is_latin
from intents.reading import Action, Audience, Language, Reading
from intents.sample import Sample, sample
from intents.training import TrainedModel
from intents.tuned import joined

_UNREAD: Final = Decision(OUT_OF_SCOPE, Action.HUMAN, 1.0, None)


class EmbeddedReader:
    """Reads messages with the trained model. Holds nothing that changes, so threads may share it."""

    engine: Final = "embedded"

    def __init__(self, model: TrainedModel, instruments: Instruments) -> None:
        self._model = model
        self._instruments = instruments

    @property
    def missing(self) -> tuple[str, ...]:
        """The encoders that it has to read without, and why."""
        return self._instruments.missing

    @property
    def encoder(self) -> Encoder:
        """What tells it how texts are alike in meaning."""
        return self._instruments.encoder

    @property
    def languages(self) -> LanguageGuesser:
        """What tells it the language."""
        return self._instruments.languages

    @property
    def figures(self) -> Figures:
        """How the model did on held-out lines when it was trained."""
        return self._model.figures

    def thresholds(self, audience: Audience) -> dict[str, Any]:
        """The figures that decisions turn on."""
        model = self._model.audiences.get(audience)
        return model.thresholds.as_dict() if model else {}

    def read(self, text: str, audience: Audience, language: Language | None = None) -> Reading:
        """What `text` means. `language` is the conversation's so far."""
        started = time.perf_counter()
        prepared = sample(text, audience, self.languages, language)
        reading = concluded(text, audience, prepared, self._decide(prepared, audience), self.engine)
        return replace(reading, milliseconds=round((time.perf_counter() - started) * 1000, 3))

    def _decide(self, prepared: Sample, audience: Audience) -> Decision:
        model = self._model.audiences.get(audience)
        if model is None or not prepared.shown:
            return _UNREAD
        if prepared.ruling.intent is None and not is_latin(prepared.shown):
            return _UNREAD
        columns, values = model.lexicon.weigh(terms_of(prepared.words, prepared.signs))
        meaning = self._instruments.meanings([prepared.shown])[0]
        linear = model.linear.logits(columns, values, meaning)
        tuned = self._instruments.tuned
        opinion = tuned.logits([prepared.shown], audience)
        logits = joined(linear[None, :], model.linear.intents, opinion, tuned.intents)[0]
        return decide(model.linear.intents, logits, model.thresholds, prepared.ruling)
