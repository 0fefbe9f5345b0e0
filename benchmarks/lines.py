"""The lines that a comparison learns from and asks: whole writers are held out, and a fair sample can be drawn."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from intents.scoring import Labelled, read_labelled
from intents.training import AUDIENCES
from intents.training_data import Example, content_of, read_training_data, training_files


@dataclass(frozen=True)
class Lines:
    """What the engines learn, and what they are then asked."""

    learnt: list[Example]
    asked: list[Labelled]
    origin: str
    """Where the asked lines come from, in words."""


def with_writers_held_out(training_dir: Path, number: int, known: frozenset[str] = frozenset()) -> Lines:
    """The last writers of each audience are asked; if possible, such as are not `known` to the tuned encoder."""
    held = _last_writers(training_files(training_dir), number, known)
    examples = read_training_data(training_dir)
    asked = [
        Labelled(example.text, example.audience, example.intent, None, None)
        for example in examples
        if example.writer in held
    ]
    learnt = [example for example in examples if example.writer not in held]
    origin = f"the lines of {', '.join(held)}, held out of learning"
    if taught := known & set(held):
        origin += f" (but the tuned encoder was taught with those of {', '.join(sorted(taught))})"
    return Lines(learnt, asked, origin)


def with_file_asked(training_dir: Path, file: Path) -> Lines:
    """All training lines are learnt, and the messages of a JSONL file are asked."""
    return Lines(read_training_data(training_dir), read_labelled(file), f"the messages of {file.name}")


def sampled(examples: Sequence[Example], lines: int) -> tuple[list[Example], int]:
    """About so many lines: every n-th of each writer's lines for each intent, so that none is lost; and this n."""
    by_intent: dict[tuple[Path, str], list[int]] = defaultdict(list)
    for place in sorted({(example.file, example.line, example.intent) for example in examples}):
        by_intent[(place[0], place[2])].append(place[1])
    step = max(1, math.ceil(len(examples) / lines))
    kept = {(file, line) for (file, _), own in by_intent.items() for line in own[::step]}
    return [example for example in examples if (example.file, example.line) in kept], step


def write_training_files(examples: Sequence[Example], target: Path) -> None:
    """The training files of these lines' writers without their other lines; annotations and synonyms stay."""
    wanted: dict[Path, set[int]] = defaultdict(set)
    for example in examples:
        wanted[example.file].add(example.line)
    source = examples[0].file.parent
    all_lines: dict[Path, set[int]] = defaultdict(set)
    for example in read_training_data(source):
        all_lines[example.file].add(example.line)
    target.mkdir()
    for file, own in wanted.items():
        left_out = all_lines[file] - own
        lines = content_of(file).split("\n")
        kept = [line for number, line in enumerate(lines, start=1) if number not in left_out]
        (target / file.name).write_text("\n".join(kept), encoding="utf-8")


def _last_writers(files: Sequence[Path], number: int, known: frozenset[str]) -> list[str]:
    held: list[str] = []
    for audience in AUDIENCES:
        own = [file.stem for file in files if file.stem.startswith(f"{audience}_")]
        unknown = [writer for writer in own if writer not in known]
        held += (unknown or own)[-number:]
    return held
