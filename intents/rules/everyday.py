"""The asks of every day in plain words: where each word of a message belongs to one ask, it is that ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from intents.reading import Audience

_POLITE: Final = (
    "hi hey hello hola buenas buenos dias tardes yo please pls plz porfa porfavor por favor thanks thank "
    "you thx gracias bro man jefe sir team "
    "dispatch guys amigo ok okay um uh oye disculpa disculpe sorry perdon again asap quick rapido ahora "
    "now ya right yall otra vez"
)
_LINKS: Final = (
    "the a an el la los las un una lo for to at in on of de del al en para pa here aqui this that este "
    "esta is are es i my mi me te le que q "
    "it its and y or o we us s"
)
_ASKING: Final = (
    "can could may need needs want get have got give send tell whats what is wats what's do does any "
    "know gimme lemme necesito ocupo quiero dame deme das da me puedes "
    "puede pueden podrias pasame pasas pasa mandame manda mandas cual es tienes tiene tienen hay sabes "
    "saber dime digame regalame looking help ask asking find out check"
)
_STOPS: Final = (
    "stop stops parada paradas next siguiente sig proxima last ultima one current entrega delivery drop "
    "number numero no # st nd rd th apt unit bldg building edificio depto "
    "address direccion house casa two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty uno dos tres cuatro cinco seis siete ocho nueve diez once doce "
    "trece catorce quince veinte treinta cuarenta"
)


@dataclass(frozen=True)
class _Ask:
    """An ask: words it must contain, and the words it may contain."""

    intent: str
    audience: Audience
    must: re.Pattern[str]
    may: frozenset[str]


def _ask(intent: str, audience: Audience, must: str, may: str) -> _Ask:
    words = f"{_POLITE} {_LINKS} {_ASKING} {_STOPS} {may}".split()
    return _Ask(intent, audience, re.compile(must), frozenset(words))


_ASKS: Final = (
    _ask(
        "ask_gate_code", "driver", r"\b(?:codes?|codigo|cod|clave|passcode)\b",
        "code codes codigo cod clave passcode gate gates gated door front main side back entry entrance "
        "entrada access acceso callbox call box lockbox "
        "keypad elevator elevador garage garaje puerta porton reja principal caja lobby to open get in "
        "into abrir entrar how cant locked cerrado stuck im at community",
    ),
    _ask(
        "ask_gate_code",
            "driver", r"^(?=.*\b(?:gate|door|callbox|buzz|porton|puerta)\b)(?=.*\b(?:code|codigo|buzz)\b)",
        "code codigo gate door buzz me in someone somebody callbox porton puerta",
    ),
    _ask(
        "ask_access", "driver",
        r"\b(?:entrance|entrada|way in|get in(?:to)?|park|parking|estacionar|estaciono|parquear|loading dock|"
        r"mailroom|leasing office)\b|^\W*(?:como|how|por donde)\b.*\b(?:entro|entrar|entra|enter)\b",
        "entrance entrada which where wheres donde cual how como do way in get into inside building bldg "
        "edificio park parking estacionar estaciono parquear puedo loading dock mailroom leasing office "
        "main front back side complex van truck can por go entro entrar entra enter hago edificio",
    ),
    _ask(
        "ask_contact", "driver",
        r"^(?:\W*(?:phone|telefono|tel|cell)\b.*\d|\W*(?:phone )?number for\b.*\d|\W*numero de la\b.*\d)",
        "phone number telefono tel cell numero",
    ),
    _ask(
        "ask_contact",
            "driver",
                r"^(?=.*\b(?:customers?|cust|cx|client|cliente|recipient|resident)\b)(?=.*\b(?:phone|"
                r"number|call|text|numero|telefono|tel|llamar|llamen|llama|contact|contacto)\b)",
        "customer customers cust cx client cliente clients recipient resident phone number call text "
        "numero telefono tel celular llamar llamen llama llamarle llamale contact contacto "
        "someone somebody alguien them him her info",
    ),
    _ask(
        "ask_next_stop", "driver", r"\b(?:next|siguiente|sigue|proxima)\b",
        "where donde whats going go voy sigue after despues name nombre window ventana notes notas "
        "details detalles info address is who quien",
    ),
    _ask(
        "ask_next_stop",
        "driver",
        r"^\W*(?:(?:stop|parada|la|the|el|number|numero)\s+)*#?\s?\d{1,3}\W*$|"
        r"^\W*\d{1,5}\s+(?:[nsew]\s+)?[a-z]{3,}(?:\s+(?:st|street|ave?|rd|road|dr|drive|ln|lane|ct|blvd|"
        r"way))?\W*$",
        "",
    ),
    _ask(
        "ask_manifest",
            "driver",
                r"\b(?:manifest|manifiesto|route list|stop list|list of stops|lista de paradas|my route|"
                r"mi ruta|my stops|mis paradas|my list|mi lista|how many stops|cuantas paradas|how many "
                r"packages|cuantos paquetes)\b",
        "manifest manifiesto route ruta list lista stops paradas packages paquetes todays today hoy how "
        "many cuantas cuantos mis file archivo resend see ver todo left",
    ),
    _ask(
        "failed_attempt",
            "driver",
                r"\b(?:nobody|no one|noone|nadie|no answer|not home|no contesta|no abren|no responde)\b",
        "nobody no one noone nobodys ones home answer answering answers not isnt nadie contesta "
        "contestan abre abren responde casa esta cliente customer there here door what should do hago "
        "now "
        "knocked rang twice toque",
    ),
    _ask(
        "report_delay", "driver", r"\b(?:late|behind|tarde|atrasad[oa]|retrasad[oa]|delayed)\b",
        "running im am late behind tarde atrasado atrasada retrasado retrasada delayed voy llego estoy "
        "about like como unos min mins minutes minutos hour hours hora horas hr hrs half media "
        "traffic trafico schedule going gonna be will",
    ),
    _ask(
        "report_arrived", "driver", r"\b(?:here|arrived|aqui|llegue|im at|estoy en|made it)\b",
        "here arrived aqui llegue im at estoy just ya made depot",
    ),
    _ask(
        "report_delivered", "driver", r"\b(?:delivered|done|entregad[oa]|entregue|dropped off)\b",
        "delivered done entregado entregada entregue dropped off with was is all set",
    ),
    _ask(
        "track_parcel",
            "customer",
                r"^(?=.*\b(?:where|wheres|when|donde|cuando|eta|track|status)\b)(?=.*\b(?:package|pkg|"
                r"parcel|order|delivery|paquete|pedido|it|entrega|llega|driver|my stuff|envio)\b)",
        "where wheres when donde cuando eta track tracking status package pkg parcel order delivery "
        "paquete pedido entrega llega llegar llegara will be here arrive arriving coming come viene anda "
        "driver chofer "
        "stuff envio today hoy going",
    ),
    _ask(
        "give_access_code", "customer", r"\b(?:code|codigo|clave|pin)\b.*\d{3}",
        "code codigo clave pin gate door callbox call box lockbox garage front main porton puerta "
        "principal entrada entry pound star hash key press then # *",
    ),
    _ask(
        "give_access_code",
            "customer",
                r"^\W*(?:its\s|it is\s|es\s|press\s|try\s|use\s)?\W*(?:\d{4,6}|"
                r"\d(?:[ -]\d){3,5})\W*(?:pound|star|hash|gato|numeral|asterisco)?\W*(?:key)?\W*$",
        "press try use pound star hash gato numeral asterisco key # *",
    ),
    _ask(
        "rate_delivery",
            "customer", r"^\W*(?:[0-5]|10)\s*(?:/\s*(?:5|10))?\s*(?:stars?|estrellas?)?\W*$|^[⭐🌟★\s]+$",
        "star stars estrella estrellas ⭐ 🌟 ★ /",
    ),
    _ask(
        "ask_human", "driver", r"\b(?:human|person|agent|dispatcher|supervisor|persona|humano|agente)\b",
        "human person agent dispatcher supervisor persona humano agente real talk speak hablar con to "
        "with someone somebody alguien live",
    ),
    _ask(
        "ask_human",
            "customer", r"\b(?:human|person|agent|representative|supervisor|persona|humano|agente)\b",
        "human person agent representative supervisor persona humano agente real talk speak hablar con "
        "to with someone somebody alguien live",
    ),
)  # fmt: skip
_LONGEST: Final = 14
_WORD: Final = re.compile(r"[a-z]+|[^\w\s.,!?¿¡:;'\"()\-]")


def everyday(words: str, audience: Audience) -> str | None:
    """The ask that plain words make and nothing else beside it; numbers and addresses with numbers are let be."""
    told = set(_WORD.findall(_ADDRESS.sub(" ", words)))
    if len(words.split()) > _LONGEST:
        return None
    fitting = {
        ask.intent for ask in _ASKS if ask.audience == audience and ask.must.search(words) and told <= ask.may
    }
    return fitting.pop() if len(fitting) == 1 else None


_ADDRESS: Final = re.compile(
    r"\b\d{1,5}\s+(?:[nsew]\s+)?(?!code|gate|door|codigo|min|hour|hora)[a-z]{3,}(?:\s+(?:st|street|ave?|"
    r"avenue|rd|road|dr|drive|ln|lane|ct|court|blvd|way|pl))?\b|\b\d+(?:st|nd|rd|th)\b"
)
