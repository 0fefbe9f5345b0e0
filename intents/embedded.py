"""The engine inside: rules and model together, within this process."""

from __future__ import annotations

import time
from typing import Final

from intents.contract import OUT_OF_SCOPE
from intents.decision import Decision, decide
from intents.encoder import Encoder
from intents.evaluation import Figures
from intents.language import LanguageGuesser
from intents.reading import Action, Audience, Language, Reading
from intents.sample import Sample, sample
from intents.training import TrainedModel

_AFTER_LATIN: Final = 0x250
_UNREAD: Final = Decision(OUT_OF_SCOPE, Action.HUMAN, 1.0, None)


class EmbeddedReader:
    """Reads messages with the trained model. Holds nothing that changes, so threads may share it."""

    engine: Final = "embedded"

    def __init__(self, model: TrainedModel, encoder: Encoder, languages: LanguageGuesser) -> None:
        self._model = model
        self._encoder = encoder
        self._languages = languages

    @property
    def missing_encoder(self) -> str | None:
        """Why it reads by words alone, or None if the sentence encoder is there."""
        return self._encoder.missing

    @property
    def figures(self) -> Figures:
        """How the model did on held-out lines when it was trained."""
        return self._model.figures

    def thresholds(self, audience: Audience) -> dict[str, float]:
        """The figures that decisions turn on."""
        model = self._model.audiences.get(audience)
        return model.thresholds.as_dict() if model else {}

    def read(self, text: str, audience: Audience, language: Language | None = None) -> Reading:
        """What `text` means. `language` is the conversation's so far."""
        started = time.perf_counter()
        prepared = sample(text, audience, self._languages, language)
        decision = self._decide(prepared, audience)
        return Reading(
            text=text,
            audience=audience,
            intent=decision.intent,
            confidence=round(decision.confidence, 4),
            action=decision.action,
            language=prepared.language,
            entities=prepared.entities,
            second=decision.second,
            engine=self.engine,
            milliseconds=round((time.perf_counter() - started) * 1000, 3),
        )

    def _decide(self, prepared: Sample, audience: Audience) -> Decision:
        model = self._model.audiences.get(audience)
        if model is None or not prepared.shown:
            return _UNREAD
        if prepared.ruling.intent is None and not _is_latin(prepared.shown):
            return _UNREAD
        columns, values = model.lexicon.weigh(prepared.words, prepared.signs)
        meaning = self._encoder.encode([prepared.shown], [prepared.words])[0]
        logits = model.linear.logits(columns, values, meaning)
        return decide(model.linear.intents, logits, model.thresholds, prepared.ruling)


def _is_latin(shown: str) -> bool:
    """Whether its letters, if it has any, are those of English and Spanish."""
    letters = [char for char in shown if char.isalpha()]
    return 2 * sum(ord(char) < _AFTER_LATIN for char in letters) >= len(letters)
