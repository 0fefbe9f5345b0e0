"""`/desk find`: the tickets in which something occurs."""

from __future__ import annotations

from bot.slack_desk.lists import in_brief, ticket_lines
from bot.slack_desk.marks import section
from bot.slack_desk.subcommands.asked import COMMAND, Asked, Json, Subcommand
from handlers.desk import finding
from handlers.desk.finding import DAYS


def find(asked: Asked) -> list[Json]:
    """The blocks of the answer."""
    if not asked.rest:
        return [section(f"What for? Write `{COMMAND} find gate code elm`.")]
    found = finding.find(asked.session, asked.now, asked.member.depot_code, asked.rest)
    return [
        section(f"“{in_brief(asked.rest)}”, in the last {DAYS} days"),
        *ticket_lines(found.lines, "No ticket fits.", in_all=found.in_all, with_owner=True),
    ]


FIND = Subcommand("TEXT", "tickets by their question, asker or stop", find)
