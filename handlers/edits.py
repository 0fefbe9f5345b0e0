"""Messages changed after they were sent."""

from __future__ import annotations

from collections.abc import Callable

from handlers import emergencies, handing_over
from handlers.turn import Turn
from storage import tickets, transcript
from storage.models import Direction

LOOKED_AT = 50
"""How far back an edited message is looked for."""


def edited(turn: Turn, read_anew: Callable[[Turn], None]) -> None:
    """Shows an edit to whoever is on it; reads it anew only where nothing was answered yet."""
    ticket = tickets.unresolved(turn.session, turn.conversation.key)
    if emergencies.is_called_for(turn):
        emergencies.answer(turn)
    elif turn.inbound.location is not None:
        turn.ignored = "a shared location moved"
    elif ticket is not None:
        handing_over.pass_on(turn, ticket, f"edited: {turn.inbound.text}")
    elif _was_answered(turn):
        turn.say("edited_too_late")
    else:
        read_anew(turn)


def _was_answered(turn: Turn) -> bool:
    latest = transcript.latest(turn.session, turn.conversation.key, LOOKED_AT)
    messages = [message for message in latest if message.id != turn.message_id]
    first = next(
        (
            place
            for place, message in enumerate(messages)
            if message.direction is Direction.IN and message.provider_message == turn.inbound.message_id
        ),
        None,
    )
    if first is None:
        return True
    return any(message.direction is Direction.OUT for message in messages[first:])
