"""Each figure of the desk by its formula, at its edges, and from the database."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk import deeds
from handlers.figures import measures
from handlers.figures.measures import Day, Figures
from handlers.figures.openings import Opening
from handlers.figures.questions import Question, gathered
from handlers.promises.service_level import DeskRules
from handlers.promises.ticket_clock import judge
from storage import transcript
from storage.desk_figures import Said
from storage.message import Channel, Inbound
from storage.models import Address, Customer, Direction, Message, Route, Stop, Ticket, Urgency
from tests.conftest import HandClock
from tests.desk.conftest import CUSTOMER, Desk
from tests.desk.test_clock import HOURS
from tests.worlds import COMPANY, a_depot

NOON = HandClock().now()
TOM = "telegram:1001"
RULES = DeskRules()


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def opening(waited: float | None, **more: object) -> Opening:
    values = {"intent": "ask_access", "hour": 10, "has_asker": True, "in_time": None, "took": None, **more}
    return Opening(waited=None if waited is None else minutes(waited), **values)  # type: ignore[arg-type]


def said(
    after: float, *intents: str, text: str = "", by: str = TOM, person: bool = False, bot: bool = True
) -> Said:
    """A message so many minutes after noon; the bot answers what no person gets."""
    return Said(by, NOON + minutes(after), text, intents, person, bot and not person)


def deflected(*messages: Said, after: float = 600) -> float | None:
    return measures.deflection(gathered(messages), NOON + minutes(after))


class TestFirstResponse:
    def test_nothing_is_none(self) -> None:
        for figure in (
            measures.first_response,
            measures.slow_first_response,
            measures.share_in_time,
            measures.resolution,
            measures.slow_resolution,
        ):
            assert figure([]) is None
            assert figure([opening(None)]) is None
        assert measures.deflection([], NOON) is None
        assert measures.per_100_stops([], 0) is None
        assert measures.per_100_stops([], 10) == 0

    def test_median_and_ninetieth(self) -> None:
        found = [opening(number) for number in range(1, 11)]
        assert measures.first_response(found) == minutes(5.5)
        assert measures.slow_first_response(found) == minutes(9)

    @given(st.lists(st.integers(0, 9999), min_size=1))
    def test_nine_in_ten_stay_at_or_below_the_ninetieth(self, waits: list[int]) -> None:
        ninetieth = measures.slow_first_response([opening(wait) for wait in waits])
        assert ninetieth is not None
        assert ninetieth in [minutes(wait) for wait in waits]
        assert sum(minutes(wait) <= ninetieth for wait in waits) >= 0.9 * len(waits)
        assert sum(minutes(wait) < ninetieth for wait in waits) < 0.9 * len(waits)

    def test_who_does_not_ask_does_not_wait(self) -> None:
        found = [opening(1, in_time=True), opening(99, has_asker=False, in_time=False)]
        assert measures.first_response(found) == minutes(1)
        assert measures.share_in_time(found) == 1


class TestDeflection:
    def test_an_answer_that_was_enough(self) -> None:
        assert deflected(said(0, "ask_gate_code")) == 1

    def test_an_answer_that_was_not_enough(self) -> None:
        assert deflected(said(0, "ask_gate_code"), said(30, "ask_access", person=True)) == 0
        assert deflected(said(0, "ask_gate_code"), said(30.1, "ask_access", person=True)) == 0.5

    def test_a_button_or_a_photo_for_a_person_counts_too(self) -> None:
        assert deflected(said(0, "ask_access"), said(5, person=True)) == 0

    def test_thanks_that_a_person_gets_are_no_question(self) -> None:
        assert deflected(said(0, "ask_access"), said(5, "thanks", person=True)) == 1

    def test_the_same_question_again(self) -> None:
        first = said(0, "ask_gate_code", text="code for 14?")
        assert deflected(first, said(5, "ask_gate_code", text="14 code")) == 0.5
        assert deflected(first, said(5, "ask_gate_code", text="code for 15?")) == 1
        assert deflected(first, said(31, "ask_gate_code", text="code for 14?")) == 1
        assert deflected(first, said(5, "ask_gate_code", text="code for 14?", by="telegram:7")) == 1

    def test_a_burst_is_one_question(self) -> None:
        burst = [said(0, "ask_gate_code", text="code 14"), said(0.5, "ask_gate_code"), said(1.4, "out_of_scope")]
        [question] = gathered(burst)
        assert question.last_at == NOON + minutes(1.4)
        assert deflected(*burst) == 1
        assert len(gathered([*burst, said(2.4, "ask_gate_code")])) == 2

    def test_another_thing_in_the_same_minute_is_another_question(self) -> None:
        assert [q.intent for q in gathered([said(0, "ask_gate_code"), said(0.1, "ask_contact")])] == [
            "ask_gate_code",
            "ask_contact",
        ]

    def test_two_requests_of_one_message_are_two_questions(self) -> None:
        assert len(gathered([said(0, "ask_gate_code", "ask_contact")])) == 2

    def test_what_is_fresh_or_unanswered_is_not_judged(self) -> None:
        assert deflected(said(0, "ask_gate_code"), after=29) is None
        assert deflected(said(0, "ask_gate_code", person=True), after=1) == 0
        assert deflected(said(0, "ask_gate_code", bot=False)) is None

    def test_courtesies_are_no_questions(self) -> None:
        assert gathered([said(0, "thanks"), said(1, "greet"), said(2)]) == []

    @given(
        st.lists(
            st.tuples(
                st.integers(0, 5000), st.sampled_from(["ask_access", "ask_contact", "thanks"]), st.booleans()
            )
        )
    )
    def test_every_question_falls_into_one_burst(self, drawn: list[tuple[int, str, bool]]) -> None:
        messages = [said(at / 60, intent, person=person) for at, intent, person in sorted(drawn)]
        found = gathered(messages)
        for intent in ("ask_access", "ask_contact"):
            own = [each.at for each in messages if intent in each.intents]
            gaps = sum(later - earlier >= minutes(1) for earlier, later in itertools.pairwise(own))
            assert sum(question.intent == intent for question in found) == (gaps + 1 if own else 0)
        share = measures.deflection(found, NOON + minutes(600))
        assert share is None or 0 <= share <= 1


def test_only_drivers_questions_count_against_stops() -> None:
    found = gathered([said(0, "ask_access"), said(5, "track_parcel", by="sms:+1602")])
    assert measures.per_100_stops(found, 50) == 2


class TestFromTheDatabase:
    """Tickets and messages of a Tuesday in Phoenix; the desk's first ticket is out of the way."""

    @pytest.fixture
    def quiet(self, desk: Desk) -> Iterator[Desk]:
        desk.ticket.opened_at = desk.clock.now() - timedelta(days=3)
        deeds.close(desk.session, desk.clock.now() - timedelta(days=3), desk.ticket, "test")
        desk.session.flush()
        yield desk

    def ask(self, desk: Desk, intent: str = "ask_access", conversation: str = TOM, **more: object) -> Ticket:
        values = {"driver": desk.ticket.driver, "urgency": Urgency.AT_THE_DOOR, "question": "how", **more}
        return deeds.open_ticket(
            desk.session,
            desk.clock.now(),
            conversation=conversation,
            depot_code="phx",
            intent=intent,
            rules=RULES,
            **values,  # type: ignore[arg-type]
        )

    def answer(self, desk: Desk, ticket: Ticket) -> None:
        assert deeds.reply(desk.session, desk.clock.now(), ticket, desk.dana, COMPANY, "left door").ok

    def day(self, desk: Desk) -> Day:
        desk.session.flush()
        now = desk.clock.now()
        return measures.of_day(desk.session, now, a_depot(desk.session), date(2026, 11, 24), RULES)

    def whole(self, desk: Desk) -> Figures:
        return self.day(desk).whole

    def test_a_day_without_anything(self, quiet: Desk) -> None:
        figures = self.whole(quiet)
        assert (figures.tickets, figures.questions) == (0, 0)
        assert {value for name, value in figures.__dict__.items() if name not in ("tickets", "questions")} == {
            None
        }

    def test_a_ticket_opened_again_is_timed_anew(self, quiet: Desk) -> None:
        ticket = self.ask(quiet)
        quiet.clock.forward(minutes=1)
        self.answer(quiet, ticket)
        quiet.clock.forward(minutes=2)
        deeds.close(quiet.session, quiet.clock.now(), ticket, "Dana Cole")
        quiet.clock.forward(minutes=20)
        assert self.ask(quiet).id == ticket.id
        quiet.clock.forward(minutes=4)
        self.answer(quiet, ticket)
        figures = self.whole(quiet)
        assert figures.tickets == 2
        assert figures.first_response == minutes(2.5)
        assert figures.resolution == minutes(3)
        assert figures.in_time == 0.5

    def test_what_is_still_open_is_late_but_not_answered(self, quiet: Desk) -> None:
        ticket = self.ask(quiet)
        assert self.whole(quiet).in_time is None
        quiet.clock.forward(minutes=3)
        judge(quiet.session, ticket, quiet.clock.now())
        figures = self.whole(quiet)
        assert (figures.first_response, figures.in_time) == (None, 0)

    def test_a_ticket_that_nobody_asked_for_counts_as_a_ticket_only(self, quiet: Desk) -> None:
        ticket = self.ask(quiet, "note_contradicted", "note:1", driver=None)
        quiet.clock.forward(minutes=7)
        deeds.close(quiet.session, quiet.clock.now(), ticket, "Dana Cole")
        figures = self.whole(quiet)
        assert (figures.tickets, figures.first_response, figures.in_time) == (1, None, None)
        assert figures.resolution == minutes(7)

    def test_by_intent_and_local_hour(self, quiet: Desk) -> None:
        self.answer(quiet, self.ask(quiet))
        quiet.clock.forward(hours=2)
        self.ask(quiet, "request_reroute", "telegram:2")
        day = self.day(quiet)
        assert {intent: part.tickets for intent, part in day.by_intent.items()} == {
            "ask_access": 1,
            "request_reroute": 1,
        }
        assert {hour: part.tickets for hour, part in day.by_hour.items()} == {10: 1, 12: 1}
        assert day.by_hour[10].first_response == timedelta(0)
        assert day.by_hour[12].first_response is None

    def test_another_day_and_another_depot_do_not_count(self, quiet: Desk) -> None:
        quiet.clock.forward(hours=14)
        self.ask(quiet)
        self.hear(quiet, TOM, "ask_access")
        assert self.whole(quiet).tickets == self.whole(quiet).questions == 0
        quiet.clock.forward(hours=-1, minutes=-1)
        self.hear(quiet, TOM, "ask_access")
        assert self.whole(quiet).questions == 1

    def hear(self, desk: Desk, conversation: str, intent: str, ticket: Ticket | None = None) -> None:
        """A message came in, and either a person got it or the bot answered."""
        now = desk.clock.now()
        inbound = Inbound(Channel(conversation.partition(":")[0]), conversation, "x", "1", text="hi")
        message = transcript.add_incoming(desk.session, inbound, "Ana", now, intent, 0.9)
        if ticket is not None:
            transcript.got_by_a_person(desk.session, message.id, ticket.id)
            return
        answer = Message(conversation=conversation, direction=Direction.OUT, author="Doorstep", at=now, text="so")
        desk.session.add(answer)

    def test_deflection_and_questions_per_100_stops(self, quiet: Desk) -> None:
        self.stops(quiet, 40)
        self.hear(quiet, TOM, "ask_gate_code")
        quiet.clock.forward(hours=1)
        self.hear(quiet, TOM, "request_reroute", self.ask(quiet, "request_reroute"))
        self.hear(quiet, f"sms:{CUSTOMER}", "track_parcel")
        quiet.clock.forward(hours=1)
        figures = self.whole(quiet)
        assert figures.questions == 3
        assert figures.per_100_stops == 5
        assert figures.deflection == pytest.approx(2 / 3)

    def stops(self, desk: Desk, number: int) -> None:
        customer = Customer(phone=CUSTOMER)
        address = Address(depot_code="phx", key="12 elm", line="12 Elm")
        desk.session.add_all([customer, address])
        desk.session.flush()
        route = Route(depot_code="phx", date=date(2026, 11, 24), name="RT-01")
        route.stops = [Stop(number=n + 1, address_id=address.id, customer_id=customer.id) for n in range(number)]
        desk.session.add(route)

    def test_the_time_at_night_does_not_count(self, quiet: Desk) -> None:
        quiet.clock.forward(hours=7, minutes=30)
        ticket = self.ask(quiet)
        quiet.clock.forward(hours=13)
        self.answer(quiet, ticket)
        rules = DeskRules(hours={"phx": HOURS})
        quiet.session.flush()
        day = measures.of_day(quiet.session, quiet.clock.now(), a_depot(quiet.session), date(2026, 11, 24), rules)
        assert day.whole.first_response == minutes(60)


def test_a_question_of_the_last_minutes_is_over_only_later() -> None:
    question = Question(TOM, "ask_access", frozenset(), NOON, NOON, answered_by_the_bot=True)
    moments: list[datetime] = [NOON + minutes(29), NOON + minutes(30)]
    assert [question.is_over(moment) for moment in moments] == [False, True]
