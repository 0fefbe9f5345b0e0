"""Two requests in one message: "nobody home and the next gate needs a code" is a report and a question.

Most messages with an "and" in them are one request with its story. So a message is taken apart only where both
parts, each read on its own, are surely something different, and the one is not the story of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from intents.contract import EMERGENCY
from intents.normalise import LONGEST, plain_words, word_set
from intents.reading import Action, Audience, Entity, Language, Reader, Reading

_JOINING: Final = (
    r"(?:and|also|plus|then|but|y|e|tambi[eé]n|adem[aá]s|luego|pero|another thing|one more thing|otra cosa|aparte)"
)
_JOINT: Final = re.compile(
    rf"(?P<end>[.!?;\n]+)\s*(?:{_JOINING}\b[\s,:]*)*(?=\w|¿|¡)|[\s,]+(?:{_JOINING}\b[\s,:]+)+", re.IGNORECASE
)
_GOES_ON: Final = re.compile(
    r"\W*(?:ask|tell|have|get|see|let|find|check|so|that|because|cause|it|its|they|theyre|he|hes|she|shes|his|her|"
    r"their|them|this|to|if|when(?!\s+(?:do|does|is|are|will|can))|pregunt\w*|pida\w*|pide\w*|dig\w*|dile\w*|que|"
    r"porque|si|cuando|ellos|ella|el cliente|lo|le|les|se|ni|ver)\b"
)
"""How a part begins that only goes on with what the first part has begun."""
_LEAST_WORDS: Final = 2
_MOST_JOINTS: Final = 2
"""A message with more joints than these is a story; it is read as a whole, and in bounded time."""

_NO_PART: Final = word_set(
    "affirm ask_help ask_human cancel deny greet out_of_scope thanks complain rate_delivery opt_in opt_out "
    "wrong_number report_emergency"
)
"""What is no request beside another one: a greeting, a yes, an outburst, or what stands above all others."""
_ABOUT_NO_STOP: Final = frozenset({"ask_admin", "ask_manifest"})
"""Questions that no report at a door is the story of."""
_ABOUT_A_DOOR: Final = word_set("ask_gate_code ask_access ask_contact ask_leave_rule ask_proof_rule")
"""Questions that are asked of a stop, and so of the same one where only one of two names it."""
_ABOUT_A_STOP: Final = "ask_next_stop"
_BESIDE_A_STOP: Final = word_set(
    "for of at the number stop please de del la el para en numero parada porfa por favor"
)
_DECIDES: Final[dict[Audience, frozenset[str]]] = {
    "driver": frozenset({EMERGENCY}),
    "customer": frozenset({EMERGENCY, "opt_out"}),
}
_CERTAIN: Final = 0.97
"""What half a sentence must have of it to decide the whole: a model that sees no more than that cries wolf."""
_STOPS: Final = ("stop", "address")


def read_requests(reader: Reader, text: str, audience: Audience, language: Language | None = None) -> Reading:
    """Reads a message; where it holds two requests, the second is found in `also` of the first."""
    whole = reader.read(text, audience, language)
    if whole.intent in _DECIDES[audience] or len(text) > LONGEST:
        return whole
    pairs = []
    for left, right in _halves(text):
        first, second = (reader.read(part, audience, whole.language) for part in (left, right))
        grave = next((part for part in (first, second) if _decides(part, whole)), None)
        if grave is not None:
            return replace(
                whole, intent=grave.intent, action=grave.action, confidence=grave.confidence, second=whole.intent
            )
        if _are_two_requests(whole, first, second, right):
            pairs.append((first, second))
    if not pairs:
        return whole
    first, second = max(pairs, key=lambda pair: min(part.confidence for part in pair))
    first, second = _share_the_stop(first, second)
    return replace(first, also=(second,), milliseconds=whole.milliseconds)


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """The message cut in two at each of its joints, while these are few."""
    joints = list(_JOINT.finditer(text))
    if len(joints) > _MOST_JOINTS:
        return
    for joint in joints:
        left = text[: joint.end("end") if joint["end"] else joint.start()].strip()
        right = text[joint.end() :].strip()
        if min(len(left.split()), len(right.split())) >= _LEAST_WORDS:
            yield left, right


def _decides(part: Reading, whole: Reading) -> bool:
    """Whether this part, an emergency or a wish for no more texts, decides what the whole is.

    Where the whole is plain it has been weighed already: "a crash, all cleared by now, but I am late" is a delay.
    """
    if whole.action is Action.ANSWER or whole.intent == "opt_in":
        return False
    return part.intent in _DECIDES[part.audience] and part.confidence >= _CERTAIN


def _are_two_requests(whole: Reading, first: Reading, second: Reading, right: str) -> bool:
    parts = (first, second)
    if first.intent == second.intent or any(part.intent in _NO_PART or _only_names(part) for part in parts):
        return False
    if whole.action is Action.ANSWER and whole.intent not in (first.intent, second.intent):
        return False
    if not all(_is_sure(part) for part in parts) or all(part.action is not Action.ANSWER for part in parts):
        return False
    if _GOES_ON.match(plain_words(right)):
        return False
    return _are_a_customers(first, second) if whole.audience == "customer" else _are_a_drivers(first, second)


def _is_sure(part: Reading) -> bool:
    """A doubtful question counts as well: it is asked back, and tells nothing."""
    if part.action is Action.ASK_BACK:
        return _asks(part)
    return part.action in (Action.ANSWER, Action.CONFIRM)


def _are_a_drivers(first: Reading, second: Reading) -> bool:
    """A question about the stop of which something is told is one request with its story."""
    if _asks(first) and _asks(second):
        return True
    if {first.intent, second.intent} & _ABOUT_NO_STOP:
        return True
    if _asks(second):
        return bool(_stops(second) - _stops(first))
    return bool(_stops(first) and _stops(second)) and not _stops(first) & _stops(second)


def _are_a_customers(first: Reading, second: Reading) -> bool:
    """A code has its own way, to the driver who waits for it; where to leave the parcel is said with it."""
    intents = {first.intent, second.intent}
    return "give_access_code" in intents and "give_instructions" not in intents


def _only_names(part: Reading) -> bool:
    """Whether it names a stop and says nothing of it: "and of stop 8", which alone would ask about that stop."""
    if part.intent != _ABOUT_A_STOP:
        return False
    rest = part.text
    for entity in sorted(part.entities, key=lambda entity: -entity.start):
        rest = rest[: entity.start] + rest[entity.end :] if entity.name in _STOPS else rest
    return set(re.findall(r"\w+", plain_words(rest))) <= _BESIDE_A_STOP


def _asks(part: Reading) -> bool:
    return part.intent.startswith("ask_")


def _stops(part: Reading) -> set[str]:
    return {entity.value for entity in part.entities if entity.name in _STOPS}


def _share_the_stop(first: Reading, second: Reading) -> tuple[Reading, Reading]:
    """Of "the code and the customer's number for 14" both parts are about stop 14."""
    if {first.intent, second.intent} - _ABOUT_A_DOOR or bool(_stops(first)) == bool(_stops(second)):
        return first, second
    named: tuple[Entity, ...] = tuple(
        entity for part in (first, second) for entity in part.entities if entity.name in _STOPS
    )
    if _stops(first):
        return first, replace(second, entities=(*second.entities, *named))
    return replace(first, entities=(*first.entities, *named)), second
