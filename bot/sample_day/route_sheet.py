"""The sample day's route file, as a planner would export it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.sample_day.people import DRIVERS, SampleDriver, SamplePhone
from bot.sample_day.places import RECIPIENTS, ROUNDS, SURNAMES_OF_ROUND, Round

COLUMNS = (
    "depot", "date", "route", "driver", "stop", "order_id", "parcel", "recipient", "phone", "address", "unit",
    "city", "state", "zip", "lat", "lng", "window_start", "window_end", "pickup_start", "pickup_end", "dock",
    "notes", "access_code", "needs", "value", "parcels", "lang",
)  # fmt: skip
FIRST_WINDOW, WINDOW, EVERY = 8 * 60, 2 * 60, 27
"""Minutes: of the day when the first window opens, that a window lasts, that one stop takes."""
NOTES = {
    2: "Leave with the front desk",
    5: "Dog in the yard, call before you open the gate",
    7: "Side entrance on the alley",
    11: "Receiving closes for lunch from 12 to 1",
    13: "Buzzer does not work, call",
    16: "Please no bell, baby sleeps",
    19: "Leave behind the planter",
}
NEEDS = {3: "signature", 6: "leave_ok", 9: "photo|leave_ok", 11: "signature|in_person", 14: "age21|signature",
         17: "pin", 19: "photo|leave_ok"}  # fmt: skip
CODES = {1: "#4471", 4: "2580*", 8: "1975", 12: "#0616", 15: "7302#", 18: "4109"}
"""Stops whose code came with the order; each round turns the digits on a little."""


def route_sheet(today: dict[str, date]) -> str:
    """The routes of that day (by depot), as CSV."""
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS)
    writer.writeheader()
    for driver in DRIVERS:
        for number in range(1, len(ROUNDS[driver.route].houses) + 1):
            writer.writerows(_lines(driver, number, today[driver.depot]))
    return sheet.getvalue()


def phones() -> list[SamplePhone]:
    """Every customer's telephone, by route and stop."""
    return [
        SamplePhone(_phone(part, number), _recipient(part, number), f"{route}, stop {number}: {house}")
        for part, route, area in _rounds()
        for number, house in enumerate(area.houses, start=1)
    ]


def address_of(route: str, number: int) -> tuple[str, str]:
    """House and street, and the unit, of a stop."""
    street, _, unit = ROUNDS[route].houses[number - 1].partition(", ")
    return street, unit


def _rounds() -> Iterator[tuple[int, str, Round]]:
    for part, (route, area) in enumerate(ROUNDS.items()):
        yield part, route, area


def _lines(driver: SampleDriver, number: int, day: date) -> Iterator[dict[str, Any]]:
    """One line for each parcel: every sixth stop gets two."""
    part, area = list(ROUNDS).index(driver.route), ROUNDS[driver.route]
    order = 48_000 + part * 100 + number
    start = (FIRST_WINDOW + EVERY * (number - 1)) // 30 * 30
    street, unit = address_of(driver.route, number)
    stop = {
        "depot": driver.depot,
        "date": day.isoformat(),
        "route": driver.route,
        "driver": driver.name,
        "stop": number,
        "order_id": f"A{order}",
        "recipient": _recipient(part, number),
        "phone": _phone(part, number),
        "address": street,
        "unit": unit,
        "city": area.city,
        "state": area.state,
        "zip": area.zip,
        "lat": f"{area.latitude - 0.0021 * number + 0.0007 * (number % 3):.5f}",
        "lng": f"{area.longitude + 0.0017 * (number % 7) - 0.0009 * number:.5f}",
        "window_start": _clock(start),
        "window_end": _clock(start + WINDOW),
        "pickup_start": "06:30",
        "pickup_end": "07:00",
        "dock": f"D{part % 3 + 1}",
        "notes": NOTES.get(number, ""),
        "access_code": _code(part, number),
        "needs": NEEDS.get(number, ""),
        "lang": _language(driver, number),
    }
    for parcel in range(1, 3 if number % 6 == 0 else 2):
        amount = f"{18 + (order * 7 + parcel) % 160}.{(order * 13) % 100:02}"
        yield stop | {"parcel": f"AP{order}{parcel}", "value": amount, "parcels": 1}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _recipient(part: int, number: int) -> str:
    return RECIPIENTS[(number - 1 + 3 * part) % len(RECIPIENTS)] + SURNAMES_OF_ROUND[part]


def _phone(part: int, number: int) -> str:
    area_code = list(ROUNDS.values())[part].area_code
    return f"+1{area_code}55501{number:02}"


def _code(part: int, number: int) -> str:
    code = CODES.get(number, "")
    return "".join(str((int(char) + part) % 10) if char.isdigit() else char for char in code)


def _language(driver: SampleDriver, number: int) -> str:
    return "es" if number % (3 if driver.depot == "mia" else 5) == 0 else "en"
