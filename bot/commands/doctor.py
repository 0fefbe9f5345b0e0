"""doorstep doctor."""

from __future__ import annotations

import logging
import os
from dataclasses import asdict
from typing import Annotated

import typer

from bot import logs
from bot.clock import SystemClock
from bot.commands.common import ConfigOption, JsonOption, print_json
from bot.commands.reading import MODEL, TRAINING
from bot.doctor import State, examine
from storage.crypto import new_key


def doctor(
    context: typer.Context,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    fresh_key: Annotated[
        bool, typer.Option("--new-key", help="Only print a fresh key for DOORSTEP_KEYS.")
    ] = False,
) -> None:
    """Name everything that is missing or wrong in the set-up, one line each, and how to mend it.

    ✓ is good, ! works and should be known, ✗ must be mended; with any ✗ the exit status is 1. Asks Telegram, Slack
    and Twilio whether the credentials hold, and changes nothing.
    """
    if fresh_key:
        typer.echo(new_key())
        return
    logs.set_up(logging.ERROR)
    findings = examine(config or context.find_root().obj, os.environ, SystemClock().now(), MODEL, TRAINING)
    sound = all(finding.state is not State.WRONG for finding in findings)
    if as_json:
        print_json({"ok": sound, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            typer.echo(finding.line)
    if not sound:
        raise typer.Exit(1)
