"""What is named in a message: stops, codes, times and the like, in the order in which they were written."""

from __future__ import annotations

from intents.entities.addresses import addresses
from intents.entities.codes import codes
from intents.entities.draft import Draft
from intents.entities.parcels import parcels
from intents.entities.phones import phones
from intents.entities.phrases import places, reasons
from intents.entities.quantities import durations, ratings
from intents.entities.stops import stops
from intents.entities.times import times
from intents.reading import Audience, Entity, Language

__all__ = ["entities"]


def entities(text: str, audience: Audience, language: Language) -> tuple[Entity, ...]:
    """All entities of a text. The order of the grammars matters: what one has taken, the next does not see."""
    draft = Draft(text, language)
    found = [*phones(draft), *parcels(draft)]
    if audience == "customer":
        found += ratings(draft)
    found += durations(draft)
    found += times(draft)
    found += codes(draft, audience)
    if audience == "driver":
        found += stops(draft)
    found += addresses(draft)
    found += reasons(draft)
    found += places(draft)
    return tuple(sorted(found, key=lambda entity: (entity.start, entity.end)))
