"""`/desk address`: what is known of an address of the own depot, and correcting it."""

from __future__ import annotations

from bot.slack_desk import address_view
from bot.slack_desk.subcommands.asked import Asked, Json, Subcommand
from handlers.knowledge import known_address


def address(asked: Asked) -> list[Json]:
    """The blocks of the answer."""
    found = known_address.look_up(asked.session, asked.now, asked.member.slack_user, asked.rest)
    return address_view.blocks(found)


ADDRESS = Subcommand("12 ELM ST", "what is known of an address, to look at and to correct", address)
