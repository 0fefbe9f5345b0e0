"""The words of opting out where texts are still wanted: other stops, second thoughts, and only for now."""

from __future__ import annotations

from typing import Final

from intents.rules.consent_words import TEXTS

OTHER_STOPS: Final = """
    stop
    at/by/in/on/here/for/leaving/putting/throwing/delivering/using/ringing/driving/blocking/parking/knocking,
    stop the car/driver/delivery/order/package/truck,
    next/last/first/my/your/the/his/bus/this/missed/another stop, nonstop,
    cancel the/my/this/that/it/order/delivery, end of, never got/received/came, text/call/txt (me) when,
    no recibi/llego/ha, no me llego/llega/ha, since noon/yesterday
"""
TAKEN_BACK: Final = f"""
    didnt/did_not/never mean, by/in/on/was_a/an accident/mistake/error, undo, oops, changed my mind,
    i do want, want/like/need/miss (them/these/the/your) ({TEXTS}) back/again, get them back, start back,
    like before, continue them, dont want to stop, sin querer, por error, me equivoque,
    cambie de opinion/idea, se me paso, como antes, my opt_out
"""
FOR_NOW: Final = """
    por hoy, por esta vez, while i/im, this morning/afternoon/evening/time, during my, til noon,
    for now/today, until, tonight, me/us today, hasta las/manana/que, mientras
"""
ON_A_CONDITION: Final = "when you/he/they/hes/ur, before you/he, if you/he, cuando, al llegar, si no, si ya"
OF_PARCELS: Final = (
    "mas/more/otra/otro paquete/paquetes/cajas/pedidos/boxes/packages/orders, baja la/ese/esa/el/este"
)
