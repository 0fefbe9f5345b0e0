"""What need not be kept for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from storage.models import Driver, Inbox, InboxState, Slot

KEEP_INBOX = timedelta(days=30)
"""Longer than any service delivers an event again; the transcript keeps what was said."""
KEEP_SLOTS = timedelta(days=1)


def tidy(session: Session, now: datetime) -> None:
    """Removes handled inbox rows, idle rate slots and lapsed invitations."""
    session.execute(
        delete(Inbox).where(
            Inbox.state.in_([InboxState.DONE, InboxState.DROPPED]), Inbox.done_at < now - KEEP_INBOX
        )
    )
    session.execute(delete(Slot).where(Slot.arrival < (now - KEEP_SLOTS).timestamp()))
    session.execute(
        update(Driver).where(Driver.invite_expires_at < now).values(invite_hash=None, invite_expires_at=None)
    )
