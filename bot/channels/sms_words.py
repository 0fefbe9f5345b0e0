"""The single words that carriers take as an opt-out. More ways of saying it are the conversation's to read."""

from __future__ import annotations

OPT_OUT = frozenset(
    {
        "stop",
        "stopall",
        "quit",
        "end",
        "cancel",
        "revoke",
        "optout",
        "unsubscribe",
        "alto",
        "parar",
        "baja",
        "cancelar",
    }
)


def opts_out(text: str) -> bool:
    """Whether the text is one of these words and nothing else."""
    return text.strip(" \t\r\n.!¡\"'").casefold() in OPT_OUT
