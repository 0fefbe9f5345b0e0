"""doorstep demo, doorstep run."""

from __future__ import annotations

import asyncio
import logging
from typing import Annotated

import typer

from bot import logs
from bot.commands.common import CommandError, ConfigOption, progress_bar, settings_for
from bot.commands.reading import configured, reader
from bot.settings import Settings

DEMO_PORT = 8800


def demo(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where the page is served; 0 takes a free one.")] = (
        DEMO_PORT
    ),
) -> None:
    """Play a driver, a VA and a customer in the browser; needs no account anywhere.

    Starts a make-believe Telegram, Slack and SMS carrier with a sample day, and prints the page's address.
    """
    from bot import demo as play

    logs.set_up(logging.WARNING)
    with progress_bar() as report:
        mind = reader(configured(context), report)
    asyncio.run(play.run(mind, port))


def run(context: typer.Context, config: ConfigOption = None) -> None:
    """Run the bot as config.yml and the environment say, until interrupted.

    A service whose tokens are not set is off. `doorstep doctor` says beforehand whether everything is right.
    """
    from bot.app import Doorstep, run_until_stopped

    logs.set_up()
    settings = settings_for(context, config)
    _tell_what_is_off(settings)
    with progress_bar() as report:
        mind = reader(settings.intents, report)
    asyncio.run(run_until_stopped(Doorstep(settings, mind)))


def _tell_what_is_off(settings: Settings) -> None:
    services = (
        ("Telegram", settings.telegram, "TELEGRAM_BOT_TOKEN"),
        ("Slack", settings.slack, "SLACK_BOT_TOKEN"),
        ("SMS", settings.sms, "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM"),
    )
    for name, access, variables in services:
        if not access.is_on:
            typer.echo(f"{name} is off: {variables} not set.", err=True)
    if not any(access.is_on for _, access, _ in services):
        # Said before the reader is trained, which may take a while.
        raise CommandError(
            "Nobody can be talked to: put the tokens of a service into the environment (`doorstep doctor` says "
            "which), or try `doorstep demo`, which needs none."
        )
