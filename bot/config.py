"""Reading the settings: config.yml for what may be seen, the environment for what may not.

Every mistake is told at once, each with its place, so that one look mends them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.config_hints import explain, nearest, secrets_in
from bot.desk_settings import DeskOptions
from bot.environment import FromEnvironment, read_environment
from bot.settings import IntentsAccess, Options, Settings, SlackAccess, SmsAccess, TelegramAccess
from doorstep_errors import DoorstepError

FILE = "config.yml"
SECTION = "doorstep"
TOP_LEVEL = ("recipe", "assistant_id", "language", "pipeline", "policies", "importers", "spaces", SECTION)
"""Rasa's keys, which share the file, and ours."""


class ConfigError(DoorstepError):
    """The settings cannot be used; `problems` holds every mistake, the message all of them."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        single = len(problems) == 1
        super().__init__(problems[0] if single else f"{len(problems)} mistakes:\n  " + "\n  ".join(problems))


def load_config(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """The settings; ConfigError names everything that is wrong in file and environment."""
    file = path or Path(environment.get("DOORSTEP_CONFIG") or FILE)
    options, problems = _read_options(file)
    if options is not None and options.texts and not (file.parent / options.texts).is_dir():
        problems.append(f"{SECTION} → texts: there is no such folder (looked in {file.parent.resolve()})")
    surroundings, more = read_environment(environment)
    problems = [f"{file}: {problem}" for problem in problems] + [f"environment: {problem}" for problem in more]
    if options is None or problems:
        raise ConfigError(problems)
    return _joined(file, options, surroundings)


def _joined(file: Path, options: Options, surroundings: FromEnvironment) -> Settings:
    return Settings(
        file=file,
        company=options.company,
        help_phone=options.help_phone,
        # A relative folder is meant as seen from the file that names it.
        texts=file.parent / options.texts if options.texts else None,
        depots=options.depots,
        telegram=TelegramAccess(**options.telegram.model_dump(), **surroundings.telegram),
        slack=SlackAccess(**options.slack.model_dump(), **surroundings.slack),
        sms=SmsAccess(**options.sms.model_dump(), **surroundings.sms),
        desk=_desk(file, options.desk),
        intents=IntentsAccess(**options.intents.model_dump(), rasa_token=surroundings.rasa_token),
        database_url=surroundings.database_url,
        keys=surroundings.keys,
        public_url=surroundings.public_url,
        heartbeat_url=surroundings.heartbeat_url,
        port=surroundings.port,
    )


def _desk(file: Path, desk: DeskOptions) -> DeskOptions:
    """A relative file is meant as seen from the file that names it."""
    return desk.model_copy(update={"answers": file.parent / desk.answers}) if desk.answers else desk


def _read_options(file: Path) -> tuple[Options | None, list[str]]:
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
    except FileNotFoundError:
        return None, ["no such file; go to Doorstep's folder, or name the file with --config or DOORSTEP_CONFIG"]
    except (OSError, UnicodeDecodeError):
        return None, ["cannot be read; make it a readable file in UTF-8"]
    except yaml.YAMLError as error:
        return None, [_where(error)]
    if not isinstance(content, dict):
        return None, [f"must hold `key: value` lines, with a section `{SECTION}:`"]
    return _checked(content)


def _checked(content: dict[Any, Any]) -> tuple[Options | None, list[str]]:
    problems = [f"{key}: unknown key{nearest(str(key), TOP_LEVEL)}" for key in content if key not in TOP_LEVEL]
    section = content.get(SECTION)
    if not isinstance(section, dict):
        return None, [*problems, f"the section `{SECTION}:` is missing or empty"]
    problems += secrets_in(section, (SECTION,))
    try:
        return Options.model_validate(section), problems
    except ValidationError as error:
        return None, problems + explain(error, Options, (SECTION,))


class _StrictLoader(yaml.SafeLoader):
    """YAML that refuses a key given twice: else the first would be lost in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping of a node whose keys all differ."""
        seen: set[Any] = set()
        for key_node, _ in node.value:
            if key_node.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"`{key_node.value}` is given twice", key_node.start_mark
                )
            seen.add(key_node.value)
        return super().construct_mapping(node, deep)


def _where(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "not valid YAML"
    return f"line {mark.line + 1}: {what}" if mark else str(what)
