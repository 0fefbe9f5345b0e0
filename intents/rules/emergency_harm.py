"""Plain statements of harm done: crashes, injuries, sudden illness, dogs.

Only what is formulaic stands here. Oblique wordings are the model's to know, and a phrase that needs one more
exception to be right is better left to it.
"""

from __future__ import annotations

from typing import Final

from intents.rules.emergency_words import (
    A_ELLOS,
    ACCIDENT,
    ACCIDENTE,
    ATROPELLO,
    BARRERA,
    BIT,
    BODY,
    BROKE,
    BROKEN,
    CUERPO,
    DOG,
    DONDE_CAER,
    GENTE,
    GOLPEO,
    HOMBRE,
    MAN,
    ME_ROMPI,
    MORDIO,
    OBSTACLE,
    ON_THEM,
    PEOPLE,
    PERRO,
    PLACE_TO_FALL,
    SE_LASTIMO,
    SOMEBODY,
    STRUCK,
    VEHICLE,
    VEHICULO,
)
from intents.rules.phrases import listed

_CRASH: Final = f"""
    i/we/just crashed/wrecked/collided, {SOMEBODY} crashed, crashed into, rear_ended, t_boned, side_swiped,
    reerended, crashed/wrecked/rolled/flipped the/my/your/ur van/truck/car,
    {VEHICLE} flipped/rolled_over/crashed/upside_down, {VEHICLE}/vans/trucks (is) on its side/roof,
    hit and/n run, airbag*, air bag*, fender_bender, i/we/they/driver had/caused .. {ACCIDENT},
    been/got/was/were/im/get/met/just (in/into/with) (a/an) (bad/small/minor/car) {ACCIDENT},
    {SOMEBODY}/van/truck (just/accidentally/also) {STRUCK} .. {VEHICLE}/{OBSTACLE}/{PEOPLE}/him/her,
    {STRUCK} my/our .. {VEHICLE}/{OBSTACLE}/gate/door/bumper/mirror/dog/cat/son/daughter/mom/wife/husband,
    {STRUCK} me and/with/from/while/on/in/at/head_on, hit by .. {VEHICLE},
    hit a/some kid/child/person/man/woman/lady/deer, got/was/been/get run_over/ran_over,
    ran_over .. dog/cat/kid/foot/son/daughter/child/person/leg/him/her/bike
"""
_CHOQUE: Final = f"""
    {A_ELLOS} (acaban_de/volvieron_a/han) {ATROPELLO},
    {GOLPEO} (con/contra/a) mi/un/una/otro .. {VEHICULO}/{BARRERA}/espejo/{GENTE}, atropelle, atropellaron,
    atropellado, atropellada, atropello a, chocamos, chocaron, acabo de chocar, volque, volcamos,
    choque con/contra/la/mi/aqui, tuve/tuvimos/tuvo/sufri/acabo_de_tener (un) (pequeno) {ACCIDENTE},
    hubo un {ACCIDENTE} aqui/con/frente,
    le/les pego/pegaron/pegue/di/dio/dieron a un/una/otro/mi/nuestro .. {VEHICULO}/{BARRERA},
    le/les pego/pegaron/pegue a un/una/mi .. hijo/hija/{GENTE},
    me/nos pegaron/pego/dieron/dio por atras/detras/un_lado, se volteo/volco la/mi/su {VEHICULO}
"""
_HURT: Final = f"""
    {SOMEBODY}/im/is/was/are/got/getting/been/badly/think (is/are/got/really/badly/pretty)
    hurt/injured/electrocuted/stabbed, hurt/injured bad/badly, bleeding, bleedin, bleding,
    lot/lots of blood, blood everywhere, head injury, concussion, stitches,
    blood on/in/from/coming his/her/my/the/out/down, unconscious, pinned/trapped under/by/between,
    {BROKE} (up/open) my/his/her/their (left/right/own) {BODY}, my/his/her {BODY} bleeding/swelling,
    my/his/her (left/right) {BODY} is/are/got/looks/s/be (really/badly/all) {BROKEN},
    fell on my/his/her {BODY},
    {SOMEBODY}/just/and (just/slipped/have/has) fell/fallen/tripped .. {PLACE_TO_FALL}/{BODY},
    hit my/his/her/their head, slipped on/down/off/in the/my/your/some/a .. {PLACE_TO_FALL},
    slipped and fell, slipped/fell on (the/some/black/wet) ice,
    {SOMEBODY} on the ground/floor (and/is/hes/shes) not/bleeding/shaking/hurt
"""
_HERIDO: Final = f"""
    herido, herida, heridos, heridas, lastimado, lastimada, malherido, sangrando, sangra, sangrar,
    inconsciente, sale/saliendo/botando/perdiendo/mucha/hay/lleno_de/con (mucha) sangre,
    me/se_me cai .. {DONDE_CAER}/{CUERPO}, me cai de/por/y,
    {GENTE} .. se cayo/resbalo/lastimo/golpeo/corto/quemo/quebro, {GENTE} esta tirado/tirada,
    se cayo/resbalo/lastimo/golpeo/corto/quemo (el/la/su/un/una/mi) {GENTE},
    me_resbale/se_resbalo .. me/{CUERPO}/{DONDE_CAER},
    me {ME_ROMPI} (en) el/la/los/las/un/una/mi (otro) {CUERPO},
    se {SE_LASTIMO} el/la/los/las/un/una/mi (otro) {CUERPO}, me corte/queme con
"""
_NUMB: Final = f"""
    {BODY} (is/are/feels/feel/went/gone/going/r/so) (so/all/completely/kinda/really) numb/tingling,
    numb .. {BODY}, cant/can_not feel my/his/her {BODY}, {CUERPO} dormida/dormido/adormecida/adormecido,
    half/side of my face, no siento/muevo/puedo_mover (el/la/los/las/mi/mis) {CUERPO}
"""
_BREATH: Final = f"""
    cant/can_not/cannot/cnt/couldnt/barely/hard/hardly/trouble/struggling .. breathe/breath/breathing/breth,
    short of breath, not/isnt/aint/stopped breathing, throat is/closing closing/up,
    no puedo/puede/podia (ni) respirar, no respira, no esta respirando, cuesta respirar,
    {A_ELLOS} falta el aire, me ahogo, se (me/le/nos) (esta) cierra/cerrando la garganta
"""
_HEART: Final = f"""
    chest pain/pains/hurts/hurting/tight/tightness/pressure, chest is/feels .. tight/hurting, heart_attack,
    pain/pains/pressure/tightness in my/his/her chest, clutching/holding/grabbing his/her/my chest,
    having a stroke, dolor/dolores/presion .. pecho, {A_ELLOS} duele/aprieta .. pecho, pecho .. apretado,
    agarra/agarrandose/agarrando el pecho, infarto, ataque al corazon, ataque cardiaco, derrame cerebral
"""
_FAINT: Final = f"""
    passed out, passing out from, about_to/gonna/going_to/might pass_out/faint, blacked/blacking out,
    fainted, fainting, {SOMEBODY} (just/has) collapsed, slumped over, dizzy, lightheaded, light headed,
    seeing spots/double, heat_stroke, heat_exhaustion, stopped sweating, seizure*, siezure,
    allergic reaction, overdos*, anaphylactic, wont wake up,
    {MAN} .. not_moving/not_responding/not_waking_up, {HOMBRE} .. no se_mueve/reacciona/despierta, desmay*,
    desplomo, estoy/toy/ando/muy/siento mareado/mareada/mareao, me mareo, veo borroso, golpe de calor,
    convulsi*,
    stung/picaron/pico .. throat/face/lips/swelling/garganta/lengua/alacran/scorpion/avispas/abejas,
    throat/face/lips/tongue (is/are) swelling/swollen, se .. hinchando .. cara/garganta/lengua/labios
"""
_DOG: Final = f"""
    {DOG} .. {BIT} .. {ON_THEM}/my/his/your, {DOG} (just/has) {BIT}, {BIT} .. by .. {DOG},
    got/been/was/getting bit/bitten, bit me/him/her/my/your/the_driver, dog bite/attack,
    {DOG} after me/him/us/the_driver, {DOG} got/has/have me/him/her/us by/cornered/trapped/pinned,
    {DOG} got (my/his/her) me/him/her/us/{BODY}, {PERRO} .. {MORDIO}, {A_ELLOS} .. {MORDIO} .. {PERRO},
    {A_ELLOS} mordio/mordieron, mordida de perro/un_perro,
    {PERRO} .. se me vino/aventaron/avento/echo/fue/tiro/vienen
"""
HARM: Final = listed(_CRASH, _CHOQUE, _HURT, _HERIDO, _NUMB, _BREATH, _HEART, _FAINT, _DOG)
