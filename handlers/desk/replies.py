"""*Reply*: an answer written or chosen in a modal, seen as it will leave, and then sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.asker import asker_name
from handlers.desk import deeds, found_codes, past_answers
from handlers.desk.deeds import Verdict
from handlers.desk.teaching import audience_of
from handlers.desk.thread_messages import is_internal
from handlers.times_of_day import span
from handlers.turn import Company, channel_of
from intents.likeness import Likeness
from storage import people, tickets, transcript
from storage.message import Channel
from storage.models import Ticket
from storage.past_answers import Answered

NOT_FROM_HERE = "That reads like an internal note, which stays in Slack: write it in the thread below the card."
NOBODY_WAITS = "Nobody waits for an answer to this ticket."
NO_LONGER_OFFERED = "That answer is no longer offered for this ticket."


@dataclass(frozen=True)
class Draft:
    """What the modal is filled with. Texts are plain and unescaped."""

    question: str
    asker: str
    is_customer: bool
    canned: Mapping[str, str]
    """The canned answers that fit, filled in, by their names."""


@dataclass(frozen=True)
class Leaving:
    """A reply on its way out: what was written, and exactly what leaves."""

    text: str
    exact: str
    is_text_message: bool


def draft(session: Session, company: Company, ticket_id: int, slack_user: str) -> Draft | Verdict:
    """What can be answered with, or why this person may not answer now."""
    member, ticket, refusal = deeds.permitted(session, ticket_id, slack_user, only_looking=True)
    if member is None or ticket is None:
        return refusal
    if ticket.driver is None and ticket.customer is None:
        return Verdict(False, NOBODY_WAITS)
    return Draft(
        ticket.question, asker_name(ticket), ticket.customer is not None, _canned(session, company, ticket)
    )


def similar(
    session: Session, company: Company, ticket_id: int, slack_user: str, likeness: Likeness
) -> list[Answered]:
    """The past answers to the like of this ticket's question; none for somebody who is not on the staff."""
    # Nothing is locked meanwhile: comparing takes a moment.
    ticket = tickets.get(session, ticket_id)
    if ticket is None or people.staff_by_slack(session, slack_user) is None:
        return []
    return past_answers.similar(session, company, ticket, likeness)


def past_answer(
    session: Session, company: Company, ticket_id: int, slack_user: str, likeness: Likeness, event_id: int
) -> Leaving | Verdict:
    """A past answer that was chosen, as it would leave."""
    offered = similar(session, company, ticket_id, slack_user, likeness)
    found = next((each for each in offered if each.event == event_id), None)
    if found is not None:
        return leaving(session, company, ticket_id, slack_user, found.answer.strip())
    _, _, refusal = deeds.permitted(session, ticket_id, slack_user, only_looking=True)
    return refusal if not refusal.ok else Verdict(False, NO_LONGER_OFFERED)


def leaving(session: Session, company: Company, ticket_id: int, slack_user: str, text: str) -> Leaving | Verdict:
    """The reply exactly as it would leave, or why it would not."""
    member, ticket, refusal = deeds.permitted(session, ticket_id, slack_user, only_looking=True)
    if member is None or ticket is None:
        return refusal
    if is_internal(text):
        return Verdict(False, NOT_FROM_HERE)
    channel = channel_of(ticket.conversation)
    return Leaving(text, deeds.signed(company, member, text, channel), channel is Channel.SMS)


def send(session: Session, now: datetime, company: Company, ticket_id: int, slack_user: str, text: str) -> Verdict:
    """Sends it to whoever waits for this ticket."""
    member, ticket, refusal = deeds.permitted(session, ticket_id, slack_user)
    if member is None or ticket is None:
        return refusal
    if is_internal(text):
        return Verdict(False, NOT_FROM_HERE)
    if ticket.customer is not None:
        return deeds.reply_to_customer(session, now, company, ticket_id, slack_user, text)
    if ticket.driver is None:
        return Verdict(False, NOBODY_WAITS)
    verdict = deeds.reply(session, now, ticket, member, company, text)
    if not verdict.ok:
        return verdict
    deeds.add_to_thread(session, now, ticket, f"{member.name} answered: {text}")
    return Verdict(True, found_codes.keep_given_code(session, now, ticket, member, text))


def _canned(session: Session, company: Company, ticket: Ticket) -> dict[str, str]:
    language = transcript.language_of(session, ticket.conversation)
    values = _values(company, ticket)
    fitting = (each for each in company.answers if each.fits(audience_of(ticket), language))
    filled_in = {each.name: each.filled_in(values) for each in fitting}
    return {name: text for name, text in filled_in.items() if text}


def _values(company: Company, ticket: Ticket) -> dict[str, str]:
    """What canned answers may speak of, as far as it is known."""
    stop = ticket.stop
    driver = ticket.driver or (stop.route.driver if stop else None)
    zone = ZoneInfo(ticket.depot.timezone)
    return {
        "stop": str(stop.number) if stop else "",
        "address": stop.address.short if stop else "",
        "window": span(stop.window_start, stop.window_end, zone) if stop else "",
        "company": company.name,
        "driver": driver.first_name if driver else "",
        "help_phone": company.help_phone,
    }
