"""Telegram's HTML to plain text and entities."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from sandbox.telegram_entities import Entity, units, unparsable

ENTITY_OF_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-zA-Z0-9-]*)(?P<attributes>[^<>]*)(?P<end>>?)|&(?:lt|gt|amp|quot|#\w+);"
)
ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


@dataclass
class _Open:
    """A tag that waits for its end."""

    tag: str
    start: int
    entity: Entity


@dataclass
class Html:
    """One text on its way from markup to text and entities."""

    source: str
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Entity]]:
        """The plain text and its entities."""
        at = 0
        for token in TOKEN.finditer(self.source):
            self.text += self.source[at : token.start()]
            at = token.end()
            if token[0].startswith("&"):
                self.text += html.unescape(token[0])
            elif token["close"]:
                self._end(token)
            else:
                self._begin(token)
        self.text += self.source[at:]
        if self._open:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return self.text, self.entities

    def _begin(self, token: re.Match[str]) -> None:
        tag = token["tag"].lower()
        if not token["end"]:
            raise unparsable(f"Unclosed start tag at byte offset {self._bytes(token)}")
        attributes = {
            found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "")
            for found in ATTRIBUTE.finditer(token["attributes"])
        }
        is_other_span = tag == "span" and attributes.get("class") != "tg-spoiler"
        if tag not in ENTITY_OF_TAG or is_other_span:
            raise unparsable(f'Unsupported start tag "{tag}" at byte offset {self._bytes(token)}')
        self._open.append(_Open(tag, units(self.text), _entity(tag, attributes)))

    def _end(self, token: re.Match[str]) -> None:
        tag = token["tag"].lower()
        if not self._open or self._open[-1].tag != tag or not token["end"]:
            expected = f', expected "</{self._open[-1].tag}>", found "</{tag}>"' if self._open else ""
            raise unparsable(f"Unmatched end tag at byte offset {self._bytes(token)}{expected}")
        opened = self._open.pop()
        length = units(self.text) - opened.start
        language = opened.entity.pop("language", None)
        if language and self._open and self._open[-1].tag == "pre":
            # <pre><code class="language-sql"> is one entity, not two.
            self._open[-1].entity["code_language"] = language
            return
        code_language = opened.entity.pop("code_language", None)
        if code_language:
            opened.entity["language"] = code_language
        # A link that leads nowhere is plain text.
        if length and opened.entity.get("url") != "":
            self.entities.append({**opened.entity, "offset": opened.start, "length": length})

    def _bytes(self, token: re.Match[str]) -> int:
        return len(self.source[: token.start()].encode())


def _entity(tag: str, attributes: dict[str, str]) -> Entity:
    entity: Entity = {"type": ENTITY_OF_TAG[tag]}
    if tag == "a":
        entity["url"] = attributes.get("href", "")
    if tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    if tag == "code" and attributes.get("class", "").startswith("language-"):
        entity["language"] = attributes["class"].removeprefix("language-")
    return entity
