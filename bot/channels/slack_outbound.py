"""Turns one neutral outbound message into Slack's calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.channels.errors import Permanent
from bot.channels.slack_errors import code_of, sending
from bot.clock import Clock
from bot.slack_desk.cards import card_blocks
from bot.slack_desk.marks import escaped, spoken
from handlers.desk import card_content, card_context
from handlers.desk.card_content import CardView
from handlers.desk.card_context import CardContext
from handlers.promises.service_level import DeskRules
from storage import cards, outbox, tickets
from storage.database import Database
from storage.message import File, Location, Operation, Outbound
from storage.outbox import Leased

Json = dict[str, Any]

GONE = {"message_not_found", "thread_not_found"}
NOT_REDRAWN = GONE | {"cant_update_message", "edit_window_closed"}


@dataclass(frozen=True)
class Place:
    """Where in Slack something is posted."""

    channel: str
    thread: str | None


class SlackSender:
    """Carries out the operations of the outbox in Slack."""

    def __init__(self, client: AsyncWebClient, database: Database, clock: Clock, rules: DeskRules) -> None:
        self._client = client
        self._database = database
        self._clock = clock
        self._rules = rules

    async def send(self, leased: Leased, files: Sequence[tuple[File, bytes]] = ()) -> str:
        """Does what the message asks; gives its id, "CHANNEL:TS"."""
        with sending():
            match leased.outbound.operation:
                case Operation.SEND:
                    return await self._post(leased, files)
                case Operation.EDIT:
                    return await self._edit(leased.outbound)
                case Operation.DELETE:
                    return await self._delete(leased.outbound)
                case Operation.REACT:
                    return await self._react(leased.outbound)
                case Operation.CARD:
                    return await self._draw_card(leased)

    async def _post(self, leased: Leased, files: Sequence[tuple[File, bytes]]) -> str:
        outbound = leased.outbound
        place = await self._place(leased)
        text = "\n".join(filter(None, [_written(outbound), await self._link(outbound)]))
        try:
            return await self._say(place, outbound, text, files)
        except SlackApiError as error:
            if place.thread is None or code_of(error) not in GONE:
                raise
            # Somebody deleted the card; what is said must still be seen.
            return await self._say(Place(place.channel, None), outbound, text, files)

    async def _say(self, place: Place, outbound: Outbound, text: str, files: Sequence[tuple[File, bytes]]) -> str:
        if files:
            return await self._upload(place, _called(outbound.mention) + escaped(text), files)
        answer = await self._client.chat_postMessage(
            channel=place.channel,
            thread_ts=place.thread,
            text=_called(outbound.mention) + escaped(text),
            blocks=outbound.extra.get("blocks") or [spoken(text, outbound.mention)],
            unfurl_links=False,
            unfurl_media=False,
        )
        return f"{answer['channel']}:{answer['ts']}"

    async def _upload(self, place: Place, comment: str, files: Sequence[tuple[File, bytes]]) -> str:
        answer = await self._client.files_upload_v2(
            channel=place.channel,
            thread_ts=place.thread,
            initial_comment=comment or None,
            file_uploads=[
                {"filename": file.name, "content": content, "title": file.name} for file, content in files
            ],
        )
        # Slack shares the files by and by and tells no timestamp: the file stands for its message.
        return f"{place.channel}:{answer['files'][0]['id']}"

    async def _place(self, leased: Leased) -> Place:
        outbound, ticket_id = leased.outbound, leased.ticket_id
        if outbound.thread is not None or ticket_id is None or outbound.extra.get("outside_thread"):
            return Place(outbound.destination, outbound.thread)
        ticket = await self._database.read(lambda session: tickets.get(session, ticket_id))
        if ticket is None or ticket.slack_ts is None:
            return Place(outbound.destination, None)
        return Place(ticket.slack_channel, ticket.slack_ts)

    async def _link(self, outbound: Outbound) -> str:
        """Where the card of the ticket that is spoken of stands."""
        ticket_id = outbound.extra.get("link_to_ticket")
        if ticket_id is None:
            return ""
        ticket = await self._database.read(lambda session: tickets.get(session, int(ticket_id)))
        if ticket is None or ticket.slack_ts is None:
            return ""
        answer = await self._client.chat_getPermalink(channel=ticket.slack_channel, message_ts=ticket.slack_ts)
        return str(answer["permalink"])

    async def _edit(self, outbound: Outbound) -> str:
        channel, ts = await self._earlier(outbound)
        text = _written(outbound)
        await self._client.chat_update(channel=channel, ts=ts, text=escaped(text), blocks=[spoken(text)])
        return f"{channel}:{ts}"

    async def _delete(self, outbound: Outbound) -> str:
        channel, ts = await self._earlier(outbound)
        try:
            await self._client.chat_delete(channel=channel, ts=ts)
        except SlackApiError as error:
            if code_of(error) not in GONE:
                raise
        return f"{channel}:{ts}"

    async def _react(self, outbound: Outbound) -> str:
        channel, _, ts = str(outbound.target).partition(":")
        try:
            await self._client.reactions_add(channel=channel, timestamp=ts, name=outbound.text)
        except SlackApiError as error:
            # A mark that is there already is as good, and a message that is gone needs none.
            if code_of(error) not in GONE | {"already_reacted"}:
                raise
        return f"{channel}:{ts}"

    async def _earlier(self, outbound: Outbound) -> tuple[str, str]:
        target = int(outbound.target or 0)
        known = await self._database.read(lambda session: outbox.provider_id(session, target))
        if known is None:
            raise Permanent("The Slack message to be changed was never sent.")
        channel, _, ts = known.partition(":")
        return channel, ts

    async def _draw_card(self, leased: Leased) -> str:
        ticket_id, now = leased.ticket_id or 0, self._clock.now()

        def look(session: Session) -> tuple[CardView | None, CardContext]:
            view = card_content.card(session, ticket_id)
            return view, card_context.context_of(session, now, ticket_id, self._rules)

        view, around = await self._database.read(look)
        if view is None:
            raise Permanent(f"There is no ticket {ticket_id} to draw a card of.")
        blocks, text = card_blocks(view, now, around)
        if view.ts is not None and await self._redraw(view.channel, view.ts, blocks, text):
            return f"{view.channel}:{view.ts}"
        return await self._post_card(ticket_id, leased.outbound, blocks, text)

    async def _redraw(self, channel: str, ts: str, blocks: list[Json], text: str) -> bool:
        try:
            await self._client.chat_update(channel=channel, ts=ts, text=text, blocks=blocks)
        except SlackApiError as error:
            if code_of(error) not in NOT_REDRAWN:
                raise
            return False
        return True

    async def _post_card(self, ticket_id: int, outbound: Outbound, blocks: list[Json], text: str) -> str:
        if outbound.mention:
            blocks = [spoken("", outbound.mention), *blocks]
        answer = await self._client.chat_postMessage(
            channel=outbound.destination,
            text=_called(outbound.mention) + text,
            blocks=blocks,
            unfurl_links=False,
            unfurl_media=False,
        )
        channel, ts = str(answer["channel"]), str(answer["ts"])
        await self._database.run(lambda session: cards.remember_card(session, ticket_id, channel, ts))
        return f"{channel}:{ts}"


def _called(mention: str) -> str:
    return "".join("<!channel> " if called == "channel" else f"<@{called}> " for called in mention.split())


def _written(outbound: Outbound) -> str:
    return "\n".join(filter(None, [outbound.text, _on_map(outbound.location)]))


def _on_map(location: Location | None) -> str:
    if location is None:
        return ""
    return f"https://www.google.com/maps?q={location.latitude:.6f},{location.longitude:.6f}"
