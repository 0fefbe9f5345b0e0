"""The encoder that was taught our trade (`make encoder`), where it is installed: what it makes of a text."""

from __future__ import annotations

import hashlib
import importlib
import json
import logging
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from intents import opinions
from intents.normalise import visible
from intents.reading import Audience

_log = logging.getLogger(__name__)

FOLDER: Final = Path(__file__).parent / "tuned_encoder"
NETWORK, PIECES, ABOUT = "network.onnx", "pieces.model", "about.json"
MOST_PIECES: Final = 96
_BEGIN, _PADDING, _END = 0, 1, 2
_BATCH: Final = 32
_WEIGHT: Final = 1.0
"""How much its logits count beside those of the linear model, as measured."""


def as_the_encoder_reads(text: str) -> str:
    """Lower case, without what cannot be seen."""
    return unicodedata.normalize("NFKC", visible(text)).lower()


def addressed(text: str, audience: Audience) -> str:
    """The text with its writer before it: drivers and customers mean different things by the same words."""
    return f"{audience}: {as_the_encoder_reads(text)}"


def cut(pieces: Any, text: str) -> list[int]:
    """The numbers of a text's pieces between the marks of beginning and end, as many as are read."""
    return [_BEGIN, *pieces.encode(text)[: MOST_PIECES - 2], _END]


def joined(
    linear: NDArray[np.float64], intents: Sequence[str], opinions: NDArray[np.float32], tuned: Sequence[str]
) -> NDArray[np.float64]:
    """The logits of the linear model and those of the tuned encoder together; one row for each text.

    An intent that the tuned encoder was never taught gets from it what its least likely intent gets.
    """
    if not tuned:
        return linear
    known = {name: column for column, name in enumerate(tuned)}
    own = np.repeat(opinions.min(axis=1, keepdims=True), len(intents), axis=1)
    taught = [column for column, name in enumerate(intents) if name in known]
    own[:, taught] = opinions[:, [known[intents[column]] for column in taught]]
    return linear + _WEIGHT * own


class TunedEncoder:
    """Weighs all intents for a text; or nothing where its files or its libraries are missing."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self.missing: str | None = None
        """Why it is not there, or None."""
        self.intents: tuple[str, ...] = ()
        self.learnt: frozenset[str] = frozenset()
        """The writers whose lines it was taught with: judged by these, it would look better than it is."""
        self.version = ""
        """Changes when the encoder does."""
        try:
            self._open(folder)
            self.logits(["warm up"], "driver")
        except Exception as error:  # whatever keeps it from loading, reading goes on without it
            self.missing = f"{type(error).__name__}: {error}"
            self.intents, self.learnt, self.version = (), frozenset(), ""
            _log.warning("tuned encoder not loaded, reading goes on without it (%s)", self.missing)

    def logits(self, written: Sequence[str], audience: Audience) -> NDArray[np.float32]:
        """One row for each text: how much speaks for each of `intents`, those of the other audience included."""
        found = np.zeros((len(written), len(self.intents)), dtype=np.float32)
        if self.missing is not None:
            return found
        cuts = [cut(self._pieces, addressed(text, audience)) for text in written]
        order = sorted(range(len(cuts)), key=lambda number: len(cuts[number]))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            found[rows] = self._weigh([cuts[row] for row in rows])
        return found

    def opinions(self, written: Sequence[str], audience: Audience) -> NDArray[np.float32]:
        """As `logits`, but what was worked out when the encoder was made is not worked out again."""
        keys = [opinions.key_of(addressed(text, audience)) for text in written]
        new = [number for number, key in enumerate(keys) if key not in self._known]
        found = np.zeros((len(written), len(self.intents)), dtype=np.float32)
        found[new] = self.logits([written[number] for number in new], audience)
        for number, key in enumerate(keys):
            if key in self._known:
                found[number] = self._known[key]
        return found

    @cached_property
    def _known(self) -> Mapping[bytes, NDArray[np.float16]]:
        return opinions.load(self._folder, self.version)

    def _weigh(self, cuts: list[list[int]]) -> NDArray[np.float32]:
        longest = max(map(len, cuts))
        pieces = np.full((len(cuts), longest), _PADDING, dtype=np.int64)
        seen = np.zeros((len(cuts), longest), dtype=np.float32)
        for row, own in enumerate(cuts):
            pieces[row, : len(own)] = own
            seen[row, : len(own)] = 1
        return np.asarray(self._network.run(None, {"pieces": pieces, "seen": seen})[0])

    def _open(self, folder: Path) -> None:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        self.intents = tuple(about["intents"])
        self.learnt = frozenset(about["learnt"])
        with (folder / NETWORK).open("rb") as network:
            self.version = hashlib.file_digest(network, "sha256").hexdigest()
        self._pieces = importlib.import_module("sentencepiece").SentencePieceProcessor(
            model_file=str(folder / PIECES)
        )
        runtime = importlib.import_module("onnxruntime")
        options = runtime.SessionOptions()
        # Readings run on many threads of a server: threads inside each would only fight over the cores.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # a third less memory, no slower
        self._network = runtime.InferenceSession(
            str(folder / NETWORK), options, providers=["CPUExecutionProvider"]
        )
