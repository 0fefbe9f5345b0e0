"""What people said that messages meant: once a message, sealed, and judged once."""

from __future__ import annotations

import asyncio
from functools import partial

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from storage import feedback
from storage.database import Database
from storage.models import Feedback, Judgement
from tests.conftest import HandClock
from tests.worlds import a_ticket

QUESTION = "the code 4471 dont open at rosas"


def said(
    ticket_id: int, clock: HandClock, meant: str, author: str = "Dana Cole", words: str = QUESTION
) -> Feedback:
    return Feedback(
        ticket_id=ticket_id, at=clock.now(), text=words, audience="driver", language="en",
        read_as="out_of_scope", meant=meant, author=author,
    )  # fmt: skip


def keep(session: Session, ticket_id: int, clock: HandClock, meant: str, author: str) -> None:
    feedback.keep(session, said(ticket_id, clock, meant, author))


def test_the_last_word_about_a_message_counts(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        ticket_id = a_ticket(session, clock.now()).id
        keep(session, ticket_id, clock, "ask_access", "Dana Cole")
        clock.forward(minutes=1)
        keep(session, ticket_id, clock, "ask_gate_code", "Lee Park")
        feedback.keep(session, said(ticket_id, clock, "ask_access", words="another message"))
    with database.transaction() as session:
        first, other = feedback.waiting(session)
        assert (first.meant, first.author, first.at) == ("ask_gate_code", "Lee Park", clock.now())
        assert other.text == "another message"


async def test_two_who_say_it_at_the_same_moment_leave_one(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        ticket_id = a_ticket(session, clock.now()).id

    def saying(author: str, session: Session) -> None:
        keep(session, ticket_id, clock, "ask_access", author)

    await asyncio.gather(*(database.run(partial(saying, f"Person {number}")) for number in range(8)))
    assert len(await database.read(feedback.waiting)) == 1


def test_what_is_judged_waits_no_longer_and_stays_as_it_was(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        ticket_id = a_ticket(session, clock.now()).id
        keep(session, ticket_id, clock, "ask_access", "Dana Cole")
    with database.transaction() as session:
        [waiting] = feedback.waiting(session)
        feedback.judge(session, waiting.id, Judgement.REJECTED, clock.now())
        keep(session, ticket_id, clock, "ask_gate_code", "Dana Cole")
    with database.transaction() as session:
        assert [row.meant for row in feedback.waiting(session)] == ["ask_gate_code"]
        judged = session.scalars(select(Feedback).where(Feedback.judgement.is_not(None))).one()
        assert (judged.meant, judged.judgement, judged.judged_at) == (
            "ask_access", Judgement.REJECTED, clock.now(),
        )  # fmt: skip


def test_the_message_is_sealed(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        keep(session, a_ticket(session, clock.now()).id, clock, "ask_access", "Dana Cole")
    with database.engine.connect() as connection:
        stored = bytes(connection.execute(text("SELECT text FROM nlu_feedback")).scalar_one())
    assert b"4471" not in stored
    assert b"rosas" not in stored
