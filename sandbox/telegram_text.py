"""Texts as Telegram keeps them: trimmed, with formatting as entities counted in UTF-16 code units."""

from __future__ import annotations

import re

from sandbox.telegram_entities import Entity, units
from sandbox.telegram_errors import bad_request
from sandbox.telegram_html import Html
from sandbox.telegram_markdown import MarkdownV2

COMMAND = re.compile(r"(?<![\w/])/[a-zA-Z0-9_]{1,32}(?:@\w{3,32})?(?!\w)")


def commands_in(text: str) -> list[Entity]:
    """The commands that a user's text contains, as entities."""
    return [
        {"type": "bot_command", "offset": units(text[: found.start()]), "length": units(found[0])}
        for found in COMMAND.finditer(text)
    ]


def formatted(text: str, parse_mode: str | None, entities: list[Entity] | None) -> tuple[str, list[Entity]]:
    """A bot's text without markup and surrounding blanks, and its entities."""
    match (parse_mode or "").lower():
        case "":
            return _trimmed(text, entities or [])
        case "html":
            return _trimmed(*Html(text).parse())
        case "markdownv2":
            return _trimmed(*MarkdownV2(text).parse())
    raise bad_request(f"unsupported parse_mode: the sandbox reads HTML and MarkdownV2, not {parse_mode}")


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    without_end = text.rstrip()
    kept = without_end.lstrip()
    cut = units(without_end) - units(kept)
    length = units(kept)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - cut)
        end = min(length, entity["offset"] + entity["length"] - cut)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return kept, sorted(moved, key=lambda entity: (entity["offset"], -entity["length"]))
