"""What a member of staff sees at a glance: own tickets, the depot's queue, today so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.desk_card import CardView, card
from storage import people, tickets
from storage.models import Depot, Ticket


@dataclass(frozen=True)
class HomeView:
    """The Home tab of one person; `name` is empty for somebody who is not on the staff."""

    name: str
    depot: str
    mine: tuple[CardView, ...] = ()
    queue: tuple[CardView, ...] = ()
    resolved_today: int = 0


def summary(session: Session, now: datetime, slack_user: str) -> HomeView:
    """The Home tab of the person with this Slack user id."""
    member = people.staff_by_slack(session, slack_user)
    if member is None:
        return HomeView("", "")
    depot = session.get_one(Depot, member.depot_code)
    midnight = now.astimezone(ZoneInfo(depot.timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
    return HomeView(
        name=member.first_name,
        depot=depot.name,
        mine=_cards(session, tickets.owned_by(session, member.id)),
        queue=_cards(session, tickets.queue(session, depot.code)),
        resolved_today=tickets.resolved_since(session, depot.code, midnight),
    )


def _cards(session: Session, found: list[Ticket]) -> tuple[CardView, ...]:
    views = (card(session, ticket.id) for ticket in found)
    return tuple(view for view in views if view is not None)
