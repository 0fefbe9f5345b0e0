"""*Resolve*: the modal that asks in one step what was learnt, and its listeners."""

from __future__ import annotations

from collections.abc import Iterable

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.slack_desk import cards, modals, note_fields
from bot.slack_desk.cards import headline
from bot.slack_desk.marks import context, quoted, shortened
from bot.slack_desk.modals import LONGEST_QUESTION, MEANT, UNSURE, Origin, entered, field, intent_options, option
from bot.slack_desk.note_fields import KIND
from bot.slack_desk.pressing import Ack, Json, origin_of, whisper
from handlers.desk import card_content, deeds
from handlers.desk.card_content import CardView
from handlers.desk.deeds import Learnt, Verdict
from handlers.turn import Company
from intents.contract import intents_of
from storage.database import Database

RESOLVE = "desk_resolve"


def resolve(origin: Origin, view: CardView, intents: Iterable[str]) -> Json:
    """Asks what the ticket taught about its address, and the reader about what people mean."""
    blocks = _what_was_learnt(view) if view.can_save_code else [context(f"{headline(view)}.")]
    if view.was_written:
        blocks += _what_was_asked(view, intents)
    return modals.modal(RESOLVE, "Resolve", "Resolve", origin, blocks)


def _what_was_learnt(view: CardView) -> list[Json]:
    return [
        context(
            f"{headline(view)}. What is kept is shown to drivers who come to this address; a "
            "driver who still waits is told a code at once."
        ),
        note_fields.kind_field("What was learnt?", nothing=True),
        note_fields.text_field(optional=True),
        note_fields.today_field(),
    ]


def _what_was_asked(view: CardView, intents: Iterable[str]) -> list[Json]:
    unsure = option("I cannot tell", UNSURE)
    options = intent_options(intents)
    read = next((each for each in options if each["value"] == view.best_reading), unsure)
    menu = {"type": "static_select", "options": [unsure, *options], "initial_option": read}
    return [
        quoted(shortened(view.question, LONGEST_QUESTION)),
        field(MEANT, "What was asked?", menu, optional=True),
        context("Your answer trains the reader."),
    ]


class Resolving:
    """The listeners: of the button, and of the modal."""

    def __init__(self, database: Database, clock: Clock, company: Company) -> None:
        self._database = database
        self._clock = clock
        self._company = company

    def register(self, app: AsyncApp) -> None:
        """Lets the app answer to both."""
        app.action(cards.RESOLVE)(self.ask)
        app.view(RESOLVE)(self.resolve)

    async def ask(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Resolve*: where there is nothing to learn, the ticket is resolved at once."""
        user, origin = body["user"]["id"], origin_of(body)
        view = await self._database.read(lambda session: card_content.card(session, origin.ticket))
        if view is not None and not view.is_resolved and (view.can_save_code or view.was_written):
            await ack()
            intents = intents_of("customer" if view.is_customer else "driver")
            await client.views_open(trigger_id=body["trigger_id"], view=resolve(origin, view, intents))
            return
        verdict = await self._done(user, origin, None, "")
        await ack()
        await whisper(client, user, origin.channel, verdict.text)

    async def resolve(self, ack: Ack, body: Json, client: AsyncWebClient, view: Json) -> None:
        """The modal"""
        user, origin, asked = body["user"]["id"], Origin.of(view), entered(view, MEANT)
        learnt = note_fields.written(view)
        if isinstance(learnt, dict):
            await ack(response_action="errors", errors=learnt)
            return
        verdict = await self._done(user, origin, learnt, "" if asked == UNSURE else asked)
        if not verdict.ok:
            place = KIND if KIND in view["state"]["values"] else MEANT
            await ack(response_action="errors", errors={place: verdict.text})
            return
        await ack()
        await whisper(client, user, origin.channel, verdict.text)

    async def _done(self, user: str, origin: Origin, learnt: Learnt | None, asked: str) -> Verdict:
        def work(session: Session) -> Verdict:
            now, company = self._clock.now(), self._company
            return deeds.resolve(session, now, origin.ticket, user, company, learnt=learnt, asked=asked)

        return await self._database.run(work)
