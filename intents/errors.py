"""What can go wrong with training files, the trained model and scored files, told so that it can be mended."""

from __future__ import annotations

from pathlib import Path

from doorstep_errors import DoorstepError


class IntentsError(DoorstepError):
    """The base of all errors of this room; its message says what to do."""


class TrainingDataError(IntentsError):
    """A training file that cannot be used."""

    def __init__(self, file: Path, line: int, reason: str) -> None:
        self.file = file
        self.line = line
        self.reason = reason
        super().__init__(f"{file}, line {line}: {reason}")


class ExampleError(IntentsError):
    """An example that cannot be added to the training files."""


class KnownExampleError(ExampleError):
    """An example that stands in the training files already."""


class ArtifactError(IntentsError):
    """A saved model that cannot be read or written."""


class ScoringFileError(IntentsError):
    """A JSONL file of labelled messages that cannot be scored."""

    def __init__(self, file: Path, line: int, reason: str) -> None:
        self.file = file
        self.line = line
        self.reason = reason
        super().__init__(f"{file}, line {line}: {reason}")


class DrawingError(IntentsError):
    """A picture that cannot be drawn or written."""
