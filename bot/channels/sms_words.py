"""The single words that carriers take as an opt-out. More ways of saying it are the conversation's to read."""

from __future__ import annotations

from handlers.consent import OUT_WORDS


def opts_out(text: str) -> bool:
    """Whether the text is one of these words and nothing else."""
    return text.strip(" \t\r\n.!¡\"'").casefold() in OUT_WORDS
