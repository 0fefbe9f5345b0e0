"""How *Ask the customer* looks: what to ask, in which words, and the exact text before it leaves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bot.slack_desk.marks import context, escaped, plain, quoted
from bot.slack_desk.modals import Origin, field, modal, option
from bot.slack_desk.reply_modals import cost
from handlers.desk.customer_questions import About, Proposal

Json = dict[str, Any]

ASK = "desk_ask_customer"
ASK_PREVIEW = "desk_ask_customer_preview"
ABOUT, TEXT = "about", "text"
LABELS = {About.CODE: "The code", About.WAY_IN: "The way in", About.HOME: "Whether somebody is home"}
LANGUAGES = {"en": "English", "es": "Spanish"}
LONGEST = 300


@dataclass(frozen=True)
class Question:
    """What the modal is about: the ticket, and what is being asked."""

    origin: Origin
    about: About

    def packed(self) -> Origin:
        """The form that is carried along with the view."""
        words = json.dumps([self.about, self.origin.text], ensure_ascii=False)
        return Origin(self.origin.ticket, self.origin.channel, words)

    @classmethod
    def of(cls, view: Json) -> Question:
        """What the view is about."""
        origin = Origin.of(view)
        about, text = json.loads(origin.text)
        return cls(Origin(origin.ticket, origin.channel, text), About(about))


def ask(question: Question, proposal: Proposal) -> Json:
    """Asks what the customer is to be asked; each choice proposes its own words."""
    about = question.about
    options = [option(LABELS[each], each) for each in About]
    language = LANGUAGES.get(proposal.language, proposal.language)
    menu = {"type": "static_select", "options": options, "initial_option": option(LABELS[about], about)}
    words = {
        "type": "plain_text_input",
        "multiline": True,
        "max_length": LONGEST,
        "initial_value": proposal.texts[about][:LONGEST],
    }
    return modal(
        ASK,
        "Ask the customer",
        "Preview",
        question.packed(),
        [
            context(f"To {escaped(proposal.customer)}, who is texted in {escaped(language)}."),
            {**field(ABOUT, "What do you need?", menu), "dispatch_action": True},
            # Slack keeps what was typed for as long as the block has its name, so other words need another.
            {**field(TEXT, "In these words", words), "block_id": _block(about)},
        ],
    )


def preview(question: Question, exact: str, segments: int) -> Json:
    """Shows the exact text, and what it costs, before it leaves."""
    blocks = [quoted(exact), context(f"{cost(exact, segments)} The answer comes to this ticket.")]
    return {**modal(ASK_PREVIEW, "Ask this?", "Send", question.packed(), blocks), "close": plain("Back")}


def written(view: Json, about: About) -> str:
    """The words in the field."""
    entered = view["state"]["values"].get(_block(about), {}).get(TEXT, {})
    return str(entered.get("value") or "").strip()


def complaint(about: About, text: str) -> dict[str, str]:
    """Says something at the field."""
    return {_block(about): text}


def _block(about: About) -> str:
    return f"{TEXT}:{about}"
