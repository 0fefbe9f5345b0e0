"""The words of danger where nobody is in danger: jokes, screens, parcels, traffic, old injuries."""

from __future__ import annotations

from typing import Final

from intents.rules.emergency_words import ACCIDENT, ACCIDENTE, BODY, CUERPO, STRUCK
from intents.rules.phrases import listed

_SCREEN: Final = (
    "phone/app/scanner/handheld/battery/tablet/gps/map/maps/screen/system/website/site/telefono/celular/"
    "cel/escaner/aplicacion/pantalla/sistema/pagina/mapa"
)
_BREAKS_DOWN: Final = (
    "died/dying/dead/crash/crashed/crashing/crashes/kill/killed/killing/froze/frozen/bleeding/on_fire/"
    "heart_attack/infarto/ahogo/murio/muerto/choco/cayo/estrello/shoot/explode"
)
_PARCEL: Final = "box/boxes/package/packages/parcel/item/items/tv/lamp/it/paquete/paquetes/caja/cajas"
_DAMAGED: Final = (
    "crushed/smashed/broken/damaged/torn/ripped/wet/leaking/dripping/opened/exploded/flattened/run_over/"
    "stabbed/sliced/aplastado/aplastada/roto/rota/mojado/mojada/abierto/abierta"
)
_KIN: Final = (
    "kid/son/daughter/wife/husband/mom/mother/dad/father/grandma/grandpa/brother/sister/uncle/cousin/"
    "hijo/hija/nino/esposa/esposo/mujer/mama/papa/abuela/abuelo/hermano/hermana/suegra/primo/tio"
)
_PLANTS: Final = (
    "hedge/roses/rose/bushes/bush/grass/lawn/flowers/plants/rosales/plantas/plantitas/matas/pasto/jardin"
)
_DAYS: Final = "monday/tuesday/wednesday/thursday/friday/saturday/sunday"

_LAUGHING: Final = "lol, lmao, lmfao, haha*, jaja*, jeje*, figuratively"
_SCREENS: Final = f"{_SCREEN} .. {_BREAKS_DOWN}, {_BREAKS_DOWN} .. {_SCREEN}, kicked me out"
_FIGURES: Final = """
    este/esta/the/this/that .. ruta/route/traffic/trafico/calor/heat/shift ..
    mata/mato/matando/kill*/murder*, killing it, crushing it, straight fire, is/was/driver/song fire,
    pants on fire, on fire today, bit my head off, hit me/us/them/him/her up/back/with, hitting me up,
    hit the wrong/button/reply/stop/send, crashed on the couch, give/gave me a heart_attack,
    heart_attack/infarto/stroke when/with/con, gonna/going_to kill/shoot me when/w/if,
    bleeding oil/points/money/minutes/time/me/us, robbed .. of/paycheck/check, highway robbery,
    asalto .. talon/cheque, like its/it_was an emergency
"""
_NO_SIGN_OF_DANGER: Final = """
    fire drill/lane/alarm_test/code/door/escape/hydrant/pit/stick/tv/tablet, no smoke/flames/fire,
    sin humo/fuego, no hay/echa humo, chimney, chimenea, gun shop/store/range/safe,
    ambulance entrance/bay/company/station, passing out packages/flyers,
    let me leave it/them/this/the_package
"""
SAID_OTHERWISE: Final = listed(_LAUGHING, _SCREENS, _FIGURES, _NO_SIGN_OF_DANGER)

ON_A_PARCEL: Final = f"""
    {_PARCEL} (is/was/are/got/looks/came/arrived/esta/llego/vino) (all/todo/toda) {_DAMAGED},
    {_DAMAGED} (up) {_PARCEL}, looks like it got/fell
"""
ON_A_BODY: Final = f"""
    {BODY}, {CUERPO}, burn*, arde*, quem*, smok*, humo, fire, fuego, acid*, fumes, hissing, bleeding
"""

ACCIDENTS: Final = f"{ACCIDENT}/{ACCIDENTE}/rear_ended/crashed/volcado/volco/fire/fuego/incendio/incendiado"
TRAFFIC: Final = """
    cleared, ahead, traffic, backed up, crawling, jam, detour*, freeway, highway, interstate, lane*,
    standstill, earlier, far/way/up/over up/on/from, late, behind, delay*, not me, removed, mins, adelante,
    trafico, autopista, carretera, fila, carril*, desvi*, tarde, atras*, retras*, hace rato, yo no
"""
OF_THE_WRITER: Final = f"""
    me/us/my/our/mi/nos, i/we (just) had/crashed/{STRUCK}, im/was/am/got in, tuve, choque, chocamos, hurt,
    injured, bleeding, flames, herid*, sangr*
"""

_LONG_AGO: Final = f"""
    old (knee/back) injury/wound/accident/crash/knee/back, yesterday, last night/week/month/year/{_DAYS},
    years back, year/years/month/months/week/weeks ago, over the weekend, on/since {_DAYS}, ayer, anoche,
    la semana pasada, hace (un/dos/tres) ano/anos/mes/meses/semana/semanas/dias, el domingo/sabado,
    fin de semana
"""
_NOT_AT_WORK: Final = """
    cant/can_not/wont (come/make/be) come/in/make_it, no work, out til/thru/until, the cast, enyesaron,
    cant do today/the_shift, day off, no trabajo, no puedo manana, no llego al turno
"""
_THIEF_GONE: Final = """
    boxes/packages/pkgs/bultos/cajas (are/r) gone/short/missing, nobody around/in_sight, no one around,
    i wasnt there, hes/theyre/long gone
"""
TO_A_DRIVER_ELSEWHERE: Final = listed(_LONG_AGO, f"my/mi {_KIN}", _NOT_AT_WORK, _THIEF_GONE)
TO_A_CUSTOMERS_PLANTS: Final = f"""
    ran_over/crashed/drove/{STRUCK} .. {_PLANTS}, atropello/paso/encima/piso .. {_PLANTS}
"""
