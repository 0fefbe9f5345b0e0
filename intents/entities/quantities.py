"""Durations in minutes, and ratings from 1 to 5."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.reading import Entity

_HOURS_AND_HALF: Final = re.compile(
    r"\b(?:(?P<count>\d{1,2})|an?|1|una?)?\s*(?:and\s+a\s+half\s+(?:hours?|hrs?)|(?:hours?|hrs?|"
    r"horas?)\s+(?:and\s+a\s+half|y\s+media))\b"
)
_HALF_HOUR: Final = re.compile(r"\b(?:half\s+(?:an?\s+)?(?:hour|hr)|media\s+hora|medio\s+hora)\b")
_QUARTER: Final = re.compile(
    r"\b(?P<three>three\s+quarters\s+of\s+an\s+hour|3\s+quarters\s+of\s+an\s+hour)\b|"
    r"\b(?:a\s+)?quarter\s+(?:of\s+an\s+)?hour\b|\bcuarto\s+de\s+hora\b"
)
_HOURS: Final = re.compile(
    r"(?<![\w:.])(?:(?P<count>\d{1,2})(?P<part>\.5)?|\b(?P<one>an|1|una)|"
    r"\b(?P<two>a\s+couple\s+(?:of\s+)?|couple\s+(?:of\s+)?|un\s+par\s+de))\s*"
    r"(?:hours?|hrs?|hr|h|horas?|horitas?)\b(?:\s*(?:and|y|con)?\s*(?P<minutes>\d{1,2})\s*(?:m|min|mins|"
    r"minutes|minutos)?\b)?"
)
_MINUTES: Final = re.compile(
    r"(?<![\w:.#])(?:\d{1,3}\s*(?:-|to|or|o|a)\s*)?(?P<count>\d{1,3})\s*\+?\s*(?:m|min|mins|minute|"
    r"minutes|minutos?|mnts?|mintues|minuts|minuto|minitos)\b"
)
_LATE: Final = re.compile(
    r"\b(?:running|about|like|at\s+least|am|im|i'm|voy|unos|como|casi)\s+(?:about\s+|like\s+|unos\s+|"
    r"como\s+)?(?P<count>\d{1,3})\s+(?:late|behind|tarde|atrasad[oa]|retrasad[oa]|over)\b"
    r"|(?<![\w#])(?P<bare>\d{2,3})\s+(?:late|behind|tarde|atrasad[oa]|retrasad[oa])\b"
)
_OUT_OF: Final = re.compile(
    r"(?<![\w.])(?P<score>\d{1,2})(?:[.,]\d)?\s*(?:/|out\s+of|of|de|sobre)\s*(?P<scale>5|10)\b"
)
_STARS: Final = re.compile(
    r"(?<![\w.])(?P<score>\d{1,2})\s*(?:\+\s*)?(?:[ -]?(?:stars?|estrellas?|estreyas|strs|star\s+rating|"
    r"points?|puntos)|\s*[⭐🌟★]+)(?!\w)"
)
_EMOJI_STARS: Final = re.compile(r"(?:[⭐🌟★]️?\s*)+")
_ALONE: Final = re.compile(
    r"^\W*(?:(?:a|an|un|una|solid|rating|rate|i\s+(?:give|rate|would\s+(?:give|say|rate))(?:\s+(?:it|him|"
    r"her|you|them|this))?|le\s+doy|les\s+doy|doy|calificacion|my\s+rating\s+is|definitely|"
    r"easily|at\s+best|maybe)\W+){0,4}(?P<score>\d{1,2})(?:\s*(?:thanks|thank\s+you|gracias|excelente|"
    r"great|perfect|good|excellent|!+|for\b.*|because\b.*|por\b.*))?\W*$"
)
_LEADING: Final = re.compile(
    r"^\W*(?P<score>[0-5]|10)\s*(?:[,.!:;-]|\s(?=(?:great|good|excellent|perfect|bad|terrible|awesome|"
    r"nice|love|amazing|best|worst|super|excelente|muy|pesimo|mal|bueno|todo|the|driver|el|very|no|but|"
    r"pero|thanks|gracias)\b))(?!\d)"
)
_GIVEN: Final = re.compile(
    r"\b(?:give\s+(?:it|him|her|you|them|this|the\s+driver)\s+(?:a|an)?|rate\s+(?:it|him|her|you|them|"
    r"this)?\s*(?:a|an)?|i'?d\s+say\s+(?:a|an)?|(?:le|les|te)\s+doy\s+(?:un|una)?|(?:un|a)\s+solid|"
    r"solid)\s*(?P<score>\d{1,2})\b"
)


def durations(draft: Draft) -> Iterator[Entity]:
    """How long something takes, in minutes; of "10-15 min" the longer."""
    for match in draft.find(_HOURS_AND_HALF):
        yield draft.take("minutes", str(int(match["count"] or 1) * 60 + 30), match.start(), match.end())
    for match in draft.find(_HALF_HOUR):
        yield draft.take("minutes", "30", match.start(), match.end())
    for match in draft.find(_QUARTER):
        yield draft.take("minutes", "45" if match["three"] else "15", match.start(), match.end())
    for match in draft.find(_HOURS):
        hours = int(match["count"] or (2 if match["two"] else 1))
        minutes = hours * 60 + (30 if match["part"] else 0) + int(match["minutes"] or 0)
        yield draft.take("minutes", str(minutes), match.start(), match.end())
    for match in draft.find(_MINUTES):
        yield draft.take("minutes", str(int(match["count"])), match.start(), match.end())
    for match in draft.find(_LATE):
        name = "count" if match["count"] else "bare"
        yield draft.take("minutes", str(int(match[name])), match.start(name), match.end(name))


def ratings(draft: Draft) -> Iterator[Entity]:
    """The score in an answer to the survey, clamped to 1 to 5; of ten, halved and rounded up."""
    for match in draft.find(_OUT_OF):
        score = int(match["score"])
        value = (score + 1) // 2 if match["scale"] == "10" else score
        yield draft.take("rating", _clamped(value), match.start(), match.end())
        return
    for match in draft.find(_EMOJI_STARS):
        count = sum(match[0].count(star) for star in "⭐🌟★")
        if not re.search(r"\d\s*$", draft.text[: match.start()]):
            yield draft.take("rating", _clamped(count), match.start(), match.end())
            return
    for pattern in (_STARS, _ALONE, _LEADING, _GIVEN):
        for match in draft.find(pattern):
            score = int(match["score"])
            if pattern is _ALONE and score > 10:
                continue
            yield draft.take("rating", _clamped(score), match.start("score"), match.end("score"))
            return


def _clamped(score: int) -> str:
    return str(min(5, max(1, score)))
