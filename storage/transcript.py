"""The transcript: what was said, both ways, whatever the channel."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from storage.message import Inbound
from storage.models import Conversation, Direction, Message


def conversation(session: Session, key: str, language: str) -> Conversation:
    """The conversation of that key; begun in `language` if it is new."""
    found = session.get(Conversation, key)
    if found is None:
        found = Conversation(key=key, language=language)
        session.add(found)
        session.flush()
    return found


def language_of(session: Session, key: str) -> str:
    """The language of a conversation, if it has begun; else English."""
    found = session.get(Conversation, key)
    return found.language if found is not None else "en"


def add_incoming(
    session: Session,
    inbound: Inbound,
    author: str,
    now: datetime,
    intent: str | None = None,
    confidence: float | None = None,
    also: str | None = None,
) -> Message:
    """Writes down what came in, and what it was read as; `also` is its second request."""
    message = Message(
        conversation=inbound.conversation,
        direction=Direction.IN,
        author=author,
        at=now,
        text=inbound.text or inbound.label or inbound.data or " ".join(f"[{file.kind}]" for file in inbound.files),
        provider_message=inbound.message_id,
        intent=intent,
        confidence=confidence,
        also=also,
    )
    session.add(message)
    session.flush()
    return message


def got_by_a_person(session: Session, message_id: int | None, ticket_id: int) -> None:
    """What came in is in the desk's hands, by this ticket."""
    if message_id is not None:
        session.get_one(Message, message_id).ticket_id = ticket_id


def add_outgoing(
    session: Session,
    key: str,
    text: str,
    author: str,
    now: datetime,
    outbox_id: int,
    ticket_id: int | None,
    slack_ts: str | None,
) -> None:
    """Writes down what goes out."""
    session.add(
        Message(
            conversation=key,
            direction=Direction.OUT,
            author=author,
            at=now,
            text=text,
            outbox_id=outbox_id,
            ticket_id=ticket_id,
            slack_ts=slack_ts,
        )
    )


def carried_from(session: Session, slack_ts: str) -> Message | None:
    """What was sent to the other side for this Slack message ("CHANNEL:TS")."""
    return session.scalar(select(Message).where(Message.slack_ts == slack_ts).order_by(Message.id).limit(1))


def latest(session: Session, key: str, count: int) -> list[Message]:
    """The last `count` messages of a conversation, oldest first."""
    rows = session.scalars(
        select(Message).where(Message.conversation == key).order_by(Message.id.desc()).limit(count)
    )
    return list(rows)[::-1]


def has_said_something(session: Session, key: str, since: datetime) -> bool:
    """Whether anything was said to the other side of a conversation since then."""
    said = exists().where(Message.conversation == key, Message.direction == Direction.OUT, Message.at >= since)
    return bool(session.scalar(select(said)))
