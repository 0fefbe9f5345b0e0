"""Who can be called: the VAs who are not on a break, the managers, and the person on call."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from handlers.promises.service_level import DeskRules
from storage import people, tickets
from storage.models import Role, Staff

LONG_AGO = datetime.min.replace(tzinfo=UTC)
MOST_CALLED = 12
"""More people in one message than this is a crowd, in which everybody waits for another."""


def vas_on_shift(session: Session, depot: str) -> list[Staff]:
    """The VAs of a depot who are not on a break."""
    members = people.staff(session, depot)
    return [each for each in members if each.role is Role.VA and each.on_break_since is None][:MOST_CALLED]


def deciders_on_shift(session: Session, depot: str) -> list[Staff]:
    """The dispatchers and managers of a depot who are not on a break."""
    members = people.staff(session, depot)
    return [each for each in members if each.role is not Role.VA and each.on_break_since is None]


def next_in_round(session: Session, depot: str) -> Staff | None:
    """The VA on shift who has the fewest tickets; of several, the one who was given one the longest ago."""
    held = tickets.held(session, depot)
    return min(
        vas_on_shift(session, depot),
        key=lambda each: (held.get(each.id, 0), each.last_given_at or LONG_AGO, each.id),
        default=None,
    )


def manager(session: Session, depot: str, *, with_phone: bool = False) -> Staff | None:
    """The manager to call: one of this depot before others, one who is not on a break before one who is."""
    managers = [each for each in people.staff(session) if each.role is Role.MANAGER]
    able = [each for each in managers if each.phone is not None or not with_phone]
    return min(able, key=lambda each: (each.depot_code != depot, each.on_break_since is not None), default=None)


def on_call(rules: DeskRules, depot: str, now: datetime) -> str | None:
    """The Slack user id of the person whose turn it is while the desk is closed."""
    return next((each.slack_user for each in rules.on_call.get(depot, ()) if each.turn.is_open(now)), None)
