"""Entities, as people write them in both languages."""

from __future__ import annotations

import re
from datetime import time
from time import perf_counter
from typing import Final

import pytest

from intents.entities import entities
from intents.normalise import LONGEST
from intents.reading import Audience, Language

HOUR: Final = re.compile(r"\d+:\d+")
DRIVER_EN = [
    ("gate code for 14?", [("stop", "14")]),
    ("14?", [("stop", "14")]),
    ("#14", [("stop", "14")]),
    ("need code stop 014", [("stop", "14")]),
    ("stop fourteen", [("stop", "14")]),
    ("whats the code for the next one", [("stop", "next")]),
    ("the 14th stop is closed", [("stop", "14"), ("reason", "business_closed")]),
    ("stops 14 and 15", [("stop", "14"), ("stop", "15")]),
    ("stops 3-5", [("stop", "3"), ("stop", "4"), ("stop", "5")]),
    ("last stop", [("stop", "last")]),
    ("the last one i delivered", [("stop", "previous")]),
    ("notes for this stop", [("stop", "current")]),
    ("12 elm", [("address", "12 elm")]),
    ("gate code for 12 elm", [("address", "12 elm")]),
    ("400 N Oak apt 3b", [("address", "400 N Oak apt 3b")]),
    ("need gate code 1180 w elm", [("address", "1180 w elm")]),
    ("flat tire 43rd n bell", [("address", "43rd n bell")]),
    ("gate 4471# dont work", [("code", "4471#")]),
    ("no one is home at 1180 W Elm", [("reason", "not_home"), ("address", "1180 W Elm")]),
    ("30 min late", [("minutes", "30")]),
    ("running 40 late", [("minutes", "40")]),
    ("half an hour behind", [("minutes", "30")]),
    ("an hour and a half behind", [("minutes", "90")]),
    ("TBA123456789012 not in van", [("parcel", "TBA123456789012")]),
    ("last four 1234", [("parcel", "1234")]),
    ("i have 12 boxes left", []),
    ("can i leave it w the neighbor", [("place", "neighbour")]),
    ("gate codes for 3 and 8", [("stop", "3"), ("stop", "8")]),
    ("3 4 and 5 all done", [("stop", "3"), ("stop", "4"), ("stop", "5")]),
    ("swap 12 and 18 pls", [("stop", "12"), ("stop", "18")]),
    ("code for stop twenty two", [("stop", "22")]),
    ("parked at 22 y nadie abre", [("stop", "22"), ("reason", "not_home")]),
    ("does 18 have a window", [("stop", "18")]),
    ("12 ✅", [("stop", "12")]),
    ("stop 28 box is not here", [("stop", "28")]),
    ("code 4471 for the gate at 22 no good", [("code", "4471"), ("stop", "22")]),
    ("tried 8890 and 8890# both", [("code", "8890"), ("code", "8890#")]),
    ("running late like 20", [("minutes", "20")]),
    ("wreck ahead, eta +15", [("minutes", "15")]),
    ("the box ending 220", [("parcel", "220")]),
    ("last four 8841", [("parcel", "8841")]),
    ("whose is 9043", [("parcel", "9043")]),
    ("1Z88X4410 status", [("parcel", "1Z88X4410")]),
    ("outside 2300 Greenmount right now", [("place", "patio"), ("address", "2300 Greenmount")]),
    ("crash at Church and Flatbush", [("address", "Church and Flatbush")]),
    ("loose pit in the yard", [("reason", "unsafe_dog"), ("place", "patio")]),
    ("need a signature here", [("reason", "no_signature")]),
    ("guard wont let me past", [("place", "front_desk"), ("reason", "no_access")]),
    ("is the post office still full", [("place", "pickup_point")]),
]
NO_STOPS = [
    "gotta bounce at 3",
    "do i need a sig",
    "can i give it to the lady next door",
    "stuck on the 101, traffic",
    "box 2 of 3 is missing",
    "numbers stop at 900",
    "the label says route 44",
    "third attempt and nobody home",
    "locker is full",
    "take the 40 lb one",
    "10-4",
    "i call 911",
]
DRIVER_ES = [
    ("la parada 7", [("stop", "7")]),
    ("código parada catorce", [("stop", "14")]),
    ("código para la 22?", [("stop", "22")]),
    ("siguiente parada", [("stop", "next")]),
    ("la última", [("stop", "last")]),
    ("nadie contesta", [("reason", "not_home")]),
    ("una hora tarde", [("minutes", "60")]),
    ("voy media hora atrasado", [("minutes", "30")]),
    ("lo dejo con el vecino?", [("place", "neighbour")]),
    ("códigos para 22, 23 y 24", [("stop", "22"), ("stop", "23"), ("stop", "24")]),
    ("parada veintidós", [("stop", "22")]),
    ("estoy en la puerta de la once", [("place", "front_door"), ("stop", "11")]),
    ("la de thomas", []),
    ("confirmo el turno de las 6", [("time", "18:00")]),
    ("paquete que termina en 220", [("parcel", "220")]),
    ("voy hora y media tarde", [("minutes", "90")]),
    ("espera un ratito", []),
    ("va en Mesones 41", [("address", "Mesones 41")]),
    ("perro bravo en el patio", [("reason", "unsafe_dog"), ("place", "patio")]),
    ("la tienda está cerrada", [("place", "pickup_point"), ("reason", "business_closed")]),
    ("no hay quien firme", [("reason", "no_signature")]),
    ("taquilla llena", [("place", "locker"), ("reason", "locker_full")]),
]
CUSTOMER_EN = [
    ("code is #4521", [("code", "#4521")]),
    ("4 5 2 1 then call", [("code", "4521")]),
    ("1234*", [("code", "1234*")]),
    ("its 4471 pound", [("code", "4471#")]),
    ("four five two one", [("code", "4521")]),
    ("press 0 4 5 at the callbox", [("code", "045")]),
    ("after 5", [("time", "17:00-")]),
    ("tomorrow morning", [("time", "tomorrow 08:00-12:00")]),
    ("tomorrow after 5", [("time", "tomorrow 17:00-")]),
    ("between 2-4pm", [("time", "14:00-16:00")]),
    ("from 9am to 1pm", [("time", "09:00-13:00")]),
    ("friday before noon", [("time", "friday 12:00")]),
    ("5", [("rating", "5")]),
    ("four", [("rating", "4")]),
    ("0", [("rating", "1")]),
    ("9/10", [("rating", "5")]),
    ("⭐⭐⭐⭐", [("rating", "4")]),
    ("call me at 602-555-0123", [("phone", "+16025550123")]),
    ("order 5550101234 where is it", [("parcel", "5550101234")]),
    ("leave it on the porch", [("place", "porch")]),
    ("use 6174 and come up", [("code", "6174")]),
    ("press pound 77 star", [("code", "#77*")]),
    ("you hit star then zero six two eight", [("code", "0628")]),
    ("it opens with 1187 now", [("code", "1187")]),
    ("end with the star key, 2217*", [("code", "2217*")]),
    ("lock combination is 14-28-6", [("code", "14286")]),
    ("the code is 1234 not 4321", [("code", "1234")]),
    ("my unit is 204 gate 4471", [("code", "4471")]),
    ("my zip is 60601", []),
    ("its 112 out here", []),
    ("its apt 4521", []),
    ("its in a million pieces", []),
    ("send it to 670 Glenwood", [("address", "670 Glenwood")]),
    ("4ish works", [("time", "16:00")]),
    ("about four thirty", [("time", "16:30")]),
    ("half past five", [("time", "17:30")]),
    ("after 430", [("time", "16:30-")]),
    ("around 5 please", [("time", "17:00")]),
    ("they close at 5", [("time", "17:00")]),
    ("between 10 and noon", [("time", "10:00-12:00")]),
    ("tonight", [("time", "today 18:00-21:00")]),
    ("tonight after 7", [("time", "today 19:00-")]),
    ("bring it the 9th", [("time", "-09")]),
    ("july 3 works", [("time", "07-03")]),
    ("we are closed mondays", [("reason", "business_closed")]),
    ("my order took 30 min", [("minutes", "30")]),
    ("great driver, 5", [("rating", "5")]),
    ("i'd give him a four", [("rating", "4")]),
    ("one star and thats generous", [("rating", "1")]),
    ("4 bc he forgot to smile", [("rating", "4")]),
    ("two men took it", []),
    ("behind the planter", [("place", "bench")]),
    ("with my roommate", [("place", "household")]),
]
CUSTOMER_ES = [
    ("mañana entre 2 y 4", [("time", "tomorrow 14:00-16:00")]),
    ("hasta las 3", [("time", "-15:00")]),
    ("mañana por la mañana", [("time", "tomorrow 08:00-12:00")]),
    ("viernes después de las 5 y media", [("time", "friday 17:30-")]),
    ("el código es 1234 gato", [("code", "1234#")]),
    ("cinco estrellas", [("rating", "5")]),
    ("déjelo en el porche", [("place", "porch")]),
    ("código es 45-21", [("code", "4521")]),
    ("marca 12 y asterisco", [("code", "12*")]),
    ("entra con 3535", [("code", "3535")]),
    ("cuatro cinco dos uno", [("code", "4521")]),
    ("tipo 5", [("time", "17:00")]),
    ("a la una y media", [("time", "13:30")]),
    ("mañana temprano", [("time", "tomorrow 08:00-12:00")]),
    ("más tarde", []),
    ("al mediodía", [("time", "12:00")]),
    ("un 5 para el joven", [("rating", "5")]),
    ("le pongo cuatro", [("rating", "4")]),
    ("déjelo debajo del tapete", [("place", "front_door")]),
    ("en la portería", [("place", "front_desk")]),
]
CASES: list[tuple[str, Audience, Language, list[tuple[str, str]]]] = [
    *((text, "driver", "en", named) for text, named in DRIVER_EN),
    *((text, "driver", "es", named) for text, named in DRIVER_ES),
    *((text, "customer", "en", named) for text, named in CUSTOMER_EN),
    *((text, "customer", "es", named) for text, named in CUSTOMER_ES),
]


