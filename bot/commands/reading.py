"""Where the intent model lies, and the one door to the engine that reads the messages."""

from __future__ import annotations

import os
from pathlib import Path

import typer

import intents
from bot.commands.common import CommandError, Report
from bot.config import FILE, load_config
from bot.settings import IntentsAccess
from intents.rasa_server import RasaServer
from intents.reader import Engine, open_rasa_reader, open_reader

TRAINING = Path(intents.__file__).parent / "training"
MODEL = Path("models/intents.npz")


def reader(access: IntentsAccess, report: Report | None = None) -> Engine:
    """The chosen engine; its model is trained first when there is none, or an old one."""
    if access.engine == "embedded":
        return open_reader(MODEL, TRAINING, report)
    if access.rasa_token is None:
        raise CommandError(
            "intents → engine: rasa needs RASA_TOKEN in the environment, the token its server was started with "
            "(`make rasa` prints one)."
        )
    return open_rasa_reader(RasaServer(access.rasa_url, access.rasa_token), MODEL, TRAINING, report)


def configured(context: typer.Context) -> IntentsAccess:
    """The engine that the settings choose; Doorstep's own where there is no settings file."""
    named: Path | None = context.find_root().obj
    if named is None and not os.environ.get("DOORSTEP_CONFIG") and not Path(FILE).exists():
        return IntentsAccess()
    return load_config(named, os.environ).intents
