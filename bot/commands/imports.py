"""doorstep import routes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import IntegrityError

from bot.clock import SystemClock
from bot.commands.common import (
    CommandError,
    ConfigOption,
    JsonOption,
    Opened,
    Report,
    opened,
    print_json,
    progress_bar,
)
from handlers.imports import ParsedFile, Summary, import_routes, read_route_file

MANY = 50
"""Refused lines shown; --json names every one."""
group = typer.Typer(no_args_is_help=True, help="Bring files in.")


@group.callback()
def _import() -> None:
    """Bring files in: `doorstep import routes FILE`."""


@group.command("routes")
def routes(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV or XLSX file.")],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring in the routes of a CSV or XLSX file: one line for each parcel.

    Needs the columns depot, date, route, stop and address; knows driver, order_id, parcel, recipient, phone, unit,
    city, state, zip, lat, lng, window_start, window_end, pickup_start, pickup_end, dock, notes, access_code,
    needs, value, parcels and lang, under many other names as well.

    The same file again changes nothing; a changed one changes just what differs. A bad line is refused with its
    number and the reason, and stops no other. Completed stops stay as they are.

    Example: doorstep import routes monday.csv
    """
    with opened(context, config) as here, progress_bar() as report:
        parsed = read_route_file(file, here.settings.zones(), report)
        summary = _bring_in(here, parsed, report)
    if as_json:
        print_json(
            {
                "file": str(file),
                **asdict(summary),
                "rejected_lines": summary.rejected_lines,
                "unknown_columns": parsed.unknown_columns,
            }
        )
    else:
        _tell(file, summary, parsed.unknown_columns)


def _bring_in(here: Opened, parsed: ParsedFile, report: Report) -> Summary:
    try:
        with here.database.transaction() as session:
            return import_routes(session, parsed, SystemClock().now(), report)
    except IntegrityError:
        raise CommandError(
            "Something changed the same rows at that moment; nothing was imported: try again."
        ) from None


def _tell(file: Path, summary: Summary, unknown: list[str]) -> None:
    typer.echo(
        f"{file.name}: {summary.added} added, {summary.changed} changed, {summary.unchanged} unchanged, "
        f"{summary.rejected_lines} rejected ({summary.stops} stops on {summary.routes} routes)."
    )
    for rejection in summary.rejected[:MANY]:
        typer.echo(f"  {rejection}")
    if len(summary.rejected) > MANY:
        typer.echo(f"  and {len(summary.rejected) - MANY} more; --json names every one.")
    if unknown:
        typer.echo(f"Columns nobody knows, left aside: {', '.join(unknown)}.")
    if summary.new_drivers:
        names = _some(summary.new_drivers)
        typer.echo(f"New drivers, not yet invited: {names}. Invite each: doorstep driver invite NAME")
    if summary.left_over:
        typer.echo(f"Still planned though no good line names them now: {_some(summary.left_over)}.")


def _some(names: list[str]) -> str:
    more = len(names) - MANY
    return ", ".join(names[:MANY]) + (f" and {more} more" if more > 0 else "")
