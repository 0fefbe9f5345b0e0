"""What is named in a message: stops, codes, times and the like, in the order in which they were written."""

from __future__ import annotations

from intents.entities.addresses import addresses, sure_addresses
from intents.entities.codes import codes
from intents.entities.draft import Draft
from intents.entities.durations import delays, durations
from intents.entities.parcels import bare_parcels, parcels
from intents.entities.phones import phones
from intents.entities.places import places
from intents.entities.ratings import ratings
from intents.entities.reasons import reasons
from intents.entities.stops import stops
from intents.entities.times import times
from intents.reading import Audience, Entity, Language

__all__ = ["entities"]


def entities(text: str, audience: Audience, language: Language) -> tuple[Entity, ...]:
    """All entities of a text. The order of the grammars matters: what one has taken, the next does not see."""
    draft = Draft(text, language)
    found = [*phones(draft), *parcels(draft), *sure_addresses(draft)]
    if audience == "customer":
        found += ratings(draft)
    found += durations(draft)
    if audience == "driver":
        found += delays(draft)
    found += times(draft)
    found += codes(draft, audience)
    if audience == "driver":
        found += stops(draft)
    found += bare_parcels(draft, audience)
    found += addresses(draft)
    found += reasons(draft)
    found += places(draft)
    return tuple(sorted(found, key=lambda entity: (entity.start, entity.end)))
