"""Words as people look them up: without capitals, accents and signs."""

from __future__ import annotations

import re

from intents.normalise import fold


def looked_up(text: str) -> str:
    """The text in small letters, without accents, with single blanks instead of everything else."""
    return " ".join(re.findall(r"\w+", fold(text)))
