"""`/desk who`: who is at the desk."""

from __future__ import annotations

from bot.slack_desk.cards import LONGEST_SECTION, at
from bot.slack_desk.lists import in_brief
from bot.slack_desk.marks import fitted, section
from bot.slack_desk.subcommands.asked import Asked, Json, Subcommand
from handlers.desk import attendance
from handlers.desk.attendance import Colleague, Who
from storage.models import Depot, Role

ROLES = {Role.VA: "VA", Role.DISPATCHER: "dispatcher", Role.MANAGER: "manager"}
MOST_NAMED = 40


def who(asked: Asked) -> list[Json]:
    """The blocks of the answer."""
    depot = asked.session.get_one(Depot, asked.member.depot_code)
    found = attendance.who(asked.session, asked.now, depot.code, asked.company.desk)
    return blocks(found, depot.name)


def blocks(found: Who, depot: str) -> list[Json]:
    """Everybody at a depot's desk."""
    head = f"*{in_brief(depot)}* · the desk is {'open' if found.is_open else 'closed'}"
    on_call = [f":telephone_receiver: On call: {in_brief(found.on_call)}"] if found.on_call else []
    told = [section("\n".join([head, *on_call])), _named(":large_green_circle: *On shift*", found.on_shift)]
    return [*told, _named("☕ *On a break*", found.on_break)] if found.on_break else told


def _named(title: str, colleagues: tuple[Colleague, ...]) -> Json:
    names = [_colleague(each) for each in colleagues[:MOST_NAMED]] or ["nobody"]
    more = len(colleagues) - MOST_NAMED
    return section(fitted([title, *names, *([f"and {more} more"] if more > 0 else [])], LONGEST_SECTION))


def _colleague(each: Colleague) -> str:
    since = f", since {at(each.on_break_since)}" if each.on_break_since else ""
    held = f", {each.tickets} ticket{'s' if each.tickets > 1 else ''}" if each.tickets else ""
    return f"{in_brief(each.name)} ({ROLES[each.role]}{held}{since})"


WHO = Subcommand("", "who is on shift, on a break and on call", who)
