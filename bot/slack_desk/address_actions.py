"""The listeners below `/desk address`: choosing one of several, the history, correcting and adding."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.slack_desk import address_view, note_fields, note_modals
from bot.slack_desk.modals import entered, is_ticked
from bot.slack_desk.pressing import Ack, Json, whisper
from bot.slack_desk.subcommands.asked import COMMAND
from handlers.desk.deeds import Verdict
from handlers.knowledge import corrections, known_address
from handlers.knowledge.known_address import Finding
from handlers.turn import Company
from storage.database import Database
from storage.models import NoteKind


class AddressActions:
    """The listeners, each for one button or modal."""

    def __init__(self, database: Database, clock: Clock, company: Company) -> None:
        self._database = database
        self._clock = clock
        self._company = company

    def register(self, app: AsyncApp) -> None:
        """Lets the app answer to all of them."""
        app.action(address_view.CHOOSE)(self.choose)
        app.action(address_view.HISTORY)(self.history)
        app.action(address_view.CORRECT)(self.ask_for_right_words)
        app.action(address_view.ADD)(self.ask_for_note)
        app.view(note_modals.CORRECT)(self.correct)
        app.view(note_modals.ADD)(self.add)

    async def choose(self, ack: Ack, body: Json, respond: AsyncRespond) -> None:
        """One of several addresses"""
        await ack()
        chosen = int(body["actions"][0]["selected_option"]["value"])
        await self._show(respond, body["user"]["id"], chosen)

    async def history(self, ack: Ack, body: Json, respond: AsyncRespond) -> None:
        """*History*, opened or folded"""
        await ack()
        number, _, wish = body["actions"][0]["value"].partition(":")
        await self._show(respond, body["user"]["id"], int(number), with_history=wish == address_view.OPEN)

    async def ask_for_right_words(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Correct*"""
        await ack()
        user, number = body["user"]["id"], int(body["actions"][0]["value"])
        note, refusal = await self._database.read(
            lambda session: corrections.note_of(session, self._clock.now(), user, number)
        )
        if note is None:
            await whisper(client, user, body["channel"]["id"], refusal)
            return
        view = note_modals.correct(
            number,
            body["response_url"],
            note.kind,
            note.text,
            note.author,
            only_today=note.expires_at is not None,
        )
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def ask_for_note(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Add a note*"""
        await ack()
        user, number = body["user"]["id"], int(body["actions"][0]["value"])
        found = await self._see(user, number)
        if found.view is None:
            await whisper(client, user, body["channel"]["id"], found.refusal)
            return
        view = note_modals.add(number, body["response_url"], found.view.title)
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def correct(self, ack: Ack, body: Json, view: Json) -> None:
        """The modal of *Correct*"""
        user, (number, response_url, kind) = body["user"]["id"], note_modals.about(view)
        text, is_gone = entered(view, note_fields.TEXT), is_ticked(view, note_modals.GONE)
        wrong = "" if is_gone else note_fields.complaint(NoteKind(kind), text)
        if wrong:
            await ack(response_action="errors", errors={note_fields.TEXT: wrong})
            return

        def work(session: Session) -> Verdict:
            now, rules = self._clock.now(), self._company.desk
            if is_gone:
                return corrections.withdraw(session, now, rules, user, number)
            only_today = is_ticked(view, note_fields.TODAY)
            return corrections.correct(session, now, rules, user, number, text, only_today=only_today)

        verdict = await self._database.run(work)
        address = await self._database.read(lambda session: corrections.address_of(session, number))
        await self._finish(ack, user, verdict, address, response_url)

    async def add(self, ack: Ack, body: Json, view: Json) -> None:
        """The modal of *Add a note*"""
        user, (number, response_url) = body["user"]["id"], note_modals.about(view)
        learnt = note_fields.written(view)
        if learnt is None or isinstance(learnt, dict):
            await ack(response_action="errors", errors=learnt or {note_fields.TEXT: note_fields.MISSING})
            return
        verdict = await self._database.run(
            lambda session: corrections.add(session, self._clock.now(), user, number, learnt)
        )
        await self._finish(ack, user, verdict, number, response_url)

    async def _finish(self, ack: Ack, user: str, verdict: Verdict, address: int, response_url: str) -> None:
        """Closes the modal and shows the address anew, or says at the words why nothing was done."""
        if not verdict.ok:
            await ack(response_action="errors", errors={note_fields.TEXT: verdict.text})
            return
        await ack()
        await self._show(AsyncRespond(response_url=response_url), user, address)

    async def _see(self, user: str, address: int) -> Finding:
        return await self._database.read(
            lambda session: known_address.see(session, self._clock.now(), user, address)
        )

    async def _show(self, respond: AsyncRespond, user: str, address: int, *, with_history: bool = False) -> None:
        found = await self._see(user, address)
        blocks = address_view.blocks(found, with_history=with_history)
        # The line that is shown in notifications repeats nothing of it.
        await respond(text=f"{COMMAND} address", blocks=blocks, response_type="ephemeral", replace_original=True)
