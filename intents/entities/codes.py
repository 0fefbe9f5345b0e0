"""Access codes: digits by a word for a code, by a word for keying it in, or that look like nothing else.

What is no code must not be taken for one: it would be handed to a driver at a locked door.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.entities.wording import any_of
from intents.reading import Audience, Entity

_SIGNS: Final = {
    "pound": "#", "hash": "#", "hashtag": "#", "numeral": "#", "almohadilla": "#", "gato": "#", "michi": "#",
    "star": "*", "asterisk": "*", "asterisco": "*", "estrella": "*",
}  # fmt: skip
_SIGN: Final = (
    r"(?:pound key|pound sign|pound|hashtag|hash|numeral|almohadilla|gato|michi|star key|star|"
    r"asterisk|asterisco|estrella)"
)
_THEN: Final = r"(?:and\s+then|then|and|followed\s+by|y\s+luego|y\s+despues|y|luego|despues|seguido\s+de|,)"
_CANDIDATE: Final = re.compile(
    rf"(?<![\w.$/:])(?P<lead>(?:[#*]+|\b{_SIGN}(?!\s?,)|\b{_SIGN}(?<!key))[\s,]{{0,2}})?"
    r"(?P<body>\d(?:[ ,-]{1,2}\d){2,9}(?!\d)|\d{1,2}(?:[ -]\d{1,2}){2,9}(?!\d)|\d{1,2}[ -]\d{2}(?!\d)|"
    r"[a-z]?-?\d{1,8}[a-z]?|"
    r"\d{1,3}[a-z]\d{1,4}|\d{1,5}[*#]\d{1,5})"
    rf"(?P<tail>\s?(?:[#*]+(?!\d)|(?:{_THEN}\s+)?(?:(?:press|hit|the|a|el|la|tecla)\s+){{0,2}}"
    rf"(?:{_SIGN}\b(?!\s+(?:sign|key)?\s*first)|(?<=\s)[#*]+(?!\d))))?"
    r"(?![\w/:%]|\.\d)"
)
_STRONG_WORDS: Final = any_of(
    """
    code codes cod codigo codigos clave claves pin passcode password contrasena combo combination
    combinacion keypad key_pad teclado tablero lockbox lock_box padlock candado candadito buzzer callbox
    call_box directory intercom* interfon* interphone telefonillo portero citofono touchpad
    """
)
_STRONG: Final = re.compile(rf"\b{_STRONG_WORDS}\b")
_KEYING: Final = any_of(
    """
    use using enter enters entering type typing punch put puts hit hits press push dial tap key roll do try
    tried tries marc* marq* puls* tecle* pon pone pones pong* ponle ponla pongale pongala ponele mete* meti*
    apriet* oprim* digit* dale das usa usen prob* pruebe puse pica piquele toque toca tocar anot* apunt*
    le_pone le_pones le_da le_das le_pica entra_con entre_con entren_con entras_con abre_con abren_con
    abre_en abren_en unlocks_with opens_with come_in_with
    """
)
_KEYED: Final = re.compile(
    rf"\b(?:{_KEYING}|(?:set|changed?|reset)\s+(?:\w+\s+){{0,3}}to)\b(?:\s+(?:in|them|the|those|numbers?|digits|to|with|"
    r"con|el|la|en|los|numeros|mejor|just|primero|is|star|first)\b){0,3}\W{0,3}$"
)
"""Words for keying something in, right before the digits."""
_DOOR_WORDS: Final = any_of(
    """
    gate gates garage garaje cochera door doors puerta porton portal reja verja barrera pluma lobby elevator
    elevador ascensor entrance entry entrada acceso access fence mailroom parking ramp yard lock cerradura
    alarm alarma panel takes wants changed cambi* digits numeros numerito numeritos key_box pool locker
    inside outside building edificio dock arm caja_de_llaves buzz says jala sirve visitas carga opens abre
    """
)
_DOOR: Final = re.compile(rf"\b{_DOOR_WORDS}\b(?!\s*(?:#|n[uo]))")
_RIGHT_AT_THE_DOOR: Final = re.compile(
    r"\b(?:gate|garage|lobby|mailroom|porton|reja|puerta|cochera|door)\s+(?:is\s+|es\s+)?$"
)
_NOW: Final = re.compile(
    r"(?:\b(?:its|it's|it\s+is|is|es|ahora|now|was|nuevo|nueva|new(?:\s+one)?|son|be)\s+(?:el\s+|la\s+|the\s+)?|:\s*)$"
)
_OPENS: Final = re.compile(
    r"\W*(?:opens?|unlocks?|lets|gets\s+(?:you|u)|rings|works|worked|will\s+(?:open|work)|abre|should|"
    r"on\s+the|en\s+(?:la|el)|"
    r"at\s+the\s+(?:gate|door|fence|panel|entry|intercom|keypad|callbox|front)|for\s+(?:the\s+)?(?:gate|door|"
    r"both|lobby)|"
    r"then|n\s+|y\s+(?:luego|despues|empuj|jal|sub|gir|ya|suelt|esper|tir|la\s+puerta)|and\s+(?:the|then|it|"
    r"wait|push|pull|"
    r"hit|press|come|she|he)|puerta|side\s+(?:door|gate)|(?:back|front)\s+(?:door|gate)|site\s+gate|ya\s+no|"
    r"no\s+(?:entra|sirve|jala|abre|funciona|hace)|it\s+refuse|aint|doesnt|dont|isnt|wont|didnt|not\s+work)"
)
_NOT_AFTER_WORDS: Final = any_of(
    """
    for to at stop stops parada paradas para unit apt appt apto apart* suite ste room rm building bldg
    edificio torre tower depto depa departamento floor piso las los after before between until till til by
    order pedido from desde hasta in waited rt route ruta zip postal around box package paquete house casa
    calle level gate_number lot lote space valid eta tracking label parcel about like
    """
)
_NOT_AFTER: Final = re.compile(
    rf"\b{_NOT_AFTER_WORDS}\s+(?:(?:la|el|the|de|los|las|number|numero|no|its|it's|is|es|code)\s+)*#?$"
)
_DENIED: Final = re.compile(
    r"(?:\b(?:not|no|never|instead\s+of|rather\s+than|en\s+vez\s+de(?:l)?|en\s+lugar\s+de|antes\s+era|"
    r"used\s+to\s+be|"
    r"y\s+(?:ahi\s+dice|pusieron|yo\s+puse)|y'?all\s+got)\s+(?:the\s+|la\s+|el\s+|es\s+(?:el\s+)?)?)$"
)
"""What a number is not: "7702 not 7720"."""
_NOT_BEFORE_WORDS: Final = any_of(
    """
    am pm min mins minutes minutos hr hrs hour hours horas boxes box package packages pkg pkgs paquete
    paquetes caja cajas stop stops parada paradas star stars estrellas times veces day days dias people st
    street ave av rd dr ln blvd n s e w north south east west th percent miles dollars week weeks more left
    year years degrees grados apartment apartments apartamentos units out block digit digits digitos
    """
)
_NOT_BEFORE: Final = re.compile(rf"\s*{_NOT_BEFORE_WORDS}\b(?!\s*(?:that|thats|then|y|enter)\b)")
_ADDRESS_WORDS: Final = any_of(
    """
    address direccion domicilio zip postal street calle avenida unit suite apt apto apartment* apartamento
    depto departamento building_number house_number label etiqueta numero_de_casa numero_de_la_casa scan*
    order pedido tracking guia factura invoice torre moved mude mudamos casa bloque block error parada_mia
    """
)
_ADDRESS: Final = re.compile(rf"\b{_ADDRESS_WORDS}\b")
"""Where these are spoken of, a bare number is of a house, a unit or a parcel."""
_ALONE: Final = re.compile(r"^\W*$")
_FIRST: Final = re.compile(
    r"^\W*(?:(?:hi|hey|hola|yes|yea|yeah|si|ok|okay|sure|sorry|oh|oops|driver|here|claro|que)\W+){0,3}$"
)
_BEFORE: Final = 48
"""Letters before a number among which its word is looked for."""
_LAID: Final = re.compile(r"\b(?:put|hold|do|use)\s+$")
_ZIP: Final = re.compile(r"\b(?:zip|postal)\b")
_NO_CODE: Final = frozenset({"911", "311", "411"})
_PLAIN: Final = 4
"""Digits that a code has where little tells that it is one."""


def codes(draft: Draft, audience: Audience) -> Iterator[Entity]:
    """The codes of a text: digits with their * and #, without spaces."""
    for match in draft.find(_CANDIDATE):
        value = _value(match)
        if _is_code(draft, match, value, audience):
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


