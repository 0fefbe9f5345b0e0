"""Shares the work of training among the cores, or does it on the spot where it is little."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from types import TracebackType
from typing import Final, Self, TypeVar

from intents.instruments import Instruments, load_instruments

Part = TypeVar("Part")
Result = TypeVar("Result")

_WORTH_SHARING: Final = 2000
"""Lines from which the time to start more processes is won back."""
_own: Instruments | None = None


class Workshop:
    """Does the same work on many parts, each at any bench, and gives the results in the order of the parts."""

    def __init__(self, instruments: Instruments, lines: int) -> None:
        self._instruments = instruments
        self._pool: ProcessPoolExecutor | None = None
        cores = os.cpu_count() or 1
        if lines >= _WORTH_SHARING and cores > 1:
            # A forked child would inherit locks that threads of this process hold: each starts afresh.
            fresh = multiprocessing.get_context("spawn")
            there = (instruments.width > 0, instruments.tuned.missing is None)
            self._pool = ProcessPoolExecutor(cores, mp_context=fresh, initializer=_equip, initargs=there)

    def each(self, work: Callable[[Instruments, Part], Result], parts: Sequence[Part]) -> Iterator[Result]:
        """`work` must be a function of a module, so that other processes find it."""
        if self._pool is None:
            return (work(self._instruments, part) for part in parts)
        return self._pool.map(partial(_at_the_bench, work), parts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _equip(encoder: bool, tuned: bool) -> None:
    global _own
    _own = load_instruments(encoder=encoder, tuned=tuned)


def _at_the_bench(work: Callable[[Instruments, Part], Result], part: Part) -> Result:
    assert _own is not None
    return work(_own, part)
