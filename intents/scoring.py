"""Scores a file of labelled messages: one JSON object a line, `text, audience, intent, lang, entities`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intents.contract import intents_of
from intents.errors import ScoringFileError
from intents.evaluation import Figures, Outcome, figures
from intents.reading import Audience, Language, Reader, Reading


@dataclass(frozen=True)
class Labelled:
    """A message and what it means."""

    text: str
    audience: Audience
    intent: str
    language: Language | None
    entities: tuple[tuple[str, str], ...]
    """Names and values."""


@dataclass(frozen=True)
class Score:
    """How a file of messages was read."""

    readings: list[Reading]
    figures: Figures
    entity_f1: float | None
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


def score(reader: Reader, messages: Iterable[Labelled]) -> Score:
    """Reads all messages and compares."""
    known = list(messages)
    readings = [reader.read(message.text, message.audience) for message in known]
    outcomes = [
        Outcome(
            message.audience,
            message.intent,
            reading.intent,
            reading.action,
            reading.second,
            message.language or reading.language,
        )
        for message, reading in zip(known, readings, strict=True)
    ]
    times = sorted(reading.milliseconds for reading in readings)
    return Score(
        readings,
        figures(outcomes),
        _entity_f1(known, readings),
        times[len(times) // 2],
        times[min(len(times) - 1, int(len(times) * 0.99))],
    )


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
    language = row.get("lang") if row.get("lang") in ("en", "es") else None
    return Labelled(row["text"], audience, intent, language, tuple(_entities(row.get("entities"))))


def _entities(written: Any) -> Iterator[tuple[str, str]]:
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


def _entity_f1(messages: list[Labelled], readings: list[Reading]) -> float | None:
    expected = found = right = 0
    for message, reading in zip(messages, readings, strict=True):
        wanted = {(name, value.casefold()) for name, value in message.entities}
        got = {(entity.name, entity.value.casefold()) for entity in reading.entities}
        expected, found, right = expected + len(wanted), found + len(got), right + len(wanted & got)
    if not expected:
        return None
    return 2 * right / (expected + found)
