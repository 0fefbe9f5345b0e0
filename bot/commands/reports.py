"""doorstep report …"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.clock import SystemClock
from bot.commands.common import ConfigOption, JsonOption, Opened, depot_named, opened, print_json, print_table
from handlers.figures import measures
from handlers.figures.measures import Day, Figures
from handlers.readable_intents import readable_intent
from handlers.times_of_day import lasting
from storage.models import Depot

group = typer.Typer(
    no_args_is_help=True, help="Figures: how soon the desk answers, how often no person is needed."
)
TITLES = (
    "tickets",
    "questions",
    "first answer",
    "90 % within",
    "in time",
    "resolved after",
    "90 % within",
    "no person needed",
    "per 100 stops",
)
UNKNOWN = "–"


@group.command("desk")
def report_desk(
    context: typer.Context,
    date: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The day at the depot; else today.")
    ] = None,
    depot: Annotated[str | None, typer.Option("--depot", metavar="CODE", help="Only this depot.")] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the desk's figures of a day: of the whole, by intent and by hour.

    First answer and resolution: the median, in desk hours. In time: the share within the promise. No person
    needed: the share of questions that the bot's answer was enough for. A dash: nothing to reckon with.
    """
    with opened(context, config) as here:
        codes = [depot_named(here.settings, depot)] if depot else list(here.settings.depots)
        days = [_figures(here, code, date) for code in codes]
    if as_json:
        print_json([_as_json(day) for day in days])
        return
    for day in days:
        typer.echo(f"{here.settings.depots[day.depot].name}, {day.date}")
        print_table(("", *TITLES), list(_rows(day)), "")


def _figures(here: Opened, code: str, date: datetime | None) -> Day:
    now = SystemClock().now()
    with here.database.transaction() as session:
        row = session.get_one(Depot, code)
        day = date.date() if date else now.astimezone(ZoneInfo(row.timezone)).date()
        return measures.of_day(session, now, row, day, here.settings.desk_rules())


def _rows(day: Day) -> Iterator[tuple[str, ...]]:
    yield ("the whole day", *_cells(day.whole))
    for intent, figures in day.by_intent.items():
        yield (readable_intent(intent), *_cells(figures))
    for hour, figures in day.by_hour.items():
        yield (f"{hour:02}:00", *_cells(figures))


def _cells(figures: Figures) -> tuple[str, ...]:
    return (
        str(figures.tickets),
        str(figures.questions),
        _time(figures.first_response),
        _time(figures.slow_first_response),
        _share(figures.in_time),
        _time(figures.resolution),
        _time(figures.slow_resolution),
        _share(figures.deflection),
        UNKNOWN if figures.per_100_stops is None else f"{figures.per_100_stops:.1f}",
    )


def _time(length: timedelta | None) -> str:
    return UNKNOWN if length is None else lasting(length)


def _share(share: float | None) -> str:
    return UNKNOWN if share is None else f"{share * 100:.0f} %"


def _as_json(day: Day) -> dict[str, object]:
    return {
        "depot": day.depot,
        "date": day.date.isoformat(),
        **day.whole.as_json(),
        "by_intent": {intent: figures.as_json() for intent, figures in day.by_intent.items()},
        "by_hour": {hour: figures.as_json() for hour, figures in day.by_hour.items()},
    }
