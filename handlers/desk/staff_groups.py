"""Staff who come from Slack's user groups: joining one brings somebody in, leaving it takes them out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.desk.tickets import redraw
from handlers.promises.ticket_clock import TicketClock
from handlers.turn import Company
from storage import people, tickets
from storage.models import Role, Staff
from storage.wakers import wake

HIGHEST_FIRST = (Role.MANAGER, Role.DISPATCHER, Role.VA)
LEFT = "owner_left"


@dataclass(frozen=True)
class Membership:
    """Somebody is in the Slack group of a role at a depot."""

    slack_user: str
    group: str
    role: Role
    depot: str


@dataclass(frozen=True)
class Changes:
    """How many people came, became something else, and went."""

    came: int = 0
    changed: int = 0
    went: int = 0


def strangers(session: Session, memberships: Iterable[Membership]) -> set[str]:
    """The members whose names are not known yet."""
    return {each.slack_user for each in memberships} - people.all_staff(session).keys()


def sync(
    session: Session,
    now: datetime,
    company: Company,
    memberships: Iterable[Membership],
    names: Mapping[str, str],
) -> Changes:
    """Brings the staff in line with the groups; `names` has those who are new. Who was added by hand stays."""
    known = people.all_staff(session)
    wanted = _one_each(memberships, known)
    came = [each for user, each in wanted.items() if user not in known and user in names]
    for membership in came:
        _enter(session, membership, names[membership.slack_user])
    from_groups = [member for member in known.values() if member.slack_group is not None]
    gone = [member for member in from_groups if member.active and member.slack_user not in wanted]
    for member in gone:
        _leave(session, now, company, member)
    changed = [member for member in from_groups if member.slack_user in wanted and _follows(member, wanted)]
    session.flush()
    if came or gone or changed:
        wake(session, "home")
    return Changes(len(came), len(changed), len(gone))


def _one_each(memberships: Iterable[Membership], known: Mapping[str, Staff]) -> dict[str, Membership]:
    """The membership that counts for each person: at that person's depot before others, of the highest role."""

    def rank(each: Membership) -> tuple[bool, int]:
        member = known.get(each.slack_user)
        return member is None or member.depot_code != each.depot, HIGHEST_FIRST.index(each.role)

    found: dict[str, Membership] = {}
    for each in sorted(memberships, key=rank):
        found.setdefault(each.slack_user, each)
    return found


def _enter(session: Session, membership: Membership, name: str) -> None:
    member = people.add_staff(session, membership.slack_user, name, membership.role, membership.depot)
    member.slack_group = membership.group


def _follows(member: Staff, wanted: Mapping[str, Membership]) -> bool:
    """Gives a member what the groups say; whether that is anything new."""
    membership = wanted[member.slack_user]
    before = (member.role, member.depot_code, member.slack_group, member.active)
    member.role, member.depot_code, member.slack_group = membership.role, membership.depot, membership.group
    member.active = True
    return before != (member.role, member.depot_code, member.slack_group, True)


def _leave(session: Session, now: datetime, company: Company, member: Staff) -> None:
    """The person goes, and what that person had in hand goes back to the queue."""
    member.active, member.on_break_since = False, None
    for ticket in tickets.owned_by(session, member.id):
        tickets.release(ticket)
        session.flush()
        clock = TicketClock(session, ticket, company.desk)
        # Even where the asker is awaited: somebody else must see whose turn it is.
        clock.asked(now)
        clock.given_up(now)
        tickets.note_event(session, ticket, LEFT, now, actor=member.name)
        redraw(session, now, ticket)
