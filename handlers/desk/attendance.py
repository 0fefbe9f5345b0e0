"""Who is at the desk: on shift, on a break, on call, and with how many tickets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.promises import shifts
from handlers.promises.service_level import DeskRules
from storage import people, tickets
from storage.models import Role, Staff


@dataclass(frozen=True)
class Colleague:
    """One member of staff, as the others see it."""

    name: str
    role: Role
    tickets: int
    on_break_since: datetime | None


@dataclass(frozen=True)
class Who:
    """Everybody at a depot's desk."""

    is_open: bool
    colleagues: tuple[Colleague, ...]
    on_call: str
    """Who is asked while the desk is closed: the name, or else the Slack user id; empty where it is nobody."""

    @property
    def on_shift(self) -> tuple[Colleague, ...]:
        """Those who can be offered something."""
        return tuple(each for each in self.colleagues if each.on_break_since is None)

    @property
    def on_break(self) -> tuple[Colleague, ...]:
        """Those who cannot."""
        return tuple(each for each in self.colleagues if each.on_break_since is not None)


def who(session: Session, now: datetime, depot: str, rules: DeskRules) -> Who:
    """Who is at this depot's desk now."""
    is_open = rules.hours_of(depot).is_open(now)
    return Who(is_open, tuple(_colleagues(session, depot)), _on_call(session, now, depot, rules))


def _colleagues(session: Session, depot: str) -> Iterator[Colleague]:
    held = tickets.held(session, depot)
    for member in sorted(people.staff(session, depot), key=_by_role):
        yield Colleague(member.name, member.role, held.get(member.id, 0), member.on_break_since)


def _by_role(member: Staff) -> tuple[int, str]:
    return list(Role).index(member.role), member.name


def _on_call(session: Session, now: datetime, depot: str, rules: DeskRules) -> str:
    slack_user = shifts.on_call(rules, depot, now)
    if slack_user is None:
        return ""
    member = people.staff_by_slack(session, slack_user)
    return member.name if member is not None else slack_user
