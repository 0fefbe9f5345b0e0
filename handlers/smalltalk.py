"""Greetings, thanks and the like, and how to get at a person."""

from __future__ import annotations

from handlers import handing_over, which_stop
from handlers.turn import Turn
from storage import tickets


def greet(turn: Turn) -> None:
    """Greets back."""
    turn.say("greeting", name=turn.driver.first_name)


def thank(turn: Turn) -> None:
    """Takes thanks."""
    turn.say("welcome")


def help_(turn: Turn) -> None:
    """Says what can be asked."""
    turn.say("help", name=turn.driver.first_name)


def nothing_open(turn: Turn) -> None:
    """Answers a yes or a no that answers nothing."""
    turn.say("nothing_open")


def cancel(turn: Turn) -> None:
    """Drops what was asked; the desk hears it where it is on it."""
    turn.forget()
    ticket = tickets.unresolved(turn.session, turn.conversation.key)
    if ticket is None:
        turn.say("dropped")
        return
    handing_over.pass_on(turn, ticket, handing_over.what_was_written(turn))
    turn.say("dropped_desk_told", ticket_id=ticket.id)


def human(turn: Turn) -> None:
    """Hands the conversation to a person."""
    handing_over.hand_over(turn, "ask_human", which_stop.find_quietly(turn, by_position=False))
