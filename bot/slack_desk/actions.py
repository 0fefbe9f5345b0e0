"""What people press and submit in Slack. Every effect is committed before Slack hears that it was taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Protocol

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.channels.segments import segments
from bot.clock import Clock
from bot.slack_desk import cards, modals
from bot.slack_desk.command import register_command
from bot.slack_desk.home import HomeTabs
from bot.slack_desk.marks import escaped
from bot.slack_desk.modals import NOTHING, Origin, entered, is_ticked
from bot.slack_desk.suggestions import code_in_thread
from handlers import desk, desk_card
from handlers.desk import Learnt, Verdict
from handlers.desk_card import CardView
from handlers.turn import Company
from intents.contract import intents_of
from storage.database import Database
from storage.message import Channel
from storage.models import NoteKind

Json = dict[str, Any]

SHORTEST_CODE = 2


class Ack(Protocol):
    """Bolt's acknowledgement, which may carry an answer."""

    def __call__(self, **answer: Any) -> Awaitable[Any]: ...


def register(app: AsyncApp, database: Database, clock: Clock, company: Company) -> None:
    """Lets the app answer to the card's buttons, the modals, `/desk` and the Home tab."""
    actions = DeskActions(database, clock, company)
    for action, listener in (
        (cards.TAKE, actions.take),
        (cards.RESOLVE, actions.ask_what_was_learnt),
        (cards.REPLY, actions.ask_reply),
        (cards.MORE, actions.more),
    ):
        app.action(action)(listener)
    for view, submitted in (
        (modals.RESOLVE, actions.resolve),
        (modals.SAVE_CODE, actions.save_code),
        (modals.WRONG_INTENT, actions.wrong_intent),
        (modals.REPLY, actions.preview_reply),
        (modals.REPLY_PREVIEW, actions.reply),
    ):
        app.view(view)(submitted)
    register_command(app, database, clock)
    HomeTabs(app.client, database, clock).register(app)