def _is_code(draft: Draft, match: re.Match[str], value: str, audience: Audience) -> bool:
    before = draft.text[max(0, match.start() - _BEFORE) : match.start()]
    after = draft.text[match.end() : match.end() + _BEFORE]
    digits = sum(char.isdigit() for char in value)
    if value in _NO_CODE or _NOT_BEFORE.match(after) or _is_round(draft, match):
        return False
    if digits < 3:
        return audience == "customer" and _is_short_code(match, value, before)
    if digits > 8 or _DENIED.search(before):
        return False
    is_signed = value[0] in "#*" or value[-1] in "#*"
    if is_signed and (digits >= _PLAIN or value[-1] in "#*" or value[0] == "*"):
        return not _is_order(before)
    is_keyed = _KEYED.search(before) is not None and not (audience == "driver" and _LAID.search(before))
    if not is_keyed and _NOT_AFTER.search(before):
        return False
    if is_keyed or _is_near(_STRONG, before, after):
        return not _ADDRESS.search(before) if is_keyed else True
    if _ZIP.search(draft.text):
        return False
    if _ALONE.match(before) and _ALONE.match(after):
        return digits >= (3 if audience == "customer" else _PLAIN)
    return digits >= _PLAIN and _is_said_of_a_door(match, before, after, audience)


