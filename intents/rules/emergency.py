"""Emergencies told plainly, and what only sounds like one."""

from __future__ import annotations

import re
from typing import Final

from intents.reading import Audience
from intents.rules import emergency_look_alikes as look_alikes
from intents.rules.emergency_danger import ALONE, BESIDE, DANGER
from intents.rules.emergency_harm import HARM
from intents.rules.phrases import Phrases, listed

_DENIALS: Final = (
    "no, not, nobody, noone, none, never, isnt, wasnt, arent, aint, didnt, doesnt, dont, hasnt, "
    "without, nor, if, nadie, nunca, ni, sin"
)
_EMERGENCIES: Final = Phrases(listed(HARM, DANGER), unless_after=_DENIALS)
_SAID_OTHERWISE: Final = Phrases(look_alikes.SAID_OTHERWISE)
_ON_A_PARCEL: Final = Phrases(look_alikes.ON_A_PARCEL)
_ON_A_BODY: Final = Phrases(look_alikes.ON_A_BODY)
_ACCIDENTS: Final = Phrases(look_alikes.ACCIDENTS)
_TRAFFIC: Final = Phrases(look_alikes.TRAFFIC)
_OF_THE_WRITER: Final = Phrases(look_alikes.OF_THE_WRITER, unless_after="not, ahead of")
_ELSEWHERE: Final[dict[Audience, Phrases]] = {
    "driver": Phrases(look_alikes.TO_A_DRIVER_ELSEWHERE),
    "customer": Phrases(look_alikes.TO_A_CUSTOMERS_PLANTS),
}
_SIGNS: Final = re.compile(r"\w+|[🆘🚨🚑]")


def is_emergency(words: str, audience: Audience) -> bool:
    """Whether plain words tell of danger to anyone; figures of speech and far-off accidents apart."""
    if _is_a_bare_call(words):
        return True
    return _EMERGENCIES.are_in(words) and not sounds_like_emergency(words, audience)


def _is_a_bare_call(words: str) -> bool:
    signs = set(_SIGNS.findall(words))
    return bool(signs & ALONE) and all(sign in ALONE | BESIDE or sign.isdigit() for sign in signs)


def sounds_like_emergency(words: str, audience: Audience) -> bool:
    """Whether the words of danger are used of something else, so that the model must be sure of it."""
    return (
        _SAID_OTHERWISE.are_in(words)
        or (_ON_A_PARCEL.are_in(words) and not _ON_A_BODY.are_in(words))
        or _is_far_off(words)
        or _ELSEWHERE[audience].are_in(words)
    )


def _is_far_off(words: str) -> bool:
    """An accident that only makes the writer late."""
    return _ACCIDENTS.are_in(words) and _TRAFFIC.are_in(words) and not _OF_THE_WRITER.are_in(words)
