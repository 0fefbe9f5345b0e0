"""Teaches the network to name the intent of a line, among those that its writer can mean."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from intents.fine_tuning.network import IntentNetwork

_BATCH: Final = 32
SPEED: Final = 1.5e-4
SPEED_OF_GOING_ON: Final = 6e-5
"""What is known already must not be unlearnt."""
_HEAD_IS_FASTER: Final = 10
"""The last layer starts from nothing and has further to go."""
_WARM_UP: Final = 0.06
_SLOWEST: Final = 0.02
_DOUBT: Final = 0.1
"""The share of certainty that is spread over all intents, so that the network does not learn lines by heart."""
_STEEPEST: Final = 1.0
_PADDING: Final = 1
_HALVES_PAY: Final = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
"""Numbers of sixteen bits are twice as fast on processors that know them, and fifty times as slow on others."""
_CHUNK: Final = 50
"""Batches among which lines are sorted by length, so that little of a batch is padding."""


@dataclass(frozen=True)
class Line:
    """A line to learn: its pieces, its intent, and which intents its writer can mean."""

    pieces: tuple[int, ...]
    intent: int
    possible: tuple[bool, ...]


def teach(
    network: IntentNetwork,
    lines: Sequence[Line],
    rounds: int,
    speed: float,
    tell: Callable[[int, int, float], None],
) -> None:
    """Goes through all lines `rounds` times; `tell` hears of batches done, batches in all, and the loss."""
    head = list(network.head.parameters())
    body = [own for own in network.parameters() if own.requires_grad and not any(own is other for other in head)]
    groups = [{"params": body, "lr": speed}, {"params": head, "lr": speed * _HEAD_IS_FASTER}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = rounds * -(-len(lines) // _BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _pace(step, steps))
    network.train()
    done = 0
    for _ in range(rounds):
        for batch in _batches(lines):
            loss = _loss(network, batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), _STEEPEST)
            optimiser.step()
            schedule.step()
            done += 1
            tell(done, steps, loss.item())
    network.eval()


def together(pieces: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Texts of several lengths as one block: the pieces, and which of them are there."""
    longest = max(len(own) for own in pieces)
    block = np.full((len(pieces), longest), _PADDING, dtype=np.int64)
    seen = np.zeros((len(pieces), longest), dtype=np.float32)
    for row, own in enumerate(pieces):
        block[row, : len(own)] = own
        seen[row, : len(own)] = 1
    return torch.from_numpy(block), torch.from_numpy(seen)


def _loss(network: IntentNetwork, batch: Sequence[Line]) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16, enabled=_HALVES_PAY):
        logits = network(*together([line.pieces for line in batch]))
    possible = torch.tensor([line.possible for line in batch])
    chances = functional.log_softmax(logits.float().masked_fill(~possible, -1e4), dim=-1)
    wanted = functional.nll_loss(chances, torch.tensor([line.intent for line in batch]))
    spread = -(chances.masked_fill(~possible, 0.0).sum(dim=1) / possible.sum(dim=1)).mean()
    return (1 - _DOUBT) * wanted + _DOUBT * spread


def _batches(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """All lines in a new order, those of like length together."""
    shuffled = random.sample(lines, len(lines))
    found: list[list[Line]] = []
    for start in range(0, len(shuffled), _BATCH * _CHUNK):
        chunk = sorted(shuffled[start : start + _BATCH * _CHUNK], key=lambda line: len(line.pieces))
        found += [chunk[at : at + _BATCH] for at in range(0, len(chunk), _BATCH)]
    random.shuffle(found)
    yield from found


def _pace(step: int, steps: int) -> float:
    """Slowly off, then ever slower."""
    return min(1.0, step / (_WARM_UP * steps)) * max(_SLOWEST, 1 - step / steps)
