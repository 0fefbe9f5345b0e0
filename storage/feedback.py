"""What people said that messages really meant, until the review has judged it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Feedback, Judgement, Ticket


def keep(session: Session, feedback: Feedback) -> None:
    """Keeps it for the review; what was said before of the same message gives way to it."""
    # Two people at once must not pass each other unseen: the second waits here for the first.
    session.execute(select(Ticket.id).where(Ticket.id == feedback.ticket_id).with_for_update())
    before = _said_before(session, feedback)
    if before is None:
        session.add(feedback)
    else:
        before.at, before.meant, before.author = feedback.at, feedback.meant, feedback.author
    session.flush()


def waiting(session: Session) -> list[Feedback]:
    """Everything that has not been judged, the oldest first."""
    return list(session.scalars(select(Feedback).where(Feedback.judgement.is_(None)).order_by(Feedback.id)))


def judge(session: Session, feedback_id: int, judgement: Judgement, now: datetime) -> None:
    """Writes down what the review made of it."""
    feedback = session.get_one(Feedback, feedback_id)
    feedback.judgement, feedback.judged_at = judgement, now
    session.flush()


def _said_before(session: Session, feedback: Feedback) -> Feedback | None:
    """What waits already for the same message; sealed texts can only be compared once they are opened."""
    said = session.scalars(
        select(Feedback).where(Feedback.ticket_id == feedback.ticket_id, Feedback.judgement.is_(None))
    )
    return next((each for each in said if each.text == feedback.text), None)
