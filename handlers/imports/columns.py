"""The columns of a route file, and the other names under which planners export them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.imports.lines import RouteFileError

REQUIRED = ("depot", "date", "route", "stop", "address")
ALIASES: dict[str, tuple[str, ...]] = {
    "depot": ("hub", "station", "warehouse", "terminal", "branch"),
    "date": ("delivery_date", "route_date", "service_date", "day", "date_scheduled", "fecha"),
    "route": ("route_id", "route_name", "route_number", "route_no", "run", "tour", "ruta"),
    "driver": ("driver_name", "courier", "worker", "worker_name", "delivery_associate", "conductor", "chofer"),
    "stop": ("stop_number", "stop_no", "stop_position", "sequence", "seq", "stop_sequence", "parada"),
    "order_id": ("order", "order_number", "order_no", "customer_reference_id", "reference", "pedido"),
    "parcel": ("tracking", "tracking_number", "tracking_id", "barcode", "package", "package_id", "parcel_id"),
    "recipient": ("recipient_name", "customer", "customer_name", "contact_name", "name", "client", "destinatario"),
    "phone": (
        "recipient_phone",
        "customer_phone",
        "phone_number",
        "mobile",
        "cell",
        "contact_number",
        "tel",
        "telefono",
    ),
    "address": ("address_line1", "address_line_1", "address1", "street", "street_address", "delivery_address",
                "direccion"),
    "unit": ("address_line2", "address_line_2", "address2", "apt", "apartment", "suite"),
    "city": ("city_town", "town", "ciudad"),
    "state": ("state_province", "province", "region", "estado"),
    "zip": ("zip_code", "zipcode", "postal_code", "postcode", "post_code", "codigo_postal"),
    "lat": ("latitude", "address_lat"),
    "lng": ("longitude", "lon", "long", "address_lng", "address_lon"),
    "window_start": ("time_slot_from", "timeslotfrom", "earliest_time", "complete_after", "from", "time_from"),
    "window_end": ("time_slot_to", "timeslotto", "latest_time", "complete_before", "to", "time_to"),
    "pickup_start": ("pickup_from", "pickup_time", "load_start"),
    "pickup_end": ("pickup_to", "pickup_until", "load_end"),
    "dock": ("dock_number", "dock_door", "bay", "door"),
    "notes": ("note", "delivery_note", "delivery_notes", "instructions", "recipient_notes",
              "task_details", "notas"),
    "access_code": ("gate_code", "door_code", "entry_code", "code", "codigo"),
    "needs": ("requirements", "proof", "requires"),
    "value": ("declared_value", "order_value", "amount", "valor"),
    "parcels": ("package_count", "parcel_count", "quantity", "qty", "pieces", "boxes", "bultos"),
    "lang": ("language", "recipient_language", "idioma"),
}  # fmt: skip
KNOWN = {alias: name for name, aliases in ALIASES.items() for alias in (name, *aliases)}


def recognised(header: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """The position of each known column, and the titles nobody knows; RouteFileError when it cannot be used."""
    positions: dict[str, int] = {}
    unknown: list[str] = []
    for position, title in enumerate(header):
        name = KNOWN.get(_plain(title))
        if name is None:
            if title.strip():
                unknown.append(title.strip())
        elif name in positions:
            raise RouteFileError(
                f"The columns “{header[positions[name]].strip()}” and “{title.strip()}” both mean `{name}`: "
                "remove one of them, or give it another title."
            )
        else:
            positions[name] = position
    missing = [name for name in REQUIRED if name not in positions]
    if missing:
        raise RouteFileError(
            f"The first line lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}. "
            + " ".join(f"`{name}` may also be called {', '.join(ALIASES[name][:3])}." for name in missing)
        )
    return positions, unknown


def _plain(title: str) -> str:
    # RecipientName, Recipient-Name and "recipient name" are one title.
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title.strip())
    return re.sub(r"[^a-z0-9]+", "_", spaced.casefold()).strip("_")
