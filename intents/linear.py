"""Multinomial logistic regression: learnt and scored with numpy, the text's few terms apart from the meanings."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from intents.features import FloatArray

_STRENGTH: Final = 30.0
_TOLERANCE: Final = 2e-3
"""How small the slope must become beside the first one; looser, and lines near a border are read otherwise."""
_MOST_STEPS: Final = 300
_REMEMBERED: Final = 10
_LONGEST_SEARCH: Final = 6


@dataclass(frozen=True)
class LinearModel:
    """Weights for each intent: rows for the terms first, then rows for the encoder's columns."""

    intents: tuple[str, ...]
    weights: FloatArray
    bias: FloatArray

    def logits(self, columns: NDArray[np.int64], values: FloatArray, meaning: FloatArray) -> NDArray[np.float64]:
        """How much speaks for each intent."""
        terms = self.weights.shape[0] - meaning.shape[0]
        scores = values @ self.weights[columns] + meaning @ self.weights[terms:] + self.bias
        return scores.astype(np.float64)


class Rows:
    """The features of many texts: their terms in a sparse matrix, their meanings in a dense one beside it.

    In one sparse matrix the dense columns would make every product ten times as slow.
    """

    def __init__(
        self, weighed: Sequence[tuple[NDArray[np.int64], FloatArray]], meanings: FloatArray, width: int
    ) -> None:
        from scipy import sparse

        starts = np.cumsum([0] + [len(columns) for columns, _ in weighed])
        columns = np.concatenate([columns for columns, _ in weighed])
        values = np.concatenate([values for _, values in weighed])
        self._terms: Any = sparse.csr_matrix((values, columns, starts), shape=(len(weighed), width))
        self._texts: Any = self._terms.T.tocsr()
        self._meanings = meanings

    def weights(self, shares: FloatArray) -> FloatArray:
        """The sum of all rows, each with its share: a row of weights for each column."""
        return np.vstack([self._texts @ shares, self._meanings.T @ shares])

    def scores(self, weights: FloatArray) -> FloatArray:
        """What these weights make of each text."""
        width = self._terms.shape[1]
        return np.asarray(self._terms @ weights[:width] + self._meanings @ weights[width:])


def learn(rows: Rows, labels: NDArray[np.str_], start: FloatArray | None = None) -> tuple[LinearModel, FloatArray]:
    """The weights that tell these labels apart, found by the quasi-Newton method with limited memory.

    The best weights are a sum of the texts' own rows, so the search is for the share of each text in it: far fewer
    numbers than there are weights, and one product with the rows and back is all that a step costs. The shares are
    given back, too, with the bias in a last row: where most of the texts are the same, a later search may `start`
    there.
    """
    intents, numbers = np.unique(labels, return_inverse=True)
    search = _Search(rows, np.eye(len(intents), dtype=np.float32)[numbers])
    search.run(start)
    shares = search.place.shares
    weights = np.ascontiguousarray(rows.weights(shares[:-1]), dtype=np.float32)
    return LinearModel(tuple(str(name) for name in intents), weights, shares[-1].copy()), shares


@dataclass(frozen=True)
class _Vector:
    """A point or a direction: the shares of all texts and, in the last row, the bias; and what they score."""

    shares: FloatArray
    scored: FloatArray
    """The scores without the bias, and the bias again below them."""

    def __matmul__(self, other: _Vector) -> float:
        """The inner product of the weights that the two stand for."""
        return float(np.vdot(self.shares, other.scored))

    def plus(self, other: _Vector, times: float) -> _Vector:
        factor = np.float32(times)
        return _Vector(self.shares + factor * other.shares, self.scored + factor * other.scored)

    def times(self, factor: float) -> _Vector:
        return _Vector(np.float32(factor) * self.shares, np.float32(factor) * self.scored)

    @property
    def logits(self) -> FloatArray:
        return np.asarray(self.scored[:-1] + self.scored[-1])

    @property
    def bias(self) -> FloatArray:
        return np.asarray(self.shares[-1])


class _Search:
    """One run of the method."""

    def __init__(self, rows: Rows, wanted: FloatArray) -> None:
        self._rows = rows
        self._wanted = wanted
        zero = np.zeros((len(wanted) + 1, wanted.shape[1]), dtype=np.float32)
        self.place = _Vector(zero, zero)
        self._remembered: deque[tuple[_Vector, _Vector]] = deque(maxlen=_REMEMBERED)

    def run(self, start: FloatArray | None) -> None:
        slope = self._slope()
        enough = _TOLERANCE**2 * (slope @ slope)
        if start is not None:
            self.place = self._vector(start)
            slope = self._slope()
        for _ in range(_MOST_STEPS):
            if slope @ slope <= enough:
                return
            direction = self._direction(slope)
            step = direction.times(self._length(direction))
            self.place = self.place.plus(step, 1.0)
            before, slope = slope, self._slope()
            change = slope.plus(before, -1.0)
            if step @ change > 0:
                self._remembered.append((step, change))

    def _slope(self) -> _Vector:
        """Where the loss rises: the excess of each text's chances over the truth, and the pull towards nothing."""
        excess = np.float32(_STRENGTH) * (_chances(self.place.logits) - self._wanted)
        return self._vector(np.vstack([self.place.shares[:-1] + excess, excess.sum(axis=0)]))

    def _vector(self, shares: FloatArray) -> _Vector:
        scored = self._rows.scores(self._rows.weights(shares[:-1]))
        return _Vector(shares, np.vstack([scored, shares[-1]]))

    def _direction(self, slope: _Vector) -> _Vector:
        """Downhill, bent by how the slope changed over the last steps."""
        direction, lengths = slope.times(-1.0), []
        for step, change in reversed(self._remembered):
            length = (step @ direction) / (step @ change)
            direction = direction.plus(change, -length)
            lengths.append(length)
        if self._remembered:
            step, change = self._remembered[-1]
            direction = direction.times((step @ change) / (change @ change))
        for (step, change), length in zip(self._remembered, reversed(lengths), strict=True):
            direction = direction.plus(step, length - (change @ direction) / (step @ change))
        return direction

    def _length(self, direction: _Vector) -> float:
        """How far to go: where the loss is lowest on this line. The scores are known, so trying costs little."""
        start, along = self.place.logits, direction.logits
        pull, bend = self._pull(direction)
        length, first = 0.0, None
        for _ in range(_LONGEST_SEARCH):
            chances = _chances(start + np.float32(length) * along)
            mean = (chances * along).sum(axis=1, keepdims=True)
            rise = _STRENGTH * float(np.vdot(chances - self._wanted, along)) + pull + length * bend
            curve = _STRENGTH * float(np.vdot(chances, (along - mean) ** 2)) + bend
            first = rise if first is None else first
            if abs(rise) <= 0.1 * abs(first) and length:
                break
            length = max(length - rise / curve, 0.1 * length)
        return length

    def _pull(self, direction: _Vector) -> tuple[float, float]:
        """What keeps the weights small, along this line: its rise and its bend. The bias is free."""
        own = direction.bias
        pull = self.place @ direction - float(self.place.bias @ own)
        return pull, direction @ direction - float(own @ own)


def _chances(logits: FloatArray) -> FloatArray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def softmax(logits: NDArray[np.float64], temperature: float = 1.0) -> NDArray[np.float64]:
    """Probabilities of one text's, or of each row's, logits."""
    scaled = logits / temperature
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))
