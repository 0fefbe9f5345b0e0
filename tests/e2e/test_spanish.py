"""The main questions in Spanish: the same right answers, in the driver's own language."""

from __future__ import annotations

from storage.models import Disclosure, Stop, StopState
from tests.e2e.scenes import ANA, DANA, DESK, DISPATCH, TOM, fill_in, rows, seen
from tests.stage import Stage

CUSTOMER_2 = "+14805550102"


async def test_a_code_with_its_age_and_source_and_whether_it_opened(play: Stage) -> None:
    await play.driver(ANA, "código de la parada 3")
    told = await play.driver_hears(ANA, "Parada 3, 3301 E Pinchot Ave", "8842", "el martes", "lo dio Dana")
    await play.press(ANA, told, "✅ Sí abrió")
    await play.driver_hears(ANA, "sirve para la parada 3")
    await play.driver(ANA, "código de la parada 3")
    told = await play.driver_hears(ANA, "8842", "Funcionó hoy")
    await play.press(ANA, told, "❌ No abrió")
    await play.driver_hears(ANA, "ese código ya no lo vuelvo a dar")
    await play.desk_sees(DESK, "Ana Ruiz", "stop 3", "Spanish")
    await play.driver(ANA, "código de la parada 3")
    again = await play.driver_hears(ANA, "no tengo código")
    assert "8842" not in again["text"]


async def test_without_a_code_desk_and_customer_are_asked(play: Stage) -> None:
    await play.driver(ANA, "código de la parada 2")
    await play.driver_hears(ANA, "no tengo código", "La oficina ya lo está viendo", "al cliente ya se le mandó")
    await play.customer_hears(CUSTOMER_2, "needs a gate or door code")
    card = await play.desk_sees(DESK, "Ana Ruiz", "stop 2")
    await play.click(DANA, card, "ticket_take")
    await play.driver_hears(ANA, "Dana ya lo tiene y te contesta por aquí")
    await play.click(DANA, card, "ticket_save_code")
    await fill_in(play, DANA, code="1357#")
    await play.driver_hears(ANA, "Dana: Parada 2: el código es 1357#")


async def test_the_stop_by_number_by_address_and_by_position(play: Stage) -> None:
    await play.driver(ANA, "la parada 7")
    await play.driver_hears(ANA, "Parada 7, 2518 N 38th St", "Horario")
    await play.driver(ANA, "código de 3301 e pinchot")
    await play.driver_hears(ANA, "Parada 3", "8842")
    await play.driver(ANA, "código de la siguiente")
    await play.driver_hears(ANA, "parada", "1", "3015 E Thomas Rd", "#5582")
    await play.driver(ANA, "ya llegué")
    await play.driver_hears(ANA, "Parada 1, 3015 E Thomas Rd", "llegaste")
    await play.driver(ANA, "código")
    told = await play.driver_hears(ANA, "Estás en la parada 1", "#5582", "venía en el archivo de rutas")
    await play.press(ANA, told, "✅")
    await play.driver_hears(ANA, "parada 1")
    await play.driver(ANA, "entregado")
    await play.driver_hears(ANA, "Parada 1", "entregada a las", "Sigue la 2")
    [first] = await rows(play, Stop, Stop.state == StopState.DELIVERED)
    assert first.number == 1
    await play.driver(ANA, "cuál es mi siguiente parada")
    await play.driver_hears(ANA, "2834 N 32nd St")


async def test_two_stops_may_be_meant_and_a_button_decides(play: Stage) -> None:
    await play.driver(ANA, "código de la parada 3 o de la parada 8")
    asked = await play.driver_hears(ANA, "¿Cuál de estas?")
    labels = [button["text"] for row in asked["reply_markup"]["inline_keyboard"] for button in row]
    assert [label.partition(" ")[0] for label in labels] == ["3", "8"]
    assert await rows(play, Disclosure) == []
    await play.press(ANA, asked, "3 ·")
    await play.driver_hears(ANA, "Parada 3", "8842")


async def test_an_address_typed_in_a_hurry(play: Stage) -> None:
    await play.driver(TOM, "12 elm")
    await play.driver_hears(TOM, "Stop 10, 12 W Elm St")
    await play.driver(TOM, "codigo de 4747 n central")
    await play.driver_hears(TOM, "Parada 4, 4747 N Central Ave")


async def test_the_way_in_the_number_the_route_and_help(play: Stage) -> None:
    await play.driver(ANA, "dónde está la entrada de la parada 8")
    told = await play.driver_hears(ANA, "Parada 8", "Entrada: Enter from 38th Pl")
    await play.press(ANA, told, "Preguntar a una persona")
    await play.driver_hears(ANA, "Parada 8", "oficina")
    await play.desk_sees(DESK, "stop 8")
    await play.driver(ANA, "número del cliente de la parada 7")
    await play.driver_hears(ANA, "Parada 7", "480", "555", "0107")
    disclosed = await rows(play, Disclosure)
    assert [row.what for row in disclosed] != []
    await play.driver(ANA, "mi ruta de hoy")
    await play.driver_hears(ANA, "Ruta RT-02: 20 paradas", "quedan 20")
    await play.driver(ANA, "/help")
    await play.driver_hears(ANA, "Te ayudo con")


async def test_small_talk(play: Stage) -> None:
    await play.driver(ANA, "hola")
    await play.driver_hears(ANA, "¡Hola, Ana!")
    await play.driver(ANA, "gracias")
    await play.driver_hears(ANA, "De nada")


async def test_what_is_not_on_the_route(play: Stage) -> None:
    await play.driver(ANA, "código de la parada 88")
    await play.driver_hears(ANA, "No veo 88 en tu ruta de hoy", "1", "20")
    assert await rows(play, Disclosure) == []


async def test_a_person_an_emergency_and_what_is_not_understood(play: Stage) -> None:
    await play.driver(ANA, "quién va a ganar el partido de los suns hoy")
    await play.driver_hears(ANA, "No estoy seguro de haber entendido")
    card = await play.desk_sees(DESK, "partido de los suns", "Spanish")
    await play.driver(ANA, "quiero hablar con una persona")
    await play.driver_hears(ANA, "Una persona te contesta por aquí")
    await play.staff(DANA, card, "Aquí estoy, dime")
    await play.driver_hears(ANA, "Dana: Aquí estoy, dime")
    await play.driver(ANA, "me asaltaron")
    safety = await play.driver_hears(ANA, "llama al 911 YA")
    assert safety["reply_markup"]["keyboard"][0][0]["request_location"]
    await seen(play, "slack", "message", "EMERGENCY", "<!channel>", "me asaltaron", channel=DISPATCH)


async def test_bare_ayuda_asks_whether_somebody_is_hurt(play: Stage) -> None:
    await play.driver(ANA, "ayuda")
    asked = await play.driver_hears(ANA, "¿Hay heridos o peligro?", "911")
    await play.press(ANA, asked, "No, estoy bien")
    await play.driver_hears(ANA, "Te ayudo con")
