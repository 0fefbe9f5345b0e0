"""doorstep intents …"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from bot import logs
from bot.commands import score_report
from bot.commands.common import CommandError, JsonOption, print_json, print_table, progress_bar
from bot.commands.reading import MODEL, TRAINING, configured, reader
from bot.commands.review import review
from intents.command import TrainingReport, read_text, score_file, train_model

group = typer.Typer(no_args_is_help=True, help="What messages mean: train, review, test, read.")

group.command("review")(review)


@group.command("train")
def train(
    force: Annotated[bool, typer.Option("--force", help="Take the new model even if it is worse.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Learn from the training files anew; happens by itself when they changed.

    Shows the figures before and after, on lines held out of training. A worse model is not put into service.
    """
    logs.set_up(logging.WARNING)
    with progress_bar() as progress:
        report = train_model(TRAINING, MODEL, progress, force=force)
    if as_json:
        print_json(report.as_dict())
    else:
        _tell_training(report)
    if report.refused:
        raise CommandError(
            f"{report.refused} The one before goes on; `doorstep intents train --force` takes the new one."
        )


@group.command("test")
def test(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSONL: text, audience and intent on each line.")],
    plots: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Draw what is confused and what answers cost; needs matplotlib."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Score the reader on labelled messages, and explain its thresholds.

    Example line: {"text": "code for 14?", "audience": "driver", "intent": "ask_gate_code"}

    Each may also have "lang" (en, es, mixed) and "entities", as in {"stop": ["14"]}.
    """
    logs.set_up(logging.WARNING)
    with progress_bar() as progress:
        result = score_file(reader(configured(context), progress), file, plots, progress)
    if as_json:
        print_json(result)
    else:
        score_report.show(result)


@group.command("read")
def read(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The message, in quotes.")],
    audience: Annotated[
        Literal["driver", "customer"], typer.Option("--as", "--audience", help="Who writes it.")
    ] = "driver",
    language: Annotated[
        Literal["en", "es"] | None, typer.Option("--lang", help="The language of the conversation so far.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read one message, and show how sure the reader is.

    Example: doorstep intents read "gate code for 14?"
    """
    logs.set_up(logging.WARNING)
    with progress_bar() as progress:
        reading = read_text(reader(configured(context), progress), text, audience, language)
    if as_json:
        print_json(reading)
        return
    entities = ", ".join(f"{entity['name']} {entity['value']}" for entity in reading["entities"]) or "none"
    print_table(
        ("", ""),
        [
            ("intent", str(reading["intent"])),
            ("confidence", f"{reading['confidence']:.0%}"),
            ("action", str(reading["action"])),
            ("language", str(reading["language"])),
            ("entities", entities),
            ("second best", str(reading["second"] or "–")),
        ],
        "",
    )


def _tell_training(report: TrainingReport) -> None:
    kept = "" if report.refused else f", kept in {report.artifact}"
    typer.echo(f"Learnt from {report.examples} lines in {report.seconds} s{kept}.")
    if report.before is None:
        _tell_figures(report.figures)
    else:
        _tell_change(report.before, report.figures)
    if report.remark:
        typer.echo(report.remark, err=True)
    for missing in report.missing:
        typer.echo(f"Reading without {missing}.", err=True)


def _tell_figures(figures: dict[str, Any]) -> None:
    """The figures that are single numbers; --json gives all."""
    rows = [(_title(name), _shown(figures[name])) for name in _single(figures)]
    print_table(("figure", ""), rows, "There are no figures.")


def _tell_change(before: dict[str, Any], after: dict[str, Any]) -> None:
    """The same of two models, with an arrow for what rose or fell."""
    rows = [
        (_title(name), _shown(before.get(name)), _shown(after[name]), _arrow(before.get(name), after[name]))
        for name in _single(after)
    ]
    print_table(("figure", "before", "now", ""), rows, "There are no figures.")


def _single(figures: dict[str, Any]) -> list[str]:
    return [
        name for name, value in figures.items() if isinstance(value, int | float) and not isinstance(value, bool)
    ]


def _title(name: str) -> str:
    return name.replace("_", " ")


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.1%}" if isinstance(value, float) and 0 <= value <= 1 else str(value)


def _arrow(before: Any, after: Any) -> str:
    if not isinstance(before, float) or not isinstance(after, float) or f"{before:.1%}" == f"{after:.1%}":
        return ""
    return f"{'↑' if after > before else '↓'} {abs(after - before) * 100:.1f}"
