"""`python -m intents.fine_tuning`: learns from the training files and writes the tuned encoder."""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.progress import Progress, TimeRemainingColumn

from intents import opinions
from intents.contract import intents_of
from intents.fine_tuning.export import export
from intents.fine_tuning.learning import SPEED, SPEED_OF_GOING_ON, Line, teach
from intents.fine_tuning.learnt_before import read_back
from intents.fine_tuning.network import IntentNetwork
from intents.fine_tuning.vocabulary import kept_pieces, processor, tokenizer
from intents.fine_tuning.weights import pretrained
from intents.normalise import visible
from intents.training import AUDIENCES
from intents.training_data import Example, read_training_data
from intents.tuned import FOLDER, TunedEncoder, addressed, cut

_SEED = 2026
_out = Console()


def main() -> None:
    """Reads the options, learns, and writes."""
    options = _options()
    random.seed(_SEED)
    torch.manual_seed(_SEED)
    torch.set_num_threads(options.threads)
    held = set(options.hold_out)
    examples = [one for one in read_training_data(options.training) if one.writer not in held]
    intents = sorted({example.intent for example in examples})
    _out.print(f"{len(examples)} lines by {len({example.writer for example in examples})} writers")
    texts = [addressed(example.text, example.audience) for example in examples]
    network, pieces = _go_on(options.go_on, intents) if options.go_on else _begin(texts, intents)
    cutter = processor(pieces)
    lines = [_line(example, cut(cutter, text), intents) for example, text in zip(examples, texts, strict=True)]
    _teach(network, lines, options.rounds, SPEED_OF_GOING_ON if options.go_on else SPEED)
    export(network, pieces, intents, list({example.writer for example in examples}), options.output)
    _weigh_the_unlearnt(options.output, read_training_data(options.training))
    _out.print(f"written: {options.output}")


def _begin(texts: list[str], intents: list[str]) -> tuple[IntentNetwork, bytes]:
    """The network as it was before it knew our trade."""
    start = pretrained()
    kept = kept_pieces(start.pieces, start.scores, texts)
    _out.print(f"{len(kept)} pieces of words kept of {len(start.pieces)}")
    pieces = tokenizer([start.pieces[own] for own in kept], [start.scores[own] for own in kept])
    return IntentNetwork(start, kept, len(intents)), pieces


def _go_on(folder: Path, intents: list[str]) -> tuple[IntentNetwork, bytes]:
    """The network as it was taught before."""
    before = read_back(folder)
    if before.intents != intents:
        raise SystemExit(f"The encoder in {folder} knows other intents: teach it from the beginning.")
    network = IntentNetwork(pretrained(), list(range(len(before.weights["pieces.weight"]))), len(intents))
    network.load_state_dict(dict(before.weights))
    return network, before.pieces


def _weigh_the_unlearnt(folder: Path, examples: Sequence[Example]) -> None:
    """Keeps what the encoder makes of the lines held out, by which every new model is judged."""
    tuned = TunedEncoder(folder)
    unlearnt = [one for one in examples if one.writer not in tuned.learnt]
    texts, rows = [], []
    for audience in AUDIENCES:
        written = [visible(one.text) for one in unlearnt if one.audience == audience]
        texts += [addressed(text, audience) for text in written]
        rows.append(tuned.logits(written, audience))
    opinions.save(folder, tuned.version, texts, np.vstack(rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m intents.fine_tuning", description=__doc__)
    parser.add_argument("--training", type=Path, default=Path("intents/training"), help="folder of training files")
    parser.add_argument("--output", type=Path, default=FOLDER, help="folder to write to")
    parser.add_argument("--rounds", type=int, default=5, help="how often every line is learnt (default 5)")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="cores to use")
    parser.add_argument(
        "--go-on", type=Path, metavar="FOLDER", help="go on from an encoder taught before, a round being enough"
    )
    parser.add_argument(
        "--hold-out", action="append", default=[], metavar="WRITER", help="a file not to learn from"
    )
    return parser.parse_args()


def _line(example: Example, pieces: list[int], intents: list[str]) -> Line:
    own = intents_of(example.audience)
    possible = tuple(intent in own for intent in intents)
    return Line(tuple(pieces), intents.index(example.intent), possible)


def _teach(network: IntentNetwork, lines: list[Line], rounds: int, speed: float) -> None:
    with Progress(*Progress.get_default_columns(), TimeRemainingColumn()) as progress:
        task = progress.add_task("learning")

        def tell(done: int, steps: int, loss: float) -> None:
            progress.update(task, total=steps, completed=done, description=f"learning (loss {loss:.2f})")

        teach(network, lines, rounds, speed, tell)


if __name__ == "__main__":
    main()
