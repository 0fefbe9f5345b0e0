"""Opting out and in: the carriers' keywords, and the plain ways in which people say it."""

from __future__ import annotations

import re
from typing import Final

from intents.rules import consent_look_alikes as look_alikes
from intents.rules import consent_phrases as phrases
from intents.rules import consent_words as plain
from intents.rules.phrases import Phrases, listed

_OPT_OUTS: Final = Phrases(phrases.OPT_OUTS)
_REFUSALS: Final = "no, not, dont, never, ya, stop, dejen, paren"
_OPT_INS: Final = Phrases(phrases.OPT_INS, unless_after=_REFUSALS)
_LOOK_ALIKES: Final = Phrases(look_alikes.OTHER_STOPS)
_NOT_FOR_GOOD: Final = Phrases(listed(look_alikes.TAKEN_BACK, look_alikes.FOR_NOW))
_OF_SOMETHING_ELSE: Final = Phrases(listed(look_alikes.ON_A_CONDITION, look_alikes.OF_PARCELS))
_SIGNS_OF_STOPPING: Final = " 🛑✋🚫📵🔕!."
_SPELT_OUT: Final = re.compile(r"s\W?t\W?o\W?p")
_END_OF_CLAUSE: Final = re.compile(r"[.,;:!?]+")


def opts_out(words: str) -> bool:
    """Whether a customer's plain words want no more texts."""
    if _is_a_bare_opt_out(words):
        return True
    if opts_in(words) or _NOT_FOR_GOOD.are_in(words) or _OF_SOMETHING_ELSE.are_in(words):
        return False
    return _has_a_keyword_as_clause(words) or _OPT_OUTS.are_in(words)


def _is_a_bare_opt_out(words: str) -> bool:
    if words.strip(" !.") and not words.strip(_SIGNS_OF_STOPPING):
        return True
    bare = _bare(words)
    told = [word for word in bare.split() if word not in plain.BESIDE]
    return (
        (bool(told) and plain.KEYWORDS.issuperset(told))
        or " ".join(told) in plain.WHOLE_MESSAGES
        or _SPELT_OUT.fullmatch(bare) is not None
    )


def _has_a_keyword_as_clause(words: str) -> bool:
    clauses = (set(_bare(clause).split()) - plain.BESIDE for clause in _END_OF_CLAUSE.split(words))
    return any(clause and clause <= plain.AMONG_OTHER_CLAUSES for clause in clauses)


def opts_in(words: str) -> bool:
    """Whether a customer's plain words want texts again."""
    return _bare(words) in plain.OPT_IN_KEYWORDS or _OPT_INS.are_in(words)


def sounds_like_opt_out(words: str) -> bool:
    """Whether the words of opting out are used for something else, such as "stop at the back door"."""
    return _LOOK_ALIKES.are_in(words) or _NOT_FOR_GOOD.are_in(words)


def _bare(words: str) -> str:
    return re.sub(r"[^\w]+", " ", words).strip()
