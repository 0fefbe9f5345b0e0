"""How alike texts are: by meaning, across languages, and by words where there is no encoder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from intents.encoder import Encoder
from intents.likeness import Likeness, likeness_of
from tests.trained import trained_reader

QUESTION = "where do I park the van"
LIKE, UNLIKE = "where can I park", "the customer refused the parcel"


class CountingModel:
    """An encoder's model that tells how many texts it was given."""

    def __init__(self) -> None:
        self.seen = 0

    def encode(self, texts: Sequence[str]) -> Any:
        """A row for each text."""
        self.seen += len(texts)
        return np.asarray([[len(text), 1.0] for text in texts])


@pytest.mark.parametrize("likeness", [Likeness(), likeness_of(trained_reader())], ids=["words", "meaning"])
def test_the_like_is_told_from_the_unlike(likeness: Likeness) -> None:
    same, like, unlike = likeness.of(QUESTION, [QUESTION, LIKE, UNLIKE])
    assert same == pytest.approx(1, abs=1e-5)
    assert like > likeness.enough > unlike
    assert likeness.of(QUESTION, []) == []


def test_by_meaning_the_language_does_not_matter() -> None:
    likeness = likeness_of(trained_reader())
    assert likeness.of(QUESTION, ["dónde estaciono la camioneta"])[0] > likeness.enough


def test_no_text_is_encoded_twice() -> None:
    model = CountingModel()
    likeness = Likeness(Encoder(lambda: model))
    model.seen = 0
    for _ in range(3):
        likeness.of("a", ["bb", "a", "bb", "ccc"])
    assert model.seen == 3


def test_without_an_encoder_words_must_do() -> None:
    def missing() -> Any:
        raise ImportError("left out")

    assert Likeness(Encoder(missing)).enough == Likeness().enough
