"""The engines side by side: how well they read what they have not learnt, how fast, and what they cost.

Each learns Doorstep's own training lines without those of some writers, and is asked the lines of these; with
--file, each learns all lines and is asked the messages of that file. Since Rasa's DIET is slow to learn, all
learn a sample of the lines, too: rows with the same number of lines can be compared. `make bench-intents` runs it.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.contenders import Contender, ContenderError, Measured, Times
from benchmarks.embedded import Embedded, Kit
from benchmarks.lines import Lines, sampled, with_file_asked, with_writers_held_out
from benchmarks.rasa_engine import Rasa
from bot.commands.reading import TRAINING
from intents.tuned import TunedEncoder
from tests.rasa_process import RasaProcessError

_TITLES: Final = (
    "\nengine",
    "lines\nlearnt",
    "\nright",
    "\nbest two",
    "out of\nscope",
    "needlessly\nto people",
    "\nanswered",
    "of it\nwrong",
    "in process\nms",
    "over HTTP\nms",
    "memory\nMB",
    "loads\nin s",
    "learns\nin s",
)


@dataclass(frozen=True)
class Row:
    """One engine that learnt so many lines; `measured` is None where `reason` says why."""

    engine: str
    lines: int
    measured: Measured | None
    reason: str = ""


def main(options: argparse.Namespace) -> None:
    """Measures one engine after the other, and shows what came of it."""
    logging.getLogger("intents").setLevel(logging.ERROR)  # that an encoder is left out is no news here
    tuned = TunedEncoder()
    lines = _lines(options, tuned.learnt)
    sample, step = sampled(lines.learnt, options.lines)
    common: list[Contender] = [Embedded(Kit.UNTUNED), Embedded(Kit.WORDS), Rasa()]
    full = common if tuned.missing else [Embedded(), *common]
    plan = [] if options.sample_only else [(contender, lines) for contender in full]
    plan += [(contender, replace(lines, learnt=sample)) for contender in (*common, Rasa(options.epochs))]
    rows = []
    for contender, own in plan:
        if not options.only or options.only in contender.name:
            print(f"{contender.name}, {len(own.learnt)} lines …", file=sys.stderr, flush=True)
            rows.append(_row(contender, own))
    text = _told(lines, len(sample), step)
    if options.json:
        json.dump({"about": text, "rows": [asdict(row) for row in rows]}, sys.stdout, indent=1)
    else:
        _show(rows, text)
    if options.markdown:
        options.markdown.write_text(_markdown(rows, text), encoding="utf-8")


def _lines(options: argparse.Namespace, known: frozenset[str]) -> Lines:
    if options.file:
        lines = with_file_asked(TRAINING, options.file)
    else:
        lines = with_writers_held_out(TRAINING, options.held_out, known)
    step = max(1, round(len(lines.asked) / options.asked)) if options.asked else 1
    return replace(lines, asked=lines.asked[::step])


def _row(contender: Contender, lines: Lines) -> Row:
    name, number = contender.name, len(lines.learnt)
    reason = contender.missing()
    if reason is None:
        try:
            with tempfile.TemporaryDirectory() as folder:
                return Row(name, number, contender.measure(lines, Path(folder)))
        except (ContenderError, RasaProcessError) as error:
            reason = str(error)
    return Row(name, number, None, reason)


def _told(lines: Lines, sample: int, step: int) -> str:
    """What a reader must know to judge the table."""
    machine = f"{date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}"  # noqa: DTZ011
    return (
        f"{machine}. Asked: {len(lines.asked)} messages, {lines.origin}. The rows of {sample} lines have learnt a "
        f"sample: one in {step} of each writer's lines of each intent; the tuned encoder, which knows more, "
        "is left out there. Right, best two: of the messages in scope. "
        "Answered: of all messages, without a person; asking back counts half. Rasa stands behind Doorstep's "
        "rules, and its thresholds are chosen on the other half of the same messages; in process it reads without "
        "rules and entities, which Doorstep finds. Times: median / 99th percentile, one message at a time. "
        "Memory: of a fresh process that has read messages."
    )


def _cells(row: Row) -> list[str]:
    if row.measured is None:
        return [row.engine, str(row.lines), f"not measured: {' '.join(row.reason.split())}"]
    found = row.measured.figures
    shares = (
        found.in_scope_accuracy,
        found.in_scope_best_two,
        found.out_of_scope_recall,
        found.needlessly_to_people,
        found.answered_without_person,
        found.wrong_answers,
    )
    return [
        row.engine,
        str(row.lines),
        *("–" if share is None else f"{share * 100:.1f} %" for share in shares),
        _times(row.measured.in_process),
        _times(row.measured.over_http),
        f"{row.measured.memory_mb:.0f}",
        f"{row.measured.load_seconds:.1f}",
        f"{row.measured.train_seconds:.0f}",
    ]


def _times(times: Times) -> str:
    return f"{times.median:.1f} / {times.p99:.1f}"


def _show(rows: Sequence[Row], text: str) -> None:
    table = Table(box=None, pad_edge=False)
    for number, title in enumerate(_TITLES):
        table.add_column(title, justify="right" if number else "left", no_wrap=True)
    for row in rows:
        if row.measured:
            table.add_row(*_cells(row))
    console = Console(width=150, highlight=False, markup=False)
    console.print(table)
    for row in rows:
        if row.measured is None:
            console.print(", ".join(_cells(row)))
    console.print(f"\n{text}")


def _markdown(rows: Sequence[Row], text: str) -> str:
    titles = [" ".join(title.split()) for title in _TITLES]
    lines = [titles, ["---"] * len(titles), *(_cells(row) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + f"\n\n{text}\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--file", type=Path, help="ask the messages of this JSONL file instead of held-out writers'"
    )
    parser.add_argument("--held-out", type=int, default=2, help="writers of each audience to hold out (default 2)")
    parser.add_argument("--asked", type=int, help="ask about so many messages only, evenly chosen (default all)")
    parser.add_argument("--lines", type=int, default=5000, help="lines of the sample (default 5000)")
    parser.add_argument("--epochs", type=int, default=20, help="rounds that DIET learns for (default 20)")
    parser.add_argument("--sample-only", action="store_true", help="leave out the rows that learn all lines")
    parser.add_argument("--only", metavar="NAME", help="only engines with this in their name, like DIET")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table there, too")
    parser.add_argument("--json", action="store_true", help="for programs")
    main(parser.parse_args())
