"""`/desk stop`: one stop of today, and what is known about getting in."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from bot.slack_desk.cards import MAP, since
from bot.slack_desk.lists import in_brief
from bot.slack_desk.marks import context, escaped, quoted, section, shortened
from bot.slack_desk.subcommands.asked import COMMAND, Asked, Json, Subcommand
from handlers.desk import one_stop
from handlers.desk.one_stop import NoteLine, StopView

LONGEST_NOTE = 600
LONGEST_QUERY = 150
MOST_NOTES = 10


def stop(asked: Asked) -> list[Json]:
    """The blocks of the answer."""
    wanted = one_stop.asked_for(asked.rest)
    if wanted is None:
        return [section(f"Which stop? Write route and number, like `{COMMAND} stop RT-07/14`.")]
    found = one_stop.look_up(asked.session, asked.now, asked.member, *wanted)
    return blocks(found) if isinstance(found, StopView) else [section(escaped(shortened(found, LONGEST_NOTE)))]


def blocks(view: StopView) -> list[Json]:
    """One stop at a glance."""
    told = [section("\n".join(_facts(view)))]
    if view.shipper_notes:
        told += [context("From the shipper"), quoted(shortened(view.shipper_notes, LONGEST_NOTE))]
    if not view.notes:
        return [*told, context("Nothing is known yet about getting in.")]
    if not view.in_clear:
        kinds = ", ".join(dict.fromkeys(note.kind.value for note in view.notes))
        return [*told, context(f"Known here: {kinds}. For staff of {in_brief(view.depot)} only.")]
    for note in view.notes[:MOST_NOTES]:
        text = shortened(note.text, LONGEST_NOTE)
        told += [quoted(f"{note.kind.value.capitalize()}: {text}"), context(_age(note))]
    return told


def _facts(view: StopView) -> Iterator[str]:
    place = f"*{in_brief(view.title)}* · {in_brief(view.depot)}"
    yield f":round_pushpin: {place}{f' · {in_brief(view.driver)}' if view.driver else ''}"
    yield f":house: <{MAP}{quote(shortened(view.map_query, LONGEST_QUERY), safe=',')}|{in_brief(view.address)}>"
    if view.window:
        yield f":clock3: {in_brief(view.window)}"
    changed = f" {since(view.state_since)}" if view.state_since else ""
    needs = f" · needs {in_brief(', '.join(view.needs))}" if view.needs else ""
    yield f":package: {view.state}{changed}{needs}"


def _age(note: NoteLine) -> str:
    trial = f"worked {since(note.worked_at)}" if note.worked_at else "not tried yet"
    return f"from {in_brief(note.author)} {since(note.learnt_at)} · {trial}"


STOP = Subcommand("ROUTE/14", "a stop of today, and how to get in", stop)
