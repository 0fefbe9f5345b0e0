"""Parcels of a route file: added, changed, or moved along with their tracking number to another stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from handlers.imports import wanted
from handlers.imports.lines import RouteLine
from handlers.imports.merging import differences, merge
from handlers.imports.wanted import StopKey
from storage.models import Parcel
from storage.route_import import Known

ParcelKey = tuple[int, str]
"""The stop's id and the tracking number."""


@dataclass(frozen=True)
class Outcome:
    """What became of the lines' parcels; lines named nowhere were the same as before."""

    added: list[RouteLine]
    changed: list[RouteLine]
    refused: list[RouteLine]
    """Lines that would change a completed stop."""


def bring_in(
    session: Session,
    lines: Sequence[RouteLine],
    columns: frozenset[str],
    stop_ids: Mapping[StopKey, int],
    known: Mapping[ParcelKey, Known],
    completed: Collection[int],
) -> Outcome:
    """Brings the parcels in line with the lines; those of completed stops stay as they are."""
    keyed = {(stop_ids[line.stop_key], line.parcel): line for line in lines}
    rows = {key: wanted.parcel(line, columns) for key, line in keyed.items()}
    refused = [key for key in rows if key[0] in completed and _differs(rows[key], known.get(key))]
    for key in refused:
        del rows[key]
    moved = _moved(rows, known, completed)
    for key in moved:
        rows[key]["stop_id"] = key[0]
    blank = {"order_id": "", "value": None, "count": 1}
    merged = merge(session, Parcel, rows, {**known, **moved}, ("stop_id", "tracking"), blank)
    return Outcome(
        added=[keyed[key] for key in merged.added],
        changed=[keyed[key] for key in merged.changed],
        refused=[keyed[key] for key in refused],
    )


def _differs(values: dict[str, Any], row: Known | None) -> bool:
    return row is None or bool(differences(values, row))


def _moved(
    rows: Mapping[ParcelKey, dict[str, Any]], known: Mapping[ParcelKey, Known], completed: Collection[int]
) -> dict[ParcelKey, Known]:
    """The known parcels that now belong to another stop: their number must leave no doubt which one is meant."""
    in_file = Counter(tracking for _, tracking in rows)
    in_database = Counter(tracking for _, tracking in known)
    where = {
        tracking: row
        for (stop, tracking), row in known.items()
        if in_database[tracking] == 1 and stop not in completed
    }
    return {key: where[key[1]] for key in rows if key not in known and in_file[key[1]] == 1 and key[1] in where}
