"""What can be made of any message in Slack: a ticket, or an access note."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.channels.slack_errors import code_of
from bot.clock import Clock
from bot.slack_desk import note_fields, note_modals
from bot.slack_desk.marks import address_of, context, escaped, plain
from bot.slack_desk.modals import entered, field, option
from bot.slack_desk.pressing import Ack, Json, whisper
from handlers.desk import passed_on, thread_messages
from handlers.desk.deeds import NOT_STAFF, Verdict
from handlers.knowledge import corrections, known_address
from handlers.knowledge.learning import Learnt
from handlers.turn import Company
from storage import addresses, people
from storage.database import Database
from storage.models import Urgency

MAKE_TICKET = "make_ticket"
SAVE_NOTE = "save_access_note"
TICKET_VIEW = "shortcut_ticket"
TEXT, PRIORITY, DRIVER = "text", "priority", "driver"
PRIORITIES = {Urgency.NORMAL: "Normal", Urgency.AT_THE_DOOR: "At the door", Urgency.EMERGENCY: "Emergency"}
LONGEST_TEXT = 2000
LONGEST_NAME = 100
NOT_HERE = {"channel_not_found", "not_in_channel", "user_not_in_channel", "is_archived"}
"""Slack lets people press a shortcut where the bot itself may not speak."""


class Shortcuts:
    """The listeners, each for one shortcut or its modal."""

    def __init__(self, database: Database, clock: Clock, company: Company) -> None:
        self._database = database
        self._clock = clock
        self._company = company

    def register(self, app: AsyncApp) -> None:
        """Lets the app answer to all of them."""
        app.message_shortcut(MAKE_TICKET)(self.ask_for_ticket)
        app.message_shortcut(SAVE_NOTE)(self.ask_for_note)
        app.view(TICKET_VIEW)(self.make_ticket)
        app.view(note_modals.SAVE)(self.save_note)

    async def ask_for_ticket(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Make a ticket*"""
        await ack()
        user, channel = body["user"]["id"], body["channel"]["id"]

        def work(session: Session) -> str | None:
            is_staff = people.staff_by_slack(session, user) is not None
            return passed_on.depot_of(session, user, channel).name if is_staff else None

        depot = await self._database.read(work)
        if depot is None:
            await _tell(client, user, channel, NOT_STAFF)
            return
        view = _ticket(_message(body), depot, thread_messages.plain_text(body["message"].get("text") or ""))
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def ask_for_note(self, ack: Ack, body: Json, client: AsyncWebClient) -> None:
        """*Save as access note*"""
        await ack()
        user, channel, message = body["user"]["id"], body["channel"]["id"], body["message"]

        def work(session: Session) -> str | None:
            member = people.staff_by_slack(session, user)
            if member is None:
                return None
            address = addresses.of_card(session, channel, message.get("thread_ts") or message["ts"])
            is_own = address is not None and address.depot_code == member.depot_code
            return address.short if address is not None and is_own else ""

        address = await self._database.read(work)
        if address is None:
            await _tell(client, user, channel, NOT_STAFF)
            return
        view = note_modals.save(_message(body), address, thread_messages.plain_text(message.get("text") or ""))
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def make_ticket(self, ack: Ack, body: Json, client: AsyncWebClient, view: Json) -> None:
        """The modal of *Make a ticket*"""
        user, [message] = body["user"]["id"], note_modals.about(view)
        text, urgency, name = entered(view, TEXT), Urgency(entered(view, PRIORITY)), entered(view, DRIVER)
        link = address_of(*message.split(":"))

        def work(session: Session) -> Verdict:
            now, company = self._clock.now(), self._company
            return passed_on.make_ticket(session, now, company, user, message, link, text, urgency, name)

        verdict = await self._database.run(work)
        if not verdict.ok:
            await ack(response_action="errors", errors={DRIVER if name else TEXT: verdict.text})
            return
        await ack()
        await _tell(client, user, message.partition(":")[0], verdict.text)

    async def save_note(self, ack: Ack, body: Json, client: AsyncWebClient, view: Json) -> None:
        """The modal of *Save as access note*"""
        user, [message] = body["user"]["id"], note_modals.about(view)
        written, learnt = entered(view, note_modals.ADDRESS), note_fields.written(view)
        if learnt is None or isinstance(learnt, dict):
            await ack(response_action="errors", errors=learnt or {note_fields.TEXT: note_fields.MISSING})
            return
        place, verdict = await self._database.run(lambda session: self._keep(session, user, written, learnt))
        if not verdict.ok:
            await ack(response_action="errors", errors={place: verdict.text})
            return
        await ack()
        await _tell(client, user, message.partition(":")[0], verdict.text)

    def _keep(self, session: Session, user: str, written: str, learnt: Learnt) -> tuple[str, Verdict]:
        """Keeps the note if one address fits; the field that a refusal speaks of, and what became of it."""
        address, refusal = known_address.the_one(session, user, written)
        if address is None:
            return note_modals.ADDRESS, Verdict(False, refusal)
        return note_fields.TEXT, corrections.add(session, self._clock.now(), user, address, learnt)


def _ticket(message: str, depot: str, text: str) -> Json:
    priorities = [option(label, urgency) for urgency, label in PRIORITIES.items()]
    entry: Json = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_TEXT}
    if text:
        entry["initial_value"] = text[:LONGEST_TEXT]
    name = {"type": "plain_text_input", "max_length": LONGEST_NAME, "placeholder": plain("Ana Ruiz")}
    blocks = [
        context(f"For the desk of {escaped(depot)}."),
        field(TEXT, "What is it about?", entry),
        field(
            PRIORITY,
            "Priority",
            {"type": "static_select", "options": priorities, "initial_option": priorities[0]},
        ),
        field(DRIVER, "Driver who waits for the answer", name, optional=True),
    ]
    return note_modals.asking(TICKET_VIEW, "Make a ticket", "Make ticket", [message], blocks)


def _message(body: Json) -> str:
    return f"{body['channel']['id']}:{body['message']['ts']}"


async def _tell(client: AsyncWebClient, user: str, channel: str, text: str) -> None:
    """Tells the one who pressed, by direct message where the bot is not in the channel."""
    try:
        await whisper(client, user, channel, text)
    except SlackApiError as error:
        if code_of(error) not in NOT_HERE:
            raise
        await client.chat_postMessage(channel=user, text=escaped(text))
