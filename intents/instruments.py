"""What texts are read with: the language guesser, the sentence encoder, and the encoder taught our trade."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from intents.encoder import Encoder
from intents.language import LanguageGuesser
from intents.tuned import TunedEncoder

_NOWHERE: Final = Path("left out")


@dataclass(frozen=True)
class Instruments:
    """Everything that must be loaded before a text can be read or learnt."""

    languages: LanguageGuesser
    encoder: Encoder
    tuned: TunedEncoder

    @property
    def version(self) -> str:
        """What is there: a model learnt with other instruments cannot be used with these."""
        return f"{self.encoder.width}-{self.tuned.version[:16]}"

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not there, and why; empty where everything is."""
        found = []
        if self.encoder.missing:
            found.append(f"the sentence encoder ({self.encoder.missing})")
        if self.tuned.missing:
            found.append(f"the tuned encoder ({self.tuned.missing})")
        return tuple(found)


def load_instruments(*, encoder: bool = True, tuned: bool = True) -> Instruments:
    """Loads all of them side by side, or leaves an encoder out as if it were not installed."""
    with ThreadPoolExecutor() as background:
        languages = background.submit(LanguageGuesser)
        sentences = background.submit(Encoder) if encoder else None
        own = TunedEncoder() if tuned else TunedEncoder(_NOWHERE)
        return Instruments(languages.result(), sentences.result() if sentences else Encoder(_left_out), own)


def _left_out() -> Any:
    raise ImportError("left out")
