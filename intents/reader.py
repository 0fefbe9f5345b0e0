"""The door to this room: a reader, trained if need be."""

from __future__ import annotations

from pathlib import Path

from intents.embedded import EmbeddedReader
from intents.instruments import load_instruments
from intents.rasa import RasaReader
from intents.rasa_server import RasaServer
from intents.succession import load_or_train
from intents.training import Progress

Engine = EmbeddedReader | RasaReader


def open_reader(artifact_path: Path, training_dir: Path, progress: Progress | None = None) -> EmbeddedReader:
    """A reader from the saved model; trains first, telling `progress`, if the training data changed."""
    instruments = load_instruments()
    return EmbeddedReader(load_or_train(training_dir, artifact_path, instruments, progress), instruments)


def open_rasa_reader(
    server: RasaServer, artifact_path: Path, training_dir: Path, progress: Progress | None = None
) -> RasaReader:
    """A reader that asks a Rasa server, with the embedded one behind it."""
    embedded = open_reader(artifact_path, training_dir, progress)
    return RasaReader(server, embedded, embedded.languages)