def _is_short_code(match: re.Match[str], value: str, before: str) -> bool:
    """ "star 19", "#77", "marque 02": so short only with a key of its own, or right after the word for keying."""
    if _NOT_AFTER.search(before) or not value.strip("#*").isdigit():
        return False
    if match["tail"] or (match["lead"] and match["lead"][0] not in "#"):
        return True
    has_word = bool(_KEYED.search(before) or _STRONG.search(before[-16:]))
    return has_word and sum(char.isdigit() for char in value) > 1


def _is_said_of_a_door(match: re.Match[str], before: str, after: str, audience: Audience) -> bool:
    parts = len(re.findall(r"[ ,-]", match["body"]))
    if parts == 1:
        return False
    if parts >= _PLAIN - 1:
        return True
    if _RIGHT_AT_THE_DOOR.search(before):
        return True
    if _ADDRESS.search(before) or _ADDRESS.search(after):
        return False
    if _is_near(_DOOR, before, "") or _OPENS.match(after):
        return True
    if audience == "driver":
        return False
    is_odd = match["body"].startswith("0") or not match["body"].isdigit()
    return is_odd or bool(_NOW.search(before) or (_FIRST.match(before) and (not after or after[0] in " ,.")))


def _is_round(draft: Draft, match: re.Match[str]) -> bool:
    """Whether it is "two thousand" or the like, written as a word."""
    written = draft.as_written(match.start("body"), match.end("body"))
    return match["body"].endswith("00") and any(char.isalpha() for char in written)


def _is_order(before: str) -> bool:
    return bool(
        re.search(
            r"\b(?:order|orden|pedido|stop|parada|unit|apt|apto|suite|ste|bldg|building|calle)\s*(?:number|no|"
            r"numero|[a-z])?\s*$",
            before,
        )
    )


def _is_near(words: re.Pattern[str], before: str, after: str) -> bool:
    """Among the seven words before, or the four after."""
    return bool(words.search(" ".join(before.split()[-7:])) or words.search(" ".join(after.split()[:4])))
