"""Tickets in a list: a line for each, the way to its card included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.slack_desk.cards import headline, since
from bot.slack_desk.marks import escaped, section, shortened
from handlers.desk_card import CardView
from storage.models import Urgency

Json = dict[str, Any]

SHOWN = 15
"""A message takes fifty blocks at most."""
LONGEST_QUESTION = 120
MARKS = {Urgency.EMERGENCY: ":rotating_light:", Urgency.AT_THE_DOOR: ":door:", Urgency.NORMAL: ":speech_balloon:"}


def ticket_lines(views: Sequence[CardView], when_empty: str) -> list[Json]:
    """A block for each ticket, the first ones only when there are many."""
    if not views:
        return [section(f"_{when_empty}_")]
    lines = [section(_line(view)) for view in views[:SHOWN]]
    more = len(views) - SHOWN
    return lines if more <= 0 else [*lines, section(f"_and {more} more_")]


def _line(view: CardView) -> str:
    question = escaped(shortened(" ".join(view.question.split()), LONGEST_QUESTION))
    return f"{MARKS[view.urgency]} *{_linked(view)}* · {since(view.opened_at)}\n{question}"


def _linked(view: CardView) -> str:
    if view.ts is None:
        return headline(view)
    # Slack leads every address of this form to the workspace of the one who opens it.
    address = f"https://slack.com/archives/{view.channel}/p{view.ts.replace('.', '')}"
    return f"<{address}|{headline(view)}>"
