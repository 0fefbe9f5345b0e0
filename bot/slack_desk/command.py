"""`/desk`: whatever the desk asks in a line, answered to nobody but the one who asks."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from slack_bolt.async_app import AsyncApp
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.slack_desk import strangers
from bot.slack_desk.marks import escaped, section, shortened
from bot.slack_desk.subcommands.asked import COMMAND, Asked, Json
from bot.slack_desk.subcommands.table import SUBCOMMANDS, WITHOUT_A_WORD
from handlers.turn import Company
from storage import people
from storage.database import Database

HELP = "help"
LONGEST_ECHO = 40


def register_command(app: AsyncApp, database: Database, clock: Clock, company: Company) -> None:
    """Lets the app answer to `/desk`."""

    async def answer(ack: Any, body: Json) -> None:
        user, (word, rest) = body["user_id"], split(body.get("text") or "")
        known = SUBCOMMANDS.get(word)
        work = database.run if known is not None and known.changes else database.read
        blocks = await work(lambda session: answered(session, clock, company, user, word, rest))
        # The words behind the sub-command may hold anything; the line shown in notifications does not repeat them.
        await ack(response_type="ephemeral", text=COMMAND if known is None else f"{COMMAND} {word}", blocks=blocks)

    app.command(COMMAND)(answer)


def answered(session: Session, clock: Clock, company: Company, user: str, word: str, rest: str) -> list[Json]:
    """The blocks of the answer to somebody who typed this."""
    member = people.staff_by_slack(session, user)
    if member is None:
        return strangers.refusal(user)
    known = SUBCOMMANDS.get(word)
    if known is None:
        return help_blocks(word)
    return known.answer(Asked(session, clock.now(), company, member, rest))


def split(text: str) -> tuple[str, str]:
    """The sub-command, and what stands behind it."""
    word, _, rest = " ".join(text.split()).partition(" ")
    return word.lower() or WITHOUT_A_WORD, rest


def help_blocks(word: str = HELP) -> list[Json]:
    """What there is; before it what could have been meant, where the word is none of it."""
    return [section(text) for text in (_unknown(word), _everything()) if text]


def _unknown(word: str) -> str:
    if word == HELP:
        return ""
    close = get_close_matches(word, [*SUBCOMMANDS, HELP], n=1, cutoff=0.5)
    meant = f" Did you mean `{COMMAND} {close[0]}`?" if close else ""
    return f"`{COMMAND}` does not know “{escaped(shortened(word, LONGEST_ECHO))}”.{meant}"


def _everything() -> str:
    lines = [
        f"*{' '.join(filter(None, [COMMAND, name, each.usage]))}* – {each.about}"
        for name, each in SUBCOMMANDS.items()
    ]
    thread = "To answer a ticket, write in the thread below its card; what begins with `//` stays in Slack."
    return "\n".join([*lines, thread])
