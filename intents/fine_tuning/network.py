"""The encoder as a network that can learn, with one more layer that names the intent."""

from __future__ import annotations

import math
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from intents.fine_tuning.weights import Pretrained

_FORGETTING: Final = 0.1
"""The share of values left out at random while learning."""


class Layer(nn.Module):
    """Each word looks at the others, then thinks for itself."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=epsilon)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=epsilon)
        self.drop = nn.Dropout(_FORGETTING)

    def forward(self, words: Tensor, unseen: Tensor) -> Tensor:
        looked = self._look(words, unseen)
        words = self.attended_norm(words + self.drop(self.attended(looked)))
        thought: Tensor = self.outer_norm(words + self.drop(self.outer(functional.gelu(self.inner(words)))))
        return thought

    def _look(self, words: Tensor, unseen: Tensor) -> Tensor:
        texts, length, width = words.shape
        each = width // self.heads

        def split(values: Tensor) -> Tensor:
            return values.view(texts, length, self.heads, each).transpose(1, 2)

        likeness = split(self.query(words)) @ split(self.key(words)).transpose(2, 3) / math.sqrt(each)
        weights = torch.softmax(likeness + unseen, dim=-1)
        return (weights @ split(self.value(words))).transpose(1, 2).reshape(texts, length, width)


class IntentNetwork(nn.Module):
    """From the numbers of pieces to the logits of all intents."""

    def __init__(self, start: Pretrained, kept: list[int], intents: int) -> None:
        super().__init__()
        weights = {name: torch.from_numpy(values.copy()) for name, values in start.weights.items()}
        self.pieces = nn.Embedding.from_pretrained(weights["emb.word"][kept], freeze=True)
        self.places = nn.Embedding.from_pretrained(
            weights["emb.pos"] + weights["emb.type"][: start.width], freeze=True
        )
        self.norm = nn.LayerNorm(start.width, eps=start.epsilon)
        _set(self.norm, weights["emb.ln.w"], weights["emb.ln.b"])
        self.norm.requires_grad_(False)
        inner = len(weights["l0.fi.b"])
        self.layers = nn.ModuleList(
            Layer(start.width, start.heads, inner, start.epsilon) for _ in range(start.layers)
        )
        for number, layer in enumerate(self.layers):
            _fill(layer, weights, f"l{number}.")
        self.drop = nn.Dropout(_FORGETTING)
        self.head = nn.Linear(start.width, intents)
        nn.init.zeros_(self.head.bias)
        nn.init.normal_(self.head.weight, std=0.02)

    def forward(self, pieces: Tensor, seen: Tensor) -> Tensor:
        """`pieces` and `seen` (1 for a piece, 0 for padding): one row for each text."""
        logits: Tensor = self.head(self.drop(self.meaning(pieces, seen)))
        return logits

    def meaning(self, pieces: Tensor, seen: Tensor) -> Tensor:
        """The mean of what the pieces became."""
        words = self.norm(self.pieces(pieces) + self.places.weight[: pieces.shape[1]])
        unseen = (1.0 - seen[:, None, None, :]) * -1e4
        for layer in self.layers:
            words = layer(words, unseen)
        shares = seen[:, :, None]
        return (words * shares).sum(dim=1) / shares.sum(dim=1)


def _fill(layer: nn.Module, weights: dict[str, Tensor], prefix: str) -> None:
    parts = {
        "query": "q", "key": "k", "value": "v", "attended": "ao", "attended_norm": "aln",
        "inner": "fi", "outer": "fo", "outer_norm": "oln",
    }  # fmt: skip
    for part, short in parts.items():
        _set(getattr(layer, part), weights[f"{prefix}{short}.w"], weights[f"{prefix}{short}.b"])


def _set(module: nn.Module, weight: Tensor, bias: Tensor) -> None:
    with torch.no_grad():
        module.weight.copy_(weight)
        module.bias.copy_(bias)
