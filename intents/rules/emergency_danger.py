"""Plain statements of danger at hand: calls for help, weapons, attacks, fire, gas, brakes.

Only what is formulaic stands here. Oblique wordings are the model's to know, and a phrase that needs one more
exception to be right is better left to it.
"""

from __future__ import annotations

from typing import Final

from intents.normalise import word_set
from intents.rules.emergency_words import (
    A_ELLOS,
    ARDE,
    ARMA,
    ASALTARON,
    ATTACKED,
    BURNS,
    DRAWS,
    FRENOS,
    ON_THEM,
    PEOPLE,
    WEAPON,
)
from intents.rules.phrases import listed

_HELP: Final = """
    call/called/calling/dial/texted (the) 911, 911 please/now/help/hurry, its/is/this_is (an) emergency,
    medical emergency,
    call/called/calling/need/needs/send/get ..
    ambulance/ambulence/amblance/ambulanc/ambulancia/paramedics/medic,
    ambulance/ambulence/ambulancia now/please/ya/rapido,
    send/need/call/called/calling/get (the/some) police/cops, send help,
    send somebody/someone please/now/quick/fast, get somebody/someone here, please/plz/pls help him/her/us,
    help help, fire fire, llama/llame/llamen/marque/marquen (al) 911, es una emergencia, ayudenme,
    llama/llame/llamen/manda/manden/mande/necesito/ocupo .. ambulancia/ambulansia/paramedicos, ayuda ayuda,
    vengan rapido, manden/mande/llamen/llame/llama/venga (a) (la) policia, manden ayuda,
    manden a alguien ya/rapido/por_favor
"""
_OTHER_TONGUES: Final = """
    au secours, aidez moi, il y a le feu, hilfe, krankenwagen, es brennt, unfall, acidente, anmwey, ede m,
    aksidan, помогите, пожар, авария, 救命, 着火, 车祸
"""
_WEAPON: Final = f"""
    gun_point, knife_point, gunshots, gun shots, shots fired, gunfire, shooter, shooting at,
    shot at me/him/her/us, get/getting/got shot, {DRAWS} .. {WEAPON}, {PEOPLE} with/w a {WEAPON},
    {WEAPON} on/at/to me/him/her/us/my/his, saco/sacaron/tiene/trae/traia/tenia/a_punta_de (una/un) {ARMA},
    con (una/un) pistola/arma/machete/navaja, apunto/apuntaron con, mano armada, balazos, balacera,
    disparos, disparando, tiroteo, tirando tiros
"""
_ATTACK: Final = f"""
    got/getting/been/being/was mugged/car_jacked/jumped/assaulted/attacked/threatened/punched/beat/beaten,
    carjacked, im/hes/being/getting (being/getting) robbed, robbery right_now/happening,
    {ATTACKED} {ON_THEM}, swung/swinging at/on me/him, hit me in,
    grabbed/grabbing me/my_arm/my_neck/my_wrist, {A_ELLOS} .. {ASALTARON},
    me/nos/le golpeo/golpearon/estan_golpeando, me/nos .. siguiendo/persiguiendo, me/lo empujo/empujaron,
    agrediendo/golpeando/amenazando/asaltando a/al
"""
_THREAT: Final = f"""
    threatened/threatening/threatens {ON_THEM}/to_kill/to_shoot/to_hurt/to_hit/to_beat,
    says/said .. kill {ON_THEM}, trying/tried to kill/shoot/stab/rob/attack {ON_THEM},
    gonna/going_to/will/hell/ill shoot/stab/beat {ON_THEM}/my_ass, he/hes/he_is/they gonna/going_to shoot,
    following/chasing/chased/followed {ON_THEM}/my_van/your_driver, following the/your driver/lady/courier,
    wont/not/isnt let/letting me/him/her/us leave/out, me/lo/nos siguen/quieren_robar/estan_robando,
    me persigue un/una, {A_ELLOS} (va/quiere) (a) matar, no me/lo/la deja/dejan salir_de/ir/bajar/irme
"""
_FIRE: Final = f"""
    on_fire, caught/catching/catch fire, in flames, flames, {BURNS} fire, {BURNS} .. burning,
    theres/there_is (a/big/small) fire/smoke,
    fire/smoke in/inside/under/from/at/outside/coming my/the/your/a/out/this/here,
    smoke/smoking (is/was) pouring/filling, filling/full (up) with/of smoke,
    thick/black/white/lots_of/so_much smoke, {BURNS}/it (started/is/are/its) smoking/hissing/sparking,
    hissing, fuego, incendi*, lumbre, llamas de, en llamas, echa/echando llamas, flamas,
    prendio/agarro/hay candela, sale/saliendo/echa/echando/echar/saca/sacando/hay/veo .. humo/humito,
    estan/esta quemando, quemandose, se quema, humeando, se (nos) prendio .. {ARDE},
    exploto .. tanque/transformador/{ARDE}, explosion
"""
_GAS_AND_CURRENT: Final = f"""
    smell/smells/smelling .. smoke/gas/propane/burning, gas leak, gas smell, leaking gas/propane,
    carbon monoxide, huele/oler/olor .. gas/quemado/quimico, fuga de gas,
    (down/downed/live/fallen) power_line/power_lines, live/downed wire/wires, wires (are) down/sparking,
    sparks, sparking, chispas, chispeando, cables .. caidos/tirados/pelados,
    {A_ELLOS} arde/arden/quema .. garganta/ojos/piel/mano/manos,
    acid/chemical/chemicals/fumes/bleach .. burning/burns/eyes/skin/hand/hands/leaking/spilled,
    eyes/throat/skin (is/are) burning/burn
"""
_BRAKES: Final = f"""
    no/lost/without (my/the/any) brakes/brake,
    {FRENOS} (are/just/r/have/all) (all/just) failed/fail/gone/went/gave/failing/quit,
    {FRENOS} dont/arent/not/wont/stopped work/working/stop, brake/pedal .. to the floor, brake failure,
    sin freno/frenos, se (me) fueron/acabaron/fallaron los frenos,
    fallaron/fallan/perdio/perdi (los) frenos,
    no (me) tengo/hay/agarran/sirven/funcionan/responden (los) frenos,
    frenos (me/no) fallaron/sirven/funcionan/responden/agarran, no (me) frena, pedal .. al piso/fondo
"""
DANGER: Final = listed(_HELP, _OTHER_TONGUES, _WEAPON, _ATTACK, _THREAT, _FIRE, _GAS_AND_CURRENT, _BRAKES)

ALONE: Final = word_set(
    """
    911 sos mayday emergency emrgency emergencia emergncia emergensia auxilio ausilio socorro crash
    wreck accident accidente choque fire fuego incendio robbery asalto ambulance ambulancia police
    policia 🆘 🚨 🚑
    """
)
"""Each of these is a whole message, again and again if need be."""
BESIDE: Final = word_set(
    """
    help ayuda ayudenme please pls plz now ya me por favor porfa hurry urgente omg at stop en parada
    la the
    """
)
"""These may stand beside a word that is a whole message."""
