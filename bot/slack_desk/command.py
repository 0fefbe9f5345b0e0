"""`/desk`: the queue at a glance, for nobody but the one who asks."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.clock import Clock
from bot.slack_desk.lists import ticket_lines
from bot.slack_desk.marks import context, escaped, section
from handlers import desk, desk_home
from handlers.desk_home import HomeView
from storage.database import Database

Json = dict[str, Any]

COMMAND = "/desk"
HELP = (
    "*/desk* shows the tickets that wait and those that you have.\n"
    "*/desk mine* shows only yours.\n"
    "*/desk help* shows this.\n"
    "To answer a ticket, write in the thread below its card; what begins with `//` stays in Slack."
)


def register_command(app: AsyncApp, database: Database, clock: Clock) -> None:
    """Lets the app answer to `/desk`."""

    async def answer(ack: Any, body: Json) -> None:
        user, asked = body["user_id"], (body.get("text") or "").strip().lower()
        view = await database.read(lambda session: desk_home.summary(session, clock.now(), user))
        blocks = answer_blocks(view, asked)
        await ack(response_type="ephemeral", text=f"{COMMAND} {escaped(asked)}".strip(), blocks=blocks)

    app.command(COMMAND)(answer)


def answer_blocks(view: HomeView, asked: str) -> list[Json]:
    """What is shown for `/desk` with the word `asked` after it."""
    if asked not in ("", "mine"):
        unknown = [] if asked == "help" else [section(f"`{COMMAND}` does not know “{escaped(asked[:40])}”.")]
        return [*unknown, section(HELP)]
    if not view.name:
        return [section(desk.NOT_STAFF)]
    mine = [section("*You have*"), *ticket_lines(view.mine, "Nothing at the moment.")]
    if asked == "mine":
        return mine
    return [
        section(f"*Waiting in {escaped(view.depot)}*"),
        *ticket_lines(view.queue, "Nobody waits."),
        *mine,
        context(f"{view.resolved_today} resolved today · `{COMMAND} help`"),
    ]
