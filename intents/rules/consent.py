"""Opting out and in: the carriers' keywords, and the ways in which people say it."""

from __future__ import annotations

import re
from typing import Final

from intents.normalise import word_set

_OUT: Final = word_set(
    """
    stop stopall quit end cancel revoke optout unsubscribe alto parar baja cancelar stopp sotp stpo
    unsubcribe unsuscribe unsubscibe unsubscrib desuscribir desuscribirme desuscribirse desuscribeme
    quiten
    """
)
_IN: Final = word_set(
    """
    start unstop optin subscribe resubscribe suscribir suscribirme reanudar alta resume
    """
)
_TEXTS: Final = (
    r"(?:texts?|texting|txts?|txting|msgs?|msging|messag\w*|mesag\w*|sms|notifications?|notificaciones|"
    r"alerts?|mensajes?|mensajitos|msjs?|textos?|updates|avisos|alertas)"
)
_FILL: Final = r"(?:\w+\s+){0,4}?"
_PHRASES: Final = re.compile(
    "|".join(
        rf"(?:{phrase})"
        for phrase in (
            rf"\b(?:stop|quit|cease|stopp|stpo|sotp|halt|cancel|end|block|turn off|shut off|disable|kill|"
            rf"cut out|knock off)\s+(?:(?:all|these|the|this|those|with|sending|getting|me|my|your|ur|"
            rf"any|more|damn|fucking|stupid|constant|to|of)\s+){{0,6}}{_TEXTS}\b",
            r"\bstop\s+(?:contacting|bothering|harassing|spamming|blowing\s+up|hitting|sending|bugging|"
            r"messaging|annoying|pestering)\b",
            rf"\b(?:no|not|dont|do not|never|without)\s+(?:want\s+)?(?:to\s+)?(?:(?:get|receive|send|"
            rf"getting|any|more|me|anymore|of|these|your|ur|the|ur|sending|"
            rf"see)\s+){{0,6}}{_TEXTS}(?!\s+(?:me|us)\s+(?:when|if|before)|\s+(?:the|my|back|from|yet|"
            rf"that|saying|before|when|until|about|or call|call))\b",
            r"\b(?:dont|do not|never|no)\s+(?:ever\s+)?(?:text|txt|message|msg|contact|sms|bother|"
            r"write)\s*(?:to\s+)?(?:me|us|this number|this phone|here)?\s*(?:ever|again|anymore|any more|"
            r"no more|please|pls|plz)\b",
            r"\b(?:dont|do not)\s+(?:text|txt|msg|message|sms|contact)\s+(?:me|us|this number|this "
            r"phone)\W*$",
            r"\b(?:take|get|pull)\s+(?:me|my (?:number|name|phone|cell)|this number|us|my #)\s+(?:off|"
            r"out)\b(?!\s+(?:work|early|at|in|by|of work))",
            r"\b(?:remove|delete|erase|drop|lose|block)\s+(?:me|my (?:number|name|phone|cell|info)|this "
            r"(?:number|phone)|us|my #|our number)\b",
            r"\b(?:un\s*-?\s*sub\w*|unsuscr\w*|unsus\w*|unsubsc\w*|opt(?:ing|ed)?\s*-?\s*(?:me\s+)?out|"
            r"optout|opt-out|de-?su[sb]?s?crib\w*|unlist)\b",
            r"\bleave\s+me\s+(?:alone|the (?:hell|f\w*) alone)\b",
            r"\brevoke\s+(?:my\s+)?consent\b|\bwithdraw\s+(?:my\s+)?consent\b|\b(?:i\s+)?(?:didnt|did "
            r"not|never|dont|do not)\s+(?:sign(?:ed)?\s+up|consent\w*|agree\w*|ask(?:ed)?)\s+(?:to|for|"
            r"up)\b.*\b(?:this|these|texts?|txts?|messages?|sms|get|be)\b",
            rf"\b(?:no|ya no|nunca|no me|ya no me|dejen|dejen de|deja|deje|dejar|paren|pare|para|parenle|"
            rf"basta|alto|cancelen?|no quiero|no deseo|quiero dejar|ya)\s+(?:(?:de|con|me|mas|ya|quiero|"
            rf"recibir|los|las|sus|estos|esos|tantos|mande[ns]?|mandes|mandar|mandarme|enviar|enviarme|"
            rf"envien?|envies|tus|otro|otros|que|recibiendo|llegar|lleguen|por favor|porfavor|favor|"
            rf"porfa|desearia|deseo|le|se|estar|sigan|mandando|enviando|a|este|numero|todos|esta|nada|"
            rf"ningun|textarme)\s+){{0,6}}(?:{_TEXTS})\b(?!\s+(?:de\s+)?(?:texto\s+)?(?:cuando|si\s+|"
            rf"antes|del\s+chofer|ha\s|me\s+llego))",
            r"\b(?:no|ya no|dejen de|deja de|deje de|paren de|nunca|para de)\s+(?:me\s+|"
            r"mas\s+)*(?:escrib\w+|texte\w+|text\w+|molest\w+|contact\w+|mensaj\w+|mande[ns]?\s+nada|"
            r"mandes\s+nada|manden\s+mas|mandes\s+mas|manden\s+msj|mand\w+\s+(?:mas|esto|mensaj\w*|"
            r"tant\w*)|envi\w+\s+(?:mas|nada|esto))\b(?!\s+(?:cuando|si\s+|al\s+llegar))",
            r"\b(?:dar(?:me|nos)?|denme|dame|deme|den|quiero|date|me doy|doy|dar la|la)\s+(?:de\s+|"
            r"la\s+)?baja\b",
            r"\b(?:quit\w*|saqu\w*|saca\w*|borr\w*|elimin\w*|remuev\w*|retir\w*|"
            r"bloque\w*)\s+(?:mi\s+(?:numero|cel|celular|nombre|telefono)|este\s+numero|me\s+de|"
            r"de\s+(?:la|su|esa|esta)\s+lista)\b|\b(?:quitenme|quiteme|quitame|saquenme|saqueme|sacame|"
            r"borrenme|borreme|borrame|eliminenme|eliminame)\b",
            r"\bno\s+mas\b\W*(?:por favor|please|porfa|ya|gracias)?\W*$|\bno\s+more\b\W*(?:please|pls|"
            r"thanks|thank you)?\W*$|\bya\s+basta\b",
            r"\bde(?:je|ja|jen)(?:me|nme)\s+(?:en\s+paz|de\s+(?:molestar|escribir|mandar|textear|enviar|"
            r"mensajear))",
            r"\b(?:quit|stop|enough\s+(?:with|of)|cut\s+(?:it\s+)?out|tired\s+of|sick\s+of|"
            r"fed\s+up\s+with|fuck\s+(?:off|these|this|you)|screw)\b.{0,30}\b(?:texts?|texting|txts?|"
            r"messages?|messaging|sms|msgs?|notifications?|alerts?|blowing\s+up|phone|hittin\w*|"
            r"spam\w*)\b(?!\s+(?:me\s+)?when)",
            r"\b(?:never|didnt|did\s+not|dont|withdraw|revoke)\b.{0,20}\b(?:permission|consent|"
            r"authoriz\w+)\b",
            r"\b(?:refrain|discontinue|cease|desist|do\s*-?\s*not\s*-?\s*(?:contact|call|text)\s+list|"
            r"mute\s+me|tcpa|fcc)\b",
            r"\b(?:turn|shut|switch)\s+(?:these|those|them|this|it|the\s+\w+)\s+off\b|\b(?:get|getting|"
            r"want)\s+(?:off|out)\s+(?:of\s+)?(?:this|these|the\s+list|your\s+list)\b|\bmake\s+(?:these|"
            r"this|it|them)\s+(?:go\s+away|stop)\b",
            r"\b(?:dont|do\s+not|not|never)\s+(?:send|get|receive|use\s+this\s+number|hit\s+(?:my|"
            r"me))\b.{0,20}\b(?:anymore|any\s+more|again|these|them|longer)\b|\b(?:rather\s+not|"
            r"no\s+longer)\b.{0,20}\b(?:get|receive|wish|want)\b.{0,15}\b(?:these|this|them|texts?|"
            r"messages?)\b|\bnot\s+send\s+(?:them|these|me)\b",
            r"\bno\s+more\s+(?:of\s+)?(?:these|this|plz|pls|please|thx|thanks)\b|^\W*(?:no\s+thanks\W+|"
            r"please\s+|just\s+)?(?:remove|not\s+interested|basta|shut\s+up|stfu|spam|mute|block|ya\s+no|"
            r"callate|leave\s+me)(?:\s+(?:bot|please|ya|me|this))?\W*$",
            r"\b(?:still\s+getting|siguen?\s+(?:llegando|mandando)|why\s+am\s+i\s+still)\b|\b(?:replied|"
            r"said|sent|puse|dije|mande|texted|wrote|escribi)\s+(?:\w+\s+)?stop\b",
            r"\b(?:blocking|block|report(?:ing|ed)?)\s+(?:u|you|this\s+number)\b.{0,40}\b(?:text|msg|"
            r"message|again|spam)\b|\b(?:text|message|msg)\b.{0,25}\b(?:report|block)\s+(?:you|u)\b|"
            r"\bno\s+quiero\s+spam\b|\bspam\b.*\b(?:again|block\w*|report\w*)\b",
            r"\bno\s+(?:me\s+|nos\s+)?(?:vuelv\w+|sigan|siga|sigas)\s+(?:a\s+)?(?:mand\w+|escrib\w+|"
            r"envi\w+|text\w+|molest\w+|contact\w+|marc\w+|fregando)|\bya\s+no\s+(?:quiero|necesito|"
            r"deseo|me|nos)\s+(?:(?:que|mas|me|recibir|los|esos|estos)\s+)*(?:escrib\w+|mand\w+|envi\w+|"
            r"mensaj\w+|recad\w+|text\w+|avis\w+|recibir)|\bno\s+quiero\s+recibir\b|"
            r"\b(?:a\s+mi\s+)?no\s+me\s+vuelv\w+\s+a\s+(?:escrib\w+|mand\w+|text\w+)",
            r"\b(?:dejad|dejen|deja|deje|parad|paren|basta|estuvo\s+bueno|hart[oa]|"
            r"cansad[oa])\s+(?:ya\s+)?(?:de|con|tanto)\b.{0,30}\b(?:mensaj\w*|mand\w+|escrib\w+|text\w+|"
            r"freg\w+|molest\w+|recad\w+|sms|notificac\w+)\b|\b(?:borradme|borrenme|borrame|quitadme|"
            r"sacadme|dan\s+de\s+baja|dar\s+de\s+baja|nomas\s+mensajes|no\s+mas\s+textos)\b",
            r"\bwish\s+to\s+(?:stop|unsubscribe|opt)\b|\btake\s+(?:it|this|us)\s+off\s+(?:your|the|ur)\b|"
            r"\b(?:text|message|charges?)\b.{0,30}\b(?:discontinue|dont\s+send|stop\s+sending)\b",
            r"\bstop\s+(?:con|mandando|escribiendo|enviando|ya)\b|^\W*stop\b\W*(?:pls|please|n\b|and\b|"
            r"stop|ya|!)|\bstop2end\b|\b(?:anular|cancelar?|quitar|terminar)\s+(?:la\s+|"
            r"mi\s+)?suscripci?on\b|\b(?:cancel\w*|quit)\s+(?:con\s+)?(?:los\s+|las\s+)?(?:avisos|textos|"
            r"mensajes|notificaciones|alertas|recordatorios)\b",
            r"\bno\s+me\s+(?:avisen|notifiquen|notifique|esten?\s+(?:molest|escrib|"
            r"mand)\w+)\b(?!\s+(?:cuando|que|si)\b)|\b(?:ya\s+)?no\s+(?:ocupo|necesito|quiero|kiero|"
            r"deseo)\s+(?:mas\s+)?(?:sus\s+)?(?:recordatorios|avisos|sms|textos|mensajes|notificaciones)|"
            r"\bya\s+no\s+me\s+notifi\w+|\bno\s+deseo\s+ser\s+contact\w+|\bolvid\w+\s+de\s+mi\s+numero|"
            r"\bya\s+dejen?me\s+(?:tranquil|en\s+paz)\w*|\bdejen?\s+de\s+joder\b|\bni\s+un\s+(?:mensaje|"
            r"texto)\s+mas\b|\bsa[kq]\w*enme\b|\bmas\s+sms\b",
            r"\b(?:arretez|pare\s+de\s+me|keine\s+(?:sms|nachrichten)|sispann|nao\s+(?:quero|mande))\b|"
            r"\b(?:no\s+reason\s+to\s+keep|take\s+(?:it|this)\s+out\s+of\s+your)\b",
            r"^\W*(?:[sz]t+[oa]+h?p+|st+p+|st0p|sto\s?p|quitt?|revoked?|arret|salir|pare|"
            r"paren)(?:\s+(?:it|all|of|this|them|plz|pls|please|now|ya|x\s+favor))*\W*$|^\W*(?:end|stop|"
            r"parar)\s+(?:this|it|all|them)\b.{0,12}$",
            r"\b(?:quiero|quisiera)\s+parar\s+esto\b|\bno\s+mas\s+(?:x|por)\s+favor\b|"
            r"\bsuspend\w+\s+(?:estos|los|sus)\b|\bya\s+no\s+manden\b|\bne\s+m\s?envoyez\b|"
            r"\btanto\s+mensaj\w+",
            r"\b(?:dont|do\s+not)\s+(?:call\s+or\s+)?text\b.{0,8}\b(?:this|phone|number)\b|"
            r"\bno\s+further\s+(?:texts?|messages?|sms)\b|\b(?:excluded|removed|"
            r"taken\s+off)\b.{0,25}\b(?:communications?|list|texts?|messages?)\b|\bi\s+(?:dont|do\s+not|"
            r"never)\s+(?:want|need|like)\s+(?:these|them|it\s+so\s+turn)\b|\bwhy\s+(?:do|"
            r"am)\s+i\s+(?:keep\s+)?getting\s+these\b|\bturn\s+(?:that|this|it|them)\s+off\b",
            r"\b(?:forget|lose)\s+(?:u\s+|you\s+)?(?:ever\s+had\s+)?(?:my|this)\s+number\b|"
            r"\bleave\s+my\s+phone\b|\b(?:knock\s+it\s+off|mute\s+your\w*)\b|\bf\s+off\b.*\btexts?\b|"
            r"\benough\s+w\b|\bone\s+more\s+text\b|\b(?:keep|wont\s+quit)\s+buzzing\b|"
            r"\bnot\s+interested\s+remove\b|\b(?:u\s+r|youre|you\s+are|this\s+is)\s+spam\b",
            r"\bs\s*\.?\s*t\s*\.?\s*o\s*\.?\s*p\W*$",
            r"\bconsent\s+(?:is\s+)?(?:revoked|withdrawn)\b|\b(?:retiro|revoco|no\s+di|no\s+doy)\s+(?:mi\s+)?consentimiento\b|"
            r"\bno\s+autori[zc]\w+\b|\bno\s+me\s+interesan?\s+(?:recibir|estos|sus|los)\b|\bdes(?:in|su)scri\w+\b",
            rf"\b(?:apag|silenci|desactiv|cancel|suspend|par)\w*\s+(?:ya\s+)?(?:sus|esos|estos|los|las|esas|estas|tus)\s+{_TEXTS}\b|"
            rf"\bni\s+un[oa]?\s+{_TEXTS}\s+mas\b|\bdeje?n?me\s+(?:quiet[oa]|en\s+paz|tranquil[oa])\b|\bbajenme\b",
            r"\bya\s+no\s+(?:quiero|me\s+llegue)\s+(?:ningun[oa]|nada)\b|\bya\s+no\s+(?:avisen|escriban|manden|envien)\s+nunca\b|"
            r"\bnot\s+interested\s+in\s+(?:these|your|the|any)\s+(?:\w+\s+)?(?:texts?|alerts?|messages?|updates|notifications)\b",
            r"^\W*(?:fuck|f|piss|bug)\s+off\b|\bnone\s+from\s+now\s+on\b|\bturn\s+(?:them|these|those)\s+(?:all\s+)?off\b|"
            r"\b(?:take|get)\s+my\s+(?:digits|number|cell|phone)\s+(?:out|off)\b",
            r"\b(?:bother|spam|annoy|bug|pester|harass|hound)\s+(?:somebody|someone|anybody|anyone)\s+else\b",
            r"\b(?:strike|scrub|wipe|purge|cross|scratch|drop|throw|toss|erase|delete|remove|take|get)\s+(?:me|us|my\s+\w+|our\s+"
            r"\w+|this\s+\w+)\s+(?:\w+\s+)?(?:from|off|out|in)\s+(?:of\s+)?(?:your|ur|the|this)\s+(?:\w+\s+)?(?:rolls?|lists?|"
            r"records?|systems?|database|trash|contacts|books|directory|campaign)\b",
            r"\b(?:number|cell|phone|line|digits)\b.{0,60}\b(?:erase|delete|remove|scrub|lose)\s+(?:it|this|mine)\b",
            r"\b(?:no\s+more|enough|stop|silence|mute|kill|cut|quit|done|tired|sick)\b.{0,20}\b(?:buzz\w*|pings?|pinging|dings?|"
            r"dinging|beep\w*|chirp\w*)\b(?!.*\b(?:door|bell|apt|apartment|unit|gate|intercom|callbox)\b)|"
            r"\b(?:silence|mute)\s+(?:these|this|them|it|the|yourself)\b",
            r"\b(?:do\s+not|dont|no\s+longer|never|did\s+not|didnt)\s+(?:give\s+(?:\w+\s+)?|gave\s+(?:\w+\s+)?)?(?:consent|"
            r"authoriz\w+|permission)\b",
            r"\b(?:not|no\s+longer|dont|didnt)\s+(?:wish|want|like|care|need)\s+to\s+(?:be\s+(?:contacted|texted|messaged|"
            r"bothered|notified)|hear\s+from|get\s+(?:these|any|texts?)|receive)\b",
            r"\b(?:done|finished|through)\s+(?:getting|receiving|with|w)\s+(?:these|yall|the\s+texts?|your\s+texts?|ur\s+texts?)\b",
            r"\b(?:dont|do\s+not)\s+(?:need|want)\s+(?:anything|any)\s+(?:further|more|else)\b.{0,25}\b(?:number|yall|ever|again)\b",
            r"\bno\s+(?:thanks?|thx|thank\s+you)\s+to\b.{0,25}\b(?:future|texts?|more|messages?)\b",
            r"\b(?:thats|that\s+is|thats\s+quite)\s+enough\b(?!\s+(?:time|room|space))|\b(?:cut\s+it\s+out|knock\s+it\s+off|enough\s+"
            r"already|give\s+it\s+a\s+rest)\b(?!.*\bdriver)",
            r"\bbaja\s+(?:definitiva|total|inmediata|permanente|por\s+favor|ya)\b|\b(?:cortenle|parenle|bajenle|cortala|paren\s+"
            r"esto)\b|\bpara\s+con\s+eso\b|^\W*(?:que\s+)?(?:ya\s+)?(?:paren?|parad)\b\W*(?:ya|con\s+eso|por\s+favor|porfa)*\W*$",
            r"\bno\s+(?:me|nos)\s+(?:busquen?|jodan|chinguen|fastidien)\b|\bno\s+(?:jorob|jod|frieg|chingu|fastidi|molest)\w*\b",
            r"\b(?:dejad|dejen|deje|deja|dejar)\s+de\s+(?:enviar|mandar|escribir|molestar|mensajear|textear|notificar|send|text)\w*",
            r"\b(?:quit|saqu|borr|elimin|olvid)\w*\s+(?:mi|este|esta|ese)\s+(?:numero|telefono|linea|cel\w*|contacto)\b|"
            r"\b(?:saquen|borren|quiten|eliminen)nos\b",
            r"\bno\s+(?:lo|la|le|les|nos|se|me)\s+(?:vuelvan\s+a\s+)?contact\w+\b|\bno\s+(?:me\s+)?(?:avisen?|manden?|escriban?|"
            r"envien?|notifiquen?)\s+(?:nada|mas|ya)\b(?!\s+(?:hasta|de))|\bque\s+no\s+me\s+lleguen\b",
            r"^\W*(?:please\s+|pls\s+|plz\s+|just\s+|por favor\s+|ya\s+|ok\s+)*(?:stop|stopp|para|paren|"
            r"parenle|unsubscribe|alto|quit)(?:\s+(?:it|this|already|now|please|pls|plz|ya|thanks|thank "
            r"you|stop|por favor|porfa|paren|alto|para|immediately|asap|esto|all))*\W*$",
        )
    )
)
_LOOK_ALIKE: Final = re.compile(
    r"\bstop\s+(?:at|by|in|on|here|the\s+(?:car|driver|delivery|order|package|truck)|for|leaving|putting|"
    r"throwing|delivering|using|ringing|driving|blocking|parking|knocking)\b|"
    r"\b(?:next|last|first|my|your|the|his|bus|this|missed|another|\d+)\s+stop|\bnonstop\b|"
    r"\bno\s+me\s+lleg\w+\b|\bcancel\s+(?:the|my|this|that|it|order|delivery)\b|\bend\s+of\b|"
    r"\bnever\s+(?:got|received|came)\b|\b(?:text|call|txt)\s+(?:me\s+)?when\b|\bno\s+(?:recibi|llego|ha)\b"
)
_OPT_IN: Final = re.compile(
    r"\b(?:opt(?:ing)?\s*-?\s*(?:me\s+)?(?:back\s+)?in|optin|re-?subscribe|unstop|un-stop|"
    r"sign\s+me\s+(?:back\s+)?up|start\s+(?:texting|sending|messag\w+|the\s+texts?)|"
    r"(?:turn|switch)\s+(?:the\s+|my\s+)?(?:texts?|messages|notifications|alerts|"
    r"updates)\s+(?:back\s+)?on|(?:text|message)\s+me\s+again|resume\s+(?:the\s+)?(?:texts?|messages)|"
    r"add\s+me\s+back|put\s+me\s+back|want\s+(?:the\s+|your\s+)?(?:texts?|messages|updates)\s+(?:again|back)|"
    r"(?:vuelvan|vuelve|vuelva)\s+a\s+(?:mandar|enviar|escrib|texte)\w*|(?:quiero|si "
    r"quiero)\s+(?:volver\s+a\s+)?recibir|activ\w+\s+(?:los\s+|mis\s+)?(?:mensajes|textos|avisos|"
    r"notificaciones)|reactiv\w+|suscrib(?:ir|an|e)me|darme\s+de\s+alta|de\s+alta)\b"
)

