"""The listeners of *Ask the customer*: the words, the preview, and the sending."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.segments import segments
from bot.clock import Clock
from bot.slack_desk import asking_modals, modals
from bot.slack_desk.asking_modals import Question
from bot.slack_desk.modals import Origin
from bot.slack_desk.pressing import Ack, Json, origin_of, update_view, whisper
from handlers.desk import customer_questions
from handlers.desk.customer_questions import About, Proposal
from handlers.desk.deeds import Verdict
from handlers.turn import Company
from storage.database import Database


class Asking:
    """The listeners, each for one step."""

    def __init__(self, database: Database, clock: Clock, company: Company) -> None:
        self._database = database
        self._clock = clock
        self._company = company

    def register(self, app: AsyncApp) -> None:
        """Lets the app answer to the modals; the menu's entry calls `open`."""
        app.action(asking_modals.ABOUT)(self.choose)
        app.view(asking_modals.ASK)(self.preview)
        app.view(asking_modals.ASK_PREVIEW)(self.send)

    async def open(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Ask the customer*"""
        await ack()
        user, origin = body["user"]["id"], origin_of(body)
        proposal = await self._proposal(origin, user)
        if isinstance(proposal, Verdict):
            await whisper(client, user, origin.channel, proposal.text)
            return
        view = asking_modals.ask(Question(origin, About.CODE), proposal)
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def choose(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """Something else is to be asked: its words are proposed."""
        await ack()
        view = body["view"]
        origin, about = Question.of(view).origin, About(body["actions"][0]["selected_option"]["value"])
        proposal = await self._proposal(origin, body["user"]["id"])
        if not isinstance(proposal, Verdict):
            await update_view(client, view, asking_modals.ask(Question(origin, about), proposal))

    async def preview(self, ack: Ack, body: Json, view: Json) -> None:
        """The first step: shows the exact text"""
        user, question = body["user"]["id"], Question.of(view)
        origin, text = question.origin, asking_modals.written(view, question.about)
        # A customer who is not known yet is written down by looking, so this is no mere reading.
        exact = await self._database.run(
            lambda session: customer_questions.exact_text(
                session, self._clock.now(), self._company, origin.ticket, user, text
            )
        )
        if isinstance(exact, Verdict):
            await ack(response_action="errors", errors=asking_modals.complaint(question.about, exact.text))
            return
        told = Question(Origin(origin.ticket, origin.channel, text), question.about)
        await ack(response_action="push", view=asking_modals.preview(told, exact, segments(exact)))

    async def send(self, ack: Ack, body: Json, client: AsyncWebClient, view: Json) -> None:
        """The second step: sends it"""
        user, question = body["user"]["id"], Question.of(view)
        origin = question.origin
        verdict = await self._database.run(
            lambda session: customer_questions.ask(
                session, self._clock.now(), self._company, origin.ticket, user, question.about, origin.text
            )
        )
        if verdict.ok:
            await ack(response_action="clear")
            await whisper(client, user, origin.channel, verdict.text)
        else:
            await ack(response_action="update", view=modals.refused(verdict.text))

    async def _proposal(self, origin: Origin, user: str) -> Proposal | Verdict:
        # Like the preview: the customer may have to be written down.
        return await self._database.run(
            lambda session: customer_questions.proposal(
                session, self._clock.now(), self._company, origin.ticket, user
            )
        )
