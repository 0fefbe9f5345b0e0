"""`/desk queue`: the tickets that wait, and one's own."""

from __future__ import annotations

from bot.slack_desk.home import figures
from bot.slack_desk.lists import in_brief, ticket_lines
from bot.slack_desk.marks import context, section
from bot.slack_desk.subcommands.asked import COMMAND, Asked, Json, Subcommand
from handlers.desk import at_a_glance
from handlers.desk.at_a_glance import HomeView


def queue(asked: Asked) -> list[Json]:
    """The blocks of the answer."""
    return blocks(at_a_glance.summary(asked.session, asked.now, asked.member.slack_user, asked.company.desk))


def blocks(view: HomeView) -> list[Json]:
    """The queue of somebody's depot."""
    return [
        section(f"*Waiting in {in_brief(view.depot)}*"),
        *ticket_lines(view.queue, "Nobody waits.", in_all=view.today.waiting),
        section("*You have*"),
        *ticket_lines(view.mine, "Nothing at the moment."),
        context(f"{figures(view.today)} · `{COMMAND} help`"),
    ]


QUEUE = Subcommand("", "the tickets that wait, the most urgent first", queue)