_TAKEN_BACK: Final = re.compile(
    r"\b(?:didnt\s+mean|did\s+not\s+mean|(?:by|in|was\s+a|an)\s+(?:accident|mistake|error)|resume\s+the|"
    r"(?:want|like|need|miss)s?\s+(?:them|these|(?:the|your)\s+\w+)\s+(?:back|again)|start\s+back|like\s+before|over\s+it\s+now|this\s+question|se\s+me\s+paso|but\s+i\s+need\s+the\s+updates|changed\s+my\s+mind|i\s+do\s+want|"
    r"get\s+them\s+back|continue\s+them|"
    r"dont\s+want\s+to\s+stop|undo|oops|sin\s+querer|por\s+error|me\s+equivoque|cambie\s+de\s+(?:opinion|"
    r"idea))\b"
)
_FOR_NOW: Final = re.compile(
    r"\b(?:por\s+hoy|while\s+im|while\s+i\s+am|this\s+(?:morning|afternoon|evening)|during\s+my|"
    r"til\s+noon|for\s+(?:now|today)|"
    r"until|tonight|hasta\s+(?:las|manana)|mientras)\b"
)
_REFUSED: Final = re.compile(r"\b(?:no|not|dont|never|ever|ya|stop|paran?|dejen|intent)\b[^.!?;]{0,40}$")


def opts_out(words: str) -> bool:
    """Whether a customer's plain words want no more texts."""
    bare = re.sub(r"[^\w]+", " ", words).strip()
    if bare in _OUT or (words.strip(" !.") and not words.strip(" 🛑✋🚫📵🔕!.")):
        return True
    parts = bare.split()
    if (
        parts
        and len(parts) <= 6
        and set(parts) <= _OUT | {"please", "pls", "now", "ya", "all", "por", "favor"}
        and set(parts) & _OUT
    ):
        return True
    if opts_in(words) or _TAKEN_BACK.search(words) or _FOR_NOW.search(words):
        return False
    return bool(_PHRASES.search(words))


def opts_in(words: str) -> bool:
    """Whether a customer's plain words want texts again."""
    bare = re.sub(r"[^\w]+", " ", words).strip()
    found = _OPT_IN.search(words)
    return bare in _IN or (found is not None and not _REFUSED.search(words[: found.start()]))


def sounds_like_opt_out(words: str) -> bool:
    """Whether the words of opting out are used for something else, such as "stop at the back door"."""
    return any(pattern.search(words) for pattern in (_LOOK_ALIKE, _TAKEN_BACK, _FOR_NOW))
