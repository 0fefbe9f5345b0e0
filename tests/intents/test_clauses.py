"""Two requests in one message are taken apart; one request with its story stays whole."""

from __future__ import annotations

import pytest

from intents.clauses import read_requests
from intents.embedded import EmbeddedReader
from intents.entities import entities
from intents.reading import Action, Audience, Language, Reading
from intents.training_data import read_training_data
from tests.intents.conftest import REAL_DATA
from tests.trained import trained_reader

SURE, CONFIRM, ASK, HUMAN = Action.ANSWER, Action.CONFIRM, Action.ASK_BACK, Action.HUMAN
EVERY = 60
"""Of the training lines, each of which is one request, so many are passed over for one that is read."""


class Script:
    """A reader that has been told what each part means; everything else is beyond it."""

    def __init__(self, meanings: dict[str, tuple[str, Action]]) -> None:
        self.meanings = meanings
        self.read_texts: list[str] = []

    def read(self, text: str, audience: Audience, language: Language | None = None) -> Reading:
        self.read_texts.append(text)
        intent, action = self.meanings.get(text, ("out_of_scope", HUMAN))
        confidence = 0.99 if action is SURE else 0.6
        return Reading(text, audience, intent, confidence, action, "en", entities(text, audience, "en"))


def parts(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(part.intent, part.every("stop")) for part in reading.requests()]


def test_a_report_and_a_question_about_another_stop() -> None:
    script = Script(
        {
            "nobody home and the next gate needs a code": ("ask_gate_code", ASK),
            "nobody home": ("failed_attempt", SURE),
            "the next gate needs a code": ("ask_gate_code", SURE),
        }
    )
    reading = read_requests(script, "nobody home and the next gate needs a code", "driver")
    assert parts(reading) == [("failed_attempt", ()), ("ask_gate_code", ("next",))]
    assert [part.text for part in reading.requests()] == ["nobody home", "the next gate needs a code"]
    assert all(not part.also for part in reading.requests())


@pytest.mark.parametrize(
    ("whole", "first", "second"),
    [
        # the question is about the stop of which something is told
        (
            ("ask_gate_code", SURE),
            ("im at the gate", "report_arrived", SURE),
            ("whats the code", "ask_gate_code", SURE),
        ),
        (
            ("ask_gate_code", SURE),
            ("im at 5", "report_arrived", SURE),
            ("whats the code for 5", "ask_gate_code", SURE),
        ),
        # nothing but talk beside it
        (
            ("ask_gate_code", SURE),
            ("thanks a lot", "thanks", SURE),
            ("whats the code for 5", "ask_gate_code", SURE),
        ),
        # the whole is surely something else
        (
            ("ask_leave_rule", SURE),
            ("14 is done", "report_delivered", SURE),
            ("code for 15", "ask_gate_code", SURE),
        ),
        # a part that names a stop and nothing else
        (
            ("ask_gate_code", SURE),
            ("code for 3", "ask_gate_code", SURE),
            ("for stop 8", "ask_next_stop", SURE),
        ),
        # a part that nobody understands, and two that are both in doubt
        (("ask_gate_code", ASK), ("the dude at 4", "out_of_scope", HUMAN), ("code for 15", "ask_gate_code", SURE)),
        (
            ("ask_gate_code", ASK),
            ("14 is done", "report_delivered", CONFIRM),
            ("code for 15", "ask_gate_code", ASK),
        ),
        # a part that goes on with what the other has begun
        (
            ("ask_contact", SURE),
            ("call the customer", "ask_contact", SURE),
            ("ask the code", "ask_gate_code", SURE),
        ),
    ],
)
def test_what_stays_whole(
    whole: tuple[str, Action], first: tuple[str, str, Action], second: tuple[str, str, Action]
) -> None:
    text = f"{first[0]} and {second[0]}"
    script = Script({text: whole, first[0]: first[1:], second[0]: second[1:]})
    reading = read_requests(script, text, "driver")
    assert (reading.text, reading.intent, reading.also) == (text, whole[0], ())


