"""Writes what was learnt as files that the daily program reads without torch."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import torch

from intents.fine_tuning.learning import together
from intents.fine_tuning.network import IntentNetwork
from intents.tuned import ABOUT, NETWORK, PIECES


def export(network: IntentNetwork, pieces: bytes, intents: list[str], learnt: list[str], folder: Path) -> None:
    """The network in whole numbers of eight bits, the pieces of words, and what it was taught."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    changing = {0: "texts", 1: "length"}
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "exact.onnx"
        torch.onnx.export(
            network.eval(),
            together([[0, 10, 11, 2], [0, 12, 2]]),
            str(exact),
            input_names=["pieces", "seen"],
            output_names=["logits"],
            dynamic_axes={"pieces": changing, "seen": changing},
            opset_version=17,
            dynamo=False,
        )
        # Weights with a sign overflow on processors that lack the newest instructions; those without never do.
        quantize_dynamic(
            exact,
            folder / NETWORK,
            weight_type=QuantType.QUInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    (folder / PIECES).write_bytes(pieces)
    about = {"intents": intents, "learnt": sorted(learnt)}
    (folder / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
