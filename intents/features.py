"""Turns a text into the numbers that the classifier weighs: words, pieces of words, and what it names."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
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


@dataclass(frozen=True)
class Terms:
    """What a text is made of; what stands there twice is there twice."""

    words: Sequence[str]
    """And pairs of neighbouring words."""
    pieces: Sequence[str]
    """Of words."""
    signs: Sequence[str]


def terms_of(text: str, signs: Sequence[str]) -> Terms:
    """A normalised text taken apart, with its signs."""
    shape = _shape(text)
    return Terms(_words(shape), _pieces(shape), signs)


def _words(text: str) -> list[str]:
    words = _WORD.findall(text)
    return words + [f"{first} {second}" for first, second in pairwise(words)]


def _pieces(text: str) -> list[str]:
    return list(chain.from_iterable(map(_pieces_of_word, text.split())))


@lru_cache(maxsize=20_000)
def _pieces_of_word(word: str) -> tuple[str, ...]:
    """Four and five letters long, not across the edges of the word; a short word is one whole."""
    padded = f" {word} "
    return tuple(padded[at : at + length] for length in (4, 5) for at in range(max(1, len(padded) - length + 1)))


class Vocabulary:
    """TF-IDF over one kind of term: which terms are known, and how telling each one is."""

    def __init__(self, terms: Sequence[str], idf: FloatArray) -> None:
        self.terms = list(terms)
        self.idf = idf
        self._index = {term: number for number, term in enumerate(self.terms)}

    @classmethod
    def learn(cls, texts: Sequence[Sequence[str]], fewest: int = 2) -> Vocabulary:
        """The terms that stand in at least `fewest` of the texts."""
        documents: Counter[str] = Counter()
        for text in texts:
            documents.update(set(text))
        terms = sorted(term for term, number in documents.items() if number >= fewest)
        idf = [math.log((1 + len(texts)) / (1 + documents[term])) + 1 for term in terms]
        return cls(terms, np.asarray(idf, dtype=np.float32))

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.terms)

    def weigh(self, text: Sequence[str]) -> tuple[NDArray[np.int64], FloatArray]:
        """The known terms of a text and their weights, of length one together."""
        found = Counter([self._index[term] for term in text if term in self._index])
        columns = np.fromiter(found, dtype=np.int64, count=len(found))
        counts = np.fromiter(found.values(), dtype=np.float32, count=len(found))
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
    def learn(cls, texts: Sequence[Terms]) -> Lexicon:
        """What these texts are made of, as far as it is not too rare to tell anything."""
        words = Vocabulary.learn([text.words for text in texts])
        pieces = Vocabulary.learn([text.pieces for text in texts], fewest=4)
        return cls(words, pieces, sorted({sign for text in texts for sign in text.signs}))

    @property
    def width(self) -> int:
        """The number of columns."""
        return self.words.width + self.pieces.width + len(self.signs)

    def weigh(self, text: Terms) -> tuple[NDArray[np.int64], FloatArray]:
        """Columns and weights of a text."""
        word_columns, word_weights = self.words.weigh(text.words)
        piece_columns, piece_weights = self.pieces.weigh(text.pieces)
        known = [self._sign_columns[sign] for sign in text.signs if sign in self._sign_columns]
        sign_columns = np.asarray(known, dtype=np.int64)
        columns = np.concatenate([word_columns, piece_columns + self.words.width, sign_columns])
        sign_weights = np.full(len(known), _SIGN_WEIGHT, dtype=np.float32)
        return columns, np.concatenate([word_weights, piece_weights, sign_weights])
