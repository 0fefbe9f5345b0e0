"""What the desk has taught, added to the training files: whole or not at all, and nothing twice."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from intents.annotation import annotated
from intents.contract import intents_of
from intents.errors import ExampleError, KnownExampleError, TrainingDataError
from intents.reading import Audience, Language
from intents.training_data import Example, content_of, examples_in, read_training_data

_HEAD: Final = 'version: "3.1"\nnlu:\n'


class DeskExamples:
    """The examples there are, and the files to which those from the desk are added."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._known = {example.key: example for example in read_training_data(directory)}

    def add(self, text: str, audience: Audience, language: Language, intent: str) -> Example:
        """Adds an example; KnownExampleError where it stands already, ExampleError where it cannot be added."""
        if intent not in intents_of(audience):
            names = ", ".join(intents_of(audience))
            raise ExampleError(f"A {audience} has no intent {intent!r}: use one of {names}.")
        line = annotated(text, audience, language)
        file = self._directory / f"{audience}_from_the_desk.yml"
        content = content_of(file) if file.exists() else _HEAD
        new = _with(content, file, intent, line)
        example = _added(file, content, new)
        self._refuse_known(example)
        _write(file, new)
        self._known[example.key] = example
        return example

    def _refuse_known(self, example: Example) -> None:
        known = self._known.get(example.key)
        if known is None:
            return
        place = f"{known.file}, line {known.line}"
        if known.intent == example.intent:
            raise KnownExampleError(f"'{example.text}' is known already ({place}): nothing to add.")
        raise ExampleError(
            f"'{example.text}' stands under {known.intent} in {place}: change or delete that line first, if it is "
            f"{example.intent} indeed."
        )


def _with(content: str, file: Path, intent: str, line: str) -> str:
    """The file's content with one more example, below the others of its intent."""
    lines = content.splitlines()
    of_intent = [example.line for example in _examples(file, content) if example.intent == intent]
    if of_intent:
        last = lines[of_intent[-1] - 1]
        lines.insert(of_intent[-1], f"{last[: len(last) - len(last.lstrip())]}- {line}")
    else:
        lines += [f"- intent: {intent}", "  examples: |", f"    - {line}"]
    return "\n".join(lines) + "\n"


def _added(file: Path, before: str, after: str) -> Example:
    """The one example that is new, read back before anything is written."""
    old = [example.text for example in _examples(file, before)]
    new = _examples(file, after)
    for place, example in enumerate(new):
        if place == len(old) or example.text != old[place]:
            if [each.text for each in new[:place] + new[place + 1 :]] == old:
                return example
            break
    raise ExampleError(f"Nothing can be added to {file}: bring it into the form of the other training files.")


def _examples(file: Path, content: str) -> list[Example]:
    return [] if content == _HEAD else list(examples_in(file, content))


def _write(file: Path, content: str) -> None:
    new = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with new.open("w", encoding="utf-8") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        new.replace(file)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise TrainingDataError(file, 1, f"cannot be written: {error.strerror}. Make it writable") from error
