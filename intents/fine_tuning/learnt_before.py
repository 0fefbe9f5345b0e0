"""An encoder that was taught before, read back from the files that the daily program reads, to learn more."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from intents.tuned import ABOUT, NETWORK, PIECES

_ENDING = re.compile(r"/(?:Gemm_)?MatMul_quant$")


@dataclass(frozen=True)
class LearntBefore:
    """What it was taught, the pieces of words it knows, and its weights by the names of the network's parts."""

    intents: list[str]
    learnt: list[str]
    pieces: bytes
    weights: Mapping[str, Tensor]


def read_back(folder: Path) -> LearntBefore:
    """The encoder in this folder; its whole numbers of eight bits become the weights they stand for."""
    from onnx import load, numpy_helper

    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    graph = load(folder / NETWORK).graph
    values = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    weights = {name: value for name, value in values.items() if name.endswith((".weight", ".bias"))}
    weights["pieces.weight"] = _exact(values, "pieces.weight")
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            part = _ENDING.sub("", node.name).strip("/").replace("/", ".")
            stored = node.input[1].removesuffix("_quantized")
            weights[f"{part}.weight"] = _exact(values, stored).T
    tensors = {name: torch.from_numpy(np.array(value)) for name, value in weights.items()}
    return LearntBefore(about["intents"], about["learnt"], (folder / PIECES).read_bytes(), tensors)


def _exact(values: Mapping[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    scale, zero = values[f"{name}_scale"], values[f"{name}_zero_point"].astype(np.float32)
    return np.asarray((values[f"{name}_quantized"].astype(np.float32) - zero) * scale, dtype=np.float32)
