"""Texts on their way in and out: what a database can keep, and what fits into one message."""

from __future__ import annotations


def storable(text: str) -> str:
    """The text without what no database or UTF-8 can hold: NUL and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def utf16_units(text: str) -> int:
    """The length in UTF-16 code units, in which Telegram counts and UCS-2 texts are billed."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, most: int) -> list[str]:
    """The text in parts of at most `most` UTF-16 units, cut at line breaks, else at blanks, else anywhere."""
    parts = []
    rest = text.strip()
    while utf16_units(rest) > most:
        part = _beginning(rest, most)
        parts.append(part.rstrip())
        rest = rest[len(part) :].lstrip()
    return [*parts, rest] if rest else parts


def _beginning(text: str, most: int) -> str:
    longest = text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")
    for gap in ("\n", " "):
        end = longest.rfind(gap)
        # A cut that leaves little more than nothing would make many small messages.
        if end > len(longest) // 2:
            return longest[:end]
    return longest
