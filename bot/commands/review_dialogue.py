"""The review as a dialogue in the terminal: one message at a time, one letter a decision."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import typer

from bot.commands.common import print_table
from handlers.readable_intents import readable_intent
from handlers.review import Waiting
from intents.contract import OUT_OF_SCOPE, intents_of
from intents.errors import IntentsError

KEYS = {
    "a": "accept",
    "o": "other intent",
    "e": "edit text",
    "r": "reject",
    "l": "later",
    "q": "quit",
}
QUESTION = ", ".join(f"[{key}] {what}" for key, what in KEYS.items())


class Judging(Protocol):
    """What carries out the decisions."""

    @property
    def waiting(self) -> list[Waiting]:
        """What waits to be judged."""
        ...

    def accept(self, item: Waiting, text: str, meant: str) -> str:
        """Adds it to the training files; what was done, in words."""
        ...

    def reject(self, item: Waiting) -> None:
        """Takes it off the list."""
        ...

    def disguised(self, text: str, item: Waiting) -> str:
        """What somebody wrote anew, in disguise."""
        ...


@dataclass(frozen=True)
class Draft:
    """What would be accepted as it stands."""

    text: str
    meant: str


class Dialogue:
    """Asks about everything that waits, until it is through or somebody quits."""

    def __init__(self, judge: Judging) -> None:
        self._judge = judge
        self._accepted = 0
        self._rejected = 0

    def hold(self) -> tuple[int, int]:
        """Holds it; how many were accepted and how many rejected."""
        count = len(self._judge.waiting)
        with contextlib.suppress(typer.Abort):  # the end of the input ends the dialogue
            for number, item in enumerate(self._judge.waiting, start=1):
                _introduce(item, number, count)
                if not self._decide(item, Draft(item.text, item.meant)):
                    break
        return self._accepted, self._rejected

    def _decide(self, item: Waiting, draft: Draft) -> bool:
        """Asks until it is decided; whether the dialogue goes on."""
        while True:
            _show(item, draft)
            answer: str = typer.prompt(QUESTION, prompt_suffix=": ")
            key = answer.strip().lower()[:1]
            if key == "a" and self._accept(item, draft):
                return True
            if key == "o":
                draft = replace(draft, meant=_other_intent(item, draft.meant))
            elif key == "e":
                draft = replace(draft, text=self._edited(item, draft.text))
            elif key == "r":
                self._judge.reject(item)
                self._rejected += 1
                return True
            elif key in ("l", "q"):
                return key == "l"

    def _accept(self, item: Waiting, draft: Draft) -> bool:
        try:
            typer.echo(self._judge.accept(item, draft.text, draft.meant))
        except IntentsError as error:
            typer.echo(str(error), err=True)
            return False
        self._accepted += 1
        return True

    def _edited(self, item: Waiting, text: str) -> str:
        with _prefilled(text):
            written: str = typer.prompt("Text", default=text, show_default=False)
        return text if written == text else self._judge.disguised(written, item)


def _introduce(item: Waiting, number: int, count: int) -> None:
    when = f"{item.at:%Y-%m-%d %H:%M} UTC"
    typer.echo(f"\n{number} of {count} · number {item.id} · {item.audience} · {item.author}, {when}")


def _show(item: Waiting, draft: Draft) -> None:
    said = "confirmed" if item.confirms and draft.meant == item.meant else "meant"
    rows = [
        ("message", draft.text),
        ("read as", readable_intent(item.read_as)),
        (said, f"{_label(draft.meant)} ({draft.meant})"),
    ]
    print_table(("", ""), rows, "")


def _other_intent(item: Waiting, meant: str) -> str:
    names = sorted(intents_of(item.audience), key=_label)
    print_table(("", ""), [(str(number), _label(name)) for number, name in enumerate(names, start=1)], "")
    chosen: str = typer.prompt("Number or name", default=meant, show_default=False).strip()
    if chosen.isdecimal() and 1 <= int(chosen) <= len(names):
        return names[int(chosen) - 1]
    if chosen in names:
        return chosen
    typer.echo(f"There is no {chosen!r} among them.", err=True)
    return meant


def _label(name: str) -> str:
    return "None of these" if name == OUT_OF_SCOPE else readable_intent(name)


@contextlib.contextmanager
def _prefilled(text: str) -> Iterator[None]:
    """Lets the line be changed rather than typed anew, where the terminal can."""
    try:
        readline = importlib.import_module("readline")
    except ImportError:
        yield
        return
    readline.set_startup_hook(lambda: readline.insert_text(text))
    try:
        yield
    finally:
        readline.set_startup_hook()
