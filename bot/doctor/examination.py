"""The whole examination, in the order in which things depend on each other."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bot.config import ConfigError, load_config
from bot.doctor import premises, rasa
from bot.doctor.finding import Finding, good, wrong
from bot.doctor.services import services
from bot.doctor.watchdog import heartbeat
from handlers.texts import TextError, Texts


def examine(
    config: Path | None, environment: Mapping[str, str], now: datetime, model: Path, training: Path
) -> list[Finding]:
    """Every finding; nothing is changed or made by looking."""
    try:
        settings = load_config(config, environment)
    except ConfigError as error:
        return [wrong("settings", problem, "mend it, then ask again") for problem in error.problems]
    found = [good("settings", f"{settings.file}, {settings.company}")]
    if settings.texts is not None:
        try:
            Texts(settings.texts)
        except TextError as error:
            found.append(wrong("texts", str(error), "mend the file"))
    found += premises.canned_answers(settings.desk.answers)
    key_finding, ring = premises.keys(settings)
    found += [key_finding, *premises.database(settings, ring), premises.time_zones(settings, now)]
    found += asyncio.run(services(settings, now))
    found += premises.public_url(settings)
    found.append(asyncio.run(heartbeat(settings.heartbeat_url)))
    return found + premises.reading(model, training) + rasa.engine(settings.intents)
