"""doorstep intents …"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from bot import logs
from bot.commands.common import JsonOption, print_json, print_table, progress_bar
from bot.commands.reading import MODEL, TRAINING, reader
from intents.command import read_text, score_file, train_model

group = typer.Typer(no_args_is_help=True, help="What messages mean: train, test, read.")


@group.command("train")
def train(as_json: JsonOption = False) -> None:
    """Learn from the training files anew; takes seconds, and happens by itself when they changed."""
    logs.set_up(logging.WARNING)
    with progress_bar() as progress:
        report = train_model(TRAINING, MODEL, progress)
    if as_json:
        print_json(report.as_dict())
        return
    typer.echo(f"Learnt from {report.examples} lines in {report.seconds} s, kept in {report.artifact}.")
    _tell_figures(report.figures)
    if report.missing_encoder:
        typer.echo(
            f"Reading by words alone: the sentence encoder is not loaded ({report.missing_encoder}).", err=True
        )


@group.command("test")
def test(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSONL: text, audience and intent on each line.")],
    as_json: JsonOption = False,
) -> None:
    """Score the reader on labelled messages.

    Example line: {"text": "code for 14?", "audience": "driver", "intent": "ask_gate_code"}
    """
    logs.set_up(logging.WARNING)
    with progress_bar() as progress:
        result = score_file(reader(progress), file)
    if as_json:
        print_json(result)
        return
    _tell_figures(result)


@group.command("read")
def read(
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
        reading = read_text(reader(progress), text, audience, language)
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


def _tell_figures(figures: dict[str, Any]) -> None:
    """The figures that are single numbers; --json gives all."""
    rows = [
        (name.replace("_", " "), f"{value:.1%}" if isinstance(value, float) and 0 <= value <= 1 else str(value))
        for name, value in figures.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]
    print_table(("figure", ""), rows, "There are no figures.")
