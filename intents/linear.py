"""Multinomial logistic regression, learnt with scikit-learn and scored with numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents.features import FloatArray

_STRENGTH = 30.0
_TOLERANCE = 1e-4
_MOST_STEPS = 1000


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


def rows(weighed: Sequence[tuple[NDArray[np.int64], FloatArray]], meanings: FloatArray, width: int) -> Any:
    """The sparse matrix that the learner takes, one row for each text."""
    from scipy import sparse

    starts = np.cumsum([0] + [len(columns) for columns, _ in weighed])
    columns = np.concatenate([columns for columns, _ in weighed])
    values = np.concatenate([values for _, values in weighed])
    terms = sparse.csr_matrix((values, columns, starts), shape=(len(weighed), width))
    return sparse.hstack([terms, sparse.csr_matrix(meanings)], format="csr", dtype=np.float32)


def learn(matrix: Any, labels: Sequence[str]) -> LinearModel:
    """The weights that tell these labels apart."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=_STRENGTH, tol=_TOLERANCE, max_iter=_MOST_STEPS)
    model.fit(matrix, np.asarray(labels))
    coefficients, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps but one row for two classes
        coefficients, bias = np.vstack([-coefficients, coefficients]) / 2, np.concatenate([-bias, bias]) / 2
    weights = np.ascontiguousarray(coefficients.T, dtype=np.float32)
    return LinearModel(tuple(str(name) for name in model.classes_), weights, bias.astype(np.float32))


def softmax(logits: NDArray[np.float64], temperature: float = 1.0) -> NDArray[np.float64]:
    """Probabilities of one text's, or of each row's, logits."""
    scaled = logits / temperature
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))
