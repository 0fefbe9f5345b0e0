"""What `doorstep intents test` shows: the figures of a scored file, on eighty columns."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from intents.contract import OUT_OF_SCOPE
from intents.explanation import needed

_WHO: Final = {"driver": "drivers", "customer": "customers"}
_LANGUAGES: Final = {"en": "English", "es": "Spanish", "mixed": "both mixed"}
_MOST_CONFUSIONS: Final = 20
_FIGURES: Final = (
    ("right", "accuracy"),
    ("macro-F1", "macro_f1"),
    ("in scope: right at once", "in_scope_accuracy"),
    ("in scope: right among the best two", "in_scope_best_two"),
    ("in scope: sent to a person needlessly", "needlessly_to_people"),
    ("out of scope: recognised", "out_of_scope_recall"),
    ("answered without a person (1)", "answered_without_person"),
    ("  wrong among what is answered at once", "wrong_answers"),
    ("report_emergency: recall", "emergency_recall"),
    ("  false alarms, of all other messages", "emergency_false_alarms"),
    ("opt_out: recall", "opt_out_recall"),
    ("  false alarms", "opt_out_false_alarms"),
    ("wrong_number: recall", "wrong_number_recall"),
    ("  false alarms", "wrong_number_false_alarms"),
)


def show(result: Mapping[str, Any]) -> None:
    """Everything that `score_file` found, but for the single readings."""
    Console(width=None if sys.stdout.isatty() else 80, markup=False, highlight=False).print(Group(*_parts(result)))


def _parts(result: Mapping[str, Any]) -> list[RenderableType]:
    shown: list[RenderableType] = [_overall(result), _remarks(result), _by_language(result)]
    if result["entities"]:
        shown.append(_by_entity(result["entities"]))
    for audience, figures in result["audiences"].items():
        shown.append(_by_intent(audience, figures["intents"], result["thresholds"][audience]))
    if result["confusions"]:
        shown.append(_confusions(result["confusions"]))
    for audience, sentences in result["explanation"].items():
        if sentences:
            shown.append(_explanation(audience, list(sentences.values())))
    if result["plots"]:
        shown.append(Text("\n".join(["Drawn:", *(f"  {picture}" for picture in result["plots"])])))
    return [Padding(part, (0, 0, 1, 0), expand=False) for part in shown]


def _overall(result: Mapping[str, Any]) -> Table:
    groups = {"all": result, **result["audiences"]} if len(result["audiences"]) > 1 else {"all": result}
    table = _table("", *(_WHO.get(name, name) for name in groups))
    table.add_row("messages", *(str(figures["messages"]) for figures in groups.values()))
    for title, name in _FIGURES:
        shares = [figures[name] for figures in groups.values()]
        if any(share is not None for share in shares):
            table.add_row(title, *map(_percent, shares))
    return table


def _remarks(result: Mapping[str, Any]) -> Text:
    latency = result["latency_ms"]
    surest = _percent(result["answerable_by_confidence"])
    return Text(
        "(1) Asking back, or asking for confirmation, counts half.\n"
        f"By confidence alone, {surest} could be answered at once with 2 % of it wrong.\n"
        f"One reading takes {latency['p50']:.1f} ms; the 99th percentile is {latency['p99']:.1f} ms."
    )


def _by_language(result: Mapping[str, Any]) -> Table:
    table = _table("language", "messages", "in scope", "right", "best two", "without a person", "wrong")
    for language, figures in result["languages"].items():
        inside = sum(row["messages"] for row in figures["intents"] if row["intent"] != OUT_OF_SCOPE)
        table.add_row(
            _LANGUAGES.get(language, language),
            str(figures["messages"]),
            str(inside),
            _percent(figures["in_scope_accuracy"]),
            _percent(figures["in_scope_best_two"]),
            _percent(figures["answered_without_person"]),
            _percent(figures["wrong_answers"]),
        )
    return table


def _by_entity(entities: Sequence[Mapping[str, Any]]) -> Table:
    table = _table("entity", "number", "precision", "recall", "F1")
    for entity in entities:
        shares = (entity["precision"], entity["recall"], entity["f1"])
        table.add_row(entity["name"], str(entity["expected"]), *map(_percent, shares))
    return table


def _by_intent(audience: str, intents: Sequence[Mapping[str, Any]], thresholds: Mapping[str, Any]) -> Table:
    table = _table(f"intent of {_WHO[audience]}", "number", "precision", "recall", "F1", "unasked from")
    for row in intents:
        name = row["intent"]
        shares = (row["precision"], row["recall"], row["f1"])
        table.add_row(name, str(row["messages"]), *map(_percent, shares), _unasked(name, thresholds))
    return table


def _unasked(intent: str, thresholds: Mapping[str, Any]) -> str:
    """How sure the bot must be of this intent to act without asking first."""
    if intent == OUT_OF_SCOPE or not thresholds:
        return ""
    least = needed(thresholds, intent)
    return "never" if least > 1 else _percent(least)


def _confusions(confusions: Sequence[Sequence[Any]]) -> Table:
    table = _table("most often misread: meant", "read as", "times", words=2)
    for meant, read, times in confusions[:_MOST_CONFUSIONS]:
        table.add_row(meant, read, str(times))
    return table


def _explanation(audience: str, sentences: Sequence[str]) -> RenderableType:
    points = Table.grid(padding=(0, 1))
    for sentence in sentences:
        points.add_row("–", sentence)
    return Group(Text(f"How the messages of {_WHO[audience]} are decided", style="bold"), points)


def _table(*titles: str, words: int = 1) -> Table:
    """`words` columns of words stand before those of numbers."""
    table = Table(box=None, pad_edge=False)
    for number, title in enumerate(titles):
        table.add_column(title, justify="left" if number < words else "right", no_wrap=number > 0)
    return table


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.1f} %"
