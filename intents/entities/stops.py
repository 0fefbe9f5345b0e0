"""Stops of the writer's own route: by number, or by where the writer stands in it.

A stop number is read only where a word says so: a wrong stop is answered with the wrong door's code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.entities.relative_stops import relative_stops
from intents.entities.wording import any_of
from intents.reading import Entity

_NUMBER: Final = r"(?:#\s?)?\d{1,3}(?!\w|[:.]\d|[*#%])"
_JOINED: Final = (
    r"(?:(?:\s*(?:,|&|\+|-)\s*(?:(?:and|y|or|o)\s+)?|"
    r"\s+(?:and|y|e|or|o|u|n|to|through|thru|al?|hasta|with|w|con|for|por)\s+)"
    r"(?:(?:the|la|las|el|stop|parada|number)\s+)*|\s+(?=\d{1,3}\s*(?:,|&|and\b|y\b|n\b)))"
)
_LIST: Final = rf"(?P<numbers>{_NUMBER}(?:{_JOINED}{_NUMBER}){{0,20}})"
_THE: Final = r"(?:(?:the|la|stop|parada|number|numero)\s+)*"
_COUNTED: Final = any_of(
    """
    min mins minute minutes minuto minutos hour hours hr hrs hora horas boxes packages pkgs parcels paquetes
    cajas bultos pieces pcs times veces am pm left more mas stop stops parada paradas day days dia dias year
    years anos mph mile miles degrees percent dollar dollars bucks feet ft people floor floors flights
    attempt attempts star stars late tarde digit digits oclock o'clock st street ave avenue rd road blvd
    north south east west
    """
)
_NO_COUNT: Final = rf"(?!\s*{_COUNTED}\b(?!'))"

_NAMED: Final = re.compile(
    r"(?<!\d )\b(?:stops?|stp|paradas?|prada|entregas?|drops?|delivery|deliveries)\s*"
    rf"(?:numbers?|num|no\.?|numero|nro|n|la|:)?\s*{_LIST}"
    r"(?!\s*(?:min|mins|minutes|minutos|hours?|horas?|boxes|packages|pkgs|paquetes|cajas|times|veces|am|pm|left)\b)"
)
_ORDINAL: Final = re.compile(
    r"(?<!last )\b(?P<numbers>\d{1,3})(?:st|nd|rd|th|a|ª|º)?\s+(?:stop|parada)\b(?!s)(?=\W*(?:$|\w))"
)
_HASH: Final = re.compile(r"(?<![\w#*])#\s?(?P<numbers>\d{1,3})(?![\d*#])(?=s?\b)")
_DEALT_WITH: Final = any_of(
    """
    skip skipping swap switch flip move push bump reassign delay jump_to finish finished delivered complete
    completed close_out closed_out check_off knocked_out wrapped_up done_w done_with cleared arrived
    arrived_at reached pull_to pulling_to pulling_up_to pulled_up_to pulling_up_at pulling_into parked_at
    here_at here_@ standing_at waiting_at sitting_at at_the_door_of at_the_gate_of the_driveway_of
    couldnt_do cant_do attempted marked unmark handed salta salto brinca saltate brincate mueve cambia
    entregue entregado entregada termine termino_con llegue_a marca marque ya_hice hice
    """
)
_DONE: Final = re.compile(rf"\b{_DEALT_WITH}\s+{_THE}{_LIST}(?!\s*min){_NO_COUNT}")
_TOLD: Final = any_of(
    """
    for_me now next please pls before after down as first off at_the_end to_* without delivered failed again
    and done later tomorrow today instead
    """
)
_DIALLED: Final = re.compile(
    rf"\b(?:mark|do|did|put|hold|take|give|call|dial|ring|text|leave|trade\s+me)\s+{_THE}{_LIST}{_NO_COUNT}"
    rf"(?=\s*(?:[?.!,;]|$)|\s+{_TOLD}\b)"
)
_ASKED_OF_IT: Final = any_of(
    """
    a an the ok okay have has get got gotta need needs open closed expect want in still really business
    house apartment done next supposed alright good on
    """
)
_ASKED: Final = re.compile(
    rf"\b(?:is|does|did|do|has|was)\s+{_THE}(?P<numbers>{_NUMBER})\s+{_ASKED_OF_IT}\b|"
    r"\b(?:who|what|where|which\s+one)(?:\s+is|'?s)\s+(?P<who>\d{1,3})(?=\s*(?:[?.!]|$))|"
    r"\bafter\s+(?P<after>\d{1,3})\s+(?=what|where|who|que|cual)"
)
_SAID_OF_IT: Final = any_of(
    """
    please pls plz por_favor porfa asap thx thanks gracias again bro man ty gate is isnt no not doesnt dont
    wont didnt cant esta es que dice has have needs says said and y the they she he i im customer cliente
    wants to before because cuz supposed finally in so was were got gets asked ask refused rejected
    answering signed gave told took pide tiene ya as theres without if or por porque lo la se me now
    right_now first phone this
    """
)
_POINTED: Final = re.compile(
    r"\b(?:for|on|from|to|of|with|w|about|at|@|para|pa|de|sobre|en|con|a|gate|codes?|codigos?|clave|info|notes?|"
    rf"pin)\W+{_THE}{_LIST}{_NO_COUNT}(?=\s*(?:[?!.,;)]|$)|\s+{_SAID_OF_IT}\b)"
)
_LA: Final = re.compile(rf"\bla\s+(?:numero\s+)?{_LIST}{_NO_COUNT}(?!\s*(?:de\s+la|calle|y\s+media))")
_TOLD_FIRST: Final = any_of(
    """
    gate code codigo callbox door done delivered complete completed finish finished good refused listo lista
    listos listas entregado entregada entregados entregadas ready clave went got asked has needs wants took
    takes says phone
    """
)
_LEADING: Final = re.compile(rf"^\W*{_LIST}\s+(?:(?:is|was|are|esta|fue|both|all|ya)\s+)?{_TOLD_FIRST}\b")
_TICKED: Final = re.compile(r"^\W*(?P<numbers>\d{1,3})\s*(?:✅|✔|☑|👍|👌|🤙)")
_HANDED: Final = re.compile(r"\bhanded\s+to\s+\w+,\s+(?P<numbers>\d{1,3})\b")
_BARE: Final = re.compile(rf"^(?!10-4\b)\W*{_LIST}[\s?!.]*$")
_PATTERNS: Final = (
    _NAMED, _ORDINAL, _HASH, _TICKED, _LEADING, _DONE, _HANDED, _DIALLED, _ASKED, _POINTED, _LA, _BARE,
)  # fmt: skip
_SURE: Final = frozenset({_NAMED, _ORDINAL, _HASH})

_AN_HOUR: Final = 12
_TIMELY_WORDS: Final = any_of(
    """
    close closes closed closing shut shuts open opens opened leave leaves leaving left start starts begin
    begins end ends ended done meet land lands flight shift class appointment appt off quit bounce dip
    loaded load exam midterm final finals get_in gets_in get_home gets_home stop come back service court
    pick_up closer later nearer thing lock window turno bloque tanda llega cierra cierran abre abren hora
    """
)
_TIMELY: Final = re.compile(rf"\b{_TIMELY_WORDS}\b[^.?!]*$")
"""What makes of a small number after "at" an hour."""
_ROADS_WORDS: Final = any_of(
    """
    traffic trafico trafic traffico wreck crash* accident* stuck crawling highway freeway hwy exit jam
    interstate bumper detour backed_up autopista carretera tranque tranc* tapon taponada choque chocaron
    choco volco volteo atorado atorada atascado atascada polvareda bloqueado bloqueada gasolinera esquina
    estacionamiento_con_vista parking_lot pegar parado_en parada_en tren
    """
)
_ROADS: Final = re.compile(rf"\b{_ROADS_WORDS}\b")
"""Where these are spoken of, "the 91" and "la 405" are roads."""
_OTHER_WORDS: Final = any_of(
    """
    route ruta rt puerta gate dock door bay wave tanda ola bloque bolsa bag tote caja box edificio edificios
    building bldg tower towers torre apt apto apartamento apartment unit piso floor ascensor* van camioneta
    calle street avenida ave autopista highway exit salida bus page level version numeracion track tracks
    unidad lote espacio slip space pulgadas tele licuadora pin digitos firmo edad hijo anos years old mean
    means under sky moto helper attempt error error_code aisle llaves key keys
    """
)
_OTHER_THINGS: Final = re.compile(
    rf"\b{_OTHER_WORDS}\s+(?:(?:la|el|the|no|number|numero|is|es|que|dice|sigue|y|and|o|or|:|#)\s+){{0,3}}$|"
    r"\b(?:numbers?\s+(?:stop|end|finish|jump)\w*|directory\s+stops|termina|acaba|ends|stuck|update|wake|brinca|salta|"
    r"llega|llegan|llegan\s+es|firmo\s+el|keys?|llaves|means?|llaves)\s+"
    r"(?:(?:at|to|from|al?|en|de|del|hasta|for|la|el|es)\s+){1,3}$|\b(?:de\s+las|las|los)\s+$"
)
"""What stands before a number that counts something else than stops."""
_OF_SO_MANY: Final = re.compile(r"\d\s+(?:of|out\s+of|de|for)\s+$")
_NO_STOP: Final = frozenset({"911", "311", "411", "511", "811", "988"})
_RANGE: Final = re.compile(r"\d\s*(?:-|\s(?:to|through|thru|al?|hasta)\s)\s*(?:la\s+|#|stop\s+|parada\s+)*\d")
_MOST: Final = 20


def stops(draft: Draft) -> Iterator[Entity]:
    """The stops of a driver's text: numbers without zeros in front, "next", "last", "previous" or "current"."""
    speaks_of_roads = _ROADS.search(draft.text) is not None
    for pattern in _PATTERNS:
        if speaks_of_roads and pattern in (_POINTED, _LA):
            continue
        for match in draft.find(pattern):
            if pattern in _SURE or not _is_something_else(draft.text, match):
                yield from _numbered(draft, match)
    yield from relative_stops(draft)


