"""Tickets in a list: a line for each, the way to its card included."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from bot.slack_desk.cards import at, since
from bot.slack_desk.marks import address_of, escaped, plain, section, shortened
from handlers.desk.ticket_lines import TicketLine
from storage.models import Urgency

Json = dict[str, Any]

SHOWN = 15
"""A message takes fifty blocks at most."""
LONGEST_QUESTION = 120
LONGEST_IN_BRIEF = 80
TAKE_FROM_LIST = "list_take"
MARKS = {Urgency.EMERGENCY: ":rotating_light:", Urgency.AT_THE_DOOR: ":door:", Urgency.NORMAL: ":speech_balloon:"}


def ticket_lines(
    lines: Sequence[TicketLine],
    when_empty: str,
    *,
    in_all: int | None = None,
    to_take: Container[int] = (),
    primary: int | None = None,
    with_owner: bool = False,
) -> list[Json]:
    """A block for each ticket, the first ones only when there are many; those in `to_take` with a button."""
    if not lines:
        return [section(f"_{when_empty}_")]
    blocks = [_block(line, to_take, primary, with_owner) for line in lines[:SHOWN]]
    more = (len(lines) if in_all is None else in_all) - len(blocks)
    return blocks if more <= 0 else [*blocks, section(f"_and {more} more_")]


def in_brief(text: str) -> str:
    """A name or a place as part of a line: ready to be shown, and never longer than a line bears."""
    return escaped(shortened(" ".join(text.split()), LONGEST_IN_BRIEF))


def headline(line: TicketLine) -> str:
    """What is asked, by whom, for which stop: one line, ready to be shown."""
    parts = (line.title, line.asker, line.stop_line)
    return ", ".join(in_brief(part) for part in parts if part)


def linked(line: TicketLine) -> str:
    """The headline as the way to the ticket's card, as soon as there is one."""
    if line.ts is None:
        return headline(line)
    return f"<{address_of(line.channel, line.ts)}|{headline(line)}>"


def time_left(line: TicketLine) -> str:
    """Until when an answer is due, since when it is late, who is awaited, or that it is done."""
    if line.resolved_at is not None:
        return f"resolved {since(line.resolved_at)}"
    if line.due_at is None and not line.has_asker:
        return "in hand"
    if line.due_at is None:
        return f"waits for the {line.awaited}" if line.awaited else ""
    return f"*late since {at(line.due_at)}*" if line.is_late else f"answer due {at(line.due_at)}"


def _block(line: TicketLine, to_take: Container[int], primary: int | None, with_owner: bool) -> Json:
    block = section(line_text(line, with_owner=with_owner))
    if line.ticket_id not in to_take:
        return block
    button = {
        "type": "button",
        "text": plain("Take"),
        "action_id": TAKE_FROM_LIST,
        "value": str(line.ticket_id),
        "accessibility_label": f"Take ticket {line.ticket_id}",
    }
    return {**block, "accessory": button | ({"style": "primary"} if line.ticket_id == primary else {})}


def line_text(line: TicketLine, *, with_owner: bool = False) -> str:
    """Two lines: what it is and how it stands, and the question."""
    question = escaped(shortened(" ".join(line.question.split()), LONGEST_QUESTION))
    standing = [
        time_left(line),
        f"asked {since(line.opened_at)}",
        f"{in_brief(line.owner)} has it" if with_owner and line.owner and line.resolved_at is None else "",
        "with dispatch" if line.with_dispatch and line.resolved_at is None else "",
        f"ticket {line.ticket_id}",
    ]
    return f"{MARKS[line.urgency]} *{linked(line)}* · {' · '.join(filter(None, standing))}\n{question}"
