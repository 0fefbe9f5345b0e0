"""`/desk driver`: one driver's day."""

from __future__ import annotations

from collections.abc import Iterator

from bot.slack_desk.cards import LANGUAGES
from bot.slack_desk.lists import in_brief, line_text
from bot.slack_desk.marks import aside, section, shortened
from bot.slack_desk.subcommands.asked import COMMAND, Asked, Json, Subcommand
from handlers.desk import one_driver
from handlers.desk.one_driver import DriverView, RouteView, Said

LONGEST_MESSAGE = 200


def driver(asked: Asked) -> list[Json]:
    """The blocks of the answer."""
    if not asked.rest:
        return [section(f"Which driver? Write `{COMMAND} driver Ana`.")]
    found = one_driver.look_up(asked.session, asked.now, asked.member, asked.rest)
    return blocks(found) if isinstance(found, DriverView) else [section(_which(asked.rest, found))]


def blocks(view: DriverView) -> list[Json]:
    """One driver at a glance."""
    told = [section("\n".join(_facts(view)))]
    if view.ticket is not None:
        told.append(section(line_text(view.ticket, with_owner=True)))
    if view.messages:
        told.append(aside("\n".join(_said(message) for message in view.messages)))
    return told


def _which(asked: str, names: tuple[str, ...]) -> str:
    echo = in_brief(asked)
    if not names:
        return f"No driver here is called “{echo}”."
    return f"Who is “{echo}”? {' · '.join(f'`{COMMAND} driver {in_brief(name)}`' for name in names)}"


def _facts(view: DriverView) -> Iterator[str]:
    language = in_brief(LANGUAGES.get(view.language, view.language))
    yield f":truck: *{in_brief(view.name)}* · {in_brief(view.depot)} · writes {language} · {view.telegram}"
    if view.phone:
        yield f":telephone_receiver: <tel:{view.phone}|{view.phone}>"
    yield f":round_pushpin: {_route(view.route)}"


def _route(route: RouteView | None) -> str:
    if route is None:
        return "No route today."
    done = f"{route.delivered} of {route.stops} delivered"
    failed = f", {route.failed} failed" if route.failed else ""
    following = f" · next: {in_brief(route.next_stop)}" if route.next_stop else " · nothing left"
    return f"{in_brief(route.name)} · {done}{failed}{following}"


def _said(message: Said) -> str:
    line = " ".join(f"{message.when} · {message.author}: {message.text}".split())
    return shortened(line, LONGEST_MESSAGE)


DRIVER = Subcommand("NAME", "a driver's route today, open ticket and last messages", driver)
