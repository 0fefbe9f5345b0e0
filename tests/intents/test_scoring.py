"""Scoring a file of messages: the figures, the fair comparison of entities, the thresholds in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from intents.coverage import answerable, coverage_curve
from intents.entity_scoring import entity_figures, is_same
from intents.evaluation import Outcome
from intents.explanation import explained, needed
from intents.reading import Action, Audience, Entity, Language, Reading
from intents.scoring import read_labelled, score

THRESHOLDS = {
    "gate": -1.5,
    "temperature": 0.9,
    "safety": 0.4,
    "legal": 1.01,
    "secret": 0.93,
    "write": 0.8,
    "read": 0.6,
}


class Parrot:
    """Reads every message as what its first word says."""

    def read(self, text: str, audience: Audience, language: Language | None = None) -> Reading:
        intent = text.split()[0]
        action = Action.HUMAN if intent == "out_of_scope" else Action.ANSWER
        stops = tuple(Entity("stop", word, f"#{word}", 0, 0) for word in text.split() if word.isdigit())
        return Reading(text, audience, intent, 0.9, action, "en", stops, second="thanks", milliseconds=2.0)


def entity(name: str, value: str, text: str | None = None) -> Entity:
    return Entity(name, value, text or value, 0, 0)


def outcome(is_right: bool, confidence: float, action: Action = Action.ANSWER) -> Outcome:
    return Outcome("driver", "greet", "greet" if is_right else "thanks", action, None, "en", confidence)


def file_of(rows: list[dict[str, Any]], folder: Path) -> Path:
    file = folder / "messages.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "written", "found"),
    [
        ("code", "4 5 2 1#", entity("code", "4521#")),
        ("parcel", "tba 123-456", entity("parcel", "TBA123456")),
        ("minutes", "30 min", entity("minutes", "30", "half an hour")),
        ("minutes", "media hora", entity("minutes", "30", "Media hora")),
        ("phone", "(555) 010-1234", entity("phone", "+15550101234", "555 010 1234")),
        ("stop", "#14", entity("stop", "14")),
        ("stop", "next", entity("stop", "next", "the next one")),
        ("place", "Recepción", entity("place", "front_desk", "recepcion,")),
        ("place", "porch", entity("place", "porch", "on the steps")),
        ("rating", "5 stars", entity("rating", "5", "⭐⭐⭐⭐⭐")),
        ("time", "después  de las 5", entity("time", "17:00-", "despues de las 5")),
    ],
)
def test_writings_of_the_same_are_the_same(name: str, written: str, found: Entity) -> None:
    assert is_same(name, written, found)


@pytest.mark.parametrize(
    ("name", "written", "found"),
    [
        ("code", "4521#", entity("code", "4521")),
        ("stop", "14", entity("stop", "4")),
        ("stop", "14", entity("parcel", "14")),
        ("minutes", "30", entity("minutes", "20", "20 to 30")),
        ("place", "back porch", entity("place", "porch")),
    ],
)
def test_what_differs_is_told_apart(name: str, written: str, found: Entity) -> None:
    assert not is_same(name, written, found)


def test_each_entity_found_answers_for_one_that_was_meant() -> None:
    together, codes, stops = entity_figures(
        [
            ([("stop", "14"), ("stop", "14")], [entity("stop", "14"), entity("stop", "9")]),
            ([], [entity("code", "1234")]),
        ]
    )
    assert (stops.expected, stops.found, stops.right, stops.precision, stops.recall) == (2, 2, 1, 0.5, 0.5)
    assert (codes.precision, codes.recall, codes.f1) == (0.0, None, 0.0)
    assert together.name == "all"
    assert together.f1 == pytest.approx(2 / 5)


def test_the_parts_of_a_file_are_scored_each_by_itself(tmp_path: Path) -> None:
    messages: list[dict[str, Any]] = [
        {"text": "greet 4", "audience": "driver", "intent": "greet", "lang": "mixed", "entities": {"stop": [4]}},
        {"text": "greet 4", "audience": "driver", "intent": "thanks", "lang": "mixed", "entities": {"stop": "5"}},
        {"text": "opt_out 9", "audience": "customer", "intent": "opt_out", "lang": "es"},
        {"text": "out_of_scope", "audience": "customer", "intent": "out_of_scope"},
    ]
    told: list[float] = []
    found = score(Parrot(), read_labelled(file_of(messages, tmp_path)), lambda share, _: told.append(share))
    assert {name: part.messages for name, part in found.languages.items()} == {"mixed": 2, "es": 1, "en": 1}
    assert (found.languages["mixed"].in_scope_accuracy, found.languages["mixed"].in_scope_best_two) == (0.5, 1.0)
    assert found.audiences["driver"].messages == found.audiences["customer"].messages == 2
    assert found.figures.opt_out_recall == found.figures.out_of_scope_recall == 1.0
    assert found.figures.wrong_number_false_alarms == 0.0
    # Where nobody marked the entities, those found are not held against the reader.
    assert [(part.name, part.expected, part.found, part.right) for part in found.entities] == [
        ("all", 2, 2, 1),
        ("stop", 2, 2, 1),
    ]
    assert (found.median_milliseconds, told) == (2.0, [0.0, 0.25, 0.5, 0.75])


def test_without_marked_entities_there_are_no_figures_of_them(tmp_path: Path) -> None:
    messages = [{"text": "greet 4", "audience": "driver", "intent": "greet"}]
    assert score(Parrot(), read_labelled(file_of(messages, tmp_path))).entities == []


def test_the_more_is_answered_the_more_is_wrong() -> None:
    outcomes = [outcome(True, 0.9), outcome(True, 0.9), outcome(False, 0.5), outcome(True, 0.3, Action.ASK_BACK)]
    curve = coverage_curve([*outcomes, outcome(False, 0.99, Action.HUMAN)])
    assert [(point.answered, point.wrong) for point in curve] == [(0.4, 0.0), (0.6, 1 / 3), (0.8, 0.25)]
    assert answerable(curve) == 0.4
    assert answerable(curve, borne=0.3) == 0.8
    assert answerable([]) == 0.0


def test_the_thresholds_are_told_in_words() -> None:
    sentences = explained({**THRESHOLDS, "safety_by_rule": 0.02, "sure": {"ask_contact": 1.01}}, "driver")
    assert sentences["ask_gate_code"].startswith("A gate code is told from 93 % on,")
    assert sentences["ask_contact"].startswith("A customer's number is told only after asking back,")
    assert "emergency from 40 % on" in sentences["safety"]
    assert "2 % is enough" in sentences["safety_by_rule"]
    assert "from 80 % on, and below that only after asking for confirmation" in sentences["write"]
    assert sentences.keys() >= {"gate", "read", "temperature"}
    assert "legal" not in sentences
    assert all("because" in sentence for name, sentence in sentences.items() if name != "safety_by_rule")


def test_a_customer_is_told_of_no_secrets_but_of_the_law() -> None:
    sentences = explained({**THRESHOLDS, "sure": {"opt_in": 1.01, "complain": 0.95}}, "customer")
    assert "ask_gate_code" not in sentences
    assert "only where it is the likeliest" in sentences["legal"]
    assert "from 80 % to 95 % on, the higher the more often one is misread, and below" in sentences["write"]
    assert "Never without asking: opt_in." in sentences["write"]
    assert explained({}, "customer") == {}


def test_what_is_needed_to_act_unasked() -> None:
    thresholds = {**THRESHOLDS, "sure": {"greet": 0.5}}
    assert [needed(thresholds, intent) for intent in ("greet", "thanks", "ask_contact", "opt_in")] == [
        0.5,
        0.6,
        0.93,
        0.8,
    ]
