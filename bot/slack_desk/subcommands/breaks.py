"""`/desk break` and `/desk back`."""

from __future__ import annotations

from bot.slack_desk.marks import escaped, section
from bot.slack_desk.subcommands.asked import Asked, Json, Subcommand
from handlers.desk import breaks


def go(asked: Asked) -> list[Json]:
    """The blocks of the answer to the one who goes."""
    return [section(escaped(breaks.go(asked.session, asked.now, asked.member.slack_user).text))]


def come_back(asked: Asked) -> list[Json]:
    """The blocks of the answer to the one who comes back."""
    return [section(escaped(breaks.come_back(asked.session, asked.now, asked.member.slack_user).text))]


BREAK = Subcommand("", "go on a break: nothing is offered to you", go, changes=True)
BACK = Subcommand("", "come back from it", come_back, changes=True)
