"""Where a ticket's card stands in Slack, so that it is redrawn in place and its thread is found."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from storage.models import Ticket
from storage.wakers import wake


def remember_card(session: Session, ticket_id: int, channel: str, ts: str) -> None:
    """Keeps which Slack message is the card of the ticket."""
    session.execute(
        update(Ticket).where(Ticket.id == ticket_id).values(slack_channel=channel, slack_ts=ts),
        execution_options={"synchronize_session": False},
    )
    # The Home tab lists the ticket already; now there is a card that it can lead to.
    wake(session, "home")
