"""The other engine: a Rasa server trained on the same files, with the embedded engine behind it.

What needs no engine at all – the rules of safety and law, bare words, empty texts – never reaches the server.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from intents.concluding import concluded
from intents.contract import intents_of
from intents.decision import Thresholds, decide
from intents.embedded import EmbeddedReader
from intents.encoder import Encoder
from intents.language import LanguageGuesser
from intents.normalise import is_latin
from intents.rasa_server import RasaError, RasaServer, Trouble
from intents.reading import Audience, Language, Reading
from intents.sample import Sample, sample

log = logging.getLogger(__name__)

# Chosen like those of the embedded engine, on 2 600 lines of two writers whom Rasa had not learnt from:
# `python -m benchmarks.rasa_thresholds` prints them anew. Above 1: never without asking.
_THRESHOLDS: Final[dict[Audience, Thresholds]] = {
    "driver": Thresholds(gate=-1.87, temperature=0.85, safety=0.72, legal=1.0, secret=0.98, write=0.99, read=0.98),
    "customer": Thresholds(
        gate=-1.92, temperature=0.85, safety=0.52, legal=0.34, secret=1.01, write=1.01, read=0.86
    ),
}
_LEAST_CHANCE: Final = 1e-9
"""Rasa's probabilities may be nought, and have a logarithm all the same."""
_REST_SECONDS: Final = 10.0
"""How long a server that was too slow is left alone, so that not every message waits for it in vain."""
_QUIET_SECONDS: Final = 300.0
"""How long nothing more is said in the log after a warning."""


def logits_of(chances: dict[str, float], candidates: tuple[str, ...]) -> NDArray[np.float64]:
    """The logarithms of the candidates' probabilities, once all others are ruled out."""
    own = np.asarray([max(chances[name], _LEAST_CHANCE) for name in candidates])
    logits: NDArray[np.float64] = np.log(own / own.sum())
    return logits


class RasaReader:
    """Reads messages with Rasa, and with the embedded engine when Rasa fails. Threads may share it."""

    engine: Final = "rasa"

    def __init__(
        self,
        server: RasaServer,
        embedded: EmbeddedReader,
        languages: LanguageGuesser,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._server = server
        self._embedded = embedded
        self._languages = languages
        self._seconds = seconds
        self._lock = threading.Lock()
        self._rests_until = self._quiet_until = float("-inf")

    @property
    def missing(self) -> tuple[str, ...]:
        """The encoders that the embedded engine, when it must answer, has to read without, and why."""
        return self._embedded.missing

    @property
    def encoder(self) -> Encoder:
        """What tells the embedded engine how texts are alike in meaning."""
        return self._embedded.encoder

    def thresholds(self, audience: Audience) -> dict[str, float]:
        """The figures that decisions turn on."""
        return _THRESHOLDS[audience].as_dict()

    def read(self, text: str, audience: Audience, language: Language | None = None) -> Reading:
        """What `text` means. `language` is the conversation's so far."""
        started = time.perf_counter()
        prepared = sample(text, audience, self._languages, language)
        if prepared.ruling.intent is not None or not prepared.shown or not is_latin(prepared.shown):
            return replace(self._embedded.read(text, audience, language), engine=self.engine)
        try:
            chances = self._ask(prepared.shown)
        except RasaError as error:
            self._note(error)
            reading = replace(self._embedded.read(text, audience, language), fallback=error.trouble.value)
        else:
            reading = self._decided(text, audience, prepared, chances)
        return replace(reading, milliseconds=round((time.perf_counter() - started) * 1000, 3))

    def close(self) -> None:
        """Gives the connection back."""
        self._server.close()

    def _ask(self, shown: str) -> dict[str, float]:
        if self._seconds() < self._rests_until:
            raise RasaError(Trouble.RESTING)
        return self._server.chances(shown)

    def _decided(self, text: str, audience: Audience, prepared: Sample, chances: dict[str, float]) -> Reading:
        candidates = intents_of(audience)
        logits = logits_of(chances, candidates)
        decision = decide(candidates, logits, _THRESHOLDS[audience], prepared.ruling)
        return concluded(text, audience, prepared, decision, self.engine)

    def _note(self, error: RasaError) -> None:
        """Rests after a wait in vain; warns once, and again only if it lasts."""
        with self._lock:
            now = self._seconds()
            if error.trouble is Trouble.SLOW:
                self._rests_until = now + _REST_SECONDS
            if now < self._quiet_until or error.trouble is Trouble.RESTING:
                return
            self._quiet_until = now + _QUIET_SECONDS
        log.warning("The embedded engine answers in place of Rasa: %s", error)
