"""Asking a customer for a driver: who may be texted, when, in which words, and where the answer goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from handlers import customers
from handlers.desk import customer_questions
from handlers.desk.customer_questions import About, Proposal
from handlers.desk.deeds import Verdict
from handlers.desk.tickets import close
from handlers.texting import BASIC, basic
from handlers.texts import LANGUAGES, Texts
from handlers.turn import PENDING_FOR, Turn
from intents.reading import Action, Entity, Reading
from storage import tickets, transcript
from storage.message import Channel, Inbound
from storage.models import Customer, Stop, Ticket
from tests.desk.conftest import CUSTOMER, Desk
from tests.desk.test_card_context import a_stop
from tests.handlers.test_texts import ADDRESS, SEGMENT
from tests.handlers.test_texts import COMPANY as LONG_NAME
from tests.worlds import COMPANY


@dataclass
class AtTheDoor:
    """Ana asks about stop 14, whose customer is Kim."""

    desk: Desk
    stop: Stop
    kim: Customer

    def propose(self, user: str = "U0DANA") -> Proposal | Verdict:
        """What could be asked."""
        return customer_questions.proposal(
            self.desk.session, self.desk.clock.now(), COMPANY, self.desk.ticket.id, user
        )

    def ask(self, about: About = About.HOME, text: str = "Are you home?", user: str = "U0DANA") -> Verdict:
        """Somebody asks."""
        desk = self.desk
        return customer_questions.ask(desk.session, desk.clock.now(), COMPANY, desk.ticket.id, user, about, text)

    def answers(self, text: str, intent: str = "affirm", code: str = "") -> None:
        """Kim texts back."""
        session, now = self.desk.session, self.desk.clock.now()
        key = f"sms:{CUSTOMER}"
        found = (Entity("code", code, code, text.index(code), text.index(code) + len(code)),) if code else ()
        reading = Reading(text, "customer", intent, 0.9, Action.ANSWER, "en", found)
        conversation = transcript.conversation(session, key, "en")
        inbound = Inbound(Channel.SMS, key, CUSTOMER, text, text=text)
        customers.answer(Turn(session, now, COMPANY, inbound, conversation, self.kim, reading))
        session.flush()

    def own_ticket(self) -> Ticket | None:
        """A ticket of Kim's own."""
        return tickets.unresolved(self.desk.session, f"sms:{CUSTOMER}")


@pytest.fixture
def door(desk: Desk) -> AtTheDoor:
    """The desk with a stop whose customer is known by number only, as after an import."""
    kim = Customer(phone=CUSTOMER, name="Kim Ono", language="en")
    desk.session.add(kim)
    return AtTheDoor(desk, a_stop(desk, customer=kim, recipient="Kim Ono"), kim)


def test_asking_texts_the_customer_tells_the_driver_and_owns_the_ticket(door: AtTheDoor) -> None:
    assert door.ask() == Verdict(True)
    assert door.desk.left(Channel.SMS) == ["Acme: Are you home? STOP to opt out"]
    assert door.desk.to_driver() == ["Dana has asked the customer of stop 14. The answer comes to you here."]
    assert door.desk.ticket.owner is door.desk.dana
    assert "Dana Cole asked the customer: Are you home?" in door.desk.in_thread()
    kinds = [event.kind for event in tickets.events_of(door.desk.session, door.desk.ticket.id)]
    assert customer_questions.ASKED in kinds
    refused = door.ask(user="U0MARCUS")
    assert not refused.ok
    assert "Dana has this ticket; the customer was not asked." in refused.text
    assert len(door.desk.left(Channel.SMS)) == 1


def test_a_customer_known_by_the_stops_number_only_can_be_asked(desk: Desk) -> None:
    stop = a_stop(desk, phone=CUSTOMER, recipient="Kim Ono", language="es")
    found = AtTheDoor(desk, stop, Customer()).propose()
    assert isinstance(found, Proposal)
    assert (found.customer, found.language) == ("Kim Ono", "es")
    assert "12 Elm St" in found.texts[About.CODE]


def test_who_takes_or_wants_no_texts_is_never_asked(door: AtTheDoor) -> None:
    for name in ("opted_out_at", "dead_at"):
        setattr(door.kim, name, door.desk.clock.now())
        assert not door.ask().ok
        assert isinstance(door.propose(), Verdict)
        setattr(door.kim, name, None)
    assert door.desk.left(Channel.SMS) == []


@pytest.mark.parametrize(
    ("hours", "is_asked"), [(-2.01, False), (-2, True), (9.99, True), (10, False), (20, False)]
)
def test_nobody_is_asked_in_quiet_hours(door: AtTheDoor, hours: float, is_asked: bool) -> None:
    """The clock begins at ten in the morning."""
    door.desk.clock.forward(hours=hours)
    verdict = door.ask()
    assert verdict.ok is is_asked
    assert is_asked or "between 8:00 and 20:00" in verdict.text


def test_strangers_and_tickets_without_a_customer_are_refused(door: AtTheDoor) -> None:
    assert "staff" in door.ask(user="U0NOBODY").text
    door.desk.ticket.stop = None
    door.desk.session.flush()
    assert door.ask().text == customer_questions.NO_CUSTOMER
    assert door.desk.left() == []


def test_the_answer_comes_below_the_drivers_card_and_calls_the_owner(door: AtTheDoor) -> None:
    door.ask()
    door.answers("yes, the blue door")
    assert door.desk.in_thread()[-1] == "Kim Ono answers: yes, the blue door"
    assert door.own_ticket() is None
    door.answers("and ring twice", "give_instructions")
    assert door.desk.in_thread()[-1] == "Kim Ono answers: and ring twice"


def test_what_else_the_customer_wants_is_a_ticket_too(door: AtTheDoor) -> None:
    door.ask()
    door.answers("no, bring it tomorrow", "reschedule_delivery")
    assert "Kim Ono answers: no, bring it tomorrow" in door.desk.in_thread()
    own = door.own_ticket()
    assert own is not None
    assert own.intent == "reschedule_delivery"


@pytest.mark.parametrize("ended", ["resolved", "late"])
def test_an_answer_that_nobody_waits_for_any_more_is_a_ticket(door: AtTheDoor, ended: str) -> None:
    door.ask()
    if ended == "resolved":
        close(door.desk.session, door.desk.clock.now(), door.desk.ticket, "Dana Cole")
    else:
        door.desk.clock.forward(seconds=(PENDING_FOR + timedelta(seconds=1)).total_seconds())
    door.answers("yes")
    assert door.own_ticket() is not None
    assert "Kim Ono answers: yes" not in door.desk.in_thread()


def test_a_code_goes_to_the_driver_and_is_not_written_below_the_card(door: AtTheDoor) -> None:
    door.ask(About.CODE, "What is the code?")
    door.answers("4471# and mind the dog", "give_access_code", "4471#")
    assert any("4471#" in text for text in door.desk.to_driver())
    assert "Kim Ono answers: •••• and mind the dog" in door.desk.in_thread()
    assert not any("4471" in text for text in door.desk.in_thread())
    door.answers("he bites")
    assert door.desk.in_thread()[-1] == "Kim Ono answers: he bites"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("about", About)
def test_each_proposal_leaves_as_one_text_message(language: str, about: About) -> None:
    texts = Texts()
    text = texts.render(f"customer_question_{about}", language, address=ADDRESS)
    exact = basic(texts.render("customer_question", language, company=LONG_NAME, text=text))
    assert set(exact) <= BASIC
    assert len(exact) <= SEGMENT
    assert "STOP" in exact
