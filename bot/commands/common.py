"""What all commands share: errors as one clear line, the settings file, the open database, progress and tables."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from typer.core import TyperGroup

from bot import logs
from bot.config import load_config
from bot.settings import Settings
from doorstep_errors import DoorstepError
from storage import migrate, people
from storage.database import Database

ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The settings file; else DOORSTEP_CONFIG, else config.yml."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Report = Callable[[float, str], None]
MISTAKES_OF_OURS = (DataError, IntegrityError, ProgrammingError)
"""What a database refuses although it is well: that must be seen in full."""


class CommandError(DoorstepError):
    """What was asked for cannot be done."""


class HelpfulGroup(TyperGroup):
    """Commands whose expected errors are a clear line on stderr and exit status 1, never a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command."""
        try:
            return super().invoke(ctx)
        except DoorstepError as error:
            message = str(error)
        except MISTAKES_OF_OURS:
            raise
        except DBAPIError as error:
            # The database's own message may name its user and address: the kind of trouble is enough.
            message = (
                f"The database cannot be used ({type(error).__name__}): is DATABASE_URL right, the server up, "
                "the disk writable? `doorstep doctor` says more."
            )
        typer.echo(f"doorstep: {message}", err=True)
        raise typer.Exit(1)


@dataclass(frozen=True)
class Opened:
    """What most commands work on."""

    settings: Settings
    database: Database


def settings_for(context: typer.Context, config: Path | None) -> Settings:
    """The settings: --config after or before the command, else as the environment says."""
    return load_config(config or context.find_root().obj, os.environ)


@contextlib.contextmanager
def opened(context: typer.Context, config: Path | None) -> Iterator[Opened]:
    """The database, brought up to date, with the depots of config.yml."""
    logs.set_up(logging.WARNING)
    settings = settings_for(context, config)
    database = Database(settings.database_url, settings.key_ring())
    try:
        migrate.upgrade(database)
        with database.transaction() as session:
            people.sync_depots(session, settings.depot_rows())
        yield Opened(settings, database)
    finally:
        database.close()


@contextlib.contextmanager
def progress_bar() -> Iterator[Report]:
    """A bar on stderr where somebody watches; silence in a pipe or a log."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=1.0)
        yield lambda share, what: progress.update(task, completed=share, description=what)


def print_json(value: Any) -> None:
    """JSON on stdout, whole and readable."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def print_table(titles: Sequence[str], rows: Sequence[Sequence[str]], empty: str) -> None:
    """A table on stdout, or the sentence that says why there is none."""
    if not rows:
        typer.echo(empty)
        return
    table = Table(box=None, pad_edge=False, show_header=any(titles))
    for title in titles:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*row)
    # In a pipe nothing is cut to a window's width.
    Console(width=None if sys.stdout.isatty() else 200, markup=False).print(table)


def depot_named(settings: Settings, code: str) -> str:
    """The code of a depot of config.yml, whatever its capitals."""
    plain = code.strip().casefold()
    if plain not in settings.depots:
        raise CommandError(
            f"There is no depot {code!r} in {settings.file}; there are {', '.join(settings.depots)}."
        )
    return plain
