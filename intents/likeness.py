"""How alike two texts are: by their meaning where the sentence encoder is there, else by their words."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, utils

from intents.encoder import Encoder
from intents.reading import Reader

MOST_KEPT: Final = 4000
"""Texts whose meaning is kept: 8 MB."""
ALIKE_BY_MEANING: Final = 0.55
ALIKE_BY_WORDS: Final = 0.6


class Likeness:
    """Compares texts. Safe to use from several threads."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder if encoder is not None and encoder.width else None
        self._kept: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def enough(self) -> float:
        """From how much on two texts may be taken to ask the same."""
        return ALIKE_BY_WORDS if self._encoder is None else ALIKE_BY_MEANING

    def of(self, text: str, others: Sequence[str]) -> list[float]:
        """How alike each of the others is, up to 1."""
        if not others:
            return []
        if self._encoder is None:
            return [fuzz.token_set_ratio(text, other, processor=utils.default_process) / 100 for other in others]
        own, *rest = self._meanings(self._encoder, [text, *others])
        return [float(own @ other) for other in rest]

    def _meanings(self, encoder: Encoder, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        with self._lock:
            found = {text: self._kept[text] for text in dict.fromkeys(texts) if text in self._kept}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            rows = encoder.encode(new)
            lengths = np.linalg.norm(rows, axis=1, keepdims=True)
            found |= zip(new, rows / np.maximum(lengths, 1e-9), strict=True)
            self._keep(found)
        return [found[text] for text in texts]

    def _keep(self, found: dict[str, NDArray[np.float32]]) -> None:
        with self._lock:
            self._kept.update(found)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


def likeness_of(reader: Reader) -> Likeness:
    """By the same encoder that the reader uses, if it has one."""
    encoder = getattr(reader, "encoder", None)
    return Likeness(encoder if isinstance(encoder, Encoder) else None)
