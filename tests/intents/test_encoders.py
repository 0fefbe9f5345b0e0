"""The two encoders: the tuned one with what it keeps of the lines it was not taught, and its stand-in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from intents import opinions
from intents.encoder import Encoder
from intents.instruments import Instruments
from intents.language import LanguageGuesser
from intents.normalise import visible
from intents.training_data import read_training_data
from intents.tuned import FOLDER, TunedEncoder, addressed
from tests.intents.conftest import REAL_DATA, no_encoders

TEXTS = ["the gate wants a code", "ya llegué y nadie abre"]


class FlatModel:
    """An encoder's model to which all texts are alike."""

    def encode(self, texts: Sequence[str]) -> Any:
        """The same row for each text."""
        return np.ones((len(texts), 512))


def linked(folder: Path) -> Path:
    """A folder with the encoder of the repository but without what it keeps."""
    for file in FOLDER.iterdir():
        if file.name != opinions.OPINIONS:
            (folder / file.name).symlink_to(file)
    return folder


def test_what_it_keeps_of_the_unlearnt_is_what_it_would_say_now() -> None:
    tuned = TunedEncoder()
    unlearnt = [line for line in read_training_data(REAL_DATA) if line.writer not in tuned.learnt]
    kept = opinions.load(FOLDER, tuned.version)
    texts = [(visible(line.text), line.audience) for line in unlearnt]
    assert all(opinions.key_of(addressed(text, audience)) in kept for text, audience in texts)
    for audience in ("driver", "customer"):
        some = [text for text, own in texts if own == audience][::50]
        now, then = tuned.logits(some, audience), tuned.opinions(some, audience)
        # Eight bits are rounded by what stands beside a text, so only nearly the same.
        assert np.abs(now - then).mean() < 0.2
        assert (now.argmax(axis=1) == then.argmax(axis=1)).mean() > 0.85


@pytest.mark.parametrize("version", ["of another encoder", None])
def test_what_another_encoder_kept_or_nobody_can_read_is_not_used(tmp_path: Path, version: str | None) -> None:
    folder = linked(tmp_path)
    if version is None:
        (folder / opinions.OPINIONS).write_bytes(b"PK\x03\x04 no archive")
    else:
        wrong = np.full((2, len(TunedEncoder(folder).intents)), 99, dtype=np.float32)
        opinions.save(folder, version, [addressed(text, "driver") for text in TEXTS], wrong)
    tuned = TunedEncoder(folder)
    assert np.array_equal(tuned.opinions(TEXTS, "driver"), tuned.logits(TEXTS, "driver"))


def test_what_it_keeps_is_given_back(tmp_path: Path) -> None:
    tuned = TunedEncoder(linked(tmp_path))
    rows = np.arange(2 * len(tuned.intents), dtype=np.float32).reshape(2, -1)
    opinions.save(tmp_path, tuned.version, [addressed(text, "driver") for text in TEXTS], rows)
    both = tuned.opinions([TEXTS[1], "something new", TEXTS[0]], "driver")
    assert np.array_equal(both[[2, 0]], rows)
    assert np.array_equal(both[1], tuned.logits(["something new"], "driver")[0])
    assert not np.array_equal(tuned.opinions(TEXTS, "customer"), rows), "customers mean other things by it"


def test_beside_the_tuned_encoder_the_other_is_not_even_loaded() -> None:
    asked = []
    instruments = Instruments(LanguageGuesser(), Encoder(lambda: asked.append(1)), TunedEncoder())
    assert instruments.meanings(TEXTS).shape == (2, 0)
    assert instruments.missing == ()
    assert not asked


def test_without_the_tuned_encoder_the_other_stands_in() -> None:
    without = no_encoders()
    instruments = Instruments(without.languages, Encoder(FlatModel), without.tuned)
    assert instruments.meanings(TEXTS).shape == (2, 512)
    assert len(instruments.missing) == 1
    assert instruments.version != without.version
