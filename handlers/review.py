"""The review: what staff said that messages meant, judged one by one, and never shown with personal data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.disguise import Disguise
from intents.reading import Audience, Language
from storage import feedback, people
from storage.crypto import keys_in_use
from storage.models import Feedback, Judgement

PURPOSE = b"disguise"


@dataclass(frozen=True)
class Waiting:
    """One answer that waits to be judged. The text is in disguise."""

    id: int
    text: str
    audience: Audience
    language: Language
    read_as: str
    meant: str
    author: str
    at: datetime

    @property
    def confirms(self) -> bool:
        """Whether the person said that the bot had read it rightly."""
        return self.read_as == self.meant

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def disguise(session: Session) -> Disguise:
    """The disguise that knows everybody and every address of this database."""
    key = keys_in_use().derived(PURPOSE)
    return Disguise(key, people.known_names(session), people.known_addresses(session))


def waiting(session: Session, masks: Disguise) -> list[Waiting]:
    """Everything that waits, the oldest first."""
    return [_waiting(row, masks) for row in feedback.waiting(session)]


def accept(session: Session, feedback_id: int, now: datetime) -> None:
    """It is in the training files."""
    feedback.judge(session, feedback_id, Judgement.ACCEPTED, now)


def reject(session: Session, feedback_id: int, now: datetime) -> None:
    """Nothing is to be learnt from it."""
    feedback.judge(session, feedback_id, Judgement.REJECTED, now)


def _waiting(row: Feedback, masks: Disguise) -> Waiting:
    audience: Audience = "customer" if row.audience == "customer" else "driver"
    language: Language = "es" if row.language == "es" else "en"
    return Waiting(
        id=row.id,
        text=masks.of(row.text, audience, language),
        audience=audience,
        language=language,
        read_as=row.read_as,
        meant=row.meant,
        author=row.author,
        at=row.at,
    )
