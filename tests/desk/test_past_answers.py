"""Past answers: the like of the question, from the same depot, and never a secret of another address."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.desk import past_answers, replies
from handlers.desk.deeds import Verdict
from handlers.turn import Company
from intents.likeness import Likeness
from storage import access_notes, people, tickets
from storage.models import Address, Depot, NoteKind, Ticket, TicketState
from storage.past_answers import Answered
from tests.desk.conftest import CUSTOMER, Desk
from tests.desk.test_card_context import a_stop
from tests.worlds import COMPANY, PHOENIX

QUESTION = "where do I park the van at the mall"
WORDS = Likeness()


def answered(desk: Desk, question: str, *answers: str, **about: object) -> Ticket:
    """A ticket that Dana answered and resolved an hour ago."""
    then = desk.clock.now() - timedelta(hours=1)
    facts = {"depot_code": "phx", "driver_id": desk.ticket.driver_id, "conversation": "telegram:1001", **about}
    ticket = Ticket(
        intent="ask_access",
        question=question,
        state=TicketState.RESOLVED,
        opened_at=then,
        resolved_at=then,
        slack_channel="C01",
        **facts,
    )
    desk.session.add(ticket)
    desk.session.flush()
    for text in answers:
        tickets.note_event(desk.session, ticket, "answered", then, actor="Dana Cole", detail=text)
    desk.session.flush()
    return ticket


def found(desk: Desk, company: Company = COMPANY) -> list[Answered]:
    """What is offered for the open ticket."""
    desk.ticket.question = QUESTION
    return past_answers.similar(desk.session, company, desk.ticket, WORDS)


def test_the_most_alike_come_first_and_three_are_shown(desk: Desk) -> None:
    answered(desk, "is there a dog", "Yes.")
    answered(desk, "where do I park at the mall", "Behind it.")
    answered(desk, QUESTION, "let me see", "On level 2, by the lifts.", "sure")
    for number in "one", "two", "three":
        answered(desk, "where to park the van at the mall?", f"Answer {number}")
    answers = [each.answer for each in found(desk)]
    assert answers[0] == "On level 2, by the lifts."
    assert len(answers) == 3
    assert "Yes." not in answers


def test_only_answers_of_people_in_this_depot_to_this_kind_of_asker(desk: Desk) -> None:
    desk.session.add(Depot(**{**PHOENIX, "code": "mia"}))
    desk.session.flush()
    answered(desk, QUESTION, "In Miami.", depot_code="mia")
    answered(desk, QUESTION)
    answered(desk, QUESTION, "To a customer.", driver_id=None, customer_id=a_customer(desk))
    assert found(desk) == []
    answered(desk, QUESTION, "Level 2.")
    answered(desk, QUESTION, "level 2. ")
    assert len(found(desk)) == 1


def a_customer(desk: Desk) -> int:
    """Somebody who is delivered to."""
    return people.customer_or_new(desk.session, CUSTOMER).id


@pytest.mark.parametrize(
    "secret",
    ["Key in 44 71 and push.", "It's A7B9, push.", "The code is 9920#.", "Call (602) 555-0188.", "x" * 601],
)
def test_a_code_or_a_number_of_another_address_is_never_offered(desk: Desk, secret: str) -> None:
    other = Address(depot_code="phx", key="9 oak", line="9 Oak St")
    desk.session.add(other)
    desk.session.flush()
    for code in ("#4471", "a7b9"):
        note = access_notes.add(desk.session, other.id, NoteKind.CODE, code, "Dana", "staff", desk.clock.now())
        note.replaced_at = desk.clock.now()
    answered(desk, QUESTION, secret)
    assert found(desk) == []
    answered(desk, QUESTION, "Level 2, by the lifts.")
    assert [each.answer for each in found(desk)] == ["Level 2, by the lifts."]


def test_a_number_that_belongs_here_may_be_offered(desk: Desk) -> None:
    answered(desk, QUESTION, "Call 602-555-0142.")
    assert found(desk) == []
    a_stop(desk, phone=CUSTOMER)
    assert len(found(desk)) == 1
    desk.ticket.stop = None
    assert len(found(desk, Company("Acme", COMPANY.texts, help_phone="602 555 0142"))) == 1


def test_the_last_five_hundred_are_looked_through(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past_answers, "LOOKED_THROUGH", 2)
    for text in ("oldest", "older", "newest"):
        answered(desk, QUESTION, text)
    assert {each.answer for each in found(desk)} == {"older", "newest"}


def test_a_chosen_answer_is_sent_signed_and_only_by_staff(desk: Desk) -> None:
    answered(desk, QUESTION, "Level 2.")
    [offered] = found(desk)
    arguments = (desk.session, COMPANY, desk.ticket.id)
    leaving = replies.past_answer(*arguments, "U0MARCUS", WORDS, offered.event)
    assert isinstance(leaving, replies.Leaving)
    assert leaving.exact == "Marcus: Level 2."
    gone = replies.past_answer(*arguments, "U0MARCUS", WORDS, 999)
    assert gone == Verdict(False, replies.NO_LONGER_OFFERED)
    stranger = replies.past_answer(*arguments, "U0NOBODY", WORDS, offered.event)
    assert isinstance(stranger, Verdict)
    assert "staff" in stranger.text


def test_a_reply_from_the_modal_keeps_the_rules_of_the_thread(desk: Desk) -> None:
    def send(text: str, user: str = "U0DANA") -> Verdict:
        return replies.send(desk.session, desk.clock.now(), COMPANY, desk.ticket.id, user, text)

    for internal in ("// a note", "  _//_ a note", "> // a note", "ask <@U0MARCUS>"):
        assert send(internal) == Verdict(False, replies.NOT_FROM_HERE)
    assert desk.to_driver() == []
    assert send("Level 2.").ok
    assert desk.to_driver() == ["Dana: Level 2."]
    assert "Dana Cole answered: Level 2." in desk.in_thread()
    assert "Dana has this ticket" in send("Level 3.", "U0MARCUS").text
    assert desk.to_driver() == ["Dana: Level 2."]
