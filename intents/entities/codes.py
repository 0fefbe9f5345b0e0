"""Access codes: digits that stand by a word for a code, or that look like nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.reading import Audience, Entity

_SIGNS: Final = {
    "pound": "#", "hash": "#", "hashtag": "#", "numeral": "#", "almohadilla": "#", "gato": "#", "michi": "#",
    "star": "*", "asterisk": "*", "asterisco": "*", "estrella": "*", "key": "#",
}  # fmt: skip
_SIGN: Final = (
    r"(?:pound key|pound sign|pound|hashtag|hash|numeral|almohadilla|gato|michi|star key|star|asterisk|"
    r"asterisco"
    r"|estrella)"
)
_CANDIDATE: Final = re.compile(
    rf"(?<![\w.$/:])(?P<lead>(?:[#*]+|\b{_SIGN})\s?)?"
    r"(?P<body>(?:\d(?:[ ,-]{1,2}\d){2,9}(?!\d)|\d{1,2}[ -]\d{2}(?:[ -]\d{2})?(?!\d)|[a-z]?\d{2,8}[a-z]?|"
    r"\d[a-z]\d{1,4}))"
    rf"(?P<tail>\s?(?:[#*]+(?!\d)|(?:(?:then|and|y|luego|,)\s+)?{_SIGN}\b))?(?![\w/:%]|\.\d)"
)
_KEYWORD: Final = re.compile(
    r"\b(?:code|codes|cod|codigo|codigos|clave|claves|pin|passcode|password|contrasena|combo|combination|"
    r"combinacion|"
    r"gate|callbox|call box|lockbox|lock box|keypad|teclado|buzz|buzzer|intercom|interfon|interfono|"
    r"portero|puerta|"
    r"porton|reja|caja|garage|garaje|cochera|dial|press|presiona|marca|marque|marcar|enter|punch|type|"
    r"oprime|oprima|"
    r"pon|access|acceso|door|entry|entrada|key|elevator|elevador|box|changed to|cambio a|cambiaron a|its|"
    r"es|it's)\b"
)
_STRONG: Final = re.compile(
    r"\b(?:code|codes|cod|codigo|codigos|clave|claves|pin|passcode|password|contrasena|combo|combination|"
    r"combinacion)\b"
)
_NOT_AFTER: Final = re.compile(
    r"(?:\b(?:for|to|at|stop|stops|parada|paradas|para|en|unit|apt|apartment|suite|ste|room|building|"
    r"bldg|edificio|"
    r"depto|departamento|floor|piso|las|los|after|before|between|until|by|order|pedido|from|desde|hasta|"
    r"in|waited|"
    r"rt|route|ruta|zip|around)\s+(?:(?:la|el|the|de|los|las|number|numero)\s+)*#?)$"
)
_NOT_BEFORE: Final = re.compile(
    r"\s*(?:am|pm|min|mins|minutes|minutos|hrs?|hours?|horas|boxes|box|packages|package|pkgs?|paquetes?|"
    r"cajas?|stops?|"
    r"paradas?|stars?|estrellas|times|veces|days|dias|people|st|street|ave?|rd|dr|ln|blvd|n|s|e|w|north|"
    r"south|east|"
    r"west|th|percent|miles|dollars|weeks?|more|left|years?)\b"
)
_ALONE: Final = re.compile(r"^\W*$")


def codes(draft: Draft, audience: Audience) -> Iterator[Entity]:
    """The codes of a text: digits with their * and #, without spaces."""
    for match in draft.find(_CANDIDATE):
        value = _value(match)
        if _is_code(draft.text, match, value, audience):
            yield draft.take("code", value, match.start(), match.end())


def _value(match: re.Match[str]) -> str:
    body = re.sub(r"[ ,-]", "", match["body"]).upper()
    return _signs(match["lead"]) + body + _signs(match["tail"])


def _signs(written: str | None) -> str:
    if not written:
        return ""
    return "".join(
        _SIGNS.get(word, "") if word.isalpha() else word for word in re.findall(r"[#*]|[a-z]+", written)
    )[:2]


def _is_code(text: str, match: re.Match[str], value: str, audience: Audience) -> bool:
    digits = sum(char.isdigit() for char in value)
    before, after = text[: match.start()], text[match.end() :]
    if digits < 3 or digits > 8 or _NOT_BEFORE.match(after):
        return False
    signed = value[0] in "#*" or value[-1] in "#*"
    if signed and (digits >= 4 or value[-1] in "#*" or value[0] == "*"):
        return not _is_order(before)
    if _NOT_AFTER.search(before):
        return False
    spaced = len(re.findall(r"[ ,-]", match["body"])) >= 2 and digits >= 3
    if spaced or _near_keyword(before, after):
        return True
    if _ALONE.match(before) and _ALONE.match(after):
        return digits >= (3 if audience == "customer" else 4)
    return False


def _is_order(before: str) -> bool:
    return bool(
        re.search(r"\b(?:order|orden|pedido|stop|parada|unit|apt|suite|ste)\s*(?:number|no|numero)?\s*$", before)
    )


def _near_keyword(before: str, after: str) -> bool:
    nearby = " ".join(before.split()[-7:])
    follows = " ".join(after.split()[:4])
    return bool(_KEYWORD.search(nearby) or _STRONG.search(follows))