@pytest.mark.parametrize(("text", "audience", "language", "named"), CASES)
def test_what_is_named(text: str, audience: Audience, language: Language, named: list[tuple[str, str]]) -> None:
    found = entities(text, audience, language)
    assert [(entity.name, entity.value) for entity in found] == named


@pytest.mark.parametrize(("text", "audience", "language", "_named"), CASES)
def test_each_entity_knows_where_it_stood(
    text: str, audience: Audience, language: Language, _named: list[tuple[str, str]]
) -> None:
    for entity in entities(text, audience, language):
        assert text[entity.start : entity.end] == entity.text


@pytest.mark.parametrize("text", NO_STOPS)
def test_a_number_of_something_else_is_no_stop(text: str) -> None:
    assert [entity for entity in entities(text, "driver", "en") if entity.name == "stop"] == []


@pytest.mark.parametrize(
    "text", ["at 9:75", "after 4 85", "by 25:00", "around 085", "friday 24:60", "25 past 13/45", "24"]
)
def test_no_hour_is_one_that_no_clock_shows(text: str) -> None:
    for entity in entities(text, "customer", "en"):
        for clock in HOUR.findall(entity.value):
            assert time.fromisoformat(clock)


@pytest.mark.parametrize(
    "piece", ["1, ", "la 1 ", "½", "star ", "Oak and ", "late like about ", "no one ", "5 y "]
)
def test_a_long_list_costs_little(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    started = perf_counter()
    for audience in ("driver", "customer"):
        entities(text, audience, "en")
    assert perf_counter() - started < 0.5


def test_invisible_characters_do_not_shift_places() -> None:
    text = "ﬁne: st\u200bop 1\u200b4 ½"
    (stop,) = entities(text, "driver", "en")
    assert (stop.value, text[stop.start : stop.end]) == ("14", "1\u200b4")
