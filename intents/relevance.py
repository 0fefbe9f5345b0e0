"""Which of the things that a message names matter for what it means: people tell much that limits nothing."""

from __future__ import annotations

from typing import Final

from intents.normalise import word_set
from intents.reading import Action, Entity

_MATTERS: Final = {
    "place": word_set(
        """
        ask_leave_rule report_delivered report_theft give_instructions request_pickup report_not_received ask_proof
        """
    ),
    "reason": word_set("failed_attempt report_refused dispute_attempt refuse_delivery"),
    "time": word_set(
        """
        request_reroute report_delay report_unavailable accept_route decline_route failed_attempt ask_pickup
        ask_return ask_manifest ask_admin ask_next_stop
        reschedule_delivery request_pickup track_parcel give_instructions
        """
    ),
}
"""The intents beside which each of these is more than narration, as those who marked the training lines saw it."""


def relevant(named: tuple[Entity, ...], intent: str, second: str | None, action: Action) -> tuple[Entity, ...]:
    """What matters for this intent, or for the second best where the writer is asked which of the two it is."""
    meant = {intent, second} if action in (Action.ASK_BACK, Action.CONFIRM) else {intent}
    return tuple(entity for entity in named if entity.name not in _MATTERS or meant & _MATTERS[entity.name])
