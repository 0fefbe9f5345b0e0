"""What every listener needs: which ticket was pressed, and a word to the one who pressed."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack_errors import code_of
from bot.slack_desk import cards
from bot.slack_desk.marks import escaped
from bot.slack_desk.modals import Origin

Json = dict[str, Any]

SEEN_NO_MORE = {"hash_conflict", "not_found", "view_not_found"}
"""The modal was closed, or shows something else by now."""


class Ack(Protocol):
    """Bolt's acknowledgement, which may carry an answer."""

    def __call__(self, **answer: Any) -> Awaitable[Any]: ...


def origin_of(body: Json) -> Origin:
    """The ticket whose card was pressed, and where that card stands."""
    return Origin(cards.ticket_of(body["actions"][0]["block_id"]), body["channel"]["id"])


async def whisper(client: AsyncWebClient, user: str, channel: str, text: str) -> None:
    """Tells the one who pressed, and nobody else."""
    if text:
        await client.chat_postEphemeral(channel=channel, user=user, text=escaped(text))


async def update_view(
    client: AsyncWebClient, view: Json, fresh: Json, *, if_unchanged: bool = False
) -> Json | None:
    """Shows the modal anew; None where it is gone, or where it has changed though that matters."""
    unchanged = {"hash": view["hash"]} if if_unchanged else {}
    try:
        answer = await client.views_update(view_id=view["id"], view=fresh, **unchanged)
    except SlackApiError as error:
        if code_of(error) not in SEEN_NO_MORE:
            raise
        return None
    shown: Json = answer["view"]
    return shown
