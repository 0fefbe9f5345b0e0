"""Word families of the trade, in both languages: words that a classifier with few lines has not met yet."""

from __future__ import annotations

import re
from typing import Final

_FAMILIES: Final[dict[str, str]] = {
    "question": (
        r"\?|^\W*(?:what|whats|where|wheres|when|whens|who|whos|how|hows|which|why|can|could|do|does|is|"
        r"are|should|may|am|will|wat|que|donde|dnd|cuando|quien|como|cual|cuanto|cuantos|cuantas|puedo|"
        r"puede|pueden|hay|se puede)\b"
    ),
    "code": (
        r"\b(?:codes?|codigos?|cod|claves?|pin|passcode|password|combo|combination|combinacion|"
        r"contrasena|keypad|teclado|call\s?box|lock\s?box|callbox|buzz\w*|intercom\w*|interfon\w*|fob|"
        r"key)\b"
    ),
    "gate": (
        r"\b(?:gates?|gated|porton|portones|reja|barrera|barrier|elevators?|elevador|ascensor|lift|"
        r"garage|garaje|cochera)\b"
    ),
    "way_in": (
        r"\b(?:entrance|entrada|entry|enter|entrar|entro|get in|way in|door|puerta|lobby|building|bldg|"
        r"edificio|unit|apt|depto|suite|floor|piso|dock|anden|mail\s?room|side|stairs|escaleras|leasing|"
        r"find it|encuentro)\b"
    ),
    "parking": r"\b(?:park|parking|parked|estacion\w+|parque\w*|aparc\w+|tow\w*|loading zone)\b",
    "contact": (
        r"\b(?:call|calls|called|ring|phone|number|text|txt|reach|contact|llam\w+|marc\w+|telefono|"
        r"numero|celular|cel|contact\w*|escrib\w+|avis\w+)\b"
    ),
    "customer": (
        r"\b(?:customer|cust|client|recipient|resident|cliente|clienta|senor|senora|lady|guy|owner|dueno|"
        r"duena)\b"
    ),
    "nobody": (
        r"\b(?:nobody|no one|noone|no body|no answer|not home|isnt home|nadie|no contesta\w*|no abre\w*|"
        r"no responde\w*|no hay nadie|knock\w*|toque|toco|tocando)\b"
    ),
    "closed": r"\b(?:closed|close|closes|cerrad[oa]s?|cerro|cerraron|locked up|shut)\b",
    "leave": r"\b(?:leave|left|leaving|drop|dropped|dejar\w*|dejo|deje|dejamos|dejala|dejelo|dejen\w*)\b",
    "place": (
        r"\b(?:porch|neighbou?r|vecin[oa]|desk|locker|mailbox|reception|recepcion|concierge|porche|buzon|"
        r"bench|shed)\b"
    ),
    "proof": (
        r"\b(?:sign\w*|signature|sig|firm\w*|id|ids|license|photo|pic|picture|foto|age|edad|21|adult\w*|"
        r"mayor|proof|otp|prueba)\b"
    ),
    "address": (
        r"\b(?:address|addy|direccion|street|calle|house number|number doesnt|vacant lot|lote|moved|"
        r"mudaron|mudo|exist\w*|existe|zip|wrong house|wrong place)\b"
    ),
    "order_of_stops": (
        r"\b(?:skip|swap|switch|move|first|later|order|reroute|re-route|route me|reorder|detour|sequence|"
        r"salt\w+|brinc\w+|cambi\w+|primero|despues|orden|mover|road closed|desvi\w+|give\w* .* stops|"
        r"help .* stops|pasale|pasa(?:me|r))\b"
    ),
    "late": (
        r"\b(?:late|behind|delay\w*|traffic|running|tarde|atrasad[oa]|retras\w+|trafico|slow|lento|stuck "
        r"in|eta|demor\w+|fila|line|queue)\b"
    ),
    "vehicle": (
        r"\b(?:van|truck|tire|tires|flat|battery|engine|brakes?|check engine|light on|gas|fuel|charge|"
        r"charging|charger|keys|start|overheat\w*|tow|mechanic|coolant|oil|camioneta|troca|furgo\w*|"
        r"llanta\w*|goma|bateria|motor|gasolina|frenos|llaves|arranca|prende|foco|aceite|ponch\w+|"
        r"pinch\w+)\b"
    ),
    "damage": (
        r"\b(?:damag\w+|wet|soaked|leak\w*|crush\w*|broke\w*|torn|ripped|open(?:ed)?|smash\w*|dent\w*|"
        r"shatter\w*|mojad\w+|rot[oa]s?|danad\w+|aplastad\w+|abiert[oa]|goteando|quebrad\w+|derram\w+|"
        r"golpead\w+)\b"
    ),
    "missing": (
        r"\b(?:missing|not in|isnt in|cant find|short|lost|falta\w*|no esta|no aparece|no veo|perdid[oa]|"
        r"no encuentro|only (?:got|have)|solo (?:tengo|hay))\b"
    ),
    "extra": (
        r"\b(?:extra|not on my|isnt on|not mine|another route|other route|wrong route|sobra\w*|de mas|no "
        r"es mi[oa]|otra ruta|no sale en|isnt mine|doesnt belong|mislabel\w*)\b"
    ),
    "refused": (
        r"\b(?:refus\w+|doesnt want|didnt want|dont want|wont take|wont accept|rechaz\w+|no (?:lo|la) "
        r"quier\w+|no acept\w+|send it back|cancel\w*|return)\b"
    ),
    "stolen": (
        r"\b(?:stole\w*|stolen|theft|thief|thieves|took|robo|robaron|robad[oa]|ladron\w*|pirate\w*|"
        r"rob\w+|camera|camara|ring|footage|video)\b"
    ),
    "list": (
        r"\b(?:list|manifest|itinerary|route sheet|file|spreadsheet|pdf|lista|manifiesto|hoja|how many|"
        r"total|cuant[oa]s|resend|send me)\b"
    ),
    "next": r"\b(?:next|nxt|siguiente|sigue|proxim[oa]|left|remaining|quedan?|faltan|last stop|ultima)\b",
    "pickup": (
        r"\b(?:load|loading|load out|loadout|wave|depot|station|warehouse|dock|start time|bodega|almacen|"
        r"cargar|carga|van number|which van|pad|report time|check in)\b"
    ),
    "offer": (
        r"\b(?:ill take it|take the route|accept\w*|count me in|im in|ill do it|acept\w*|la tomo|yo la "
        r"hago|me apunto|apunt\w+|decline|pass on|cant take|paso|no puedo tomar|route|ruta|shift|turno|"
        r"block)\b"
    ),
    "absent": (
        r"\b(?:sick|fever|throwing up|flu|cant make it|cant come|call(?:ing)? out|calling off|family|kid|"
        r"enferm[oa]|fiebre|gripa|no voy a poder|no puedo ir|fever|doctor|babysitter|ninera|calentura|"
        r"vomit\w*)\b"
    ),
    "here": r"\b(?:here|arrived|im at|outside|made it|pulled up|llegue|aqui|ya estoy|afuera|llegando)\b",
    "done": (
        r"\b(?:done|delivered|dropped off|completed?|finished|handed|entregad[oa]|entregue|listo|lista|"
        r"termine|hecho)\b"
    ),
    "bring_back": (
        r"\b(?:bring back|return\w*|rts|leftover\w*|undelivered|undeliverable|back to|regres\w+|"
        r"devolv\w+|devoluc\w+|sobrantes|no entregad\w+)\b"
    ),
    "device": (
        r"\b(?:app|scanner|scan|phone|login|log in|password|gps|map|maps|screen|frozen|froze|crash\w*|"
        r"battery|signal|wifi|tablet|escaner|escan\w+|aplicacion|pantalla|mapa|senal|se trabo|congel\w+|"
        r"sesion|update)\b"
    ),
    "pay": (
        r"\b(?:pay|paid|paycheck|check|hours|overtime|ot|bonus|schedule|days? off|vacation|uniform|vest|"
        r"shirt|w2|w-2|paystub|stub|break|lunch|pto|hr|pago|pagan|cheque|horas|horario|descanso|dia "
        r"libre|uniforme|chaleco|recibo|vacaciones|nomina)\b"
    ),
    "person": (
        r"\b(?:human|person|agent|representative|operator|supervisor|manager|dispatch\w*|someone|"
        r"somebody|boss|real|persona|humano|agente|operador|alguien|gerente|encargad[oa]|jefe|despacho)\b"
    ),
    "bot_use": (
        r"\b(?:how (?:do|does) (?:this|i use|it work)|what can (?:you|u|i)|commands?|options|menu|help|"
        r"como (?:funciona|se usa|te uso)|que puedes|opciones|ayuda|instructions)\b"
    ),
    "track": (
        r"\b(?:where is|wheres|track\w*|eta|when will|today|arriv\w+|coming|status|donde (?:esta|anda|"
        r"viene)|cuando llega|llega|viene|rastre\w+|estatus)\b"
    ),
    "other_day": (
        r"\b(?:resched\w*|another day|different day|other day|tomorrow|tmrw|monday|tuesday|wednesday|"
        r"thursday|friday|saturday|sunday|next week|otro dia|manana|lunes|martes|miercoles|jueves|"
        r"viernes|sabado|domingo|reprogram\w*|later|mas tarde)\b"
    ),
    "fetch": (
        r"\b(?:pick it up|pick up|pickup|hold it|hold at|ill come get|recog\w+|recoj\w*|paso por|pasar "
        r"por|buscarlo|store|tienda)\b"
    ),
    "not_got": (
        r"\b(?:never (?:got|came|arrived|received)|didnt (?:get|receive|arrive)|not here|nothing here|"
        r"says delivered|no (?:llego|recibi|esta aqui|me llego|ha llegado)|dice entregado|nunca llego|"
        r"havent)\b"
    ),
    "was_home": (
        r"\b(?:was home|been home|home all day|here all day|never knocked|didnt knock|no one came|nobody "
        r"came|nobody knocked|didnt ring|missed you|estuve|estaba en (?:la )?casa|no toc\w+|nadie toco|"
        r"nadie vino|todo el dia)\b"
    ),
    "blame": (
        r"\b(?:rude|terrible|worst|awful|ridiculous|unacceptable|horrible|threw|thrown|yelled|attitude|"
        r"unprofessional|disrespect\w*|speeding|grosero|pesimo|mal servicio|aventó|avento|aventaron|"
        r"maleducad\w*|grito|lawn|flowers)\b"
    ),
    "praise": (
        r"\b(?:great|awesome|excellent|amazing|perfect|best|friendly|polite|fast|stars?|estrellas?|"
        r"excelente|amable|buen[oa]? servicio|rapido|10/10|love)\b"
    ),
    "not_me": (
        r"\b(?:wrong (?:number|person|phone)|not (?:me|my|him|her)|dont know (?:who|any)|no (?:soy|"
        r"conozco)|who is this|who dis|numero equivocado|equivocad\w*|nobody (?:by|named)|isnt \w+s? "
        r"(?:phone|number)|se equivoc\w+|new number)\b"
    ),
    "texts_again": (
        r"\b(?:start|again|back on|resume|opt in|subscrib\w*|reactiv\w*|activ\w+|otra vez|de nuevo|"
        r"volver)\b"
    ),
}  # fmt: skip
_TOPICS: Final = tuple((name, re.compile(pattern)) for name, pattern in _FAMILIES.items())


def topics(words: str) -> list[str]:
    """The families that plain words touch."""
    return [name for name, pattern in _TOPICS if pattern.search(words)]
