"""The end of a reading, whichever engine weighed the intents."""

from __future__ import annotations

from intents.decision import Decision
from intents.reading import Audience, Reading
from intents.relevance import relevant
from intents.sample import Sample


def concluded(text: str, audience: Audience, prepared: Sample, decision: Decision, engine: str) -> Reading:
    """What was prepared and what was decided, as one reading."""
    return Reading(
        text=text,
        audience=audience,
        intent=decision.intent,
        confidence=round(decision.confidence, 4),
        action=decision.action,
        language=prepared.language,
        entities=relevant(prepared.entities, decision.intent, decision.second, decision.action),
        second=decision.second,
        engine=engine,
    )
