"""doorstep intents review: what staff said that messages meant, judged before the reader learns from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands import reading
from bot.commands.common import CommandError, ConfigOption, JsonOption, opened, print_json, print_table
from bot.commands.review_dialogue import Dialogue
from handlers import review as desk_review
from handlers.disguise import Disguise
from handlers.readable_intents import readable_intent
from handlers.review import Waiting
from intents.desk_examples import DeskExamples
from intents.errors import ExampleError, KnownExampleError
from storage.database import Database

NOTHING_WAITS = "Nothing waits. What staff answer to *Wrong intent* and *Resolve* in Slack comes here."
TRAIN_NEXT = "`doorstep intents train` learns from them."


class Judge:
    """Carries out what is decided: in the training files and in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._examples: DeskExamples | None = None
        with database.transaction() as session:
            self.masks: Disguise = desk_review.disguise(session)
            self.waiting: list[Waiting] = desk_review.waiting(session, self.masks)

    def accept(self, item: Waiting, text: str, meant: str) -> str:
        """Adds it to the training files, unless it is there; ExampleError where that is impossible."""
        if self._examples is None:
            self._examples = DeskExamples(reading.TRAINING)
        try:
            added = self._examples.add(text, item.audience, item.language, meant)
            told = f"Added to {added.file.name}, line {added.line}."
        except KnownExampleError as known:
            told = str(known)
        with self._database.transaction() as session:
            desk_review.accept(session, item.id, SystemClock().now())
        return told

    def reject(self, item: Waiting) -> None:
        """Takes it off the list; nothing is learnt from it."""
        with self._database.transaction() as session:
            desk_review.reject(session, item.id, SystemClock().now())

    def disguised(self, text: str, item: Waiting) -> str:
        """What somebody wrote anew, in disguise, too."""
        return self.masks.of(text, item.audience, item.language)

    def number(self, item_id: int) -> Waiting:
        """What waits under this number."""
        for item in self.waiting:
            if item.id == item_id:
                return item
        raise CommandError(f"Nothing waits under number {item_id}: `doorstep intents review --list` shows all.")


def review(
    context: typer.Context,
    only_list: Annotated[bool, typer.Option("--list", help="Show what waits, and judge nothing.")] = False,
    accept_all: Annotated[bool, typer.Option("--accept-all", help="Accept everything as staff meant it.")] = False,
    accept: Annotated[int | None, typer.Option(metavar="ID", help="Accept one.")] = None,
    intent: Annotated[str | None, typer.Option(metavar="NAME", help="With --accept: what it means.")] = None,
    reject: Annotated[int | None, typer.Option(metavar="ID", help="Reject one.")] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge, one by one, what staff said that messages meant; what is accepted joins the training files.

    Phones, codes, addresses, names and the like are replaced by made-up ones before anything is shown or kept.
    """
    _check_usage(only_list, accept_all, accept, intent, reject, as_json)
    with opened(context, config) as here:
        judge = Judge(here.database)
        if only_list:
            _show(judge.waiting, as_json)
        elif accept_all:
            _accept_all(judge)
        elif accept is not None:
            item = judge.number(accept)
            typer.echo(judge.accept(item, item.text, intent or item.meant))
        elif reject is not None:
            judge.reject(judge.number(reject))
            typer.echo(f"Number {reject} is rejected.")
        else:
            _one_by_one(judge)


def _check_usage(
    only_list: bool, accept_all: bool, accept: int | None, intent: str | None, reject: int | None, as_json: bool
) -> None:
    if sum((only_list, accept_all, accept is not None, reject is not None)) > 1:
        raise typer.BadParameter("choose one of --list, --accept-all, --accept and --reject")
    if intent is not None and accept is None:
        raise typer.BadParameter("--intent says what the message of --accept means")
    if as_json and not only_list:
        raise typer.BadParameter("--json goes with --list")


def _show(waiting: Sequence[Waiting], as_json: bool) -> None:
    if as_json:
        print_json([item.as_dict() for item in waiting])
        return
    rows = [
        (
            str(item.id),
            item.audience,
            item.text,
            readable_intent(item.read_as),
            readable_intent(item.meant),
            f"{item.author}, {item.at:%Y-%m-%d %H:%M}",
        )
        for item in waiting
    ]
    print_table(("id", "who", "message", "read as", "meant", "said by"), rows, NOTHING_WAITS)


def _accept_all(judge: Judge) -> None:
    refused = 0
    for item in judge.waiting:
        try:
            typer.echo(f"{item.id}: {judge.accept(item, item.text, item.meant)}")
        except ExampleError as error:
            refused += 1
            typer.echo(f"{item.id}: {error}", err=True)
    if refused:
        raise CommandError(f"{refused} of {len(judge.waiting)} could not be added and wait still.")
    typer.echo(f"{len(judge.waiting)} accepted. {TRAIN_NEXT}" if judge.waiting else NOTHING_WAITS)


def _one_by_one(judge: Judge) -> None:
    if not judge.waiting:
        typer.echo(NOTHING_WAITS)
        return
    accepted, rejected = Dialogue(judge).hold()
    left = len(judge.waiting) - accepted - rejected
    typer.echo(f"{accepted} accepted, {rejected} rejected, {left} left.{f' {TRAIN_NEXT}' if accepted else ''}")
