"""Where a parcel is, was or may be left, told by a choice of words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from intents.entities.draft import Draft
from intents.entities.phrasebook import Phrasebook
from intents.reading import Entity

_BEHIND: Final = (
    "behind|behnd|under|beside|by|on|inside|near|in|next_to|"
    "detras_de|atras_de|debajo_de|junto_a|bajo|abajo_de|arriba_de|encima_de"
)
_THING: Final = (
    "pillar|plant|plants|column|bin|bins|tree|arbol|stroller|bike|bikes|grill|couch|chair|rocking_chair|well|"
    "propane_tank|swing|trash_can|trash_cans|garbage_can|radiator|pump|register|dryer|washer|table|planters|ac_unit"
)
_ITS: Final = "the|my|your|her|his|their|a|our|el|la|los|las|mi|un|una|big|blue|l"

_PLACES: Final = Phrasebook({
    "porch": """
        front? porch, porches, porhc, poarch, front step|steps, top step, steps,
        step, stpes, stoop, doorstep, door_step, front|bottom stoop, portico, porche, corredor, antejardin,
        entrada_de la? casa, veranda, portal, zaguan, grada, gradas, galeria, la entrada, entrada, umbral,
        escalon, landing, awning
    """,
    "front_door": """
        front door, inside|behind the? screen|storm door, screen|storm door, doorway, doorknob, door knob,
        door handle, door_mat, doormat, welcome? mat, mats, under the mat, felpudo, tapete, debajo|abajo del
        tapete, by|at|outside|outisde|against|front_of|next_to the|my|her|his|their|our|your|apt door,
        puerta principal|delantera, puerta de_enfrente|del_frente|de_adelante|de_servicio|de_la_cocina,
        en|a|de|por|junto_a|frente_a la|mi puerta, por|en enfrente, adelante, entryway
    """,
    "back_door": """
        back|rear door|porch|patio|entrance|deck|yard|steps|step|stairs|gate, around|out|in|by|round the?
        back, round_back, backyard, back_room, kitchen door, puerta trasera|de_atras, patio
        trasero|de_atras, por atras, atras, la_parte_de_atras
    """,
    "side_door": """
        side door|gate|entrance|porch|yard, side of_the_house, other side, puerta
        lateral|de_lado|del_lado|de_al_lado, al_lado_de_la_casa, costado, carport_door, basement
        hatch|door|entrance?
    """,
    "neighbour": """
        neighbor, neighbors, neighbour, neighbours, neihbor, nieghbor, neigbor, neighobr, neihgbor,
        neighbor_lady, next_door, nextdoor, across_the hall|street, downstairs_neighbor, vecino, vecina,
        vecinos, vecinas, vesino, vesina, de? al_lado, de_enseguida, comadre,
        el|la_senora|la_dona|senora|dona de enfrente|abajo|arriba|al_lado, senor de_enfrente, el_viejito del
        primer_piso?
    """,
    "household": """
        roommate, roomate, roomie, roommates, with|to my|his|her|the
        mom|dad|wife|husband|son|daughter|sister|brother|grandma|nana|aunt|uncle|nanny|housekeeper|cleaner|kid,
        con|a mi|su|la|el
        suegra|hermana|hermano|mama|papa|tia|tio|hijo|hija|esposa|esposo|marido|cunada|abuela, nanny,
        jardinero, al|el jardinero
    """,
    "front_desk": """
        front|night|help|info|lobby|security|information|service|reception|leasing desk, frontdesk, desk,
        concierge, reception, receptionist, leasing office|desk?, doorman, door_man, doormen, bellman,
        porter, janitor, the super, landlord, building manager, superintendent, security guard|desk|booth?,
        guard house|shack|booth?, gatehouse, gate_house, guardhouse,
        main|rental|management|front|church|school|coachs|nurses|dental office|station, the|my|our office,
        nurses station, nurse_station, la|en|de? recepcion, recepcionista, recepcion, conserje, conserjeria,
        porteria, portera, portero, caseta, garita, celador, vigilante, guardia, la oficina, administracion,
        secretaria, register, counter, teachers? lounge, mostrador, cajera, cashier, caja_registradora,
        security, el super, al super
    """,
    "lobby": """
        lobby, vestibule, foyer, vestibulo, hallway, hall, pasillo, corridor, stairwell, stairs,
        under|behind the stairs, escalera, escaleras, laundry room?, laundromat, lavanderia, mudroom,
        mud_room, breezeway, entry_way, elevator_lobby, cuarto_de la_bomba|medidores|lavado|maquinas,
        cuartito, end_of_the_hall, break_room, primer|1er|2do|segundo piso, planta_baja
    """,
    "mailroom": """
        mail|package|parcel|post room, mailroom, mail_rm, closet|cuarto|sala|cuartito de
        paquetes|correo|correspondencia, buzones, paqueteria
    """,
    "mailbox": """
        mail_box, mailbox, mailboxes, milk|bread|drop|parcel|delivery|newspaper|package box, drop_box,
        dropbox, buzon, cesta del? correo?, cesta, po_box, mail slot
    """,
    "locker": """
        locker, lockers, amazon locker, luxer, parcel hub|locker, casillero, casilleros, taquilla,
        taquillas, loker, lokers
    """,
    "garage": """
        garage, garages, carport, car_port, garaje, garaye, cochera, marquesina, parqueo, driveway, parking
        spot, entrada_del_carro, workshop
    """,
    "gate": """
        by|at|inside|behind|over|next_to|outside|in_front_of|past the|my|our? front|back|side? gate|fence,
        over the? fence, fence, la cerca, en|junto_al|detras_del|por_encima_de|del|dentro_del|debajo_del
        el|la? porton|reja|verja, reja, porton, barda
    """,
    "shed": """
        the|my|tool|garden? shed, shed bin?, barn, the barn, pole_barn, lean_to, boathouse, crawl_space,
        crawlspace, well_house, pump_house, cobertizo, galpon, cuarto_de_herramientas, establo, granero,
        wood_shed, greenhouse
    """,
    "bench": f"""
        bench, banca, patio table|chair|box, deck box, cooler, coolers, ice chest|box,
        storage|recycling|recycle|porch|shed|delivery|package|toy bin, bin, bins, planter, planters, flower
        pot|pots, flowerpot, flower_bed, maceta, macetas, matera, bush, bushes, fern, {_BEHIND} {_ITS}?
        {_THING}, trash can|cans|bin, garbage can|cans, stroller, rocking chair, porch swing, swing_set,
        on|under|by|en the|our|my|a|la
        swing|chair|table|dryer|well|pump|window|freezer|couch|stump|pallet|shelf, grill, washing machine,
        lavadora, hamaca, mesa, mesita, mesita de la_entrada|afuera, la_mesita, arbusto, arbustos, silla,
        mecedora, hielera, bote_de basura, tacho de reciclaje|basura, basurero, picnic table, column, left
        column, cubeta, fridge, refrigerator, propane tank, curb, sidewalk, banqueta, vereda, culvert
    """,
    "patio": """
        patio, the? deck, yard, front yard, garden, jardin, terrace, terraza, balcony, balcon, balconcito,
        solar, huerta, roof, azotea, lawn, al_patio, back_deck, courtyard, afuera, outside, adentro, inside
    """,
    "vehicle": """
        truck bed, truck bed cover, bed_of_the_truck, trunk, trucks? cab, in|inside|under|behind
        my|his|her|the|a car|truck|van|jeep|rv|trailer|boat, carro, del? carro, el carro, barco, cajuela,
        baul, adentro|dentro del carro|barco, golf cart
    """,
    "loading_dock": """
        loading dock|bay|door, the? receiving, dock, anden de carga, anden, muelle, stockroom, stock room,
        la|tu camara, cold_room, freezer, walk_in
    """,
    "pickup_point": """
        the? pick_up|pickup|collection point|shop|spot|location, punto de recogida|entrega|retiro, hub,
        oxxo, walgreens, cvs, dollar general|tree, 7_11, 7_eleven, 7_11_box, ups store, post office, gas
        station, corner store, country store, bait shop, feed store, bodega, tiendita de la? esquina?,
        tiendita, farmacia, kiosco, barber downstairs?, barber, barbershop, barberia, barber_shop, bar de
        abajo, store, tienda, bodega, pharmacy, publix, correito, sucursal, grocery, laundromat, restaurant
    """,
    "apartment": """
        with|to|con|at suite|apt|unit|la_del|el_del|la_senora_del, clubhouse, club_house, office_trailer,
        fieldhouse, nursery, cafeteria, church office, bike room, salon
    """,
})  # fmt: skip


def places(draft: Draft) -> Iterator[Entity]:
    """Where a parcel is, was or may be left, by the kind of place; each kind once."""
    known: set[str] = set()
    for kind, start, end in _PLACES.find(draft.text):
        if kind not in known:
            known.add(kind)
            yield draft.mark("place", kind, start, end)
