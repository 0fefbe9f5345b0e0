"""Emergencies: crash, injury, illness, dog, threat, robbery, fire; in both languages, and misspelt."""

from __future__ import annotations

import re
from typing import Final

from intents.reading import Audience

_ME: Final = r"(?:me|my|im|i|us|our|we)"
_BODY: Final = (
    r"(?:head|face|neck|back|leg|legs|arm|arms|hand|hands|foot|feet|ankle|ankel|knee|wrist|rib|ribs|"
    r"chest|eye|eyes|finger|fingers|shoulder|hip|toes?|tailbone|nose|jaw|elbow|forehead|thumb)"
)
_CUERPO: Final = (
    r"(?:cabeza|cara|cuello|espalda|pierna|piernas|brazo|brazos|mano|manos|pie|pies|tobillo|rodilla|"
    r"muneca|costilla|costillas|pecho|ojo|ojos|dedo|dedos|hombro|cadera|corazon|pantorrilla|nariz|codo)"
)
_FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "call": (
        r"^\W*(?:help|ayuda|ayudenme)\W+(?:help|ayuda|ayudenme)\b",
        r"\b(?:unfall|hilfe|feuer|krankenwagen|aidez|brule|incendie|saigne|ede\s+m|"
        r"anmwey|aksidan|помогите|авария|пожар)\b|救命|着火|车祸",
        r"^\W*(?:911|sos|help|emergency|emergencia|auxilio|socorro|mayday|ayuda|🆘|🚨)\W*(?:911|sos|help|"
        r"please|pls|now|ya|auxilio|ayuda|urgente|me|por favor|🆘|🚨|\W)+$",
        r"^\W*(?:911|sos|emergency|emergencia|auxilio|socorro|mayday|🆘|🚑|🚨)\W*$",
        r"\b911\b(?=\W*$|\s+(?:driver|please|pls|now|help|ya|emergency|emergencia|call|need|hurry|"
        r"urgente|some|he|she|hay))",
        r"^\W*(?:crash|wreck|accident|accidente|choque|robbery|asalto|fire|fuego)\W*$|\bau\s+secours\b|"
        r"\bacc?idente?\b.{0,40}\b(?:ambulan\w*|secours|saigne|sangue|feio)\b",
        r"\b(?:call(?:ed|ing)?|dial(?:ed)?|need|llam\w+|marqu?\w+)\s+(?:al?\s+|the\s+|to\s+)?911\b|"
        r"\b911\s+(?:now|ya|please|is\s+(?:on|coming))\b",
        r"\b(?:ambulan\w+|amblance|ambulence|paramedic\w*|parame\w+)\b(?!\s+(?:ride|chaser|entrance|blocking|"
        r"bay|parked|company|parking))",
        r"\bsend\s+(?:help|somebody|someone|police|cops)\b|\bmanden?\s+(?:ayuda|policia|a\s+la\s+policia|"
        r"a\s+alguien\s+(?:ya|rapido))\b|\bneed\s+(?:help\s+(?:now|asap|bad|fast)|police|cops|a\s+medic|"
        r"medical)\b|\bcall(?:ed)?\s+(?:the\s+)?(?:police|cops)\b.{0,40}\b(?:now|hurry|help|please)\b",
        r"\bayudenme\b|\bauxilio\b|\bsocorro\b|\bes\s+(?:una\s+)?emergencia\b|\bits\s+an?\s+emergency\b|"
        r"\bmedical\s+emergency\b",
    ),
    "crash": (
        r"\b(?:truck|van|car|camion|camioneta)\s+rolled\s+(?:back|down|into|away)\b|\brolled\s+the\s+(?:van|truck)\b|"
        r"\b(?:i|he|she)\s+hit\s+(?:him|her|them)\b|\b(?:le\s+)?(?:pego|pegaron|golpeo)\s+a\s+mi\s+(?:\w+\s+)?(?:hij[oa]|nin[oa]|"
        r"carro|coche|auto|camioneta|mama|esposa|esposo)\b|\bscraped\s+the\s+(?:\w+\s+)?side\s+of\s+my\b",
        r"\b(?:person|lady|man|woman|guy|girl|boy|kid|child|biker|cyclist|someone|somebody|driver|he|she|i)\s+(?:\w+\s+)?"
        r"(?:got|gets|was|been)\s+(?:run\s+over|ran\s+over|hit\W*$|knocked\s+(?:over|down|out)|(?:hit|struck)\s+by\s+(?:an?|the)\s+(?:car|truck|van|bus|suv)\b)",
        r"\b(?:i|we|ive|just|got|been|was|were|im|someone|somebody|he|she|they|guy|lady|car|truck|driver|"
        r"van)\s+(?:\w+\s+){0,3}?(?:crashed|wrecked|rear\s*-?\s*ended|reerended|side\s*-?swiped|"
        r"t\s*-?boned|tboned|rolled\s+(?:over|the\s+van)|flipped(?!\s+(?:me|us|him|her|them|"
        r"the\s+(?:numbers?|bird|box|label|package|sign|order))\b)|hydroplaned|collided|totaled|"
        r"spun\s+(?:out|into|around))\b",
        r"\b(?:had|have|having|in|been\s+in|got\s+in(?:to)?|caused|saw|theres(?:\s+been)?|there\s+was|"
        r"was\s+in|been)\s+(?:an?\s+|a\s+bad\s+|another\s+|a\s+minor\s+|a\s+small\s+|a\s+car\s+|"
        r"a\s+little\s+|a\s+huge\s+|a\s+lil\s+|my\s+){0,2}(?:accident|accidant|acident|acciden|axident|"
        r"crash|wreck|collision|fender\s+bender)\b(?!\s*(?:on\s+(?:the\s+)?(?:\w+\s+)?(?:freeway|highway|"
        r"i-?\d+|interstate|bridge|\d+)|ahead|up\s+ahead|causing|blocking|backing|traffic))",
        r"\b(?:hit|smacked|rammed|clipped|bumped|struck|ran\s+(?:over|into)|backed\s+into|"
        r"crashed\s+into|slammed(?:\s+into)?|scraped|smashed\s+into|plowed\s+into|drove\s+into|"
        r"dinged)\s+(?:\w+\s+){0,3}?(?:car|truck|suv|van|pole|tree|wall|fence|mailbox|house|kid|child|"
        r"person|man|woman|guy|lady|pedestrian|biker|bike|bicycle|cyclist|motorcycle|deer|dog|cat|gate|"
        r"garage|hydrant|building|bumper|tesla|parked|someone|somebody|curb\s+hard|guardrail|ditch|"
        r"barrier)\b",
        r"\b(?:hit|struck|rammed|slammed|rear\s*ended|sideswiped|tboned|crashed\s+into|ran\s+into|"
        r"smashed|bumped|clipped|backed\s+into)\s+(?:into\s+)?(?:me|us|(?:my|our)\s+(?:\w+\s+)?(?:van|"
        r"truck|car|house|garage|bumper|side|door|mirror|vehicle|mailbox|gate|dog|cat|kid|son|daughter|"
        r"rear)|the\s+van|the\s+driver|your\s+driver|your\s+truck|ur\s+truck)\b(?!\s*(?:up|"
        r"with\s+(?:a\s+)?(?:text|extra)))",
        r"\b(?:driver|truck|van|guy|man|he|she|delivery\s+\w+)\s+(?:just\s+|has\s+|has\s+just\s+)?(?:hit|"
        r"crashed|rammed|struck|ran\s+over|backed\s+into|ran\s+into|clipped|smashed|scraped|sideswiped|"
        r"plowed)\s+(?:into\s+)?(?:my|our|the|a|his|her|someone|somebody|me|another)\b",
        r"\b(?:ran|run|driven|drove)\s+over\s+(?:my|a|our|his|her|the|someone|somebody|me|"
        r"him)\b(?!\s+(?:hose|roses|bushes|grass|lawn|flowers|plants|box|package|nail|sprinkler|curb))|"
        r"\bpaso\s+por\s+encima\s+(?:a|de)\b|\btook\s+out\s+(?:\w+\s+){0,2}(?:gas\s+meter|power\s+line|"
        r"hydrant)\b|\b(?:accident|crash)\s+con\b",
        r"\b(?:me|nos|le)\s+(?:rayo|raspo|abollo|choco|golpeo|pego|arranco|tumbo)\s+(?:a\s+)?(?:el|la|mi|"
        r"un)\s+(?:\w+\s+)?(?:carro|coche|auto|troca|camioneta|espejo|porton|van|moto\w*)\b|\b(?:patine|"
        r"derrape|volte(?:ado|ada|e|o)|cuneta)\b(?=.*\b(?:van|barda|cuneta|contra|camioneta|troca|furgo|"
        r"carro|muro)\b)|\bcuneta\b",
        r"\b(?:rear\s*-?\s*ended|side\s*-?\s*swiped|t\s*-?\s*boned)\b|\bran\s+(?:the|"
        r"a)\s+red\b.*\b(?:got|hit|took)\b|\bhe\s+hit\s+(?:\w+\s+){0,2}(?:mailbox|mailboxes|car|cars|"
        r"parked)\b",
        r"\bfender\s*bender\b|\bair\s*bags?\b|\bhit\s+(?:and|n|&)\s+run\b|\bhead\s*-?on\b.{0,30}\b(?:car|"
        r"truck|collision|crash)|\b(?:van|truck|im|car)\s+(?:is\s+|s\s+)?(?:upside\s+down|"
        r"on\s+its\s+(?:side|roof)|in\s+(?:a|the)\s+ditch|flipped|rolled\s+over)",
        r"\b(?:me|nos|le|lo|la|los)\s+(?:acaba[n]?\s+de\s+|han\s+|volvieron\s+a\s+)?(?:choc\w+|"
        r"pegar(?:on)?\s+(?:por\s+(?:atras|detras|un\s+lado|el)|en\s+(?:la|el)\s+(?:van|camioneta|troca|"
        r"carro|coche))|impact\w+|atropell\w+|chocar\w*|embist\w+)",
        r"\b(?:choque|choke|chocque)\b(?!\s+(?:viejo|en\s+(?:la|el)\s+(?:autopista|freeway|carretera|"
        r"\d+)|adelante|tapa))|\b(?:choque|chocamos|chocaron|chocado|chocada|choco|choke|chocar|chocan|"
        r"chocaste|estrelle|estrello\s+(?:contra|la\s+(?:van|camioneta))|estrellamos|volque|volco|"
        r"volcamos|volcad[oa]|volteo\s+la|"
        r"atropell\w+|derrape|empotrad\w+)\b(?!\s*(?:viejo|hace\s+rato|en\s+el\s+freeway|adelante))",
        r"\b(?:tuve|tuvimos|tubo|tuvo|hubo|paso|ocurrio|sufri\w*|tengo|estoy\s+en|acabo\s+de\s+tener|"
        r"en)\s+(?:un\s+|una\s+)?(?:pequen\w+\s+|ligero\s+)?(?:acsidente|accident\w+|asidente|acidente|"
        r"acsident\w+|percance|colision|choque\w*)\b",
        r"\b(?:le\s+(?:di|pegue|pego|dio|raspe|rozo)|golpee|raye)\s+(?:un\s+\w+\s+|sin\s+querer\s+)?(?:a|"
        r"al|contra)\s+(?:un[ao]?\s+|el\s+|la\s+|otro\s+|mi\s+|su\s+)*(?:carro|coche|auto|troca|"
        r"camion\w*|poste|arbol|barda|pared|muro|reja|buzon|senor\w*|nino|nina|persona|ciclista|moto\w*|"
        r"venado|perro|casa|cerca|porton|alguien|tesla|van)\b",
    ),
    "injury": (
        rf"\b{_BODY}\s+(?:\w+\s+)?(?:r|are|is|feels?|went|gone|looks?|got|gets)\s+(?:\w+\s+){{0,3}}?(?:numb|tingl\w+|"
        rf"weird|purple|swollen|swole|the\s+size|broken|bent)\b|\bgot\s+no\s+feeling\b|\bcant\s+feel\s+(?:my|his|her)\b",
        rf"\b(?:dropped|fell|landed|came\s+down|slammed|tipped|rolled)\s+(?:\w+\s+){{0,4}}?(?:on|onto|over)\s+(?:my|his|"
        rf"her|our)\s+(?:\w+\s+)?{_BODY}\b|\bmy\s+(?:back|knee|leg|ankle|hip|shoulder)\s+(?:\w+\s+)?(?:gave|give|went)\s+"
        rf"out\b|^\W*back\s+gave\s+out\b|\bim\s+(?:\w+\s+)?on\s+the\s+(?:floor|ground)\b",
        rf"\b(?:encima|sobre)\s+(?:de\s+)?(?:el|la|los|las|mi|mis|su|sus|un)\s+{_CUERPO}\b|\bno\s+(?:me\s+)?sient[oe]\s+"
        rf"(?:\w+\s+)?(?:el|la|los|las|mi|mis)\s+{_CUERPO}\b|\bme\s+vine\s+abajo\b|\bcai\s+(?:de|sobre|al\s+(?:suelo|piso)|"
        rf"por\s+(?:las|la))\b|\bse\s+me\s+durmio\s+(?:media|toda|medio)\b",
        r"\bme\s+(?:cortaron|picaron|hirieron)\b(?!\s+(?:la\s+(?:luz|llamada|linea|senal|ruta)|el|las?\s+horas?|horas|"
        r"paradas|ruta|turno|sueldo|pago|los|un\s+dia))",
        r"\b(?:someone|somebody|people|person|guy|man|lady|woman|kid|boy|girl|driver|helper)\s+(?:\w+\s+){0,2}?"
        r"(?:under(?:neath)?|beneath|trapped\s+in|stuck\s+under)\s+(?:it|the|a|that|there)\b(?!\s+(?:name|age|impression))|"
        r"\b(?:alguien|gente|persona|senora?|nin[oa]|companer[oa])\s+(?:\w+\s+){0,2}?(?:debajo|atrapad[oa]|enterrad[oa])\b",
        rf"\b(?:broke|broken|brok|fractured|sprained|twisted|rolled|popped|dislocated|tore|hurt|injured|"
        rf"smashed|cut|sliced|burned|burnt|busted|crushed|banged|hit|jammed|gashed)\s+(?:up\s+|"
        rf"open\s+)?(?:my|his|her|their|the\s+drivers)\s+(?:\w+\s+)?{_BODY}\b",
        rf"\b(?:my|his|her)\s+(?:\w+\s+)?{_BODY}\s+(?:\w+\s+){{0,2}}?(?:is\s+|are\s+|got\s+|"
        rf"s\s+)?(?:bleeding|broken|swollen|swelling|swole|numb|purple|burning|popped|hurts?|snapped|cut|"
        rf"crushed|smashed|messed\s+up|tingling|gushing|stuck\s+in)",
        r"\b(?:i|he|she|driver|we|they|helper|guy|lady|man|woman)\s+(?:\w+\s+){0,2}?(?:fell|slipped|"
        r"tripped|tumbled|fallen)\s+(?:\w+\s+){0,3}?(?:down|off|on|over|hard|from|through|out|and|in|"
        r"into)\b",
        r"\b(?:bleeding|bleding|bleedin|blood\s+(?:everywhere|all|is|pouring|coming)|lot\s+of\s+blood|"
        r"so\s+much\s+blood|stitches|concussion|gash|head\s+injury|need(?:s)?\s+(?:a\s+)?(?:doctor|"
        r"hospital|er|medic)|on\s+the\s+ground\s+(?:and\s+)?(?:shaking|not|hurt|crying)|(?:on|"
        r"in)\s+the\s+(?:ground|street|lawn|sidewalk)\s+(?:bleeding|shaking|hurt))\b(?!\s+(?:heart|edge))",
        r"\b(?:im|i\s+am|am|got|hes|shes|he\s+is|she\s+is|is|was|driver|someone|somebody|anyone|people|"
        r"are|both|badly|really|been|be)\s+(?:\w+\s+){0,2}?(?:hurt|injured|unconscious|hurting\s+bad|"
        r"unresponsive|electrocuted|stabbed|shot|trapped\s+under|pinned)\b(?!\s+(?:my\s+feelings|"
        r"feelings|parcel|package|for\s+time|box))",
        r"\b(?:going|headed|heading|taken|took\s+\w+|rushed|driving\s+myself|voy|llevaron|"
        r"llevan)\s+(?:\w+\s+){0,2}?(?:to\s+the\s+|the\s+|al\s+|a\s+)?(?:er|hospital|urgent\s+care|"
        r"emergency\s+room|urgencias|emergencias)\b(?!\s+(?:delivery|stop|entrance|dock|lobby|mailroom|"
        r"parking))",
        r"\bme\s+(?:cai|resbale|tropece|quebre|fracture|lastime|torci|corte|queme|machuque|golpee|"
        r"abri\s+(?:la|el)|disloque|desgarre|electrocut\w+|patine|pegue\s+(?:en|con|un)|rompi\s+(?:la|el|"
        r"un))\b(?!\s+(?:la\s+(?:luz|llamada|senal)|el\s+(?:internet|telefono|celular|cel|wifi)))",
        r"\b(?:chofer|repartidor\w*|muchacho|ayudante|senora?|companer[oa]|nin[oa]|hij[oa]|mama|alguien|"
        r"empleado|hombre|mujer)\b.{0,25}\b(?:se\s+(?:cayo|resbalo|tropezo|lastimo|golpeo|desmayo|corto|"
        r"quemo)|esta\s+(?:tirad[oa]|herid[oa]|sangrando|inconsciente))|\bse\s+(?:cayo|resbalo|tropezo|"
        r"lastimo|golpeo)\s+(?:el|la|su|mi|un)\s+(?:chofer|repartidor\w*|muchacho|ayudante|senora?|"
        r"companer[oa]|nin[oa]|hij[oa])\b",
        rf"\b(?:aplast\w+|machuc\w+|quebr\w+|romp\w+|lastim\w+|golpe\w+|torc\w+|fractur\w+|quem\w+|"
        rf"cort\w+|hinch\w+|zafo|acalambr\w+|piso|abrio)\s+(?:el|la|los|las|un|una|mi|su|"
        rf"todo\s+el)\s+{_CUERPO}\b|\b(?:me\s+dieron|me\s+dio|le\s+dio|le\s+dieron)\s+un\s+(?:trancazo|"
        rf"punetazo|madrazo|golpazo|golpe|cachetadon|balazo|navajazo)\b",
        rf"\b(?:me|le)\s+(?:duele|duelen|punza|arde|sangra|hormiguea)\s+(?:mucho\s+|bien\s+|bastante\s+|"
        rf"un\s+monton\s+|muchisimo\s+)*(?:el|la|los|las|mi)\s+{_CUERPO}",
        r"\bsangr(?:e|ando|ado|a|o|ito|ita)\b|\b(?:estoy|esta|anda|quedo|resulto|hay)\s+(?:un\s+|una\s+|"
        r"\w+\s+)?(?:herid[oa]s?|lastimad[oa]s?|lesionad[oa]s?|inconsciente|"
        r"tirad[oa]\s+en\s+el\s+(?:piso|suelo)|desmayad[oa]|malherid[oa])\b",
        rf"\b(?:rolled|ran|went|fell)\s+(?:over|on|onto)\s+(?:my|his|her)\s+{_BODY}\b|\b(?:threw|put|"
        rf"blew)\s+(?:my|his)\s+(?:back|knee|shoulder)\s+out\b|\b(?:cant|can\s+not)\s+(?:stand|"
        rf"get)\s+up\b|\b(?:on\s+the\s+ground|en\s+el\s+(?:suelo|piso))\b.{0,30}\b(?:not\s+moving|"
        rf"no\s+se\s+mueve|no\s+responde|hurt|shaking)\b|\bnot\s+moving\b.{0,20}\b(?:lady|man|guy|woman|"
        rf"person)\b|\bno\s+responde\b.*\bcayo\b|\bcayo\b.*\bno\s+responde\b",
        r"\b(?:man|lady|woman|guy|senora?|kid|customer|he|she|driver)\s+(?:just\s+)?collapsed\b|"
        r"\bse\s+(?:cayo|resbalo)\b.{0,40}\b(?:no\s+se\s+puede|porch|escalon|hielo|escalera)\b",
        r"\b(?:fell|landed|dropped|cayo|callo)\s+(?:on|sobre|encima\s+de|en)\s+(?:my|mi|me|mis|el|"
        r"la)\s+(?:foot|feet|hand|toe|toes|head|leg|back|pie|mano|cabeza|espalda|tailbone)\b",
        r"\b(?:electrocut|electric\s+shock|got\s+(?:shocked|zapped)|toque\s+electrico|"
        r"descarga\s+electrica)\w*",
    ),
    "illness": (
        r"\b(?:driver|courier|fella|man|guy|lady|woman|helper|he|she)\s+(?:\w+\s+)?(?:fell|collapsed)(?:\s+from\b|\W*$)|"
        r"\b(?:cayo|fell|matado|piso|suelo|escaleras?|tirad[oa])\b.{0,40}\bno\s+se\s+mueve\b|\b(?:grita|dice)\s+(?:\w+\s+)?que\s+me\s+mata\b",
        r"\b(?:driver|guy|man|lady|woman|kid|he|hes|she|shes|customer|helper)\b.{0,40}\b(?:shaking|disoriented|delirious|"
        r"vomit\w*|throwing\s+up|foaming|turning\s+blue|incoherent|doesnt\s+know\s+(?:what|where)\s+(?:day|he|she))\b",
        r"\b(?:red|pale|hot|sweaty|dazed)\s+and\s+(?:\w+\s+)?(?:confused|shaking|dizzy|sweating)\b|"
        r"\b(?:driver|he|she|him|her)\s+(?:\w+\s+)?looks?\s+(?:\w+\s+)?(?:bad|sick|ill|pale)\b",
        r"\b(?:tiene|tuvo|le\s+(?:dio|esta\s+dando|pego)|esta\s+teniendo)\s+(?:un|como\s+un)\s+(?:ataque|infarto|derrame)\b|"
        r"\btemblando\b|\b(?:vomitando|echando\s+espuma|desorientad[oa])\b",
        r"\bchest\s*(?:is\s+|s\s+)?(?:pain|pains|hurts?|hurting|tight|tightness|pressure|feels)\w*|"
        r"\b(?:pain|pressure|tightness)\s+in\s+(?:my|his|her)\s+(?:chest|heart|left\s+arm)|"
        r"\bheart\s+(?:attack|atack|is\s+racing|racing|pounding|palpitations)\b|\bmy\s+heart\s+(?:hurts|"
        r"feels)",
        r"\b(?:cant|can\s+not|cannot|hard\s+to|trouble|difficulty|struggling\s+to|barely|couldnt|"
        r"short\s+of)\s+(?:breath\w*|breathing|breth\w*|catch\s+my\s+breath|feel\s+my|see\s+straight|"
        r"move\s+my)\b",
        r"\bpassed\s+out\b(?!\s+(?:flyers|cards|candy))|\b(?:everything|room|head|world)\s+(?:is\s+|s\s+|"
        r"keeps\s+)?spinning\b|\bheat\s+(?:got|is\s+getting)\s+(?:to\s+)?me\b|\b(?:pregnant|"
        r"embarazada)\b.*\b(?:bleed\w*|spotting|cramp\w*|pain|sangr\w*|dolor\w*|contracc\w*)\b",
        r"\b(?:i|im|he|she|hes|shes|driver|lady|man|woman|guy|just|almost|about\s+to|gonna|going\s+to|"
        r"think\s+i|may|might|going|nearly)\s+(?:\w+\s+){0,2}?(?:pass(?:ed|ing)?\s+out|faint(?:ed|ing)?|"
        r"black(?:ed|ing)?\s+out|collaps(?:ed|ing)?)\b",
        r"\b(?:seizure|siezure|convulsion\w*|stroke|allergic\s+reaction|anaphyl\w+|epipen|overdos\w+|"
        r"diabetic|low\s+sugar|sugar\s+(?:crash\w*|is\s+low)|heat\s*(?:stroke|exhaustion|exaustion)|"
        r"golpe\s+de\s+calor|derrame|infarto|convulsion\w*|ataque\s+(?:al\s+corazon|cardiaco|de\s+panico|"
        r"epileptico))\b",
        r"\b(?:dizzy|dizy|lightheaded|light\s+headed|seeing\s+(?:double|spots|stars)|"
        r"vision\s+(?:is\s+)?(?:blurry|going|went)|stopped\s+sweating|not\s+sweating|half\s+my\s+face|"
        r"slurring)\b",
        r"\b(?:no\s+(?:puedo|puede|podia)\s+(?:ni\s+)?(?:respirar|moverme|mover\s+(?:el|la|mi)|"
        r"ver\s+bien|caminar)|me\s+(?:cuesta|falta)\s+(?:respirar|el\s+aire|aire)|me\s+ahogo|"
        r"no\s+(?:estoy\s+)?sud(?:o|ando)|hablo\s+raro|se\s+(?:me\s+|"
        r"le\s+)?esta\s+cerrando\s+la\s+garganta)\b",
        r"\b(?:desmay\w+|mareo|maread[oa]|mareos|me\s+mareo|todo\s+me\s+da\s+vueltas|veo\s+(?:borroso|"
        r"doble|negro)|dolor\s+(?:de|en\s+el|en\s+mi)\s+pecho|dolor\s+(?:muy\s+)?fuerte|punzada|"
        r"(?:el\s+)?pecho\s+apretado|(?:brazo|mano|cara)\s+(?:\w+\s+)?(?:dormid[oa]|adormecid[oa])|"
        r"se\s+me\s+(?:durmio|adormecio)\s+(?:el|la)|(?:brazo|mano|cara|"
        r"pierna)\s+(?:\w+\s+)?se\s+me\s+(?:durmio|adormecio)|baj\w+\s+(?:mucho\s+)?(?:el|la)\s+azucar|"
        r"se\s+me\s+(?:subio|bajo)\s+(?:mucho\s+)?(?:la\s+)?(?:presion|azucar)|"
        r"me\s+bajo\s+(?:mucho\s+)?(?:el\s+)?azucar)\b",
        r"\b(?:wont|not|doesnt|isnt|no)\s+(?:wake\s+up|waking\s+up|breathing|responding\s+to\s+me|"
        r"moving\s+at\s+all|respira|despierta|reacciona)\b|\b(?:slumped|lying|laying|passed\s+out|"
        r"tirad[oa])\s+(?:\w+\s+){0,2}?(?:over|on\s+the|in\s+the|en\s+el)\s+(?:\w+\s+)?(?:wheel|floor|"
        r"ground|street|sidewalk|yard|driveway|suelo|piso|volante)\b",
        r"\b(?:stung|picaron|pico)\s+(?:\w+\s+){0,4}?(?:bee|bees|wasp|wasps|hornets?|scorpion|avispas?|"
        r"abejas?|alacran|escorpion)\b|\b(?:snake|spider|rattler|rattlesnake|vibora|serpiente|cobra|"
        r"arana)\s+(?:\w+\s+)?(?:bit|got|me|mordio|pico)\b|\b(?:lips|throat|face|tongue|garganta|labios|"
        r"lengua)\s+(?:\w+\s+){0,2}?(?:swelling|swollen|closing|numb|hinch\w+|cerrando|dormida)\b",
    ),
    "dog": (
        r"\b(?:dogs?|pits?|pitbulls?|pit\s+bulls?|rott\w*|perros?)\s+(?:is\s+|are\s+)?(?:running|coming|flying)\s+(?:at|after|"
        r"toward\w*)\s+(?:me|us|him|her)\b|\b(?:its|theyre|dogs?)\s+after\s+(?:me|us|him|her|ur|your|the)\b",
        r"\b(?:bit|bitten|bite|bites|biting|bited|byte|attacked|attacking|attacks|mauled|chased|chasing|"
        r"charged|charging|lunged|lunging|nipped|latched|jumped\s+on|knocked\s+\w+\s+(?:over|down)|"
        r"cornered|after|trapped|pinned|came\s+at|coming\s+at|"
        r"ran\s+at)\s+(?:\w+\s+){0,4}?(?:by\s+)?(?:\w+\s+){0,2}?(?:dog(?!\s+food)|dogs|dogg|doggo|"
        r"pit\s*bull|pitbulls?|pit|rottweiler|rotty|rottweilers|shepherd|chihuahua|husky|mutt|puppy|k9)\b",
        r"\b(?:got|was|been|gets|getting)\s+(?:bit|bitten)\b(?!\s+(?:by\s+(?:the\s+)?(?:traffic|bug)|"
        r"of))|\bsic(?:ced|ked)\b.{0,20}\bdogs?\b|\b(?:dog|dogs|shepherd|"
        r"pitbull)\b.{0,30}\bbetween\s+me\b|\bbit\s+(?:me|him|her)\b|"
        r"\bse\s+me\s+vino\s+(?:encima\s+)?el\s+perro\b|\b(?:dogs?|pits?|perros)\b.*\b(?:circling|"
        r"under\s+me|below\s+me|surround\w*|rodead\w+)\b|\bcorrete\w+\b.*\bperr|\bup\s+(?:a|this|"
        r"the)\s+tree\b.*\bdogs?\b|\bdogs?\b.*\bup\s+a\s+tree\b",
        r"\b(?:dog(?!\s+food)|dogs|dogg|pit\s*bull|pitbulls?|pit|rott\w*|shepherd|chihuahua|husky|mutt|"
        r"puppy)\s+(?:\w+\s+){0,5}?(?:bit|bite|bitten|attack\w*|mauled|chas(?:ed|ing)|charg(?:ed|ing)|"
        r"lung(?:ed|ing)|nipped|latched|got\s+(?:me|my|him|her|the\s+driver)|corner\w*|trapped|pinned|"
        r"came\s+at|coming\s+at|coming\s+after|ran\s+at|running\s+at|tore|ripped|jumped\s+(?:me|on|at)|"
        r"snarling|snapping\s+at|grabbed\s+my|ha(?:s|ve)\s+(?:me|us|him|her)|flying|tried\s+to\s+bite|"
        r"after\s+me|has\s+me|got\s+ahold|knocked)\b",
        r"\b(?:perr[oa]s?|perrit[oa]s?|pitbull|pitbulls|chucho|can|pastor\s+aleman|"
        r"rottweiler)\s+(?:\w+\s+){0,6}?(?:mord\w+|mordi\w+|atac\w+|correte\w+|persig\w+|persigui\w+|"
        r"tiro\s+(?:una\s+)?mordida|se\s+me\s+(?:aventa|avento|vino|echo|fue|tiro|lanzo|lanza)|"
        r"acorral\w+|no\s+(?:me|lo|la|le)\s+deja\w*\s+(?:salir|bajar|ir|regresar)|brinc\w+|grun\w+|"
        r"rasgun\w+|tumbo)\b",
        r"\b(?:me|lo|la|le)\s+(?:esta\s+|estan\s+|acaba\s+de\s+)?(?:mord\w+|ataco|atacaron|atacando|"
        r"correte\w+|acorral\w+)\b|\bmordida\s+(?:de|del)\s+(?:un\s+)?perr|\bmordi[oa]\s+(?:un|el|una|la|"
        r"su)\b|\brasguno\s+(?:del|de\s+un)\s+perr",
    ),
    "threat": (
        r"\b(?:gonna|going\s+to|about\s+to|says\s+h?ell?|tried\s+to|trying\s+to|want(?:s|ed)?\s+to)\s+(?:shoot|stab|hurt|"
        r"beat|attack|rob|jump|fight)\b(?!\s+(?:you|u|ya|over|it|them|some|that|this|a|the|traffic|rush|of|me\s+for))",
        r"\b(?:waist\s*band|at\s+my\s+(?:back\s+)?doors?\s+(?:right\s+now|rn)|(?:dudes?|guys?|kids|people|someone|somebody|"
        r"men)\b.{0,40}\b(?:right\s+now|rn)\b.{0,20}\b(?:going\s+thr\w+|grabbing|stealing|taking|robbing|breaking))\b",
        r"\b(?:tipos?|hombres?|carro|moto|camioneta|chavos?|vatos?|sujetos?|alguien)\b.{0,25}\b(?:me|nos)\s+(?:viene\w*\s+)?"
        r"(?:siguen?|siguiendo)\b|\b(?:me|nos)\s+siguen?\s+(?:un|una|unos|dos|tres|en\s+una?|desde)\b",
        r"\b(?:gun|guns|shotgun|rifle|pistol|knife|machete|bat|weapon|firearm)\b(?!\s+(?:shop|store|"
        r"range|show|safe|lock|club|boy|wash))(?=.*\b(?:me|at|pull\w*|point\w*|has|had|wav\w+|"
        r"show\w*|out|put|got|hold\w*|drew|carry\w*|outside|chas\w+|coming|threat\w*|lobby)\b)",
        r"\b(?:pulled|pointed|pointing|pulling|waving|held|holding|drew|flashed|has|with|had|"
        r"put)\s+(?:\w+\s+){0,3}?(?:gun|shotgun|rifle|pistol|knife|machete|weapon|blade)\b(?!\s+(?:shop|store|range|safe))",
        r"\b(?:they|he|she|guy|guys|dude|man|someone|kid|kids)\s+(?:\w+\s+)?(?:got|has|have|"
        r"had)\s+(?:an?\s+|their\s+)?(?:guns?|knife|knives|weapons?)\b|\bgot\s+jumped\b|\b(?:trying|"
        r"tryin)\s+to\s+(?:open|get\s+in|break)\b.{0,30}\b(?:my|the)\b.{0,20}\b(?:van|truck|"
        r"doors?)\b.*\b(?:now|help|rn)\b|\b(?:robando|asaltando|atacando)\s+(?:ahorita|ahora|ya)\b|"
        r"\bbeating\s+(?:on\s+)?(?:his|her|my|a|the)\b",
        r"\b(?:shots?\s+fired|shooting|shooter|gun\s*shots?|gunfire|drive\s*by|shot\s+at|shot\s+(?:me|"
        r"him|her|someone|the\s+driver)|stabbed\s+(?!the\b)|stabbing|shoot\s+me(?!\s+(?:a|an|the|over|that|your|another)\b)|kill\s+me|kill\s+(?:him|her)|"
        r"murder|bomb|hostage)\b(?!\s+(?:lol|jaja|haha|with\s+(?:these|this|kindness)))",
        r"\b(?:threaten\w*|threatn\w*|amenaz\w+|assault\w*|asault\w*|(?:punched|punching|"
        r"slapped)\s+(?:me|him|her|my|the\s+driver|us)|swung\s+(?:at|on)|jumped\s+me|"
        r"beat(?:ing)?\s+(?:me|him|her|up)|(?:shoved|pushed)\s+(?:me|him|her|my|a|"
        r"the\s+driver)\b(?!\s+(?:package|box|notice|slip|order|parcel))|put\s+(?:his\s+|her\s+|"
        r"their\s+)?hands\s+on\s+(?:me|my|him|her)|spit\s+on|choked|grabbed\s+(?:me|my\s+(?:arm|neck|"
        r"hair|butt|ass|wrist|shirt))|groped|touched\s+me|harass(?:ed|ing)\s+me|kicked\s+me|hit\s+me|"
        r"attack(?:ed|ing)\s+me|fighting\s+(?:me|with)|threw\s+\w+\s+at\s+(?:me|my)|raped?|stalking)\b",
        r"\b(?:following|followed|chasing|chased|stalking|trailing|tailing)\s+(?:me|us|my\s+van|"
        r"the\s+van)\b|\b(?:wont|not\s+letting|isnt\s+letting|wouldnt)\s+(?:let\s+me\s+)(?:leave|go|out|"
        r"drive\s+off)\b|\b(?:holding|trapped|locked|keeping)\s+me\s+(?:in|inside|here|hostage)\b|"
        r"\b(?:hiding|im\s+hiding|escondid[oa])\b.{0,40}\b(?:from|guy|man|gun|behind|van|detras|de)\b|"
        r"\b(?:dont|do\s+not|no\s+me)\s+(?:feel|siento)\s+(?:safe|segur[oa])\b",
        r"\b(?:robbed|robbing|robbery|mugged|mugging|carjack\w*|car\s*-?jacked|held\s+(?:me\s+)?up|"
        r"stuck\s+me\s+up|stick\s+up|at\s+gun\s*point|at\s+knife\s*point|gunpoint)\b(?!\s+(?:at|"
        r"in)\s+traffic)",
        r"\b(?:me|nos|lo|la|le)\s+(?:acaban\s+de\s+|estan\s+|quieren\s+|quisieron\s+|quizo\s+|quiso\s+|"
        r"trataron\s+de\s+|intentaron\s+)?(?:asalt\w+|atrac\w+|apunt(?:aron|ando|[oa]n?\s+con)|encanon\w+|amenaz\w+|golpe(?:o|"
        r"aron|ando)|agarr(?:o|aron)\s+(?:del\s+(?!asiento|carro|piso|porche)|por\s+el|de\s+la|a\s+golpes|el\s+brazo)|manose\w+|"
        r"persigue(?!\s+la)|persiguen|persiguiendo|secuestr\w+|empuj(?:o|aron)|cachete\w+|escupi\w+|"
        r"navaj\w+|apunal\w+|dispar\w+|balear\w*|siguiendo|viene(?:n)?\s+siguiendo|"
        r"vienen\s+persiguiendo)\b",
        r"\b(?:asalto|asaltando|atracando|atraco|a\s+mano\s+armada|a\s+punta\s+de|"
        r"(?<!la\s)pistola(?!\s+(?:no|lectora|que\s+no))|navaja|cuchillo|machete|escopeta|balazos?|"
        r"disparos?|balacera|tiroteo|disparando|tiros|armad[oa]\s+con|con\s+(?:un\s+)?arma|"
        r"tiene\s+(?:un\s+)?arma|trae\s+(?:un\s+)?arma|sac[oó]\s+(?:un\s+)?arma|secuestr\w+|violador|"
        r"violar)\b(?!\s+de\s+(?:scanner|silicon|agua|juguete|escaner))",
        r"\b(?:robaron|robo|quit\w+|robando)\s+(?:\w+\s+){0,6}?(?:a\s+(?:la\s+)?(?:fuerza|golpes|punta)|"
        r"con\s+(?:un\s+|una\s+)?(?:pistola|cuchillo|navaja|arma|machete|bate))\b|\b(?:inside|in|"
        r"adentro\s+de|dentro\s+de|metiendo\s+(?:a|en))\s+(?:my|the|mi|la)\s+(?:van|truck|camioneta|"
        r"troca)\s+(?:right\s+now|now|ahorita|ahora)\b|\b(?:breaking|broke)\s+into\s+(?:my\s+|"
        r"the\s+)?(?:van|truck)\s+(?:right\s+now|now|as)\b",
        r"\bcalling\s+(?:the\s+)?(?:cops|police)\s+(?:on\s+me)\b|\b(?:wont|doesnt)\s+let\s+(?:me|"
        r"the\s+driver)\s+leave\b|\bno\s+(?:me|lo|la)\s+deja(?:n)?\s+(?:ir|salir|irme|bajar)\b",
    ),
    "fire": (
        r"\b(?:peg\w+|prend\w+|agarr\w+|cogi\w+)\s+(?:candela|lumbre|fuego)\b|\ben\s+llamas\b",
        r"\bcorriente\b.{0,20}\b(?:llev\w+|arrastr\w+)\b|\b(?:roof|ceiling|wall|stairs|stairwell|techo|escalera)\s+"
        r"(?:\w+\s+){0,4}?(?:came\s+down|collapsed|se\s+(?:vino\s+abajo|derrumbo))\b",
        r"^(?=.*\b(?:van|truck|engine|hood|house|building|dash|battery|car|box|package|coming|inside|"
        r"cargo|out|apartment|kitchen|see|tires?|brakes?|wheel|garage|back|under|help|theres|there\s+is|"
        r"porch|cable|wires?|from|is|my|the)\b).*\b(?:fire|flames?|on\s+fire|burning|(?<!no\s)smoke|"
        r"smoking|smokin)\b(?!\s+(?:lane|station|dept|department|code|alarm\s+(?:test|drill)|door|exit|"
        r"escape|extinguisher|hydrant|pit|stick|tv|tablet|break|detector|shop|weed|emoji|route|my\s+ass|"
        r"me\b|rubber|up\s+(?:the\s+)?phone|up\s+my\s+phone))",
        r"^(?=.*\b(?:van|engine|tank|battery|propane|house|gas|transformer|lithium|building|car|"
        r"truck)\b).*\b(?:explod\w*|explosion|blew\s+up)\b(?!\s+my\s+phone)",
        r"\b(?:fuego|incendi\w+|(?<!te\s)(?<!me\s)(?<!nos\s)(?<!le\s)llamas|(?<!sin\s)(?<!ni\s)humo|"
        r"quemando|se\s+quema|explot\w+|explosion|ardiendo|prendi[oó]\s+fuego|humeando|"
        r"humea)\b(?!\s+(?:los\s+codigos))",
        r"\b(?:gas\s+leak|smell\w*\s+(?:\w+\s+){0,3}?gas|smells?\s+of\s+gas|leaking\s+gas|"
        r"carbon\s+monoxide|fuga\s+de\s+gas|olor\s+a\s+gas|huele\s+(?:\w+\s+){0,3}?gas\w*|"
        r"gasolina\s+(?:tirada|derramada))\b",
        r"\b(?:no|lost|losing|without|dead|failed|my)\s+(?:the\s+|my\s+)?(?:brakes?|breaks)\s*(?:\W*$|!+|"
        r"at\s+all|failed|gone|went|are\s+gone|gave|dont\s+work|not\s+working|quit)|\b(?:brakes?|"
        r"breaks)\s+(?:are\s+|have\s+|just\s+)*(?:went\s+to\s+the\s+floor|gone|went\s+out|failed|failing|"
        r"gave\s+out|dont\s+work|not\s+working|arent\s+working|wont\s+stop|cut\s+out|give\s+out|"
        r"shot\s+and|to\s+the\s+floor)\b|\b(?:sin\s+frenos|me\s+quede\s+sin\s+frenos|"
        r"no\s+(?:me\s+)?(?:tengo|traigo|hay|frena\w*|responden\s+los)\s*(?:frenos)?\b(?=.*\bfren)|"
        r"frenos\s+(?:no|se\s+(?:fueron|acabaron|me\s+fueron)|fallaron)|"
        r"se\s+(?:me\s+)?fueron\s+los\s+frenos|fallaron\s+los\s+frenos|el\s+pedal\s+se\s+va|no\s+frena)\b",
        r"\b(?:down(?:ed)?|live|exposed|sparking|hot|fallen)\s+(?:\w+\s+)?(?:power\s*lines?|wires?|"
        r"electric\w*\s+lines?|cables?)\b|\b(?:power\s*lines?|wires?|cables?)\s+(?:\w+\s+){0,3}?(?:down|"
        r"sparking|came\s+down|fell|hanging\s+low)\b|\bcables?\s+(?:de\s+(?:luz|"
        r"alta\s+tension)\s+)?(?:(?:de\s+la\s+luz\s+)?cay\w+|pelad\w+|caid\w+|tirad\w+|suelt\w+|"
        r"echando\s+chispas)\b|\bchisp\w+",
        r"\b(?:acid|chemical\w*|bleach|battery\s+acid|toxic|fumes|hazmat|quimico\w*|acido|toxico|cloro|"
        r"vapores)\b(?=.*\b(?:leak\w*|spill\w*|burn\w*|smell\w*|skin|eyes|hand|throat|breath\w*|"
        r"everywhere|dripping|derram\w+|arde\w*|quem\w+|soltando|piel|ojos|garganta|gote\w+|tirando|"
        r"feel)\b)",
        r"\b(?:leak\w*|drip\w*|spill\w*)\b.{0,40}\bburn(?:s|ing|ed)?\b|\b(?:hissing|sparking)\b|"
        r"\b(?:my\s+)?eyes\s+(?:are\s+)?burn\w*|\bwhite\s+powder\b|\bwater\s+(?:is\s+)?coming\s+up\b|"
        r"\bhuele\s+a\s+quimico\b|\barde\s+la\s+garganta\b",
        r"\b(?:flash\s+flood|water\s+(?:is\s+)?(?:rising|coming\s+in)|swept\s+away|"
        r"stuck\s+in\s+(?:the\s+)?(?:flood|water|wash)|tornado|la\s+corriente\s+me|"
        r"se\s+metio\s+el\s+agua|el\s+agua\s+(?:esta\s+)?subiendo|drowning|ahogando)\b",
    ),
}  # fmt: skip
_PATTERNS: Final = tuple(re.compile(pattern) for family in _FAMILIES.values() for pattern in family)
_FIGURES_OF_SPEECH: Final = re.compile(
    r"\b(?:killed|killing|kill|destroyed|murdered|wrecked|dying|dead|muerto|matando|mato|"
    r"murder)\b.{0,30}\b(?:feet|pies|lol|lmao|haha|jaja\w*|route|traffic|legs|phone|battery|heat\s+today|"
    r"ruta)\b|"
    r"\b(?:lol|lmao|jaja\w*|haha)\b.{0,40}\b(?:killed|killing|dead|dying|muerto)\b|"
    r"\b(?:this|that|the|esta|la)\s+(?:route|heat|ruta|calor|traffic|app|job|shift|phone)\s+(?:is\s+|"
    r"almost\s+|just\s+|really\s+|me\s+|esta\s+)?(?:kill\w*|murder\w*|destroy\w*|mata|mato|matando)\b|"
    r"\b(?:phone|app|scanner|battery|tablet|telefono|celular|cel|gps|radio|screen|pantalla|system|"
    r"sistema|website|site|page|pagina)\s+(?:\w+\s+){0,3}?(?:died|dying|dead|crash\w*|murio|bleeding|"
    r"froze|frozen|se\s+cayo|choco)\b|"
    r"\b(?:on\s+fire|fire|fuego)\s*(?:today|🔥|lol|emoji)\b|\b(?:was|is|were|so|youre|hes|shes|"
    r"that\s+was)\s+(?:straight\s+)?(?:fire|lit)\W*$|\bcrushing\s+it\b|\bkilling\s+it\b|"
    r"\bfire\s+(?:driver|service|job|playlist|alarm\s+test)\b"
)
_LONG_AGO_OR_SOMEBODY_ELSE: Final = re.compile(
    r"\b(?:old\s+(?:injury|wound|accident|crash)|operacion\s+vieja|last\s+(?:week|month|year)|yesterday|"
    r"years?\s+ago|months?\s+ago|weeks?\s+ago|ayer|hace\s+(?:un\s+|dos\s+|\d+\s+)?(?:anos?|mes(?:es)?|"
    r"semanas?)|la\s+semana\s+pasada)\b|"
    r"\b(?:my|mi)\s+(?:kid|son|daughter|wife|husband|mom|mother|dad|father|grandma|grandmother|brother|"
    r"sister|uncle|hijo|hija|nino|esposa|esposo|mama|papa|abuela|hermano|hermana|suegra)\b"
)
_CLEARED: Final = re.compile(
    r"\b(?:accident|crash|wreck|collision|choque|accidente)\b.{0,60}\b(?:cleared|ahead|traffic|"
    r"backed\s+up|backup|not\s+me|miles|freeway|highway|i-?\d+|interstate|lanes?|jam|detour\w*|bumper|"
    r"closed|blocking|slow|standstill|adelante|trafico|autopista|freeway|fila|parados?|carril\w*|"
    r"desvi\w+|cerrad\w+|late|behind|delay\w*|up\s+on|way\s+up|over\s+on)\b|"
    r"\b(?:traffic|trafico|backed\s+up|jam|stuck|parado|atorad[oa]|late|delay\w*|behind|tarde|slow)\b.{0,60}\b(?:accident|crash|wreck|collision|choque|accidente)\b"
)
_SELF: Final = re.compile(
    r"\b(?:i|im|me|my|we|our|us|yo|mi|chocamos|estoy)\s+(?:just\s+|was\s+|got\s+|been\s+|am\s+|were\s+|acabo\s+de\s+)*(?:in\s+(?:a|an)|had|crash\w*|hit|hurt|choc\w+|choque|tuve)\b|\bme\s+(?:choc|peg)\w+|\bbleeding\b|\binjured\b|\bherid\w+\b|\bsangr\w+\b"
)
_ON_A_PARCEL: Final = re.compile(
    r"\b(?:box|boxes|package|packages|parcel|item|items|lamp|bottle|glass|screen|tv|paquete|paquetes|caja|cajas|label|fragile)\s+(?:\w+\s+){0,3}?(?:is|was|are|got|came|arrived|looks|fell|esta|llego|se\s+cayo|vino|torn|ripped|crushed|smashed|broken|damaged|wet)\b"
)
_BODY_WORDS: Final = re.compile(
    rf"\b(?:{_BODY[3:-1]}|{_CUERPO[3:-1]}|blood|bleeding|sangre|burn\w*|acid|smok\w*|hissing|fire|fuego|humo|quimico|fumes|ambulance|hospital|mordi\w*|bit|bitten)\b"
)


def is_emergency(words: str, audience: Audience) -> bool:
    """Whether plain words tell of danger to anyone; figures of speech and far-off accidents apart."""
    return any(pattern.search(words) for pattern in _PATTERNS) and not sounds_like_emergency(words, audience)


def sounds_like_emergency(words: str, audience: Audience) -> bool:
    """Whether the words of danger are used of something else, so that the model must be sure of it."""
    if _FIGURES_OF_SPEECH.search(words):
        return True
    if audience == "driver" and _LONG_AGO_OR_SOMEBODY_ELSE.search(words):
        return True
    if _CLEARED.search(words) and not _SELF.search(words):
        return True
    return bool(_ON_A_PARCEL.search(words)) and not _BODY_WORDS.search(words)
