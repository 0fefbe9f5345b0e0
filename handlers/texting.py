"""Text messages to customers: short, in the characters that do not make them dearer, and never unwanted."""

from __future__ import annotations

import unicodedata
from typing import Any

from handlers.turn import Turn, tell
from storage import transcript
from storage.message import Channel, Outbound, Priority
from storage.models import Customer

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The GSM-7 alphabet; one character outside it cuts a text from 160 characters to 70."""
REPLACED = {"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "[": "(", "]": ")", "`": "'"}


def text_customer(
    turn: Turn,
    customer: Customer,
    key: str,
    *,
    confirms_opt_out: bool = False,
    ticket_id: int | None = None,
    priority: Priority = Priority.ANSWER,
    **values: Any,
) -> bool:
    """Texts the template `key` to a customer; False when that number cannot or must not be texted."""
    if not (may_be_texted(customer) or confirms_opt_out):
        return False
    conversation = transcript.conversation(turn.session, conversation_of(customer), customer.language)
    text = turn.company.texts.render(key, conversation.language, company=turn.company.name, **values)
    extra = {"confirms_opt_out": True} if confirms_opt_out else {}
    outbound = Outbound(Channel.SMS, customer.phone, basic(text), extra=extra)
    tell(turn.session, outbound, turn.now, conversation.key, priority=priority, ticket_id=ticket_id)
    turn.said.append(key)
    return True


def may_be_texted(customer: Customer) -> bool:
    """Whether the number takes texts and wants them."""
    return customer.opted_out_at is None and customer.dead_at is None


def conversation_of(customer: Customer) -> str:
    """The key of the conversation with a customer."""
    return f"{Channel.SMS.value}:{customer.phone}"


def basic(text: str) -> str:
    """The text in the GSM-7 alphabet: á becomes a, a dash a hyphen; what has no likeness is left out."""
    return "".join(_basic_character(character) for character in text)


def _basic_character(character: str) -> str:
    if character in BASIC:
        return character
    if character in REPLACED:
        return REPLACED[character]
    return "".join(part for part in unicodedata.normalize("NFKD", character) if part in BASIC)
