"""Words that are no street's name, though a number stands before them."""

from __future__ import annotations

from typing import Final

from intents.normalise import word_set

_COUNTED: Final = """
    boxes box packages package pkgs pkg parcel parcels pieces totes bags stops stop min mins minutes minute
    minuts mnts hour hours hrs times time people cars guys kids boys residents neighbor neighbors dogs days
    day weeks week months years year olds yrs yr stars star miles mile blocks feet foot attempts attempt
    deliveries delivery rings calls texts percent dollars dollar bucks pounds lbs pound gallon flights steps
    knocks floors decker digit digits labels label stickers headboards tries houses hundred thousand million
    mph degrees seconds pin phone apartments units apts paradas paquetes paquete cajas caja bultos minuto
    minutos horas hora veces vez dia dias semanas anos estrellas personas perros cuadras metros pisos
    numeros dolares cuadernos sujetos chamacos pulgadas kilos intentos puertas edificios mensajes mil
    cientos
    """
_SAID_OF_A_STOP: Final = """
    more left late behind gate code codes door doors ready asap again still was were has have had is are
    needs need says said say wont cant doesnt dont didnt isnt aint nobody noone no customer cust cx guard
    locker mailroom lobby apt apartment unit bldg building floor fl suite room wants asking ask asked
    missing damaged extra short closed open opens refused wrong gone home inside outside empty broken
    delivered done complete completed completado finish finished took takes take went got get gets goes
    knocked skips comes came changed worked works working worth never scans scan parece feels guess maybe
    falta faltan dice dicen quedan estoy estan voy tiene tengo hay listo lista listos entregado entregada
    entregados cerrado falto salta nunca se los habeis bajo conte could should would might mean mejor
    alguien quien also didn't isn't doesn't don't can't won't that's theres there's lights baby grandma
    supposed finally fifth okay good bad jacked swiped set ain't hasnt earlier already failed
    """
_SMALL: Final = """
    and but the not for with please pls plz thanks thx here now because then when where what who how until
    till before after from into over under just only oclock out off this that these those they she her his
    him you your its it our all any some first second third last next deep tops max exactly para pero por
    porque cuando donde que como con sin del las una uno este esta esto eso ese esa aqui ahi alla ahora
    todavia aun ya gracias favor puerta porton codigo clave llave cliente edificio piso depto nadie mas
    menos tarde hash call press dial enter hits cause cuz cos bc will i'm i'd i'll i've im id ill excuse
    different other others wey tomorrow today tonight monday tuesday wednesday thursday friday saturday
    sunday lunes martes miercoles jueves viernes sabado domingo hoy manana shift grados litros each percent
    factor straight dude guy jefe hon two three one on at in to of or so my if lol instead also per end ella
    digits plus thru even around across mi su el la lo un al yo de
    """
COUNTED: Final = word_set(_COUNTED)
NOT_A_STREET: Final = word_set(_COUNTED + _SAID_OF_A_STOP + _SMALL)

NOT_CORNERS: Final = NOT_A_STREET | word_set(
    """
    route ruta torre tower building bldg apto apt suite gate dock door puerta stop parada hwy highway exit
    salida bloque block floor piso unit order pedido box caja buenas hola tracking guia pin iphone van bus
    loop road street pizza place wave tanda turno call bed dos tres seis cuatro cinco sept october november
    december january february march april may june july august enero febrero marzo abril mayo junio julio
    agosto octubre noviembre diciembre
    """
)
"""Words that a number follows, or an "and" joins, without a street being meant."""
