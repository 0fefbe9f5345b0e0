"""What a member of staff sees at a glance: own tickets, the depot's queue, today so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy.orm import Session

from handlers.desk import roles
from handlers.desk.roles import Deed
from handlers.desk.ticket_lines import TicketLine, lines
from handlers.figures.today import Today, today
from handlers.promises.service_level import DeskRules
from storage import people, tickets
from storage.models import Depot, Staff, Ticket

MOST_LISTED = 15
"""Whoever must look at more than this looks at nothing."""
MOST_TO_TAKE = 5


@dataclass(frozen=True)
class HomeView:
    """The Home tab of one person; `name` is empty for somebody who is not on the staff."""

    name: str
    depot: str
    mine: tuple[TicketLine, ...] = ()
    queue: tuple[TicketLine, ...] = ()
    """The first ones of the queue; `today.waiting` says how many there are."""
    to_take: frozenset[int] = frozenset()
    """The tickets of the queue that are offered to be taken here."""
    on_break_since: datetime | None = None
    today: Today = field(default_factory=Today)


def summary(session: Session, now: datetime, slack_user: str, rules: DeskRules) -> HomeView:
    """The Home tab of the person with this Slack user id."""
    member = people.staff_by_slack(session, slack_user)
    if member is None:
        return HomeView("", "")
    depot = session.get_one(Depot, member.depot_code)
    waiting = tickets.queue(session, depot.code, MOST_LISTED)
    return HomeView(
        name=member.first_name,
        depot=depot.name,
        mine=lines(tickets.owned_by(session, member.id), now),
        queue=lines(waiting, now),
        to_take=frozenset(each.id for each in to_take(session, member, waiting)),
        on_break_since=member.on_break_since,
        today=today(session, now, depot, rules),
    )


def to_take(session: Session, member: Staff, waiting: list[Ticket], count: int = MOST_TO_TAKE) -> list[Ticket]:
    """The first tickets of the queue that this person may take."""
    allowed = (each for each in waiting if not roles.refusal(session, member, each, Deed.TAKE))
    return list(islice(allowed, count))
