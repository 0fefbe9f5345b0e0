"""Writing in Slack so that everybody reads exactly what was written: nothing becomes bold, a link or a call."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]

ADDRESS = re.compile(r"(https?://\S+)")
CHANNEL = "channel"


def escaped(text: str) -> str:
    """Text for a field in which Slack's control characters count."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def address_of(channel: str, ts: str) -> str:
    """Where a message is read; Slack leads every address of this form to the workspace of the one who opens it."""
    return f"https://slack.com/archives/{channel}/p{ts.replace('.', '')}"


def shortened(text: str, longest: int) -> str:
    """Text that fits; what is cut off shows as an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def fitted(lines: Iterable[str], longest: int) -> str:
    """The lines, one below the other, as far as they fit; a line is shown whole or not at all."""
    shown, room = [], longest
    for line in lines:
        if len(line) > room:
            break
        shown.append(line)
        room -= len(line) + 1
    return "\n".join(shown)


def plain(text: str) -> Json:
    """A text object without markup."""
    return {"type": "plain_text", "text": text, "emoji": True}


def marked(text: str) -> Json:
    """A text object with Slack's markup; what others wrote must be escaped before."""
    return {"type": "mrkdwn", "text": text}


def section(text: str) -> Json:
    """A paragraph with Slack's markup."""
    return {"type": "section", "text": marked(text)}


def context(text: str) -> Json:
    """A small grey line."""
    return {"type": "context", "elements": [marked(text)]}


def aside(text: str) -> Json:
    """Small grey lines, letter by letter."""
    return {"type": "context", "elements": [{"type": "plain_text", "text": text, "emoji": False}]}


def spoken(text: str, mention: str = "") -> Json:
    """A message as somebody wrote it, letter by letter: the stars and hashes of a code are no markup."""
    elements: list[Json] = []
    for called in mention.split():
        is_everybody = called == CHANNEL
        elements.append({"type": "broadcast", "range": CHANNEL} if is_everybody else _person(called))
        elements.append({"type": "text", "text": " "})
    return _rich("rich_text_section", elements + _pieces(text))


def _person(slack_user: str) -> Json:
    return {"type": "user", "user_id": slack_user}


def quoted(text: str) -> Json:
    """Somebody's words as a quotation, letter by letter."""
    return _rich("rich_text_quote", _pieces(text))


def _pieces(text: str) -> list[Json]:
    return [
        {"type": "link", "url": piece} if ADDRESS.fullmatch(piece) else {"type": "text", "text": piece}
        for piece in ADDRESS.split(text)
        if piece
    ]


def _rich(kind: str, elements: list[Json]) -> Json:
    # Slack refuses a text that is empty.
    held = elements or [{"type": "text", "text": " "}]
    return {"type": "rich_text", "elements": [{"type": kind, "elements": held}]}
