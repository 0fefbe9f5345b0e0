"""Everything the bot says to drivers and customers: templates in one place, one file a language.

A company edits by giving a folder of its own with the same file names; what it leaves out is taken from here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import StrictUndefined, Template, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from doorstep_errors import DoorstepError

LANGUAGES = ("en", "es")
HERE = Path(__file__).parent


class TextError(DoorstepError):
    """A template is missing or cannot be rendered."""


def template_environment() -> SandboxedEnvironment:
    """What templates are rendered in: they can do no harm, and what they are not given is an error."""
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)


class Texts:
    """The templates by key and language."""

    def __init__(self, own: Path | None = None) -> None:
        self._templates = {**_shipped(), **(_templates_of(own) if own else {})}

    def keys(self, language: str) -> set[str]:
        """The keys that exist in a language."""
        return {key for of, key in self._templates if of == language}

    def render(self, key: str, language: str, **values: Any) -> str:
        """The text for `key`; TextError names the key and the missing value."""
        template = self._templates.get((language, key)) or self._templates.get(("en", key))
        if template is None:
            raise TextError(f"No text named {key!r}: add it to handlers/texts/{language}.yml.")
        try:
            return template.render(values).strip()
        except UndefinedError as error:
            raise TextError(f"The text {key!r} ({language}) uses a value it is not given: {error}.") from None


@cache
def _shipped() -> dict[tuple[str, str], Template]:
    return _templates_of(HERE)


def _templates_of(folder: Path) -> dict[tuple[str, str], Template]:
    environment = template_environment()
    found: dict[tuple[str, str], Template] = {}
    for language in LANGUAGES:
        for key, source in _read(folder / f"{language}.yml").items():
            try:
                found[language, key] = environment.from_string(str(source).strip())
            except TemplateError as error:
                raise TextError(f"{folder / language}.yml, {key}: {error}") from None
    return found


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise TextError(f"{path} is not valid YAML: {error}") from None
    if not isinstance(content, dict):
        raise TextError(f"{path} must hold `key: text` lines.")
    return content
