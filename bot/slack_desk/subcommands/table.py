"""The sub-commands of `/desk`. Another one is a file of its own and a line here."""

from __future__ import annotations

from bot.slack_desk.subcommands import address, breaks, driver, find, mine, queue, stop, take, who
from bot.slack_desk.subcommands.asked import Subcommand

SUBCOMMANDS: dict[str, Subcommand] = {
    "queue": queue.QUEUE,
    "take": take.TAKE,
    "mine": mine.MINE,
    "break": breaks.BREAK,
    "back": breaks.BACK,
    "find": find.FIND,
    "driver": driver.DRIVER,
    "stop": stop.STOP,
    "address": address.ADDRESS,
    "who": who.WHO,
}
WITHOUT_A_WORD = "queue"
