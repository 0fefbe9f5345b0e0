"""Reads the training files: Rasa's NLU YAML, its annotations stripped, its mistakes named with file and line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from intents.contract import INTENTS, intents_of
from intents.errors import TrainingDataError
from intents.reading import Audience

_AUDIENCES: Final[dict[str, tuple[Audience, ...]]] = {
    "driver": ("driver",),
    "customer": ("customer",),
    "both": ("driver", "customer"),
}
_ANNOTATION: Final = re.compile(r"\[(?P<text>[^\]]*)\](?:\((?P<name>[^)]*)\)|\{[^}]*\})")


@dataclass(frozen=True)
class Example:
    """One line of a training file."""

    text: str
    intent: str
    audience: Audience
    file: Path
    line: int

    @property
    def writer(self) -> str:
        """The hand that wrote it: lines of one file stay together when the model is judged."""
        return self.file.stem

    @property
    def key(self) -> tuple[Audience, str]:
        """The same for two lines between which capitals and blanks are all the difference."""
        return self.audience, " ".join(self.text.lower().split())


def training_files(directory: Path) -> list[Path]:
    """The training files, in the order of their names."""
    files = sorted(directory.glob("*.yml"))
    if not files:
        reason = (
            "no training files (driver_*.yml, customer_*.yml, both_*.yml) here: restore them from the repository"
        )
        raise TrainingDataError(directory, 0, reason)
    return files


def training_hash(directory: Path) -> str:
    """Changes when any training file does."""
    digest = hashlib.sha256()
    for file in training_files(directory):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def read_training_data(directory: Path) -> list[Example]:
    """All examples; one in a both_ file counts for each audience. Refuses the first mistake it finds."""
    examples: list[Example] = []
    first: dict[tuple[Audience, str], Example] = {}
    for file in training_files(directory):
        for example in examples_in(file, content_of(file)):
            earlier = first.setdefault(example.key, example)
            if earlier.intent != example.intent:
                raise TrainingDataError(
                    file,
                    example.line,
                    f"'{example.text}' is under {example.intent} here and under {earlier.intent} in "
                    f"{earlier.file.name}, line {earlier.line}: delete one of them",
                )
            if earlier is example:
                examples.append(example)
    return examples


def examples_in(file: Path, content: str) -> Iterator[Example]:
    """The examples of one file, whose content need not have been written yet."""
    prefix = file.stem.split("_")[0]
    if prefix not in _AUDIENCES:
        raise TrainingDataError(file, 1, "the file name must begin with driver_, customer_ or both_: rename it")
    for block in _blocks(file, content):
        _check_intent(file, block.line, block.intent, prefix)
        for number, text in _texts(file, block):
            for audience in _AUDIENCES[prefix]:
                yield Example(text, block.intent, audience, file, number)


def content_of(file: Path) -> str:
    """What stands in a training file."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TrainingDataError(file, 1, f"unreadable, save it as UTF-8 YAML: {error}") from error


def plain_text(annotated: str) -> str:
    """The line without its entity annotations: "[14](stop)?" is "14?"."""
    return _ANNOTATION.sub(lambda match: match["text"], annotated).strip()


def _check_intent(file: Path, line: int, intent: str, prefix: str) -> None:
    if intent not in INTENTS:
        raise TrainingDataError(file, line, f"unknown intent '{intent}': use a name of intents/contract.py")
    for audience in _AUDIENCES[prefix]:
        if intent not in intents_of(audience):
            owners = " and ".join(sorted(INTENTS[intent].audiences))
            reason = f"'{intent}' is for {owners} only, and this file also teaches {audience}: move it"
            raise TrainingDataError(file, line, reason)


@dataclass(frozen=True)
class _Block:
    """One intent of a file and its examples."""

    intent: str
    line: int
    examples: str
    first_line: int


def _blocks(file: Path, content: str) -> Iterator[_Block]:
    """The intents of a file; synonyms, regexes and lookups are Rasa's alone."""
    for item in _nlu_items(file, content):
        line = item.start_mark.line + 1
        fields = {key.value: value for key, value in item.value} if isinstance(item, yaml.MappingNode) else {}
        if not fields.keys() & {"intent", "synonym", "regex", "lookup"}:
            raise TrainingDataError(file, line, "expected '- intent: name' with 'examples: |' below it")
        if "intent" not in fields:
            continue
        examples = fields.get("examples")
        if not isinstance(examples, yaml.ScalarNode) or examples.style != "|":
            raise TrainingDataError(file, line, "the examples must be a block of lines: 'examples: |'")
        yield _Block(str(fields["intent"].value), line, examples.value, examples.start_mark.line + 2)


def _texts(file: Path, block: _Block) -> Iterator[tuple[int, str]]:
    found = False
    for number, written in enumerate(block.examples.split("\n"), start=block.first_line):
        stripped = written.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if not stripped.startswith("- "):
            raise TrainingDataError(file, number, f"an example begins with '- ': '{stripped[:60]}'")
        text = plain_text(stripped[2:])
        if not text:
            raise TrainingDataError(file, number, "an example without text: delete the line")
        found = True
        yield number, text
    if not found:
        raise TrainingDataError(file, block.line, f"'{block.intent}' has no examples: add some or delete it")


def _nlu_items(file: Path, content: str) -> list[yaml.Node]:
    try:
        root = yaml.compose(content, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TrainingDataError(file, line, f"broken YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise TrainingDataError(file, 1, f"unreadable, save it as UTF-8 YAML: {error}") from error
    if not isinstance(root, yaml.MappingNode):
        raise TrainingDataError(file, 1, "expected 'version: \"3.1\"' and 'nlu:'")
    sections = {key.value: value for key, value in root.value}
    version, nlu = sections.get("version"), sections.get("nlu")
    if version is None or version.value != "3.1":
        raise TrainingDataError(file, 1, "expected 'version: \"3.1\"' at the top")
    if not isinstance(nlu, yaml.SequenceNode):
        raise TrainingDataError(file, 1, "expected a list under 'nlu:'")
    return list(nlu.value)
