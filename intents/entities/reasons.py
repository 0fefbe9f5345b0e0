"""Why a hand-over failed, told by a choice of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.entities.phrasebook import Phrasebook
from intents.reading import Entity

_NOBODY: Final = "nobody|no_body|noone|no_one|no_1|aint_nobody|not_anybody|no_soul"
_BE: Final = "is|was|s|been|ever|even"
_WONT: Final = "wont|didnt|doesnt|dont|not|never|isnt|aint|wouldnt|will_not|would_not"
_BUSINESS: Final = (
    "office|store|shop|business|biz|place|leasing|they|its|theyre|everything|lobby|gates|reception|desk|restaurant|"
    "clinic|school|ward|bank|church|pharmacy|dock|daycare|dorm|salon|bar|warehouse|receiving|hub|station|library|gym"
)
_CANNOT: Final = "cant|cannot|can_not|couldnt|could_not|unable_to|no_way_to|not_able_to"
_SHUT: Final = "closed|shut|locked_up|boarded_up"
_NOBODY_AT_ALL: Final = re.compile(r"\b(?:nobody|no\s?one|nadie)(?=\W*$|\s*[,.;!])")
_REASONS: Final = Phrasebook({
    "not_home": f"""
        {_NOBODY} {_BE}? at? the?
        here|home|there|house|answer|answers|answering|answered|came|come|comes|responding|around,
        {_NOBODY} {_BE}?
        in|inside|at_the_door|in_the_house|in_there|in_the_unit|to_the_door|available|avail|opened|opens,
        {_NOBODY} came|come|comes|coming to|out|down|to_the_door, {_NOBODY} to
        receive|take|hand_it_to|give_it_to|open, nobodys|noones|no_ones|nobody_is
        home|here|in|there|around|answering|coming, not_a_soul, no_soul_around, anybody there|here|home, nh,
        not|isnt|aint|wasnt|never at? home|around|available,
        she|he|they|customer|cx|cust|customers|shes|hes|theyre|person
        not|aint|isnt|gone|is_not|are_not|is_absent|absent|away home|here|there|answering,
        shes|hes|theyre|customer|cx|cust gone|away|absent, customer|cx|recipient unavailable, no
        answer|response|reply|luck at? the? door?, {_WONT}
        answer|answering|answered|come_down|come_to_the_door|open_the_door|respond|responding|pick_up,
        hasnt|has_not been home|there, knocked and? nothing|nada|no_one|nobody, rang and? nothing|no_answer,
        lights_off no_car? nobody?, house|apt|unit is? empty|vacant, still_empty, bed_empty, discharged
        ayer|today|yesterday?, they_gone, they_are_gone, on vacation, out of town|state,
        moved_away_for_the_week, nadie|nadien me?
        abre|contesta|responde|sale|atiende|esta|abrio|salio|contesto|baja|recibe|bajo|abria|vino|vive|respondio|aqui,
        nadie|nadien en casa|la_casa|el_domicilio|la_puerta, no hay|habia|hubo
        nadie|nadien|quien|alma|nadie_en_casa, ni_un_alma, ni_el_gato, no_hay_ni_un_alma,
        no_habia_quien_abriera, no hay|habia quien abra|reciba|abriera|recibiera|atienda, no
        contesta|contestan|abren|abre|responde|responden|atiende|salen|sale|salio|abrio|contesto|abrieron|baja
        nadie?, no esta|estaba|estan|estaban|ta|se_encuentra|se_encuentran
        nadie?|el_cliente?|en_casa?|en_la_casa?|la_dona?|el_senor?|la_senora?,
        cliente|destinatario|senora|senor|dueno|ausente ausente|no_esta, ausente, sin_respuesta,
        de_vacaciones, andan_de_vacaciones, esta|estan de_vacaciones|de_viaje, casa vacia|sola|abandonada,
        abandonada
    """,
    "business_closed": f"""
        everything_shut, everything_closed, {_BUSINESS} is|are|was|s|r|done|been|has|all|now?
        all|been|already? {_SHUT}|dark|locked|closed_already, closed
        for_good|for|already|today|early|up|til|till|until|to_visitors|on|since, closed, {_SHUT} since,
        permanently_closed, is|was|are closed|shut, locked_up, locked_for, locked for
        nap_time|lunch|spring_break, boarded_up, dont|doesnt|not|isnt open yet?|til|till|until, no
        couriers|drivers|deliveries past?|after?, packages_only, office dark,
        esta|estan|ya|todo|oficina|negocio|tienda|local|ta|estaba|estaban esta|estaba|todo?
        cerrado|cerrada|cerrados|cerradas|cerrao, cerrado|cerrada|cerrao|cerraron|cerro|cierra|cerrados
        por|temprano?, ya_cerraron, cerraron, cerrado, cerrada, cerrao, cerro, ya_cerro, negocio cerrao,
        direccion cerrada, ya_no_reciben, a_esta_hora_ya_no_reciben
    """,
    "no_access": f"""
        {_CANNOT} get? in|inside|into|enter|access|through|past|to_the_door|up|up_to|reach|reach_the_door,
        no_way_in, no_way_up, {_WONT} let|letting|lets me|us|drivers in|inside|past|through|up?, no
        access|entry|gate_code|way_in|code|pass|power|elevator, no_code_works, no_buzzer,
        locked|chained|broken gate|lobby|door|building|entrance|out, gate|door|lobby|building|entrance|arm
        is|was|s|stays|all? locked|closed|broken|chained|shut, gate|door|arm|elevator
        never|wont|didnt|doesnt opened|open|opens|budge|move|work, buzzer is? broken|dead|busted,
        code|codes|pin didnt|doesnt|not|dont|isnt|wont|aint work|working|works|match|open, not_on_the_list,
        guard|security said|says|wont|not|refused|turned_me|sent_me no|away|around?,
        a_chain_across_the_driveway, chain_on|across the door|gate|driveway, driveway|road|bridge
        washed_out|blocked|flooded, no puedo|pude|se_puede|me_dejan|dejan|me_deja|me_dejaron|pudimos|podemos
        entrar|pasar|acceder|subir|acercarme, no_me dejan|deja|dejo|dejaron|dio|dieron
        entrar|pasar|subir|acceso|acercarme a_la_puerta?, no_me_dejan, sin_acceso, no_hay
        acceso|paso|codigo|manera_de_entrar|forma_de_entrar, no_tengo acceso|codigo|clave,
        porton|reja|puerta|entrada cerrado|cerrada|con_candado|con_cadena|con_llave, codigo|clave no
        sirve|funciona|jala|abre, no sirve|funciona|jala el|la codigo|clave, direccion_inaccesible
    """,
    "no_safe_place": """
        no|not_a|nowhere|no_where|isnt_a|dont_see_a|aint_no|without_a safe|secure|sfae|hidden
        place|spot|location|drop|to_leave?, no|not_a|nowhere good|hidden place|spot, no_place which_is?
        secure|safe, nowhere safe? to leave|put|hide, unsafe_to_leave, not_safe to_leave?|here?, no_safe,
        no_hay|no_veo|sin|no_tengo un? ni? lugar|donde|sitio|porch
        seguro|dejar|dejarlo|esconder|soltar|ponerlo?, lugar_inseguro, wide_open, right_on_the_sidewalk,
        busy street|sidewalk, out_in_the_open, bus_stop_right_in_front, no porch, no_donde_dejarlo
    """,
    "unsafe_dog": """
        loose|big|aggressive|mean|barking|angry|unleashed|vicious
        dog|dogs|pit_bull|pitbull|pit|pitsshepherd, loose|big|aggressive|mean|barking
        black|brown|old|white|ass dog|dogs|pitbull, dog|dogs is|s|are|was
        loose|out|in_yard|in_the_yard|wont_let|blocking|barking|growling, dog|dogs
        loose|out|wont_let_me|blocking, dog in the? yard|porch|driveway, perro|perros|perrote|perrito
        suelto|sueltos|bravo|bravos|grande|anda_suelto|no_me_deja, hay un|una? perro|perrote|perra
        suelto|suelta|bravo|brava?, un perrote|perro suelto, chuchos|perros en la_entrada
    """,
    "no_signature": f"""
        {_NOBODY} to|can|could|who_can|around_to sign, no adult home?|here?|around?|to_sign?|present?, kid
        answered, {_WONT} sign, need|needs a? signature|sig, no_signature, refused_to_sign, no_one_over
        18|21, nadie que|puede|para puede|pueda firmar|firme|firma, no_hay_quien_firme, no_puede firmar,
        no_me_puede_firmar, sin_firma, no quiere|quiso firmar
    """,
    "id_failed": """
        no|without|doesnt_have|wont_show|expired|forgot|dont_have|didnt_have|has_no an?|his|her|their?
        id|ids|license|identification, underage, under age|21, not_21, isnt_21, only_a kid|minor, pin|code
        doesnt|dont|didnt match|work, pin_keeps_failing, no_es_mayor, no
        tiene|trae|traia|tenia|quiso_mostrar su|la|el? id|identificacion|cedula|licencia, menor_de_edad,
        menores, sin_identificacion
    """,
    "refused": f"""
        refused, refuses, refusing, refuse, refusal, {_WONT} want it|the|this|that|none|them|anything?,
        {_WONT} take|accept|taking|accepting it|this|the?, said no_thanks, he_said_no_thanks,
        she_said_no_thanks, she|he|they never_ordered_it, never_ordered it|this|anything, didnt_order,
        turned_it_away, sent_it_back, rejected, rejects, reject, rechaza, rechazo, rechazado, rechazada,
        rechazaron, cliente rechaza|rechazo, no_lo|no_la
        quiere|quieren|acepta|aceptan|quiso|recibe|reciben|pidio|recibio, se_nego, no_quiso
        recibir|recibirlo|nada?, no_quiere recibir|recibirlo|el_paquete?
    """,
    "bad_address": """
        wrong|bad|incorrect|incomplete|nonexistent address|addy|street|unit|apt, address|addy is|s|was?
        wrong|bad|incomplete|incorrect|doesnt_exist|not_exist|dont_exist|isnt_real, no_such
        address|unit|number|apt|street|suite, moved out|away, house|number|street|unit doesnt|dont|does_not
        exist, vacant|empty lot, doesnt_live_here, dont_live_here, direccion|numero|calle esta?
        mal|incorrecta|equivocada|incompleta|no_existe|mala, ya_no vive|viven|vivia aqui?|ahi?, no_existe
        el|la|esa|ese? numero|casa|direccion?, se_mudo, se_mudaron, lote baldio|vacio, casa_vacia
    """,
    "cannot_locate": f"""
        {_CANNOT} find|locate|see it|the|this|number|unit|building?, no
        encuentro|hallo|doy_con|veo_el|veo_la|la_encuentro|lo_encuentro, no_la hallo|veo, not_finding
    """,
    "locker_full": """
        locker|lockers|mailroom|box|hub|locker_bank is|are|all|was|were? all? full|packed, no room|space
        in_the|in|at locker|lockers|mailroom, taquilla|casillero|locker|lockers|casilleros|lockers_estan
        esta|estan|todos? lleno|llenos|llena|llenas|full, locker lleno|full
    """,
    "damaged": """
        damaged, crushed, soaked, leaking, leaked, smashed, ripped, torn, busted, broken box|glass|bottle,
        dented, danado, danada, mojado, mojada, mojados, aplastado, aplastada, roto, rota, rotos, rotas,
        quebrado, quebrada, derramado, abollado, abollada
    """,
    "out_of_time": """
        out_of time|hours, ran_out_of time|hours, sin_tiempo, no_me? alcanza|alcanzo|alcanzan el? tiempo,
        no_time left?
    """,
    "weather": """
        flooded, flooding, flood, snow_storm, snowed in, too_much snow, ice_storm, hurricane, tornado,
        blizzard, inundado, inundada, inundaron, tormenta, nevada, road_iced
    """,
})  # fmt: skip


def reasons(draft: Draft) -> Iterator[Entity]:
    """Why a hand-over failed, by its reason code; each reason once."""
    known: set[str] = set()
    for kind, start, end in _REASONS.find(draft.text):
        if kind not in known:
            known.add(kind)
            yield draft.mark("reason", kind, start, end)
    if "not_home" not in known:
        for match in draft.find(_NOBODY_AT_ALL):
            yield draft.mark("reason", "not_home", *match.span())
            return