class DeskActions:
    """The listeners, each for one button or modal."""

    def __init__(self, database: Database, clock: Clock, company: Company) -> None:
        self._database = database
        self._clock = clock
        self._company = company

    async def take(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Take*"""
        await self._act_at_once(desk.take, ack, body, client)

    async def more(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """The menu *More*"""
        chosen = body["actions"][0]["selected_option"]["value"]
        entries = {
            cards.DISPATCH: self.to_dispatch,
            cards.SAVE_CODE: self.ask_code,
            cards.WRONG_INTENT: self.ask_intent,
        }
        await entries[chosen](ack, body, client)

    async def to_dispatch(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*To dispatcher*"""
        await self._act_at_once(desk.to_dispatch, ack, body, client)

    async def ask_what_was_learnt(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Resolve*: where there is nothing to learn, the ticket is resolved at once."""
        view = await self._card(_origin(body))
        if view is not None and not view.can_save_code and not view.was_written:
            await self._act_at_once(desk.resolve, ack, body, client)
        else:
            await self._open(ack, body, client, view, _resolve_modal)

    async def ask_code(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Save as code*"""
        origin = _origin(body)
        suggestion = await self._database.read(lambda session: code_in_thread(session, origin.ticket))
        view = await self._card(origin)
        await self._open(ack, body, client, view, lambda of, card: modals.save_code(of, card, suggestion))

    async def ask_intent(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Wrong intent*"""
        view = await self._card(_origin(body))
        await self._open(ack, body, client, view, _intent_modal, resolved_too=True)

    async def ask_reply(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Reply* to a customer"""
        await self._open(ack, body, client, await self._card(_origin(body)), modals.reply)

    async def resolve(self, ack: Ack, body: Json, client: AsyncWebClient, view: Json) -> None:
        """The modal of *Resolve*"""
        kind, text = entered(view, modals.KIND) or NOTHING, entered(view, modals.TEXT)
        asked = entered(view, modals.MEANT)
        if bool(text) is (kind == NOTHING):
            problem = {modals.KIND: "Say what it is that was learnt."} if text else {modals.TEXT: "Write it down."}
            await ack(response_action="errors", errors=problem)
            return
        learnt = Learnt(NoteKind(kind), text) if text else None
        user, origin = body["user"]["id"], Origin.of(view)

        def work(session: Session) -> Verdict:
            now, company = self._clock.now(), self._company
            return desk.resolve(
                session,
                now,
                origin.ticket,
                user,
                company,
                learnt=learnt,
                asked="" if asked == modals.UNSURE else asked,
            )

        field = modals.KIND if modals.KIND in view["state"]["values"] else modals.MEANT
        await self._finish(ack, client, user, origin, field, await self._database.run(work))

    async def save_code(self, ack: Ack, body: Json, client: AsyncWebClient, view: Json) -> None:
        """The modal of *Save as code*"""
        code, tell = entered(view, modals.CODE), is_ticked(view, modals.TELL)
        if len(code) < SHORTEST_CODE or not any(each.isalnum() for each in code):
            await ack(
                response_action="errors", errors={modals.CODE: "That is no code: write it as it is keyed in."}
            )
            return
        user, origin = body["user"]["id"], Origin.of(view)

        def work(session: Session) -> Verdict:
            now = self._clock.now()
            return desk.save_as_code(session, now, origin.ticket, user, self._company, code, tell)

        await self._finish(ack, client, user, origin, modals.CODE, await self._database.run(work))

    async def wrong_intent(self, ack: Ack, body: Json, client: AsyncWebClient, view: Json) -> None:
        """The modal of *Wrong intent*"""
        user, origin, meant = body["user"]["id"], Origin.of(view), entered(view, modals.MEANT)

        def work(session: Session) -> Verdict:
            return desk.wrong_intent(session, self._clock.now(), origin.ticket, user, meant)

        await self._finish(ack, client, user, origin, modals.MEANT, await self._database.run(work))

    async def preview_reply(self, ack: Ack, body: Json, view: Json) -> None:
        """The first step of *Reply*: shows the exact text"""
        before, text, user = Origin.of(view), entered(view, modals.TEXT), body["user"]["id"]
        exact = await self._database.read(lambda session: self._signed(session, before.ticket, user, text))
        if isinstance(exact, Verdict):
            await ack(response_action="errors", errors={modals.TEXT: exact.text})
            return
        origin = Origin(before.ticket, before.channel, text)
        await ack(response_action="push", view=modals.reply_preview(origin, exact, segments(exact)))

    async def reply(self, ack: Ack, body: Json, client: AsyncWebClient, view: Json) -> None:
        """The second step of *Reply*: sends it"""
        user, origin = body["user"]["id"], Origin.of(view)

        def work(session: Session) -> Verdict:
            now = self._clock.now()
            return desk.reply_to_customer(session, now, self._company, origin.ticket, user, origin.text)

        verdict = await self._database.run(work)
        if verdict.ok:
            await ack(response_action="clear")
            await _whisper(client, user, origin.channel, verdict.text)
        else:
            await ack(response_action="update", view=modals.refused(verdict.text))

    def _signed(self, session: Session, ticket_id: int, user: str, text: str) -> str | Verdict:
        member, ticket, refusal = desk.permitted(session, ticket_id, user)
        if member is None or ticket is None:
            return refusal
        return desk.signed(self._company, member, text, Channel.SMS)

    async def _act_at_once(
        self,
        action: Callable[[Session, datetime, int, str, Company], Verdict],
        ack: Ack,
        body: Json,
        client: AsyncWebClient,
    ) -> None:
        user, origin = body["user"]["id"], _origin(body)
        verdict = await self._database.run(
            lambda session: action(session, self._clock.now(), origin.ticket, user, self._company)
        )
        await ack()
        await _whisper(client, user, origin.channel, verdict.text)

    async def _card(self, origin: Origin) -> CardView | None:
        return await self._database.read(lambda session: desk_card.card(session, origin.ticket))

    async def _open(
        self,
        ack: Ack,
        body: Json,
        client: AsyncWebClient,
        view: CardView | None,
        modal: Callable[[Origin, CardView], Json],
        *,
        resolved_too: bool = False,
    ) -> None:
        await ack()
        origin = _origin(body)
        if view is None or (view.is_resolved and not resolved_too):
            await _whisper(client, body["user"]["id"], origin.channel, desk.GONE if view is None else desk.DONE)
            return
        await client.views_open(trigger_id=body["trigger_id"], view=modal(origin, view))

    async def _finish(
        self, ack: Ack, client: AsyncWebClient, user: str, origin: Origin, block: str, verdict: Verdict
    ) -> None:
        """Closes the modal, or says at its field why nothing was done."""
        if not verdict.ok:
            await ack(response_action="errors", errors={block: verdict.text})
            return
        await ack()
        await _whisper(client, user, origin.channel, verdict.text)


def _origin(body: Json) -> Origin:
    return Origin(cards.ticket_of(body["actions"][0]["block_id"]), body["channel"]["id"])


def _intent_modal(origin: Origin, view: CardView) -> Json:
    return modals.wrong_intent(origin, view, _can_be_meant(view))


def _resolve_modal(origin: Origin, view: CardView) -> Json:
    return modals.resolve(origin, view, _can_be_meant(view))


def _can_be_meant(view: CardView) -> tuple[str, ...]:
    return intents_of("customer" if view.is_customer else "driver")


async def _whisper(client: AsyncWebClient, user: str, channel: str, text: str) -> None:
    """Tells the one who pressed, and nobody else."""
    if text:
        await client.chat_postEphemeral(channel=channel, user=user, text=escaped(text))
