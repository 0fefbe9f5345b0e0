"""Who may press what. The table stands here and nowhere else; `deeds.permitted` asks it at every press.

The depot is asked only by what can be typed anywhere: a card is pressed by those whom its channel lets in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from handlers.promises import shifts
from handlers.promises.service_level import LADDER, Step
from storage import tickets
from storage.models import Role, Staff, Ticket

HANDED_TO_DISPATCH: Final = "to_dispatch"
"""The event that a person asked dispatch to decide."""
DISPATCH_HAS_HAD_ITS_TURN: Final = LADDER.index(Step.DISPATCH) + 1


class Deed(StrEnum):
    """What somebody wants to do about a ticket."""

    WORK_ON = "work_on"
    """Reply, resolve, keep a note, say what was meant: whatever else the card offers."""
    TAKE = "take"
    TAKE_FROM_DISPATCH = "take_from_dispatch"
    """Take what a colleague has asked dispatch to decide, while that is dispatch's turn."""
    TO_DISPATCH = "to_dispatch"
    HAND_ON_ANOTHERS = "hand_on_anothers"
    """Ask dispatch to decide what a colleague has in hand."""
    SEE_OTHER_DEPOT = "see_other_depot"
    """Look up and take, by command, what belongs to another depot."""


@dataclass(frozen=True)
class Rule:
    """Who may do it, and what the others are told."""

    roles: frozenset[Role]
    refusal: str = ""


EVERYBODY: Final = frozenset(Role)
DECIDERS: Final = frozenset({Role.DISPATCHER, Role.MANAGER})

TABLE: Final[Mapping[Deed, Rule]] = {
    Deed.WORK_ON: Rule(EVERYBODY),
    Deed.TAKE: Rule(EVERYBODY),
    Deed.TAKE_FROM_DISPATCH: Rule(
        DECIDERS, "It is with dispatch, who decide it first. If they stay silent it is open to everybody again."
    ),
    Deed.TO_DISPATCH: Rule(EVERYBODY),
    Deed.HAND_ON_ANOTHERS: Rule(DECIDERS, "{owner} has it: ask {owner} to hand it on."),
    Deed.SEE_OTHER_DEPOT: Rule(frozenset({Role.MANAGER}), "That belongs to another depot."),
}


def refusal(session: Session, member: Staff, ticket: Ticket, deed: Deed) -> str:
    """Why this person may not do that to the ticket now; empty where it is allowed."""
    for needed in (deed, *_deeds_implied(session, member, ticket, deed)):
        if member.role not in TABLE[needed].roles:
            owner = ticket.owner.first_name if ticket.owner else ""
            return TABLE[needed].refusal.format(owner=owner)
    return ""


def may_see(member: Staff, depot: str) -> bool:
    """Whether this person may look up what belongs to the depot."""
    return depot == member.depot_code or member.role in TABLE[Deed.SEE_OTHER_DEPOT].roles


def _deeds_implied(session: Session, member: Staff, ticket: Ticket, deed: Deed) -> Iterator[Deed]:
    if deed is Deed.TAKE and ticket.owner_id is None and _dispatch_decides(session, ticket):
        yield Deed.TAKE_FROM_DISPATCH
    if deed is Deed.TO_DISPATCH and ticket.owner_id not in (None, member.id):
        yield Deed.HAND_ON_ANOTHERS


def _dispatch_decides(session: Session, ticket: Ticket) -> bool:
    """Whether somebody asked dispatch, one of them is there, and their time to answer is not over.

    What moved up because nobody answered is anybody's: there a quick answer counts more than whose it is.
    """
    if not ticket.with_dispatch or ticket.steps_taken > DISPATCH_HAS_HAD_ITS_TURN:
        return False
    asked = tickets.last_event(session, ticket.id, HANDED_TO_DISPATCH)
    begun = ticket.reopened_at or ticket.opened_at
    return asked is not None and asked >= begun and bool(shifts.deciders_on_shift(session, ticket.depot_code))
