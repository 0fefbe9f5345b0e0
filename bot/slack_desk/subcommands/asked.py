"""What a sub-command of `/desk` is: how it is typed, what it is for, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.turn import Company
from storage.models import Staff

Json = dict[str, Any]
COMMAND = "/desk"


@dataclass(frozen=True)
class Asked:
    """Somebody on the staff typed a sub-command."""

    session: Session
    now: datetime
    company: Company
    member: Staff
    rest: str = ""
    """What stands behind the sub-command's name."""


@dataclass(frozen=True)
class Subcommand:
    """One entry of the table; `answer` gives the blocks that only the one who asked sees."""

    usage: str
    """What follows the name: "[TICKET]", "TEXT", or nothing."""
    about: str
    answer: Callable[[Asked], list[Json]]
    changes: bool = False
    """Whether anything is written, so that it runs in a transaction."""
