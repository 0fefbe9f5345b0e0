"""Words as people look them up: without capitals, accents and signs."""

from __future__ import annotations

import re
import unicodedata


def plain_words(text: str) -> str:
    """The text in small letters, without accents, with single blanks instead of everything else."""
    letters = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", letters.casefold()))
