"""A company's canned answers: read from its file, checked at once, filled in when one is chosen."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from jinja2 import Template, TemplateError, UndefinedError, meta
from jinja2.sandbox import SandboxedEnvironment

from doorstep_errors import DoorstepError
from handlers.texts import LANGUAGES, template_environment

AUDIENCES: Final = ("driver", "customer")
VARIABLES: Final[Mapping[str, str]] = {
    "stop": "14",
    "address": "12 Elm St 4B",
    "window": "9:00 am–11:00 am",
    "company": "Acme Parcel",
    "driver": "Ana",
    "help_phone": "+1 602 555 0100",
}
"""What an answer can be filled in with, and an example of each."""
KEYS: Final = ("name", "language", "audience", "text")
LONGEST_NAME: Final = 75
LONGEST_TEXT: Final = 600
MOST: Final = 100
"""As many as a menu in Slack takes."""


class AnswersError(DoorstepError):
    """The file of canned answers cannot be used; `problems` holds every mistake with its entry."""

    def __init__(self, file: Path, problems: Sequence[str]) -> None:
        self.problems = [f"{file}: {problem}" for problem in problems]
        single = len(self.problems) == 1
        super().__init__(
            self.problems[0] if single else f"{len(problems)} mistakes:\n  " + "\n  ".join(self.problems)
        )


@dataclass(frozen=True)
class CannedAnswer:
    """One answer. Without a language or an audience it is for all."""

    name: str
    template: Template
    language: str | None = None
    audience: str | None = None

    def fits(self, audience: str, language: str) -> bool:
        """Whether somebody of this kind who speaks this language can be answered with it."""
        return self.audience in (None, audience) and self.language in (None, language)

    def filled_in(self, values: Mapping[str, str]) -> str:
        """The words; empty where something that they need is not known."""
        try:
            return self.template.render({name: value for name, value in values.items() if value}).strip()
        except UndefinedError:
            return ""


def read_answers(file: Path | None) -> tuple[CannedAnswer, ...]:
    """The answers of the file; AnswersError names every mistake."""
    if file is None:
        return ()
    entries = _entries(file)
    environment = template_environment()
    answers: list[CannedAnswer] = []
    problems: list[str] = []
    for number, entry in enumerate(entries, start=1):
        try:
            answers.append(_answer(entry, environment, [each.name for each in answers]))
        except _EntryError as error:
            problems.append(f"{_called(number, entry)}: {error}")
    if len(entries) > MOST:
        problems.append(f"{len(entries)} answers: a menu in Slack takes {MOST}")
    if problems:
        raise AnswersError(file, problems)
    return tuple(answers)


class _EntryError(ValueError):
    """What is wrong with one entry."""


def _called(number: int, entry: Any) -> str:
    name = entry.get("name") if isinstance(entry, dict) else None
    return f"entry {number} ({str(name)[:LONGEST_NAME]})" if name else f"entry {number}"


def _entries(file: Path) -> list[Any]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AnswersError(file, ["no such file; mend `desk: answers:` in config.yml"]) from None
    except (OSError, UnicodeDecodeError):
        raise AnswersError(file, ["cannot be read; make it a readable file in UTF-8"]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise AnswersError(file, [f"{where}{getattr(error, 'problem', None) or 'not valid YAML'}"]) from None
    if content is None:
        return []
    if not isinstance(content, list):
        raise AnswersError(file, ["must be a list of entries, each with `name:` and `text:`"])
    return content


def _answer(entry: Any, environment: SandboxedEnvironment, taken: Sequence[str]) -> CannedAnswer:
    if not isinstance(entry, dict):
        raise _EntryError("must have `name:` and `text:`")
    for key in entry:
        if key not in KEYS:
            raise _EntryError(f"unknown key {key!r}{_nearest(str(key), KEYS)}")
    name, text = _words(entry, "name", LONGEST_NAME), _words(entry, "text", None)
    if name in taken:
        raise _EntryError("the name is given twice")
    return CannedAnswer(
        name,
        _template(text, environment),
        _one_of(entry, "language", LANGUAGES),
        _one_of(entry, "audience", AUDIENCES),
    )


def _words(entry: Mapping[str, Any], key: str, longest: int | None) -> str:
    words = entry.get(key)
    if not isinstance(words, str) or not words.strip():
        raise _EntryError(f"`{key}` is missing" if words is None else f"`{key}` must be words")
    if longest is not None and len(words.strip()) > longest:
        raise _EntryError(f"`{key}` is longer than {longest} characters")
    return words.strip()


def _one_of(entry: Mapping[str, Any], key: str, known: Sequence[str]) -> str | None:
    given = entry.get(key)
    if given is None:
        return None
    if given not in known:
        raise _EntryError(f"`{key}` is {given!r}: write {' or '.join(known)}, or leave it out for all")
    return str(given)


def _template(text: str, environment: SandboxedEnvironment) -> Template:
    try:
        unknown = sorted(meta.find_undeclared_variables(environment.parse(text)) - VARIABLES.keys())
        if unknown:
            raise _EntryError(
                f"nothing is known as {{{{ {unknown[0]} }}}}{_nearest(unknown[0], tuple(VARIABLES))}; "
                f"there are {', '.join(VARIABLES)}"
            )
        template = environment.from_string(text)
        example = template.render(VARIABLES).strip()
    except TemplateError as error:
        raise _EntryError(f"the text is no template: {error}") from None
    except _EntryError:
        raise
    except Exception as error:  # whatever else the template attempts
        raise _EntryError(f"the text cannot be filled in ({type(error).__name__}: {error})") from None
    if not 0 < len(example) <= LONGEST_TEXT:
        raise _EntryError(f"filled in, the text has {len(example)} characters: must be 1 to {LONGEST_TEXT}")
    return template


def _nearest(word: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f" (did you mean {close[0]}?)" if close else ""
