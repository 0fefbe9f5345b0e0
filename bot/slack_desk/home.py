"""The Home tab: one's own tickets, the depot's queue and today so far."""

from __future__ import annotations

from typing import Any

from bot.slack_desk import strangers
from bot.slack_desk.cards import at
from bot.slack_desk.lists import in_brief, ticket_lines
from bot.slack_desk.marks import context, plain, section, shortened
from handlers.desk import breaks
from handlers.desk.at_a_glance import HomeView
from handlers.figures.today import Today
from handlers.times_of_day import lasting

Json = dict[str, Any]

GO_ON_BREAK = "home_break"
COME_BACK = "home_back"
LONGEST_HEADER = 150


def home_view(view: HomeView, user: str) -> Json:
    """The tab as one person sees it."""
    return {"type": "home", "blocks": _blocks(view) if view.name else strangers.welcome(user)}


def figures(today: Today) -> str:
    """The day so far in a line."""
    parts = [f"{today.asked} asked", f"{today.resolved} resolved"]
    if today.first_answer is not None:
        parts.append(f"first answer after {lasting(today.first_answer)} (median)")
    if today.share_in_time is not None:
        parts.append(f"{today.share_in_time:.0%} in time ({today.in_time} of {today.judged})")
    return f"Today: {' · '.join(parts)}"


def _blocks(view: HomeView) -> list[Json]:
    waiting, is_on_break = view.today.waiting, view.on_break_since is not None
    first = next((line.ticket_id for line in view.queue if line.ticket_id in view.to_take), None)
    return [
        {"type": "header", "text": plain(shortened(f"Good to see you, {view.name}", LONGEST_HEADER))},
        _standing(view),
        context(figures(view.today)),
        {"type": "divider"},
        section("*Yours*"),
        *ticket_lines(view.mine, "Nothing at the moment."),
        {"type": "divider"},
        section("*Waiting for somebody*"),
        *ticket_lines(
            view.queue,
            "Nobody waits.",
            in_all=waiting,
            to_take=view.to_take,
            primary=None if is_on_break else first,
        ),
    ]


def _standing(view: HomeView) -> Json:
    """How the desk stands, and the way into a break or out of it."""
    line = (
        f"*{in_brief(view.depot)}* · {view.today.waiting} waiting · {view.today.taken} taken · "
        f"{len(view.mine)} yours"
    )
    if view.on_break_since is None:
        return _with_button(line, "Go on a break", GO_ON_BREAK)
    since = f"☕ On a break since {at(view.on_break_since)}. {breaks.left_in_hands(len(view.mine))}"
    return _with_button(f"{line}\n{since.strip()}", "Back", COME_BACK, style="primary")


def _with_button(text: str, label: str, action: str, **more: str) -> Json:
    button = {"type": "button", "text": plain(label), "action_id": action, **more}
    return {**section(text), "accessory": button}
