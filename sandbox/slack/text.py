"""How Slack writes down what a person types."""

from __future__ import annotations

import re

REFERENCE = re.compile(r"<(?:[@#!][^<>]+|(?:https?|mailto|tel):[^<>]+)>")
LINK = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)\]}'\"]")


def as_stored(typed: str) -> str:
    """The text as the API gives it: &, < and > escaped, links in angle brackets, mentions as they are."""
    stored, start = [], 0
    for reference in REFERENCE.finditer(typed):
        stored += [_plain(typed[start : reference.start()]), reference.group()]
        start = reference.end()
    return "".join([*stored, _plain(typed[start:])])


def _plain(typed: str) -> str:
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return LINK.sub(lambda link: f"<{link.group()}>", escaped)
