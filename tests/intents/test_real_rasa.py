"""A real Rasa, trained on the project's own files by config.yml, and asked."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from intents.embedded import EmbeddedReader
from intents.language import LanguageGuesser
from intents.rasa import RasaReader
from intents.rasa_server import RasaServer
from intents.reading import Audience
from intents.training_data import Example, read_training_data, training_files
from tests import rasa_process
from tests.intents.conftest import REAL_DATA

_LINES_PER_INTENT = 40
QUESTIONS: tuple[tuple[str, Audience, str], ...] = (
    ("14 wants four digits at the keypad, which ones", "driver", "ask_gate_code"),
    ("tengo un teclado en la reja de la 8 y no me se los numeros", "driver", "ask_gate_code"),
    ("nobody is home here, knocked twice and waited", "driver", "failed_attempt"),
    ("got a flat on the van, sitting on the shoulder", "driver", "report_vehicle"),
    ("gonna be like 40 minutes behind on this whole route", "driver", "report_delay"),
    ("which one do i do after this house", "driver", "ask_next_stop"),
    ("any idea when my box gets here? been waiting since noon", "customer", "track_parcel"),
    ("oiga y mi paquete por donde viene", "customer", "track_parcel"),
    ("we are away today could you bring it on friday instead", "customer", "reschedule_delivery"),
    ("the box is crushed and the lamp inside is broken", "customer", "report_damage"),
    ("please leave it behind the blue pot on the porch", "customer", "give_instructions"),
    ("your app claims delivered yet theres nothing at my door", "customer", "report_not_received"),
)
"""None of them is for a rule to read."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(rasa_process.MISSING is not None, reason=str(rasa_process.MISSING)),
]


def thinned(source: Path, target: Path) -> None:
    """The training files with some forty lines of each intent, otherwise as they are, annotations included."""
    examples = read_training_data(source)
    wanted: dict[Path, set[int]] = defaultdict(set)
    by_intent: dict[tuple[Audience, str], list[Example]] = defaultdict(list)
    for example in examples:
        by_intent[(example.audience, example.intent)].append(example)
    for own in by_intent.values():
        for example in own[:: max(1, len(own) // _LINES_PER_INTENT)]:
            wanted[example.file].add(example.line)
    target.mkdir()
    for file in training_files(source):
        lines = file.read_text(encoding="utf-8").split("\n")
        kept = [
            line for number, line in enumerate(lines, 1) if number in wanted[file] or not re.match(r"\s+- ", line)
        ]
        (target / file.name).write_text("\n".join(kept), encoding="utf-8")


def test_a_real_rasa_reads(reader: EmbeddedReader, tmp_path: Path) -> None:
    thinned(REAL_DATA, tmp_path / "training")
    model = tmp_path / "rasa.tar.gz"
    rasa_process.train(tmp_path / "training", model)
    with rasa_process.serving(model) as (url, process):
        rasa = RasaReader(RasaServer(url, rasa_process.TOKEN), reader, LanguageGuesser())
        readings = [rasa.read(text, audience) for text, audience, _ in QUESTIONS]
        assert {(reading.engine, reading.fallback) for reading in readings} == {("rasa", None)}
        right = [
            intent in (reading.intent, reading.second)
            for reading, (_, _, intent) in zip(readings, QUESTIONS, strict=True)
        ]
        assert sum(right) >= 0.75 * len(QUESTIONS), readings

        question = QUESTIONS[0][:2]
        stranger = RasaReader(RasaServer(url, "another token"), reader, LanguageGuesser())
        assert stranger.read(*question).fallback == "refused"
        stranger.close()

        process.kill()
        process.wait()
        after = rasa.read(*question)
        assert (after.engine, after.fallback) == ("embedded", "unreachable")
        rasa.close()
