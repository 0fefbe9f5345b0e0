"""Who and what dangers befall: the words that plain statements of emergencies are made of.

Each name is one place in a phrase, in the notation of `phrases.py`; common misspellings are among the words.
"""

from __future__ import annotations

from typing import Final

PEOPLE: Final = (
    "someone/somebody/driver/courier/helper/guy/dude/man/woman/lady/kid/boy/girl/child/person/people/"
    "worker/customer/cyclist/biker/pedestrian"
)
SOMEBODY: Final = f"i/we/he/she/they/hes/shes/{PEOPLE}"
ON_THEM: Final = "me/us/him/her/them/someone/somebody/the_driver/your_driver/ur_driver/my_helper"
GENTE: Final = (
    "chofer/conductor/conductora/repartidor/repartidora/delivery/driver/muchacho/muchacha/joven/senor/"
    "senora/hombre/mujer/nino/nina/ayudante/companero/companera/alguien/persona/gente/viejito/viejita"
)
MAN: Final = "hes/shes/he_is/she_is/man/woman/lady/guy/kid/boy/girl/person/child"
HOMBRE: Final = "senor/senora/hombre/mujer/nino/nina/muchacho/muchacha/persona/viejito/viejita"
A_ELLOS: Final = "me/nos/lo/la/le/les"
BODY: Final = (
    "head/face/neck/back/leg/legs/arm/arms/hand/hands/foot/feet/ankle/ankel/knee/wrist/ribs/chest/eye/"
    "eyes/finger/fingers/shoulder/hip/toe/toes/nose/elbow/lip/thumb"
)
CUERPO: Final = (
    "cabeza/cara/cuello/espalda/pierna/piernas/brazo/brazos/mano/manos/pie/pies/tobillo/rodilla/muneca/"
    "costilla/costillas/pecho/ojo/ojos/dedo/dedos/hombro/cadera"
)
VEHICLE: Final = "car/cars/van/truck/suv/pickup/motorcycle/bike/bicycle/stroller/bus/tesla"
VEHICULO: Final = "carro/coche/auto/troca/camioneta/camion/van/truck/moto/guagua/bicicleta/bici/ciclista"
OBSTACLE: Final = "pole/tree/wall/deer/hydrant/guardrail/mailbox/garage/house/fence_post"
BARRERA: Final = "poste/arbol/muro/pared/barda/venado/porton/casa/perro"
PLACE_TO_FALL: Final = "stairs/steps/step/ladder/porch/van/truck/roof/ramp/dock/ice/driveway"
DONDE_CAER: Final = "escalera/escaleras/gradas/escalon/escalones/van/camioneta/rampa/troca/hielo/piso/suelo"
ACCIDENT: Final = "accident/accidant/acident/axident/accidente/wreck/crash/collision/fender_bender/car_crash"
ACCIDENTE: Final = "accidente/acidente/acsidente/asidente/accident/choque/choke/percance"
STRUCK: Final = (
    "hit/struck/rammed/clipped/bumped/scraped/backed_into/ran_into/crashed_into/slammed_into/rear_ended/"
    "side_swiped/t_boned"
)
ATROPELLO: Final = "choco/chocaron/chocar/chocado/embistio/impacto/atropello/atropellaron"
GOLPEO: Final = f"golpeo/golpearon/raspo/rayo/abollo/{ATROPELLO}"
BROKE: Final = (
    "broke/broken/fractured/sprained/twisted/busted/crushed/sliced/cut/burned/burnt/smashed/dislocated/"
    "hurt/cracked"
)
BROKEN: Final = "bleeding/broken/crushed/burned/swollen/swelling/busted/pinned/stuck/caught"
ME_ROMPI: Final = "corte/quebre/rompi/fracture/torci/lastime/queme/golpee/machuque/pegue/abri"
SE_LASTIMO: Final = "corto/fracturo/torcio/lastimo/quemo/golpeo/abrio"
DOG: Final = "dog/dogs/dogg/pit/pits/pit_bull/pit_bulls/rottweiler/rottweilers/shepherd/chihuahua/husky"
PERRO: Final = "perro/perros/perra/perrito/pit_bull/pit_bulls/chucho/rottweiler"
BIT: Final = (
    "bit/bitten/biting/attacked/attacking/mauled/chased/chasing/lunged/lunging/charged/charging/cornered/"
    "trapped/came_at/coming_at/running_at/ran_at/coming_after/came_after/jumped_on"
)
MORDIO: Final = (
    "mordio/mordieron/mordiendo/ataco/atacaron/atacando/correteo/corretearon/correteando/persiguio/"
    "persiguen/acorralado/acorralada/tumbo"
)
WEAPON: Final = "gun/guns/shotgun/rifle/pistol/knife/machete/weapon/bat"
ARMA: Final = "pistola/arma/cuchillo/navaja/machete/fierro/escopeta/bate"
DRAWS: Final = "pulled/pulling/pointed/pointing/has/had/got/waving/holding/held/drew/swinging/showed/put"
ATTACKED: Final = (
    "punched/slapped/assaulted/attacked/choked/shoved/kicked/pushed/attacking/punching/hitting/beating/"
    "jumped/mugged/robbed/stabbed"
)
ASALTARON: Final = (
    "asaltaron/asalto/asaltando/asaltar/encanonaron/acuchillaron/apunalaron/secuestraron/dispararon/"
    "disparo/balearon/apuntando/amenazando/amenazo/amenazaron/amenaza/atacando"
)
BURNS: Final = f"battery/engine/hood/box/package/pkg/kitchen/building/house/apartment/{VEHICLE}"
ARDE: Final = f"caja/paquete/casa/motor/edificio/bateria/cargador/{VEHICULO}"
FRENOS: Final = "brakes/breaks/brake"
