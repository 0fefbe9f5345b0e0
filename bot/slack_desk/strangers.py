"""What somebody hears who is not on the staff: how to be added."""

from __future__ import annotations

from typing import Any

from bot.slack_desk.marks import section
from handlers.desk import deeds

Json = dict[str, Any]


def welcome(slack_user: str) -> list[Json]:
    """For the Home tab."""
    return [section(f"*Welcome.* Doorstep's tickets are for its staff.\n{_how(slack_user)}")]


def refusal(slack_user: str) -> list[Json]:
    """For a command."""
    return [section(f"{deeds.ONLY_STAFF} {_how(slack_user)}")]


def _how(slack_user: str) -> str:
    line = f'doorstep staff add {slack_user} "Your name" --role va --depot …'
    return f"Ask a manager to add you with `{line}`, or to the Slack group of your depot's desk."