def _is_something_else(text: str, match: re.Match[str]) -> bool:
    """Whether the number is an hour, a route, a floor or an age."""
    start, _ = _numbers_of(match)
    before = text[max(0, start - 60) : start]
    if _OTHER_THINGS.search(before) or _OF_SO_MANY.search(before):
        return True
    is_hour = re.match(r"\D*(\d{1,3})", text[start:])
    if (
        match.re is _POINTED
        and is_hour
        and int(is_hour[1]) <= _AN_HOUR
        and match[0].startswith(("at", "@", "a ", "to"))
    ):
        return _TIMELY.search(text[max(0, match.start() - 40) : match.start()]) is not None
    return False


def _numbers_of(match: re.Match[str]) -> tuple[int, int]:
    name = next(name for name, written in match.groupdict().items() if written)
    return match.span(name)


def _numbered(draft: Draft, match: re.Match[str]) -> Iterator[Entity]:
    start, end = _numbers_of(match)
    written = draft.text[start:end]
    found = [number for number in re.finditer(r"\d{1,3}", written) if number[0] not in _NO_STOP and int(number[0])]
    if len(found) == 2 and _RANGE.search(written):
        first, last = (int(number[0]) for number in found)
        if first < last <= first + _MOST:
            between = [draft.mark("stop", str(number), start, end) for number in range(first, last)]
            yield from [*between, draft.take("stop", str(last), start, end)]
            return
    for number in found:
        place = start + number.start()
        yield draft.take("stop", str(int(number[0])), place, place + len(number[0]))