def test_a_doubtful_secret_is_a_request_of_its_own() -> None:
    script = Script(
        {
            "at 14 and no code for 15": ("ask_gate_code", ASK),
            "at 14": ("report_arrived", SURE),
            "no code for 15": ("ask_gate_code", ASK),
        }
    )
    reading = read_requests(script, "at 14 and no code for 15", "driver")
    assert [part.action for part in reading.requests()] == [SURE, ASK]


@pytest.mark.parametrize("text", ["the code and the number for 14", "the code for 14. also the number"])
def test_two_questions_share_the_stop_that_one_of_them_names(text: str) -> None:
    pieces = {
        "the code": "ask_gate_code", "the number for 14": "ask_contact",
        "the code for 14.": "ask_gate_code", "the number": "ask_contact",
    }  # fmt: skip
    script = Script({text: ("ask_gate_code", ASK), **{piece: (intent, SURE) for piece, intent in pieces.items()}})
    assert parts(read_requests(script, text, "driver")) == [("ask_gate_code", ("14",)), ("ask_contact", ("14",))]


@pytest.mark.parametrize(("grave", "audience"), [("report_emergency", "driver"), ("opt_out", "customer")])
def test_danger_and_opting_out_in_either_part_decide_the_whole(grave: str, audience: Audience) -> None:
    text = "nobody is home and that was it for me"
    script = Script({text: ("out_of_scope", HUMAN), "that was it for me": (grave, SURE)})
    reading = read_requests(script, text, audience)
    assert (reading.text, reading.intent, reading.action, reading.also) == (text, grave, SURE, ())


def test_an_opt_out_that_is_taken_back_decides_nothing() -> None:
    text = "you stopped the texts but please start again"
    script = Script({text: ("opt_in", SURE), "you stopped the texts": ("opt_out", SURE)})
    assert read_requests(script, text, "customer").intent == "opt_in"


@pytest.mark.parametrize("text", ["a b and " * 60, "and and and", ". . . .", "", "?!\n\n", "y " * 10_000])
def test_however_odd_it_is_read_in_few_steps(text: str) -> None:
    script = Script({})
    assert read_requests(script, text, "driver").text == text
    assert len(script.read_texts) <= 7


TWO = [
    ("driver", "nobody home and the next gate needs a code", "failed_attempt", "ask_gate_code"),
    ("driver", "estoy en la 14 y no tengo el codigo de la 15", "report_arrived", "ask_gate_code"),
    ("driver", "nadie abre en la 6 y necesito la clave de la 7", "failed_attempt", "ask_gate_code"),
    ("driver", "box for 5 is crushed. also whats the next stop", "report_damage", "ask_next_stop"),
    ("customer", "where is my package and the gate code is 4521", "track_parcel", "give_access_code"),
]
ONE = [
    ("driver", "im at the gate and its locked, whats the code", "ask_gate_code"),
    ("driver", "nobody answers, can i leave it at the desk", "ask_leave_rule"),
    ("driver", "ok thanks. whats the code", "ask_gate_code"),
    ("customer", "que se lo deje al vecino y ya no me escriban mas", "opt_out"),
    ("customer", "the code is 4471 and leave it at the door", "give_access_code"),
    ("customer", "leave it at the door and take me off this list", "opt_out"),
]  # fmt: skip


@pytest.fixture(scope="module")
def trained() -> EmbeddedReader:
    return trained_reader()


@pytest.mark.parametrize(("audience", "text", "first", "second"), TWO)
def test_two_as_people_write_them(
    trained: EmbeddedReader, audience: Audience, text: str, first: str, second: str
) -> None:
    assert [part.intent for part in read_requests(trained, text, audience).requests()] == [first, second]


@pytest.mark.parametrize(("audience", "text", "intent"), ONE)
def test_one_as_people_write_it(trained: EmbeddedReader, audience: Audience, text: str, intent: str) -> None:
    assert [part.intent for part in read_requests(trained, text, audience).requests()] == [intent]


def test_hardly_a_line_that_is_one_request_is_taken_apart(trained: EmbeddedReader) -> None:
    lines = read_training_data(REAL_DATA)[::EVERY]
    apart = [line.text for line in lines if read_requests(trained, line.text, line.audience).also]
    assert len(apart) <= len(lines) / 100, apart
