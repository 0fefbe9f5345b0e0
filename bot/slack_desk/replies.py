"""The listeners of *Reply*: what may be answered with, the preview, and the sending."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.channels.segments import segments
from bot.clock import Clock
from bot.slack_desk import cards, modals, reply_modals
from bot.slack_desk.modals import Origin
from bot.slack_desk.pressing import Ack, Json, origin_of, update_view, whisper
from handlers.desk import replies
from handlers.desk.deeds import Verdict
from handlers.desk.replies import Draft, Leaving
from handlers.turn import Company
from intents.likeness import Likeness
from storage.database import Database


class Replies:
    """The listeners, each for one button or modal."""

    def __init__(self, database: Database, clock: Clock, company: Company, likeness: Likeness) -> None:
        self._database = database
        self._clock = clock
        self._company = company
        self._likeness = likeness

    def register(self, app: AsyncApp) -> None:
        """Lets the app answer to the button and its modals; the menu's entry calls `open`."""
        app.action(cards.REPLY)(self.open)
        app.action(reply_modals.CANNED)(self.choose_canned)
        app.action(reply_modals.USE)(self.use)
        app.view(reply_modals.REPLY)(self.preview)
        app.view(reply_modals.REPLY_PREVIEW)(self.send)

    async def open(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Reply*: opens at once, since Slack does not wait for past answers to be found."""
        await ack()
        user, origin = body["user"]["id"], origin_of(body)
        draft = await self._draft(origin, user)
        if isinstance(draft, Verdict):
            await whisper(client, user, origin.channel, draft.text)
            return
        opened = await client.views_open(trigger_id=body["trigger_id"], view=reply_modals.reply(origin, draft))
        await self._show_past_answers(client, user, opened["view"])

    async def choose_canned(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """A canned answer was chosen: its words stand in the field, to be changed or sent."""
        await ack()
        user, view = body["user"]["id"], body["view"]
        name = str((body["actions"][0].get("selected_option") or {}).get("value"))
        draft = await self._draft(Origin.of(view), user)
        if isinstance(draft, Verdict) or name not in draft.canned:
            return
        fresh = reply_modals.filled_in(view, draft.canned[name])
        shown = await update_view(client, view, fresh)
        if shown is not None:
            await self._show_past_answers(client, user, shown)

    async def use(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """A past answer was chosen: it is shown as it would leave."""
        await ack()
        user, origin = body["user"]["id"], Origin.of(body["view"])
        event = int(body["actions"][0]["value"])
        found = await self._database.read(
            lambda session: replies.past_answer(session, self._company, origin.ticket, user, self._likeness, event)
        )
        view = modals.refused(found.text) if isinstance(found, Verdict) else _preview(origin, found)
        await client.views_push(trigger_id=body["trigger_id"], view=view)

    async def preview(self, ack: Ack, body: Json, view: Json) -> None:
        """The first step: shows the exact text"""
        origin, text, user = Origin.of(view), reply_modals.written(view), body["user"]["id"]
        found = await self._database.read(
            lambda session: replies.leaving(session, self._company, origin.ticket, user, text)
        )
        if isinstance(found, Verdict):
            await ack(response_action="errors", errors=reply_modals.complaint(view, found.text))
            return
        await ack(response_action="push", view=_preview(origin, found))

    async def send(self, ack: Ack, body: Json, client: AsyncWebClient, view: Json) -> None:
        """The second step: sends it"""
        user, origin = body["user"]["id"], Origin.of(view)

        def work(session: Session) -> Verdict:
            now = self._clock.now()
            return replies.send(session, now, self._company, origin.ticket, user, origin.text)

        verdict = await self._database.run(work)
        if verdict.ok:
            await ack(response_action="clear")
            await whisper(client, user, origin.channel, verdict.text)
        else:
            await ack(response_action="update", view=modals.refused(verdict.text))

    async def _draft(self, origin: Origin, user: str) -> Draft | Verdict:
        return await self._database.read(
            lambda session: replies.draft(session, self._company, origin.ticket, user)
        )

    async def _show_past_answers(self, client: AsyncWebClient, user: str, view: Json) -> None:
        origin = Origin.of(view)
        answers = await self._database.read(
            lambda session: replies.similar(session, self._company, origin.ticket, user, self._likeness)
        )
        fresh = reply_modals.with_past_answers(view, answers)
        if fresh is not None:
            # Whoever has chosen something meanwhile sees them with that.
            await update_view(client, view, fresh, if_unchanged=True)


def _preview(before: Origin, reply: Leaving) -> Json:
    origin = Origin(before.ticket, before.channel, reply.text)
    return reply_modals.preview(origin, reply.exact, segments(reply.exact) if reply.is_text_message else None)
