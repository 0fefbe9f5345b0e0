"""Rules about tickets: none is forgotten, and none is out of sight."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from handlers.audit.rule import Breach, Rule
from storage import audit

GRACE: Final = timedelta(minutes=1)
"""The sweep comes each second: what is a minute late is not late by chance."""
TIME_TO_POST: Final = timedelta(minutes=1)
"""A card takes a second, and some more while Slack asks for a pause."""


class NextStep(Rule):
    """Every unresolved ticket has an owner or a next step, and no next step is late.

    Whatever goes wrong with promises and steps, a ticket that neither a person nor the clock will look at again is
    how a driver is forgotten at a gate.
    """

    name = "next_step"
    mend = "Take them now, or hand them to somebody. If more come, tell whoever runs Doorstep."
    holds = "every open ticket has an owner or a next step again"

    def breaches(self, session: Session, now: datetime) -> list[Breach]:
        """Where it does not hold."""
        found = audit.without_next_step(session, now - GRACE)
        return self.about_tickets(found, "would be forgotten: nobody has them, and no next step comes in time")


class CardOfTicket(Rule):
    """Every ticket has its card within a minute: what the desk cannot see, the desk cannot answer."""

    name = "card_of_ticket"
    mend = "Take them from the Home tab or with /desk queue, and see that the bot is a member of the desk channel."
    holds = "every open ticket has its card again"

    def breaches(self, session: Session, now: datetime) -> list[Breach]:
        """Where it does not hold."""
        return self.about_tickets(audit.without_card(session, now - TIME_TO_POST), "have no card in Slack")


class TicketOfCard(Rule):
    """Every card belongs to one ticket: below a card of two tickets, an answer would reach the wrong one.

    Only what the database knows of can be seen: a card whose place was never written down stays unseen.
    """

    name = "ticket_of_card"
    mend = "Answer them by their numbers (/desk take), not below the card, and tell whoever runs Doorstep."
    holds = "every card belongs to one ticket again"

    def breaches(self, session: Session, now: datetime) -> list[Breach]:
        """Where it does not hold."""
        shared = self.about_tickets(audit.sharing_a_card(session), "share their card with another ticket")
        lost = audit.cards_of_no_ticket(session)
        if lost:
            what = f"{lost} cards wait to be posted that belong to no ticket."
            shared.append(Breach(self.name, what, frozenset({"no ticket"})))
        return shared
