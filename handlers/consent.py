"""Wanting texts or wanting none: what the law and the carriers expect, before anything else."""

from __future__ import annotations

import re

from handlers.texting import text_customer
from handlers.turn import Turn
from intents.normalise import plain_words
from intents.reading import Action
from storage import transcript

HELP = "help"
OUT_WORDS = frozenset(
    {"stop", "stopall", "unsubscribe", "end", "quit", "cancel", "revoke", "optout"}
    | {"alto", "parar", "baja", "cancelar"}
)
IN_WORDS = frozenset({"start", "unstop"})
HELP_WORDS = frozenset({"help", "info", "ayuda"})


def is_about_consent(turn: Turn) -> bool:
    """Whether the text is about getting texts at all."""
    return bool(wish(turn))


def wish(turn: Turn) -> str:
    """opt_out, wrong_number, opt_in or help; empty for every other text."""
    reading = turn.reading
    word = re.sub(r"\W", "", plain_words(turn.inbound.text))
    if word in OUT_WORDS:
        return "opt_out"
    if word in IN_WORDS or (word == "yes" and turn.customer.opted_out_at is not None):
        return "opt_in"
    if word in HELP_WORDS:
        return HELP
    if reading is None:
        return ""
    if reading.intent == "opt_out":
        return "opt_out"
    # A consent that is not plain is none; who only seems to be somebody else is not silenced: a person reads.
    is_plain = reading.intent in ("opt_in", "wrong_number") and reading.action is Action.ANSWER
    return reading.intent if is_plain else ""


def opt_out(turn: Turn) -> None:
    """No more texts but the one that confirms it."""
    customer = turn.customer
    # The carriers' own words are obeyed at the door already, before this confirms them.
    if customer.opted_out_at is None:
        customer.opted_out_at = turn.now
    elif transcript.has_said_something(turn.session, turn.conversation.key, customer.opted_out_at):
        return
    turn.forget()
    turn.session.flush()
    text_customer(turn, customer, "sms_opted_out", confirms_opt_out=True)


def opt_in(turn: Turn) -> None:
    """Texts again."""
    turn.customer.opted_out_at = None
    turn.session.flush()
    text_customer(turn, turn.customer, "sms_opted_in")
