"""Street addresses as written: a house number and a street, or two streets that cross."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.normalise import word_set
from intents.reading import Entity

_SUFFIX: Final = (
    r"(?:street|st|avenue|ave?|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|circle|cir|place|pl|"
    r"terrace|ter|way|"
    r"parkway|pkwy|highway|hwy|trail|trl|loop|plaza|square|sq|alley|run|path|row)"
)
_UNIT: Final = (
    r"(?:[\s,]+(?:(?:apt|apartment|unit|suite|ste|bldg|building|room|rm|lot|floor|fl|depto|departamento|"
    r"piso|edificio|int|interior|"
    r"num|no)\.?\s*#?\s?[a-z]?-?\d{0,5}[a-z]?\b|#\s?\w{1,5}))*"
)
_DIRECTION: Final = r"(?:(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\.?\s+)?"
_HOUSE: Final = r"(?<![\w#*$.:-])\d{1,5}(?:-\d{1,3})?[a-d]?"
_STREET_WITH_SUFFIX: Final = re.compile(
    rf"{_HOUSE}\s+{_DIRECTION}(?:(?:\d{{1,3}}(?:st|nd|rd|th)?|"
    rf"[a-z'.]{{1,20}})\s+){{1,3}}{_SUFFIX}\b\.?(?:\s+(?:n|s|e|w|ne|nw|se|sw)\b)?{_UNIT}"
)
_STREET_WITH_DIRECTION: Final = re.compile(
    rf"{_HOUSE}\s+(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\.?\s+(?:\d{{1,3}}(?:st|nd|rd|th)|(?!of\b|"
    rf"side\b)[a-z']{{3,20}})\b{_UNIT}"
)
_NUMBERED_STREET: Final = re.compile(rf"{_HOUSE}\s+\d{{1,3}}(?:st|nd|rd|th)\b{_UNIT}")
_SPANISH: Final = re.compile(
    r"\b(?:calle|avenida|avda?|av|carrera|camino|paseo|boulevard|blvd|calzada|privada|"
    r"callejon)\.?\s+(?:[a-z0-9'.]{1,20}\s+){1,4}?"
    rf"(?:(?:numero|num|no|#)\.?\s*)?#?\d{{1,5}}[a-d]?\b{_UNIT}|"
    rf"{_HOUSE}\s+(?:de\s+la\s+|la\s+)?(?:calle|avenida|camino|paseo|via|"
    rf"vista)\s+[a-z]{{2,20}}(?:\s+[a-z]{{3,20}})?{_UNIT}"
)
_STREET_NAME: Final = r"(?:(?:n|s|e|w|north|south|east|west)\s+)?(?:\d{1,3}(?:st|nd|rd|th)|[a-z]{3,20})"
_CROSSING: Final = re.compile(
    rf"\b(?:(?:\d{{1,3}}(?:st|nd|rd|th))(?:\s+(?:st|street|ave?|avenue))?\s*(?:&|and|n|y|con|/|"
    rf"@)\s*{_STREET_NAME}|"
    rf"{_STREET_NAME}(?:\s+{_SUFFIX})?\s*(?:&|and|y|/|@)\s*\d{{1,3}}(?:st|nd|rd|th)|"
    rf"[a-z]{{3,20}}\s+{_SUFFIX}\s*(?:&|and|y)\s*[a-z]{{3,20}}(?:\s+{_SUFFIX})?|"
    rf"(?:corner\s+of|esquina\s+(?:de|con)|intersection\s+of)\s+[a-z0-9]{{2,20}}(?:\s+{_SUFFIX})?\s*(?:&|"
    rf"and|y|con)\s*[a-z0-9]{{2,20}}(?:\s+{_SUFFIX})?)\b"
)
_SHORT: Final = re.compile(
    r"(?:^\W*|\b(?:for|at|to|on|from|is|its|address|addy|casa|para|en|a|del?|es|code|codigo|gate|by|"
    r"@)\s+(?:the\s+|la\s+|el\s+)?)"
    rf"(?P<address>\d{{1,5}}[a-d]?\s+(?P<name>[a-z']{{3,20}})(?:\s+(?P<more>[a-z']{{3,20}}))?{_UNIT})(?=\W|$)"
)
_NOT_A_STREET: Final = word_set(
    """
    boxes box packages package pkgs pkg parcel parcels pieces totes bags stops stop more left late
    behind min mins minutes minute hours hour hrs times time people cars guys kids dogs days day weeks
    week months years stars star miles blocks feet attempts deliveries delivery rings calls texts gate
    code codes door doors and but the not for with please pls plz thanks thx here now done delivered
    ready asap again still was were has have had is are needs need says said wont cant doesnt dont
    nobody noone customer cust cx guard locker mailroom lobby apt apartment unit bldg building floor fl
    suite room wants asking because then when where what who how until till before after from into over
    under just only missing damaged extra short percent dollars bucks pounds lbs oclock out off this
    that there they she him her you your its our all any some first second third last next closed open
    refused wrong gone home inside outside empty broken paradas parada paquetes paquete cajas caja
    minutos minuto horas hora veces dias dia semanas anos estrellas personas perros mas menos tarde
    listo lista listos entregado entregada entregados para pero por porque cuando donde que quien como
    con sin del los las una uno este esta esto eso ese esa aqui ahi alla ahora todavia aun ya gracias
    favor puerta porton codigo clave llave cliente edificio piso depto nadie cerrado tiene tengo hay
    falta faltan dice dicen quedan estoy voy pound hash call press dial enter works worked working
    changed minuts mnts hundred thousand deep tops max exactly also didnt isnt
    """
)


def addresses(draft: Draft) -> Iterator[Entity]:
    """The addresses of a text, as they were written."""
    for pattern in (_STREET_WITH_SUFFIX, _STREET_WITH_DIRECTION, _NUMBERED_STREET, _SPANISH, _CROSSING):
        for match in draft.find(pattern):
            if not _begins_with_a_count(match[0]):
                yield _taken(draft, match.start(), match.end())
    for match in draft.find(_SHORT):
        if match["name"] in _NOT_A_STREET:
            continue
        end = match.end("address")
        if match["more"] in _NOT_A_STREET:
            end = match.end("name")
        yield _taken(draft, match.start("address"), end)


def _begins_with_a_count(written: str) -> bool:
    words = written.split()
    return (
        len(words) > 1
        and words[1] in _NOT_A_STREET
        and not re.match(r"(?:unit|first|second|third|last)$", words[1])
    )


def _taken(draft: Draft, start: int, end: int) -> Entity:
    marked = draft.mark("address", "", start, end)
    return draft.take("address", " ".join(marked.text.split()), start, end)
