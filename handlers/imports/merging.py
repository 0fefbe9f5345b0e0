"""Bringing rows of one table in line with what is wanted: added, changed just where they differ, or left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from storage import route_import
from storage.models import Base
from storage.route_import import Known

Key = TypeVar("Key", bound=tuple[Any, ...])
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass
class Merged(Generic[Key]):
    """What became of the wanted rows."""

    ids: dict[Key, int] = field(default_factory=dict)
    added: set[Key] = field(default_factory=set)
    changed: set[Key] = field(default_factory=set)


def merge(
    session: Session,
    model: type[Base],
    wanted: Mapping[Key, dict[str, Any]],
    known: Mapping[Key, Known],
    identity: Sequence[str],
    blank: Mapping[str, Any] = NOTHING,
) -> Merged[Key]:
    """Adds what is not known, changes what differs.

    `identity` names the columns that a key holds; `blank` is what a new row has where nothing is wanted.
    """
    merged: Merged[Key] = Merged()
    changes: list[dict[str, Any]] = []
    fresh: list[Key] = []
    for key, values in wanted.items():
        row = known.get(key)
        if row is None:
            fresh.append(key)
            continue
        merged.ids[key] = row.id
        differing = differences(values, row)
        if differing:
            merged.changed.add(key)
            changes.append({"id": row.id, **differing})
    route_import.change(session, model, changes)
    rows = [{**blank, **dict(zip(identity, key, strict=True)), **wanted[key]} for key in fresh]
    merged.ids.update(zip(fresh, route_import.add(session, model, rows), strict=True))
    merged.added.update(fresh)
    return merged


def differences(values: Mapping[str, Any], row: Known) -> dict[str, Any]:
    """The values that the row does not have yet."""
    return {name: value for name, value in values.items() if row.values[name] != value}
