"""When something is wanted: "tomorrow after 5" is "tomorrow 17:00-", "el viernes a las 2" is "friday 14:00"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from intents.entities.days import days, is_tonight, parts, the_night
from intents.entities.draft import Draft
from intents.entities.windows import Span, windows, windows_by_days
from intents.reading import Entity

_LIMITED: Final = re.compile(
    r"\b(?:not|isnt|cant|wont|only|by|before|no|solo|antes|off|out|skip|miss|stop|early|drop|unable|away|"
    r"quite\w*|cancel\w*)\s+(?:\w+\s+){0,3}$"
)
_LIMITS: Final = re.compile(
    r"\s*,?\s*(?:(?:yo|ya|i|la\s+verdad)\s+)?(?:no\b|not\b|cant\b|paso\b|imposible\b|me\s+quedo\b|off\b)"
)
"""What makes of "today" a day on which something is not to be."""
_TODAY: Final = "today"


def times(draft: Draft) -> Iterator[Entity]:
    """When something is wanted; one value for a day and the window beside it."""
    named = days(draft)
    found = windows(draft)
    found += windows_by_days(draft, named, found)
    found = found or parts(draft, named)
    for day in sorted(named):
        start, end, value = day
        if any((start, end) == part[:2] for part in found):
            continue
        near = next((part for part in found if _beside(draft.text, day, part, named)), None)
        if near:
            found.remove(near)
            first, last = min(start, near[0]), max(end, near[1])
            yield draft.take("time", f"{value} {near[2]}", first, last)
        elif is_tonight(draft.text[start:end]):
            yield draft.take("time", f"{_TODAY} {the_night()}", start, end)
        elif value != _TODAY or _LIMITED.search(draft.text[:start]) or _LIMITS.match(draft.text, end):
            yield draft.take("time", value, start, end)
    for start, end, value in found:
        yield draft.take("time", value, start, end)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _beside(text: str, day: Span, part: Span, named: Sequence[Span]) -> bool:
    """Whether a window belongs to a day: near it, and no other day between the two."""
    first, last = min(day[1], part[1]), max(day[0], part[0])
    between = text[first:last]
    if any(first <= start and end <= last for start, end, _ in named):
        return False
    return _overlap(day, part) or (len(between.split()) <= 2 and not re.search(r"[.?!;]", between))
