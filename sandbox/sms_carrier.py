"""The carrier: takes texts of the bot to telephones, and texts of people to the bot's webhook."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from typing import Any

from sandbox.clock import SandboxClock
from sandbox.events import EventLog
from sandbox.service import Refused
from sandbox.sms_errors import TwilioError
from sandbox.sms_messages import Media, Text, new_sid
from sandbox.sms_numbers import HELP_WORDS, START_WORDS, STOP_WORDS
from sandbox.sms_parameters import NewText
from sandbox.sms_webhooks import Webhooks, replies
from sandbox.world import World

OPTED_OUT = 21610
UNDELIVERABLE = {"landline": 30006, "dead": 30005}
NUMBER_KINDS = ("mobile", *UNDELIVERABLE)

AFTER_STOP = "You get no more texts from this number. Reply START to get them again."
AFTER_START = "You get texts from this number again. Reply STOP to end them."
AFTER_HELP = "Reply STOP to end the texts from this number. Message and data rates may apply."


class Carrier:
    """Every text there is, and what becomes of it."""

    def __init__(self, world: World, log: EventLog, clock: SandboxClock, webhooks: Webhooks) -> None:
        self._world = world
        self._log = log
        self._clock = clock
        self._webhooks = webhooks
        self.texts: dict[str, Text] = {}
        self.address = ""
        self.seconds_between_statuses = 0.05
        self._kinds: dict[str, str] = {}
        self._opted_out: set[str] = set()
        self._received: dict[str, dict[str, str]] = {}
        self._order: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._tasks: set[asyncio.Task[None]] = set()

    # From the bot to a telephone

    def send(self, new: NewText) -> Text:
        """Take a text of the bot; it travels in the background."""
        if new.recipient in self._opted_out:
            raise TwilioError(OPTED_OUT, "Attempt to send to unsubscribed recipient")
        text = self._text(new.sender, new.recipient, new.body, "outbound-api", "queued")
        text.media_urls = new.media_urls
        text.status_callback = new.status_callback
        self._keep(text)
        self._start(self._carry(text))
        return text

    def set_kind(self, number: str, kind: str) -> None:
        """Say what hangs on a number: a mobile, a landline, or nothing any more."""
        self._kinds[number] = kind

    async def report(self, text: Text, status: str, error_code: int | None = None) -> None:
        """Tell the log and the bot's callback a status."""
        text.status, text.error_code, text.updated = status, error_code, self._clock.now()
        self._log.add("sms", "status", {"sid": text.sid, "status": status, "error_code": error_code})
        if text.status_callback:
            await self._webhooks.send_status(text.status_callback, self._status_parameters(text))

    async def _carry(self, text: Text) -> None:
        await self.report(text, "queued")
        await asyncio.sleep(self.seconds_between_statuses)
        text.sent = self._clock.now()
        await self.report(text, "sent")
        await asyncio.sleep(self.seconds_between_statuses)
        problem = UNDELIVERABLE.get(self._kinds.get(text.recipient, "mobile"))
        await self.report(text, "undelivered" if problem else "delivered", problem)

    def _status_parameters(self, text: Text) -> dict[str, str]:
        parameters = {
            "MessageSid": text.sid,
            "SmsSid": text.sid,
            "MessageStatus": text.status,
            "SmsStatus": text.status,
            "AccountSid": text.account,
            "From": text.sender,
            "To": text.recipient,
            "ApiVersion": "2010-04-01",
        }
        if text.error_code:
            parameters["ErrorCode"] = str(text.error_code)
        return parameters

    # From a telephone to the bot

    def receive(self, sender: str, recipient: str, body: str, media: Sequence[Media]) -> Text:
        """Take a text of a person; the webhook is called in the background, in order for each person."""
        text = self._text(sender, recipient, body, "inbound", "received", media)
        text.sent = text.created
        self._keep(text)
        self._received[text.sid] = self._inbound_parameters(text)
        self._heed_opting(text)
        self._start(self._hand_over(text))
        return text

    def repeat(self, sid: str) -> None:
        """Call the webhook once more with the same text."""
        if sid not in self._received:
            raise Refused(f"There was no inbound text {sid!r}.")
        self._start(self._hand_over(self.texts[sid]))

    @property
    def underway(self) -> int:
        """How many texts are travelling, to the bot or from it until their last status."""
        return len(self._tasks)

    async def close(self) -> None:
        """End what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._webhooks.close()

    async def _hand_over(self, text: Text) -> None:
        async with self._order[text.sender]:
            answer = await self._webhooks.send_inbound(self._received[text.sid])
        if answer is None:
            return
        self._log.add("sms", "webhook_taken", {"sid": text.sid})
        try:
            bodies = replies(answer)
        except ValueError as error:
            self._webhooks.note_bad_answer(str(error))
            return
        for body in bodies:
            await self._reply(text, body)

    async def _reply(self, text: Text, body: str) -> None:
        blocked = text.sender in self._opted_out
        reply = self._text(text.recipient, text.sender, body, "outbound-reply", "queued")
        self._keep(reply)
        if blocked:
            await self.report(reply, "failed", OPTED_OUT)
        else:
            await self._carry(reply)

    def _heed_opting(self, text: Text) -> None:
        word = text.body.strip().upper()
        number = text.sender
        if word in STOP_WORDS:
            if number not in self._opted_out:
                self._opted_out.add(number)
                self._log.add("sms", "opted_out", {"number": number})
                self._answer_itself(text, AFTER_STOP)
        elif word in START_WORDS and number in self._opted_out:
            self._opted_out.remove(number)
            self._log.add("sms", "opted_in", {"number": number})
            self._answer_itself(text, AFTER_START)
        elif word in HELP_WORDS:
            self._answer_itself(text, AFTER_HELP)

    def _answer_itself(self, text: Text, body: str) -> None:
        """What the carrier answers to STOP, START and HELP without asking the bot."""
        self._keep(self._text(text.recipient, text.sender, body, "outbound-reply", "delivered"))

    def _inbound_parameters(self, text: Text) -> dict[str, str]:
        parameters = {
            "MessageSid": text.sid,
            "SmsSid": text.sid,
            "SmsMessageSid": text.sid,
            "AccountSid": text.account,
            "From": text.sender,
            "To": text.recipient,
            "Body": text.body,
            "NumMedia": str(len(text.media)),
            "NumSegments": text.as_resource()["num_segments"],
            "SmsStatus": "received",
            "ApiVersion": "2010-04-01",
        }
        for index, media in enumerate(text.media):
            parameters[f"MediaUrl{index}"] = f"{self.address}{text.uri}/Media/{media.sid}"
            parameters[f"MediaContentType{index}"] = media.content_type
        return parameters

    def _text(
        self,
        sender: str,
        recipient: str,
        body: str,
        direction: str,
        status: str,
        media: Sequence[Media] = (),
    ) -> Text:
        sid = new_sid("MM" if media else "SM")
        account, now = self._world.twilio_account, self._clock.now()
        return Text(sid, account, sender, recipient, body, direction, status, now, list(media))

    def _keep(self, text: Text) -> None:
        self.texts[text.sid] = text
        self._log.add("sms", "message", text.as_event())

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
