"""What texts are read with: the language guesser, and an encoder beside the words."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from intents.encoder import Encoder
from intents.language import LanguageGuesser
from intents.tuned import TunedEncoder

_NOWHERE: Final = Path("left out")


@dataclass(frozen=True)
class Instruments:
    """Everything that a text is read or learnt with.

    The sentence encoder stands in for the tuned one: beside it, it made no reading better (docs/decisions.md).
    """

    languages: LanguageGuesser
    encoder: Encoder
    tuned: TunedEncoder

    @property
    def width(self) -> int:
        """The columns of `meanings`."""
        return self.encoder.width if self.tuned.missing else 0

    def meanings(self, written: Sequence[str]) -> NDArray[np.float32]:
        """What the linear model weighs beside the words, one row for each text; nothing beside the tuned."""
        return self.encoder.encode(written) if self.width else np.zeros((len(written), 0), dtype=np.float32)

    @property
    def version(self) -> str:
        """What is there: a model learnt with other instruments cannot be used with these."""
        return f"{self.width}-{self.tuned.version[:16]}"

    @property
    def missing(self) -> tuple[str, ...]:
        """What reading has to do without, and why; empty where it lacks nothing."""
        found = []
        if self.tuned.missing:
            found.append(f"the tuned encoder ({self.tuned.missing})")
            if self.encoder.missing:
                found.append(f"the sentence encoder ({self.encoder.missing})")
        return tuple(found)


def load_instruments(*, encoder: bool = True, tuned: bool = True) -> Instruments:
    """Loads what reading needs, side by side, or leaves an encoder out as if it were not installed."""
    with ThreadPoolExecutor(1) as background:
        languages = background.submit(LanguageGuesser)
        own = TunedEncoder() if tuned else TunedEncoder(_NOWHERE)
        return Instruments(languages.result(), Encoder() if encoder else Encoder(_left_out), own)


def _left_out() -> Any:
    raise ImportError("left out")
