"""Turns a text into the numbers that the classifier weighs: words, pieces of words, and what it names."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]

_WORD: Final = re.compile(r"\w+|[^\w\s]")
_DIGIT: Final = re.compile(r"\d")
_SIGN_WEIGHT: Final = 0.5


def _shape(text: str) -> str:
    """Digits as zeros: how long a number is says more than which one it is."""
    return _DIGIT.sub("0", text)


def word_terms(text: str) -> Counter[str]:
    """The words and pairs of neighbouring words."""
    words = _WORD.findall(_shape(text))
    return Counter(words) + Counter(" ".join(pair) for pair in pairwise(words))


def piece_terms(text: str) -> Counter[str]:
    """Pieces of four and five letters, not across the edges of words; a short word is one whole."""
    pieces: Counter[str] = Counter()
    for word in _shape(text).split():
        padded = f" {word} "
        for length in (4, 5):
            pieces.update(padded[at : at + length] for at in range(max(1, len(padded) - length + 1)))
    return pieces


class Vocabulary:
    """TF-IDF over one kind of term: which terms are known, and how telling each one is."""

    def __init__(self, terms: Sequence[str], idf: FloatArray, count: Callable[[str], Counter[str]]) -> None:
        self.terms = list(terms)
        self.idf = idf
        self._count = count
        self._index = {term: number for number, term in enumerate(self.terms)}

    @classmethod
    def learn(cls, texts: Sequence[str], count: Callable[[str], Counter[str]], fewest: int = 2) -> Vocabulary:
        """The terms that stand in at least `fewest` of the texts."""
        documents: Counter[str] = Counter()
        for text in texts:
            documents.update(count(text).keys())
        terms = sorted(term for term, number in documents.items() if number >= fewest)
        idf = [math.log((1 + len(texts)) / (1 + documents[term])) + 1 for term in terms]
        return cls(terms, np.asarray(idf, dtype=np.float32), count)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.terms)

    def weigh(self, text: str) -> tuple[NDArray[np.int64], FloatArray]:
        """The known terms of a text and their weights, of length one together."""
        found = [(self._index[term], number) for term, number in self._count(text).items() if term in self._index]
        columns = np.fromiter((column for column, _ in found), dtype=np.int64, count=len(found))
        counts = np.fromiter((number for _, number in found), dtype=np.float32, count=len(found))
        weights = counts * self.idf[columns]
        norm = float(np.sqrt(weights @ weights))
        return columns, weights / norm if norm else weights


class Lexicon:
    """Words, pieces of words and signs side by side, in one row of columns."""

    def __init__(self, words: Vocabulary, pieces: Vocabulary, signs: Sequence[str]) -> None:
        self.words = words
        self.pieces = pieces
        self.signs = list(signs)
        self._sign_columns = {sign: words.width + pieces.width + number for number, sign in enumerate(signs)}

    @classmethod
    def learn(cls, texts: Sequence[str], signs: Sequence[Sequence[str]]) -> Lexicon:
        """What these normalised texts are made of, and the signs that were seen in them."""
        seen = sorted({sign for own in signs for sign in own})
        return cls(Vocabulary.learn(texts, word_terms), Vocabulary.learn(texts, piece_terms, fewest=4), seen)

    @property
    def width(self) -> int:
        """The number of columns."""
        return self.words.width + self.pieces.width + len(self.signs)

    def weigh(self, text: str, signs: Sequence[str]) -> tuple[NDArray[np.int64], FloatArray]:
        """Columns and weights of a normalised text and its signs."""
        word_columns, word_weights = self.words.weigh(text)
        piece_columns, piece_weights = self.pieces.weigh(text)
        known = [self._sign_columns[sign] for sign in signs if sign in self._sign_columns]
        sign_columns = np.asarray(known, dtype=np.int64)
        columns = np.concatenate([word_columns, piece_columns + self.words.width, sign_columns])
        sign_weights = np.full(len(known), _SIGN_WEIGHT, dtype=np.float32)
        return columns, np.concatenate([word_weights, piece_weights, sign_weights])
