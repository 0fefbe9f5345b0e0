"""Scores a file of labelled messages: one JSON object a line, `text, audience, intent, lang, entities`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from intents.contract import intents_of
from intents.entity_scoring import EntityFigures, Named, entity_figures
from intents.errors import ScoringFileError
from intents.evaluation import Figures, Outcome, figures
from intents.reading import Audience, Reader, Reading
from intents.training import Progress

Kind = TypeVar("Kind", bound=str)


@dataclass(frozen=True)
class Labelled:
    """A message and what it means."""

    text: str
    audience: Audience
    intent: str
    language: str | None
    """"en", "es", "mixed" or another, as the file says; None where it does not."""
    entities: tuple[Named, ...] | None
    """None where nobody has marked them."""


@dataclass(frozen=True)
class Score:
    """How a file of messages was read."""

    readings: list[Reading]
    outcomes: list[Outcome]
    figures: Figures
    audiences: dict[Audience, Figures]
    languages: dict[str, Figures]
    entities: list[EntityFigures]
    """All together first; empty where no message of the file has its entities marked."""
    median_milliseconds: float
    slowest_percent_milliseconds: float


def read_labelled(file: Path) -> list[Labelled]:
    """The messages of a JSONL file; empty lines are skipped."""
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ScoringFileError(file, 0, f"cannot be read: {error}") from error
    found = [_labelled(file, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not found:
        raise ScoringFileError(file, 1, "there is no message in it")
    return found


def score(reader: Reader, messages: Iterable[Labelled], progress: Progress | None = None) -> Score:
    """Reads all messages and compares."""
    known = list(messages)
    readings = []
    for number, message in enumerate(known):
        if progress:
            progress(number / len(known), f"reading {len(known)} messages")
        readings.append(reader.read(message.text, message.audience))
    outcomes = [_outcome(message, reading) for message, reading in zip(known, readings, strict=True)]
    marked = [
        (message.entities, reading.entities)
        for message, reading in zip(known, readings, strict=True)
        if message.entities is not None
    ]
    times = sorted(reading.milliseconds for reading in readings)
    return Score(
        readings,
        outcomes,
        figures(outcomes),
        _parts(outcomes, lambda outcome: outcome.audience),
        _parts(outcomes, lambda outcome: outcome.language),
        entity_figures(marked) if marked else [],
        times[len(times) // 2],
        times[min(len(times) - 1, int(len(times) * 0.99))],
    )


def _outcome(message: Labelled, reading: Reading) -> Outcome:
    return Outcome(
        message.audience,
        message.intent,
        reading.intent,
        reading.action,
        reading.second,
        message.language or reading.language,
        reading.confidence,
    )


def _parts(outcomes: Sequence[Outcome], kind: Callable[[Outcome], Kind]) -> dict[Kind, Figures]:
    """The figures of each kind of message by itself, the most frequent kind first."""
    counted = Counter(kind(outcome) for outcome in outcomes)
    return {
        name: figures([outcome for outcome in outcomes if kind(outcome) == name])
        for name, _ in counted.most_common()
    }


def _labelled(file: Path, number: int, line: str) -> Labelled:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ScoringFileError(file, number, f"not JSON: {error.msg}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ScoringFileError(file, number, 'expected an object with "text", "audience" and "intent"')
    audience, intent = row.get("audience"), row.get("intent")
    if audience not in ("driver", "customer"):
        raise ScoringFileError(file, number, f'"audience" must be driver or customer, not {audience!r}')
    if intent not in intents_of(audience):
        raise ScoringFileError(file, number, f"a {audience} has no intent {intent!r}")
    language, entities = row.get("lang"), row.get("entities")
    return Labelled(
        row["text"],
        audience,
        intent,
        language if isinstance(language, str) and language else None,
        None if entities is None else tuple(_entities(entities)),
    )


def _entities(written: Any) -> Iterator[Named]:
    """Accepts {"stop": "14"}, {"stop": ["14", "15"]} and [{"name" or "entity": "stop", "value": "14"}]."""
    if isinstance(written, dict):
        for name, values in written.items():
            for value in values if isinstance(values, list) else [values]:
                yield str(name), str(value)
    elif isinstance(written, list):
        for entity in written:
            if isinstance(entity, dict):
                yield (
                    str(entity.get("name", entity.get("entity"))),
                    str(entity.get("value", entity.get("text", ""))),
                )
