"""The door to this room: a reader, trained if need be."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from intents.artifact import load_or_train
from intents.embedded import EmbeddedReader
from intents.encoder import Encoder
from intents.language import LanguageGuesser
from intents.training import Progress


def open_reader(artifact_path: Path, training_dir: Path, progress: Progress | None = None) -> EmbeddedReader:
    """A reader from the saved model; trains first, telling `progress`, if the training data changed."""
    with ThreadPoolExecutor(max_workers=1) as background:
        guesser = background.submit(LanguageGuesser)
        encoder = Encoder()
        languages = guesser.result()
    model = load_or_train(training_dir, artifact_path, encoder, languages, progress)
    return EmbeddedReader(model, encoder, languages)
