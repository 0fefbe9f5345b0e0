"""How a driver comes in: an invitation that serves once. Nobody else sees anything."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.desk import deeds
from handlers.turn import Company, Turn, tell
from intents.contract import EMERGENCY
from intents.reading import Reading
from storage import chats, people, transcript
from storage.message import Channel, Inbound, InboundKind, Outbound
from storage.models import Conversation, Driver

INVITE_BYTES = 18
INVITE_DAYS = 7
ONCE_IN = timedelta(hours=1)
"""How often a stranger is told the same thing at most."""


def new_invite(session: Session, driver: Driver, now: datetime) -> str:
    """A fresh invitation for a driver; only its hash is kept, and an earlier one no longer serves."""
    code = secrets.token_urlsafe(INVITE_BYTES)
    driver.invite_hash = hash_of(code)
    driver.invite_expires_at = now + timedelta(days=INVITE_DAYS)
    session.flush()
    return code


def hash_of(code: str) -> str:
    """What is kept of an invitation."""
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()


def greet_stranger(
    session: Session, now: datetime, company: Company, inbound: Inbound, reading: Reading | None = None
) -> str | None:
    """Links whoever brings a good invitation, tells others how to get one; the reason where it does neither."""
    if inbound.kind is not InboundKind.MESSAGE:
        return "a stranger wrote nothing"
    language = "es" if inbound.sender_language.lower().startswith("es") else "en"
    conversation = transcript.conversation(session, inbound.conversation, language)
    if reading is not None and reading.intent == EMERGENCY:
        conversation.language = reading.language
        _say(session, now, company, conversation, "emergency_stranger")
        return None
    code = _code_in(inbound.text)
    driver = people.driver_by_invite(session, hash_of(code), now) if code else None
    if driver is None:
        key = "invitation_expired" if code else "invitation_needed"
        return _tell_once(session, now, company, conversation, key)
    if _chat(conversation).startswith("-"):
        return _tell_once(session, now, company, conversation, "not_in_groups")
    _link(session, now, driver, conversation, language)
    _say(session, now, company, conversation, "linked", name=driver.first_name, depot=driver.depot.name)
    return None


def use_up(turn: Turn) -> None:
    """A driver who is in already opens an own invitation once more: then it has served."""
    code = _code_in(turn.inbound.text)
    invited = people.driver_by_invite(turn.session, hash_of(code), turn.now) if code else None
    if invited is not None and invited.id == turn.driver.id:
        _close_invitation(invited)


def _link(session: Session, now: datetime, driver: Driver, conversation: Conversation, language: str) -> None:
    chat = _chat(conversation)
    _release(session, now, conversation, driver)
    _take_along(session, now, conversation, driver)
    driver.telegram_chat = chat
    driver.blocked_at = None
    if language == "es":
        driver.language = language
    _close_invitation(driver)
    conversation.language = driver.language
    conversation.pending = None
    conversation.pending_until = None
    session.flush()


def _release(session: Session, now: datetime, conversation: Conversation, driver: Driver) -> None:
    """Takes the chat from whoever had it: nothing that was meant for that person may reach the new one."""
    chat = _chat(conversation)
    foreign = chats.tickets_of_others(session, conversation.key, driver)
    if foreign or chats.is_held_by_another(session, chat, driver):
        chats.withdraw_waiting(session, conversation.key)
    for ticket in foreign:
        whose = ticket.driver.name if ticket.driver is not None else "whoever asked"
        line = f"This chat is {driver.name}'s now. Nothing more reaches {whose} here: call."
        deeds.add_to_thread(session, now, ticket, line)
        deeds.close(session, now, ticket, "Doorstep")
    people.release_chat(session, chat)


def _take_along(session: Session, now: datetime, conversation: Conversation, driver: Driver) -> None:
    """What the driver still waits for is answered in the new chat."""
    if driver.telegram_chat is not None and driver.telegram_chat != _chat(conversation):
        chats.redirect_waiting(session, f"{Channel.TELEGRAM.value}:{driver.telegram_chat}", conversation.key)
    waiting = chats.tickets_of(session, driver)
    for older in waiting[1:]:
        deeds.add_to_thread(session, now, older, f"This goes on in ticket {waiting[0].id}.")
        deeds.close(session, now, older, "Doorstep")
    if waiting and waiting[0].conversation != conversation.key:
        waiting[0].conversation = conversation.key
        line = f"{driver.first_name} has another chat now; answers go there."
        deeds.add_to_thread(session, now, waiting[0], line)


def _close_invitation(driver: Driver) -> None:
    driver.invite_hash = None
    driver.invite_expires_at = None


def _code_in(text: str) -> str:
    command, _, code = text.strip().partition(" ")
    return code.strip() if command.partition("@")[0] == "/start" else ""


def _tell_once(
    session: Session, now: datetime, company: Company, conversation: Conversation, key: str
) -> str | None:
    until = conversation.pending_until
    told = list(conversation.pending.get("told", [])) if until and until > now and conversation.pending else []
    if key in told:
        return "a stranger who has been told lately how to come in"
    conversation.pending = {"asks": "invitation", "told": [*told, key]}
    conversation.pending_until = now + ONCE_IN
    _say(session, now, company, conversation, key)
    return None


def _say(
    session: Session, now: datetime, company: Company, conversation: Conversation, key: str, **values: str
) -> None:
    text = company.texts.render(key, conversation.language, company=company.name, **values)
    tell(session, Outbound(Channel.TELEGRAM, _chat(conversation), text), now, conversation.key)


def _chat(conversation: Conversation) -> str:
    return conversation.key.partition(":")[2]
