"""Access codes of a route file: a code the desk or a driver knows better is not overwritten by an old one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.imports.lines import RouteLine
from handlers.imports.wanted import Place, place_of
from storage import route_import
from storage.access_notes import key_presses
from storage.models import AccessNote, NoteKind
from storage.route_import import KnownCode

SOURCE = "import"


def bring_in(
    session: Session, lines: Sequence[RouteLine], addresses: Mapping[Place, int], now: datetime
) -> set[Place]:
    """Keeps the codes that are news, in place of those in use; gives the addresses that got one."""
    given = {place_of(line): line.access_code for line in lines if line.access_code}
    known = route_import.codes(session, [addresses[place] for place in given], now)
    news = {place: code for place, code in given.items() if _is_news(code, known.get(addresses[place], []))}
    replaced = [code.id for place in news for code in known.get(addresses[place], []) if code.in_use]
    route_import.replace_codes(session, replaced, now)
    rows: list[dict[str, Any]] = [
        {
            "address_id": addresses[place],
            "kind": NoteKind.CODE,
            "text": code,
            "author": SOURCE,
            "source": SOURCE,
            "created_at": now,
        }
        for place, code in news.items()
    ]
    route_import.add(session, AccessNote, rows)
    return set(news)


def _is_news(code: str, known: Sequence[KnownCode]) -> bool:
    imported = [note for note in known if note.source == SOURCE]
    if imported and imported[-1].text == code:
        # The files still say what they said: whatever people learnt since is newer.
        return False
    has_failed = any(note.failed and key_presses(note.text) == key_presses(code) for note in known)
    return not has_failed and not any(note.in_use and note.text == code for note in known)
