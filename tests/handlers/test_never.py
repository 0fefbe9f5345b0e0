"""What never happens, whatever is written or pressed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as any_
from sqlalchemy import select

from intents.contract import intents_of
from intents.reading import Action, Entity, Reading
from storage.message import InboundKind
from storage.models import AccessNote, StopState, Ticket
from tests.handlers.world import World, conversation_of, deliver

PLENTY = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LETTERS = any_.text(any_.characters(exclude_categories=["Cs"]), max_size=12)
WORDS = LETTERS | any_.sampled_from(
    ("code", "for", "2", "7", "901", "stop", "oak ave", "no", "it worked", "help", "doesnt work", "/next", "\x00")
)
TEXTS = any_.lists(WORDS, max_size=5).map(" ".join)
NAMES = ("stop", "address", "code", "parcel", "phone")
VALUES = LETTERS | any_.sampled_from(
    ("1", "2", "7", "12", "99", "next", "last", "previous", "current", "901 Oak Ave", "902 birch", "102 birch")
)
ENTITIES = any_.lists(
    any_.builds(Entity, any_.sampled_from(NAMES), VALUES, any_.just("x"), any_.just(0), any_.just(0)), max_size=3
)
TELLING = any_.sampled_from(["ask_gate_code", "ask_contact", "ask_access", "report_delivered"])
INTENTS = TELLING | any_.sampled_from(intents_of("driver"))
READINGS = any_.builds(
    Reading,
    text=TEXTS,
    audience=any_.just("driver"),
    intent=INTENTS,
    confidence=any_.floats(0, 1),
    action=any_.just(Action.ANSWER) | any_.sampled_from(Action),
    language=any_.sampled_from(["en", "es"]),
    entities=ENTITIES.map(tuple),
    second=any_.none() | INTENTS,
)
PLACES = any_.integers(0, 17)
"""Of a stop, and of a code: the first twelve stops are Ana's own."""
STOP_PRESSES = any_.tuples(any_.just("stop"), PLACES, INTENTS)
CODE_PRESSES = any_.tuples(any_.sampled_from(["worked", "failed"]), any_.integers(0, 8), PLACES)
HOSTILE_PRESSES = any_.one_of(
    any_.lists(LETTERS | any_.just("9" * 30) | any_.just("-1"), max_size=4).map(":".join),
    any_.tuples(any_.just("intent"), INTENTS | LETTERS).map(":".join),
    any_.sampled_from(["safe:yes", "safe:no", "", ":", "stop", "safe:maybe", "stop:²:ask_gate_code"]),
)
Press = str | tuple[str, Any, Any]
TURNS = any_.lists(READINGS | STOP_PRESSES | CODE_PRESSES | HOSTILE_PRESSES, min_size=1, max_size=5)


def data_of(world: World, press: Press) -> str:
    """What a button carries: places become the numbers of the rows."""
    if isinstance(press, str):
        return press
    stops = [stop.id for stop in (*world.route.stops, *world.others.stops)]
    verb, first, second = press
    if verb == "stop":
        return f"stop:{stops[first]}:{second}"
    notes = world.session.scalars(select(AccessNote.id).order_by(AccessNote.id)).all()
    return f"{verb}:{notes[first % len(notes)]}:{stops[second]}"


def told_to(world: World) -> str:
    """All that Ana was ever told, her buttons too."""
    return repr(world.sent(conversation_of(world.ana)))


def take(world: World, turn: Reading | Press) -> bool:
    """One turn of Ana's; whether anything came of it: an answer, a ticket, a post."""
    before = world.ticket()
    posts = len(world.thread(before)) if before else 0
    if isinstance(turn, Reading):
        said = world.turn(world.ana, turn, InboundKind.MESSAGE, text=turn.text)
    else:
        said = world.press(data_of(world, turn))
    after: Ticket | None = world.ticket()
    return bool(said) or after is not before or (after is not None and len(world.thread(after)) > posts)


@PLENTY
@given(turns=TURNS)
def test_nobody_is_told_a_secret_of_somebody_elses_stop(world: World, turns: list[Reading | Press]) -> None:
    with world.session.begin_nested() as undone:
        deliver(world, 1, 2)
        for turn in turns:
            assert take(world, turn), "a turn without any effect"
        told = told_to(world)
        for stop in world.others.stops:
            assert f"66{stop.number}5" not in told
            assert stop.phone is not None
            assert stop.phone not in told
            assert world.sent(f"sms:{stop.phone}") == []
            assert stop.state is StopState.OPEN
        own = {stop.id for stop in world.route.stops}
        assert all(driver == world.ana.id and stop in own for driver, stop, _ in world.disclosures())
        assert world.stop(2).id not in {stop for _, stop, _ in world.disclosures()}
        undone.rollback()
    world.session.expire_all()


@PLENTY
@given(reading=READINGS, action=any_.sampled_from([Action.CONFIRM, Action.ASK_BACK, Action.HUMAN]))
def test_a_doubtful_reading_alone_discloses_nothing(world: World, reading: Reading, action: Action) -> None:
    assume(not reading.text.strip().startswith("/"))
    with world.session.begin_nested() as undone:
        assert take(world, replace(reading, action=action))
        assert world.disclosures() == []
        undone.rollback()
    world.session.expire_all()
