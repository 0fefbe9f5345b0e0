"""What people press and submit in Slack. Every effect is committed before Slack hears that it was taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.slack_desk import cards, home_actions, modals
from bot.slack_desk.address_actions import AddressActions
from bot.slack_desk.asking import Asking
from bot.slack_desk.command import register_command
from bot.slack_desk.modals import Origin, entered, is_ticked
from bot.slack_desk.pressing import Ack, Json, origin_of, whisper
from bot.slack_desk.replies import Replies
from bot.slack_desk.resolve_modal import Resolving
from bot.slack_desk.shortcuts import Shortcuts
from bot.slack_desk.suggestions import code_in_thread
from handlers.desk import card_content, deeds
from handlers.desk.card_content import CardView
from handlers.desk.deeds import Verdict
from handlers.turn import Company
from intents.contract import intents_of
from intents.likeness import Likeness
from storage.database import Database

Listener = Callable[[Ack, Json, AsyncWebClient], Awaitable[None]]

SHORTEST_CODE = 2
BY_WORDS_ALONE = Likeness()


def register(
    app: AsyncApp, database: Database, clock: Clock, company: Company, likeness: Likeness = BY_WORDS_ALONE
) -> None:
    """Lets the app answer to the card's buttons, the modals, `/desk` and the Home tab."""
    asking, replies = Asking(database, clock, company), Replies(database, clock, company, likeness)
    actions = DeskActions(database, clock, company, {cards.ASK_CUSTOMER: asking.open, cards.REPLY: replies.open})
    for action, listener in (
        (cards.TAKE, actions.take),
        (cards.MORE, actions.more),
    ):
        app.action(action)(listener)
    for view, submitted in (
        (modals.SAVE_CODE, actions.save_code),
        (modals.WRONG_INTENT, actions.wrong_intent),
    ):
        app.view(view)(submitted)
    Resolving(database, clock, company).register(app)
    AddressActions(database, clock, company).register(app)
    Shortcuts(database, clock, company).register(app)
    asking.register(app)
    replies.register(app)
    register_command(app, database, clock, company)
    home_actions.register(app, database, clock, company)


class DeskActions:
    """The listeners, each for one button or modal."""

    def __init__(
        self, database: Database, clock: Clock, company: Company, elsewhere: Mapping[str, Listener]
    ) -> None:
        self._database = database
        self._clock = clock
        self._company = company
        self._elsewhere = elsewhere

    async def take(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Take*"""
        await self._act_at_once(deeds.take, ack, body, client)

    async def more(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """The menu *More*"""
        chosen = body["actions"][0]["selected_option"]["value"]
        entries: dict[str, Listener] = {
            **self._elsewhere,
            cards.DISPATCH: self.to_dispatch,
            cards.SAVE_CODE: self.ask_code,
            cards.WRONG_INTENT: self.ask_intent,
        }
        await entries[chosen](ack, body, client)

    async def to_dispatch(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*To dispatcher*"""
        await self._act_at_once(deeds.to_dispatch, ack, body, client)

    async def ask_code(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Save as code*"""
        origin = origin_of(body)
        suggestion = await self._database.read(lambda session: code_in_thread(session, origin.ticket))
        view = await self._card(origin)
        await self._open(ack, body, client, view, lambda of, card: modals.save_code(of, card, suggestion))

    async def ask_intent(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Wrong intent*"""
        view = await self._card(origin_of(body))
        await self._open(ack, body, client, view, _intent_modal, resolved_too=True)

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
            return deeds.save_as_code(session, now, origin.ticket, user, self._company, code, tell)

        await self._finish(ack, client, user, origin, modals.CODE, await self._database.run(work))

    async def wrong_intent(self, ack: Ack, body: Json, client: AsyncWebClient, view: Json) -> None:
        """The modal of *Wrong intent*"""
        user, origin, meant = body["user"]["id"], Origin.of(view), entered(view, modals.MEANT)

        def work(session: Session) -> Verdict:
            return deeds.wrong_intent(session, self._clock.now(), origin.ticket, user, meant)

        await self._finish(ack, client, user, origin, modals.MEANT, await self._database.run(work))

    async def _act_at_once(
        self,
        action: Callable[[Session, datetime, int, str, Company], Verdict],
        ack: Ack,
        body: Json,
        client: AsyncWebClient,
    ) -> None:
        user, origin = body["user"]["id"], origin_of(body)
        verdict = await self._database.run(
            lambda session: action(session, self._clock.now(), origin.ticket, user, self._company)
        )
        await ack()
        await whisper(client, user, origin.channel, verdict.text)

    async def _card(self, origin: Origin) -> CardView | None:
        return await self._database.read(lambda session: card_content.card(session, origin.ticket))

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
        origin = origin_of(body)
        if view is None or (view.is_resolved and not resolved_too):
            await whisper(client, body["user"]["id"], origin.channel, deeds.GONE if view is None else deeds.DONE)
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
        await whisper(client, user, origin.channel, verdict.text)


def _intent_modal(origin: Origin, view: CardView) -> Json:
    return modals.wrong_intent(origin, view, _can_be_meant(view))


def _can_be_meant(view: CardView) -> tuple[str, ...]:
    return intents_of("customer" if view.is_customer else "driver")
