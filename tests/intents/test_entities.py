"""Entities, as people write them in both languages."""

from __future__ import annotations

import pytest

from intents.entities import entities
from intents.reading import Audience, Language

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
]
CUSTOMER_ES = [
    ("mañana entre 2 y 4", [("time", "tomorrow 14:00-16:00")]),
    ("hasta las 3", [("time", "-15:00")]),
    ("mañana por la mañana", [("time", "tomorrow 08:00-12:00")]),
    ("viernes después de las 5 y media", [("time", "friday 17:30-")]),
    ("el código es 1234 gato", [("code", "1234#")]),
    ("cinco estrellas", [("rating", "5")]),
    ("déjelo en el porche", [("place", "porch")]),
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


def test_invisible_characters_do_not_shift_places() -> None:
    text = "ﬁne: st\u200bop 1\u200b4 ½"
    (stop,) = entities(text, "driver", "en")
    assert (stop.value, text[stop.start : stop.end]) == ("14", "1\u200b4")
