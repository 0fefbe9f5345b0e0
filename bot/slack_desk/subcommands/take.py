"""`/desk take`: the most urgent ticket, or the one of that number."""

from __future__ import annotations

import re

from bot.slack_desk.lists import line_text
from bot.slack_desk.marks import escaped, section
from bot.slack_desk.subcommands.asked import COMMAND, Asked, Json, Subcommand
from handlers.desk import taking
from handlers.desk.taking import Taken

NUMBER = re.compile(r"#?(\d{1,9})")


def take(asked: Asked) -> list[Json]:
    """The blocks of the answer."""
    number = NUMBER.fullmatch(asked.rest)
    if asked.rest and number is None:
        return [section(f"Which ticket? Write `{COMMAND} take 12`, or no number for the most urgent one.")]
    context = (asked.session, asked.now, asked.member, asked.company)
    return _answer(taking.take(*context, int(number[1])) if number else taking.take_most_urgent(*context))


def _answer(taken: Taken) -> list[Json]:
    if taken.line is None:
        return [section(escaped(taken.refusal))]
    return [section(f"You have it.\n{line_text(taken.line)}")]


TAKE = Subcommand("[TICKET]", "take that ticket, or the most urgent one", take, changes=True)
