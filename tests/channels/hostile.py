"""What nobody sends on purpose: arbitrary JSON, and real messages with one part replaced by something else."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies

scalars = (
    strategies.none()
    | strategies.booleans()
    | strategies.integers()
    | strategies.floats()
    | strategies.text()
    | strategies.sampled_from(["\0", "\ud800", "private", "1" * 400])
)
json_values = strategies.recursive(
    scalars,
    lambda inner: (
        strategies.lists(inner, max_size=4) | strategies.dictionaries(strategies.text(), inner, max_size=4)
    ),
    max_leaves=8,
)


@strategies.composite
def damaged(draw: strategies.DrawFn, whole: dict[str, Any]) -> Any:
    """`whole`, with one of its parts, however deep, replaced by any JSON or left out."""
    result: Any = copy.deepcopy(whole)
    path = draw(strategies.sampled_from(_paths(whole)))
    holder = result
    for step in path[:-1]:
        holder = holder[step]
    if draw(strategies.booleans()):
        holder[path[-1]] = draw(json_values)
    else:
        del holder[path[-1]]
    return result


def _paths(value: Any) -> list[tuple[Any, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found: list[tuple[Any, ...]] = []
    for step, inner in steps:
        found += [(step,), *((step, *path) for path in _paths(inner))]
    return found
