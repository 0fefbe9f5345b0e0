"""*Reply* and *Ask the customer*: within Block Kit's limits, and typed words are never lost by mistake."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.slack_desk import asking_modals, reply_modals
from bot.slack_desk.asking_modals import Question
from bot.slack_desk.modals import Origin
from handlers.desk.customer_questions import About, Proposal
from handlers.desk.replies import Draft
from sandbox.slack.blocks import view_problems, with_names
from storage.past_answers import Answered

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
ORIGIN = Origin(7, "C01")
DRAFT = Draft("gate code?", "Ana Ruiz", False, {"Side gate": "Use the side gate.", "Desk": "The desk is on it."})
Json = dict[str, Any]


def kept_by_slack(view: Json) -> Json:
    """The modal as Slack hands it back."""
    numbers = iter(range(100))
    return {**view, "id": "V1", "hash": "1", "blocks": with_names(view["blocks"], lambda: f"b{next(numbers)}")}


def names(view: Json) -> list[str]:
    """The named blocks of a modal."""
    return [block["block_id"] for block in view["blocks"] if "block_id" in block]


@given(st.text(max_size=4000), st.text(max_size=600), st.lists(st.text(max_size=3000), max_size=3))
def test_whatever_is_in_it_slack_takes_it(question: str, text: str, past: list[str]) -> None:
    draft = Draft(question, "x", True, {str(number): text for number in range(100)})
    answers = [Answered(number, 1, question, each, question, NOW) for number, each in enumerate(past)]
    view = reply_modals.reply(ORIGIN, draft)
    filled = reply_modals.filled_in(kept_by_slack(view), text)
    found = reply_modals.with_past_answers(kept_by_slack(filled), answers)
    assert found is not None
    preview = reply_modals.preview(Origin(7, "C01", text), text, 2)
    asked = Question(Origin(7, "C01", text[:300]), About.HOME)
    proposal = Proposal(question or "x", "es", dict.fromkeys(About, text or "x"))
    asking = (asking_modals.ask(asked, proposal), asking_modals.preview(asked, text, 1))
    for modal in (view, filled, found, preview, *asking):
        assert view_problems(modal, ["modal"]) == []
    assert Question.of(asking[1]) == asked


def test_canned_words_come_into_a_new_field_since_slack_keeps_the_old_one() -> None:
    view = kept_by_slack(reply_modals.reply(ORIGIN, DRAFT))
    filled = reply_modals.filled_in(view, "Use the side gate.")
    again = reply_modals.filled_in(kept_by_slack(filled), "The desk is on it.")
    assert [name for each in (view, filled, again) for name in names(each) if name.startswith("text")] == [
        "text",
        "text:1",
        "text:2",
    ]
    assert Origin.of(again) == ORIGIN


def test_without_canned_answers_there_is_no_menu_and_without_past_ones_no_heading() -> None:
    view = kept_by_slack(reply_modals.reply(ORIGIN, Draft("q", "Ana", False, {})))
    assert reply_modals.CANNED not in names(view)
    found = reply_modals.with_past_answers(view, [])
    assert found is not None
    assert len(found["blocks"]) == 2
    assert reply_modals.with_past_answers(kept_by_slack(found), []) is None
