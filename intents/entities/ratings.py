"""The score in an answer to the survey, from 1 to 5."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.entities.streets import COUNTED
from intents.normalise import word_set
from intents.reading import Entity

_SCORE: Final = r"(?P<score>10|\d|one|uno|zero|cero)"
_STAR: Final = r"[⭐🌟★]"
_OUT_OF: Final = re.compile(
    r"(?<![\w.])(?P<score>\d{1,2})(?:[.,]\d)?\s*(?:/|out\s+of|de|sobre)\s*(?P<scale>5|10)\b(?!\s*(?:cajas|"
    r"paquetes|boxes|bultos|\w+s\b))"
)
_STARS: Final = re.compile(
    rf"(?<![\w.])(?<!star\s)(?P<score>\d{{1,2}}|one|un[ao]?|zero|cero)\s*(?:\+\s*)?(?:[ -]?(?:stars?|"
    rf"estrellas?|estrellitas?|"
    rf"estreyas|strs|star\s+rating|points?|puntos)|\s*{_STAR}+)(?!\w)(?!\s+for\s+del)"
)
_EMOJI_STARS: Final = re.compile(rf"(?:{_STAR}️?\s*)+")
_ALONE: Final = re.compile(
    r"^\W*(?:(?:a|an|un|una|solid|rating|rate|i\s+(?:give|rate|would\s+(?:give|say|rate))(?:\s+(?:it|him|her|"
    r"you|them|this))?|"
    r"le\s+doy|les\s+doy|doy|calificacion|my\s+rating\s+is|definitely|easily|at\s+best|maybe|no\s+mas)\W+){0,4}"
    rf"{_SCORE}(?:\s+(?:maybe|i\s+guess|thanks|thank\s+you|gracias|y\s+ya))?\W*$"
)
_LEADING: Final = re.compile(
    rf"^\W*{_SCORE}(?!\w)(?:\s*[,.!…]+(?!\d)|\s*[^\w\s,.!#*:/&+%$-]|"
    rf"\s+(?P<next>[a-z']+)(?:\s+(?P<after>[a-z']+))?)"
)
_GIVEN: Final = re.compile(
    r"\b(?:(?:give|gave|giving|rate|award|say|go|going|call\s+it|make\s+it|"
    r"put(?:\s+me)?(?:\s+down)?(?:\s+for)?|deserves?|vote|"
    r"it'?s|feel\s+like|so|thus|thats|only|experience)\s+(?:(?:it|him|her|you|them|this|the\s+\w+|"
    r"to\s+\w+\s+\w+|you\s+guys|about|"
    r"at|solidly|down|for)\s+){0,2}(?:an?\s+)?|"
    r"(?:doy|daria|daba|damos|dare|pongo|pone|pongan(?:le)?|ponle|pongale|ponele|ponganle|dale|otorgo|"
    r"otorgamos|merece|dice\s+q(?:ue)?|"
    r"califico(?:\s+el\s+\w+)?(?:\s+con)?|calificacion|mi\s+nota(?:\s+es)?|"
    r"van\s+mis)\s*:?\s*(?:uno?\s+(?=\d))?)"
    rf"{_SCORE}(?=\W*$|[,.!?;)]|\s+(?:y|and|if|but|pero|para|pa|al?|porque|pq|cuz|cause|because|bc|bien|de|"
    rf"from|as|he|she|hes|"
    r"the|el|mi|mijo|nada|no|good|for|with|hon|after|since|to|stars?|con|las?|que|estuvo|so)\b)"
)
_A_SCORE: Final = re.compile(
    rf"(?:^|[,.;!?…]\s*|\b(?:thats|que|se\s+paso\s+po|so|maybe|about|hoy|regular|bien|pos|pues|"
    rf"not\s+great\s+not\s+awful)\s+,?)\s*"
    rf"(?:an?|un|a\s+mi\s+gusto|solid)\s+(?:solid\s+)?{_SCORE}(?=\W*$|[,.!?;]|\s+(?:y|and|but|pero|para|pa|el|"
    rf"porque|pq|cuz|because|"
    r"bien|de|from|in|as|como|redondo|no|nada|the|podria|estuvo|ya|feels|hon|being|sorry|con|sin|he|she|mas|"
    r"for|i)\b)"
)
_TRAILING: Final = re.compile(
    rf"(?:[,.;:!?…)]|[^\w\s,.;:!?#*$/&@+-])\s*(?:so\s+|y\s+)?{_SCORE}(?:\s+(?:from|for|across|all|sin|redondo|"
    rf"stars?|and\s+then\s+some|"
    rf"porque|y\s+porque|and|if)\b.*)?\W*$"
)
_PRAISE: Final = (
    r"(?:good|great|loved?(?:\s+it)?|says|best|worst|awful|servicio|service|delivery|driver|thrilled|fast|"
    r"life|ever|mal|malo|bueno|"
    r"repartidor|chofer|perfect|excellent|excelente|terrible|nice|polite|garbage|trash|lol|muchacho|entrega|"
    r"estrellas)"
)
_ENDING: Final = re.compile(rf"\b{_PRAISE}\s+(?P<score>10|\d)\W*$")
_CODE_WORDS: Final = re.compile(
    r"\b(?:code|codigo|gate|press|marque|dial|apt|unit|stop|keypad|clave|pin|piso|floor)\b"
)
_WORDS: Final = {"one": 1, "uno": 1, "un": 1, "una": 1, "zero": 0, "cero": 0}
_NEVER_NEXT: Final = COUNTED | word_set(
    "de of out to a o or n then gate code st street am pm al more mas left th luego oclock"
)
"""Words after a number at the beginning that make it something else than a score."""
_MOST: Final = 10


def ratings(draft: Draft) -> Iterator[Entity]:
    """The first score in a text, clamped to 1 to 5; of ten, halved and rounded up."""
    for match in draft.find(_OUT_OF):
        score = int(match["score"])
        yield _taken(draft, (score + 1) // 2 if match["scale"] == "10" else score, match.span())
        return
    for match in draft.find(_EMOJI_STARS):
        if not re.search(r"\d\s*$|\w\s+stars?\s*$", draft.text[: match.start()]):
            yield _taken(draft, sum(match[0].count(star) for star in "⭐🌟★"), match.span())
            return
    patterns = (_STARS, _ALONE, _LEADING, _GIVEN, _A_SCORE, _TRAILING, _ENDING)
    for pattern in patterns:
        for match in draft.find(pattern):
            number = _WORDS[match["score"]] if match["score"] in _WORDS else int(match["score"])
            if number <= _MOST and (pattern is _STARS or _is_score(draft, pattern, match, number)):
                yield _taken(draft, number, match.span("score"))
                return


def _is_score(draft: Draft, pattern: re.Pattern[str], match: re.Match[str], number: int) -> bool:
    if pattern is _ALONE:
        return True
    if _CODE_WORDS.search(draft.text):
        return False
    is_digit = draft.as_written(*match.span("score")).isdecimal()
    if pattern is _LEADING and match["next"]:
        is_plain = match["next"] in _GOES_ON
        return is_plain or (is_digit and match["next"] not in _NEVER_NEXT and number not in (1, 6, 7, 8, 9))
    return pattern is not _LEADING or number <= 5 or number == _MOST


_GOES_ON: Final = word_set(
    "and because porque pq y bc cuz cause from for star stars por great good excelente pero but"
)
"""What goes on after a score, even one in words; "one box" and "two men" go on otherwise."""


def _taken(draft: Draft, score: int, span: tuple[int, int]) -> Entity:
    return draft.take("rating", str(min(5, max(1, score))), *span)
