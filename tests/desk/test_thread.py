"""What is written below a card: answers reach the driver, notes never leave Slack."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from handlers.desk import deeds
from handlers.desk.thread_messages import UnknownCardError, thread_message
from storage import outbox
from storage.database import Database
from storage.message import Channel, File, Inbound, InboundKind, Operation
from storage.models import Outbox, TicketState
from tests.conftest import HandClock
from tests.desk.conftest import Desk, a_desk, ask_as_customer
from tests.worlds import COMPANY

PHOTO = File(Channel.SLACK, "https://files/1", "gate.jpg", "photo", "image/jpeg")


def test_a_reply_reaches_the_driver_signed_and_the_first_to_reply_owns(desk: Desk) -> None:
    desk.write("try the side gate")
    assert desk.to_driver() == ["Dana: try the side gate"]
    assert (desk.ticket.owner, desk.ticket.state) == (desk.dana, TicketState.TAKEN)
    assert desk.ticket.answered_at == desk.clock.now()


def test_a_reply_of_somebody_else_stays_and_says_so(desk: Desk) -> None:
    desk.write("I look", ts="1.1")
    desk.write("me too", by="U0MARCUS", ts="1.2")
    assert desk.to_driver() == ["Dana: I look"]
    assert "Dana has this ticket" in desk.in_thread()[-1]


@pytest.mark.parametrize(
    "note",
    ["// he is new", "//no space", "  // indented", "\u200b// invisible", "\ufeff//", "<@U0MARCUS> can you?",
     "who knows <@U0MARCUS>", "<!here> anybody?", "<!subteam^S1> look", "ok <!channel>", "_// slanted_",
     "*//* bold", "`// code`", "```// code```", "> // quoted", "&gt; // quoted", "• // bullet", "~// gone~",
     "1. // first", "“// said”", "- // dash"],
)  # fmt: skip
def test_a_note_stays_in_slack(desk: Desk, note: str) -> None:
    desk.write(note, files=(PHOTO,))
    assert desk.to_driver() == []
    assert desk.ticket.owner is None


def test_a_note_stays_whatever_it_is_edited_into(desk: Desk) -> None:
    desk.write("// he never reads")
    desk.edit("he never reads")
    assert desk.left(Channel.TELEGRAM, Operation.EDIT) == desk.to_driver() == []


def test_an_edit_follows_the_reply(desk: Desk) -> None:
    desk.write("code is 1234")
    desk.edit("code is 1243")
    assert desk.to_driver() == ["Dana: code is 1243"]  # it had not left yet
    number = desk.session.query(Outbox.id).filter_by(channel=Channel.TELEGRAM).scalar()
    outbox.sent(desk.session, number, "1001:7", desk.clock.now())
    desk.session.expire_all()
    desk.edit("code is 4312")
    assert desk.to_driver(Operation.EDIT) == ["Dana: code is 4312"]
    desk.edit("// what do I write here")
    desk.edit("<@U0MARCUS> is that right?")
    assert desk.to_driver(Operation.EDIT) == ["Dana: code is 4312"]


@pytest.mark.parametrize("has_left", [False, True])
def test_a_deleted_reply_is_taken_back(desk: Desk, has_left: bool) -> None:
    desk.write("wrong driver, sorry")
    number = desk.session.query(Outbox.id).filter_by(channel=Channel.TELEGRAM).scalar()
    if has_left:
        outbox.sent(desk.session, number, "1001:7", desk.clock.now())
        desk.session.expire_all()
    desk.write("", kind=InboundKind.DELETE)
    assert len(desk.to_driver(Operation.DELETE)) == has_left
    due = [row.id for row in outbox.due(desk.session, desk.clock.now(), 50)]
    assert number not in due


@pytest.mark.parametrize("text", ["see https://maps.example/x", "<https://maps.example/x>", "(and/or) go", "ok"])
def test_an_address_of_the_web_makes_no_note(desk: Desk, text: str) -> None:
    desk.write(text)
    assert len(desk.to_driver()) == 1


def test_photos_go_along(desk: Desk) -> None:
    desk.write("this door", files=(PHOTO,))
    payload = desk.session.query(Outbox).filter_by(channel=Channel.TELEGRAM).one().payload
    assert [file["reference"] for file in payload["files"]] == [PHOTO.reference]


def test_slack_markup_is_read_as_people_write(desk: Desk) -> None:
    desk.write("call <tel:+16025550101|602-555-0101> &amp; see <https://maps.example/x|the map>")
    assert desk.to_driver() == ["Dana: call 602-555-0101 & see the map (https://maps.example/x)"]


def test_strangers_and_resolved_tickets_send_nothing_and_say_so(desk: Desk) -> None:
    desk.write("hello", by="U0NOBODY")
    assert "Not sent" in desk.in_thread()[-1]
    deeds.resolve(desk.session, desk.clock.now(), desk.ticket.id, "U0DANA", COMPANY)
    desk.write("one more thing", ts="1.3")
    assert "resolved" in desk.in_thread()[-1]
    assert desk.to_driver() == []


def test_below_a_customers_card_everything_is_internal(customers_desk: Desk) -> None:
    for number, text in enumerate(("she is angry", "// note", "call her", "<@U0MARCUS>")):
        customers_desk.write(text, ts=f"1.{number}", files=(PHOTO,))
        customers_desk.edit(f"{text} edited", ts=f"1.{number}")
    assert customers_desk.left(Channel.SMS) == []


def test_other_threads_are_none_of_our_business(desk: Desk) -> None:
    lunch = Inbound(Channel.SLACK, f"slack:{desk.ticket.slack_channel}:9.9", "U0DANA", "C01:1.1", text="lunch?")
    assert thread_message(desk.session, desk.clock.now(), COMPANY, lunch) == "not in a ticket's thread"
    desk.ticket.slack_ts = None
    desk.session.flush()
    with pytest.raises(UnknownCardError):  # it may be the thread of that card: it is looked at again in a moment
        thread_message(desk.session, desk.clock.now(), COMPANY, lunch)


marks = st.sampled_from(["//", "// ", " //", "\u200b//", "<@U0MARCUS> ", "<!here> ", "\n//", "\u00a0//"])
formats = st.text(alphabet='_*`~>•◦-\u200b “"', max_size=5) | st.sampled_from(["&gt; ", "1. ", "```\n"])
words = st.text(max_size=60)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.booleans(), st.builds(str.__add__, formats, marks), words, words), min_size=1, max_size=6
    ),
    st.booleans(),
    st.booleans(),
)
def test_no_internal_note_ever_leaves(
    database: Database, notes: list[tuple[bool, str, str, str]], taken: bool, of_a_customer: bool
) -> None:
    clock = HandClock()
    with Session(database.engine) as session:  # never committed
        desk = a_desk(session, clock)
        if of_a_customer:
            ask_as_customer(desk)
        if taken:
            deeds.take(session, clock.now(), desk.ticket.id, "U0DANA", COMPANY)
        before = len(desk.to_the_asker())
        for number, (with_photo, mark, text, edited) in enumerate(notes):
            desk.write(mark + text, ts=f"1.{number}", files=(PHOTO,) if with_photo else ())
            desk.edit(edited, ts=f"1.{number}")
        assert len(desk.to_the_asker()) == before
        assert desk.to_the_asker(Operation.EDIT) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Try *8812#* at the side", "Try 8812# at the side"),
        ("*Side gate*, then *left*", "Side gate, then left"),
        ("*12 opens, *34 closes", "*12 opens, *34 closes"),
        ("press 12* twice", "press 12* twice"),
        ("#44*1", "#44*1"),
    ],
)
def test_bold_reaches_nobody_as_stars(desk: Desk, written: str, read: str) -> None:
    desk.write(written)
    assert desk.to_driver() == [f"Dana: {read}"]
