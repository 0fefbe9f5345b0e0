"""What is told by a choice of words: why a hand-over failed, and where a parcel may be left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.reading import Entity


def _table(rows: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((value, re.compile(rf"\b(?:{pattern})\b")) for value, pattern in rows.items())


_REASONS: Final = _table({
    "not_home": (
        r"(?:no\s*(?:body|one|1)|nobody|noone|no\s+one|nobodys|no\s+ones|aint\s+nobody|"
        r"anybody)\s+(?:is\s+|s\s+|was\s+|'s\s+)?(?:here|home|there|at\s+home|answer\w*|come\s+to|came|"
        r"responding|around|in)|not\s+(?:at\s+)?home|isn?'?t\s+home|no\s+(?:answer|"
        r"response)(?:\s+at\s+(?:the\s+)?door)?|(?:not|isnt|isn't|aint|wont|won't|didnt|didn't|"
        r"doesnt)\s+answer\w*|nadien?\s+"
        r"(?:(?:me\s+)?(?:abre|contesta|responde|sale|atiende|esta|en\s+casa|abrio|salio|contesto)|aqui)|"
        r"no\s+(?:hay|se\s+encuentra|esta)\s+(?:nadien?|el\s+cliente|en\s+(?:la\s+)?casa)|"
        r"no\s+(?:contesta|abren|responde|abre|atiende|"
        r"salen|sale|contestan|esta\s+en\s+casa|hay\s+nadie)n?|cliente\s+ausente|"
        r"knocked\s+\w*\s*(?:nothing|nada|no)|rang\s+\w*\s*(?:nothing|no\s+answer)"
    ),
    "business_closed": (
        r"(?:office|store|shop|business|place|leasing|they|its|they're|theyre|it's|everything|lobby|"
        r"gates|reception|desk)\s+(?:is\s+|are\s+|was\s+|s\s+)?(?:all\s+)?(?:closed|locked\s+up|shut)|"
        r"closed\s+(?:for|already|today|early|up)|"
        r"(?:esta|estan|ya|todo|oficina|negocio|tienda|local)\s+(?:esta\s+|estaba\s+)?cerrad[oa]s?|"
        r"ya\s+cerraron|cerraron|permanently\s+closed|"
        r"(?<!gate\s)(?<!road\s)(?<!street\s)(?<!door\s)is\s+closed"
    ),
    "no_access": (
        r"(?:can'?t|cannot|can\s+not|couldn'?t|unable\s+to|no\s+way\s+to|wont\s+let\s+me|"
        r"won't\s+let\s+me|no\s+way)\s+(?:get\s+)?(?:in|inside|into|enter|access|through)|no\s+(?:access|"
        r"entry|gate\s+code|code|way\s+in|hay\s+acceso|hay\s+codigo|"
        r"tengo\s+acceso)|locked\s+gate|gate\s+(?:is\s+|s\s+)?(?:locked|closed|broken|wont\s+open)|"
        r"code\s+(?:didnt|doesnt|didn't|doesn't|not|dont|don't|isnt|isn't)\s+work\w*|no\s+(?:puedo|pude|"
        r"se\s+puede|me\s+dejan|dejan)\s+(?:entrar|pasar|acceder)|"
        r"sin\s+acceso|porton\s+cerrado|codigo\s+no\s+(?:sirve|funciona|jala|abre)|no\s+(?:sirve|"
        r"funciona|jala)\s+el\s+codigo|guard\s+(?:wont|won't|not|refused|says\s+no)"
    ),
    "no_safe_place": (
        r"(?:no|not\s+a|nowhere|no\s+where|isnt\s+a|dont\s+see\s+a)\s+(?:safe|secure|good)(?:\s+(?:place|"
        r"spot|location|to\s+leave))?|nowhere\s+(?:safe\s+)?to\s+(?:leave|put|hide)|unsafe\s+to\s+leave|"
        r"no\s+(?:hay|veo)\s+(?:un\s+)?(?:lugar|donde)\s*"
        r"(?:seguro|dejar\w*)?|not\s+safe\s+to\s+leave|lugar\s+inseguro|wide\s+open"
    ),
    "unsafe_dog": (
        r"(?:loose|big|aggressive|mean|barking|angry|unleashed)\s+(?:\w+\s+)?(?:dog|dogs|pit\s*bull|"
        r"pitbull)|(?:dog|dogs)\s+(?:is\s+|s\s+|are\s+)?(?:loose|out|in\s+(?:the\s+)?yard|wont\s+let|"
        r"blocking)|perros?\s+(?:suelto|bravo|grande|anda)s?"
    ),
    "no_signature": (
        r"no\s*(?:one|body)?\s*(?:to|can|could)\s+sign|(?:nobody|noone)\s+to\s+sign|no\s+adult|"
        r"nadie\s+(?:(?:que|puede|para)\s+)+firm\w+|wont\s+sign|needs\s+(?:a\s+)?signature|"
        r"no\s+hay\s+quien\s+firme"
    ),
    "id_failed": (
        r"(?:no|without|doesnt\s+have|wont\s+show|expired|forgot|dont\s+have)\s+(?:an?\s+|his\s+|her\s+|"
        r"their\s+)?id|under\s*age|not\s+21|no\s+es\s+mayor|no\s+(?:tiene|trae)\s+(?:su\s+)?(?:id|"
        r"identificacion)|menor\s+de\s+edad|only\s+a\s+(?:kid|minor)"
    ),
    "refused": (
        r"refus(?:ed|es|ing)|(?:doesnt|doesn't|does\s+not|didnt|didn't|dont|don't)\s+want\s+(?:it|the|"
        r"this|that)|wont\s+(?:take|accept)|rechaz\w+|no\s+l[oa]\s+(?:quiere|quieren|acepta|aceptan|"
        r"quiso|recibe)|turned\s+it\s+away"
    ),
    "bad_address": (
        r"(?:wrong|bad|incorrect|incomplete)\s+address|address\s+(?:is\s+|s\s+)?(?:wrong|bad|incomplete|"
        r"incorrect|doesnt\s+exist|not\s+exist)|no\s+such\s+(?:address|unit|number|apt)|"
        r"direccion\s+(?:esta\s+)?(?:mal|incorrecta|equivocada|incompleta|no\s+existe)|moved\s+(?:out|"
        r"away)|ya\s+no\s+vive"
    ),
    "cannot_locate": (
        r"(?:can'?t|cannot|couldnt|couldn't)\s+(?:find|locate|see)|no\s+(?:encuentro|hallo|doy\s+con|"
        r"veo\s+el)"
    ),
    "locker_full": (
        r"(?:locker|lockers|mailroom|box)\s+(?:is\s+|are\s+)?(?:full|all\s+full)|no\s+(?:room|"
        r"space)\s+in\s+(?:the\s+)?lockers?|lockers?\s+(?:lleno|llenos)"
    ),
    "damaged": (
        r"(?:damaged|crushed|soaked|leaking|smashed|ripped|torn|busted)|dañad[oa]|danad[oa]|mojad[oa]|"
        r"aplastad[oa]|rot[oa]"
    ),
    "out_of_time": (
        r"out\s+of\s+(?:time|hours)|ran\s+out\s+of\s+time|sin\s+tiempo|"
        r"no\s+(?:me\s+)?alcanz\w+\s+(?:el\s+)?tiempo"
    ),
    "weather": r"flood(?:ed|ing)?|snow(?:ed)?\s+in|ice\s+storm|hurricane|tornado|inundad[oa]|tormenta",
})  # fmt: skip
_PLACES: Final = _table({
    "porch": (
        r"porch|front\s*step|front\s+steps|stoop|doorstep|portico|porche|pórtico|"
        r"entrada\s+de\s+(?:la\s+)?casa|veranda"
    ),
    "front_door": (
        r"front\s+door|by\s+the\s+door|at\s+(?:the|my|her|his|their)\s+door|outside\s+(?:the|my)\s+door|"
        r"doormat|door\s*mat|puerta\s+(?:principal|de\s+enfrente|del\s+frente|de\s+adelante|delantera)|"
        r"en\s+(?:la|mi)\s+puerta|tapete|behind\s+the\s+screen\s+door"
    ),
    "back_door": (
        r"(?:back|rear)\s*(?:door|porch|patio|entrance|deck|yard)|(?:around|out|in)\s+(?:the\s+)?back|"
        r"backyard|puerta\s+(?:trasera|de\s+atras)|patio\s+(?:trasero|de\s+atras)|por\s+atras|atras"
    ),
    "side_door": (
        r"side\s+(?:door|gate|entrance|porch|of\s+the\s+house|yard)|puerta\s+(?:lateral|de\s+lado|"
        r"del\s+lado)|al\s+lado\s+de\s+la\s+casa|costado"
    ),
    "neighbour": (
        r"neighbou?rs?|neihbor|nieghbor|neigbor|next\s*door|across\s+the\s+(?:hall|street)|vecin[oa]s?|"
        r"vesin[oa]s?|al\s+lado"
    ),
    "front_desk": (
        r"front\s*desk|frontdesk|concierge|reception(?:ist)?|leasing\s*(?:office|desk)?|lobby\s+desk|"
        r"door\s*man|doorman|security\s+(?:desk|guard)|guard\s*(?:house|shack)?|(?:main|rental|"
        r"management)\s+office|the\s+office|(?:la\s+)?recepcion(?:ista)?|conserje|porteria|portero|"
        r"caseta|vigilante|guardia|la\s+oficina|administracion"
    ),
    "lobby": r"lobby|vestibule|foyer|vestibulo|hallway|pasillo",
    "mailroom": (
        r"mail\s*room|package\s+room|parcel\s+room|cuarto\s+de\s+(?:paquetes|correo|correspondencia)|"
        r"sala\s+de\s+correo|buzones"
    ),
    "mailbox": r"mail\s*box(?:es)?|buzon",
    "locker": r"lockers?|luxer|parcel\s+hub|casilleros?|taquillas?|lokers?",
    "garage": r"garage|carport|garaje|garaye|cochera|car\s+port|marquesina",
    "gate": (
        r"(?:by|at|inside|behind|over|next\s+to)\s+(?:the\s+)?(?:front\s+)?gate|(?:en|junto\s+a[l]?|"
        r"detras\s+de[l]?)\s+(?:el\s+|la\s+)?(?:porton|reja)"
    ),
    "shed": r"(?:the\s+|my\s+)?shed|cobertizo|bodega",
    "bench": (
        r"bench|banca|patio\s+(?:table|chair|box)|deck\s+box|cooler|storage\s+bin|planter|flower\s*pots?|"
        r"maceta|bushes|bush|behind\s+the\s+(?:pillar|plant|column|bin|bins|trash\s+cans?)|arbusto|silla|"
        r"mecedora"
    ),
    "loading_dock": r"loading\s+dock|(?:the\s+)?receiving|dock\s+door|anden(?:\s+de\s+carga)?|muelle",
})  # fmt: skip


def reasons(draft: Draft) -> Iterator[Entity]:
    """Why a hand-over failed, by its reason code; each reason once."""
    yield from _named(draft, "reason", _REASONS)


def places(draft: Draft) -> Iterator[Entity]:
    """Where a parcel is, was or may be left, by the kind of place; each kind once."""
    yield from _named(draft, "place", _PLACES)


def _named(draft: Draft, name: str, table: tuple[tuple[str, re.Pattern[str]], ...]) -> Iterator[Entity]:
    spans: list[tuple[int, int]] = []
    for value, pattern in table:
        for match in draft.find(pattern):
            if not any(match.start() < end and start < match.end() for start, end in spans):
                spans.append((match.start(), match.end()))
                yield draft.mark(name, value, match.start(), match.end())
                break
