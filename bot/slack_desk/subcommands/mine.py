"""`/desk mine`: the tickets that one has."""

from __future__ import annotations

from bot.slack_desk.lists import ticket_lines
from bot.slack_desk.marks import section
from bot.slack_desk.subcommands.asked import Asked, Json, Subcommand
from handlers.desk.ticket_lines import lines
from storage import tickets


def mine(asked: Asked) -> list[Json]:
    """The blocks of the answer."""
    own = tickets.owned_by(asked.session, asked.member.id)
    return [section("*You have*"), *ticket_lines(lines(own, asked.now), "Nothing at the moment.")]


MINE = Subcommand("", "the tickets that you have", mine)
