"""Telegram's MarkdownV2 to plain text and entities."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sandbox.telegram_entities import Entity, units, unparsable

ENTITY_OF_MARK = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
TOKEN = re.compile(
    r"\\(?P<escaped>[\x01-\x7e])"
    r"|```(?:(?P<language>[\w+#-]+)\n)?\n?(?P<pre>(?:[^`\\]|\\.|`(?!``))*)```"
    r"|`(?P<code>(?:[^`\\]|\\.)+)`"
    r"|\]\((?P<url>(?:[^)\\]|\\.)*)\)"
    r"|(?P<mark>\|\||__|[*_~])"
    r"|(?P<link>\[)"
    r"|(?P<quote>^>)"
    r"|(?P<other>(?s:.))",
    re.MULTILINE,
)


@dataclass
class MarkdownV2:
    """One text on its way from markup to text and entities."""

    source: str
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    _open: list[tuple[str, int, int]] = field(default_factory=list)
    """The marks that wait for their end, each with its place in the text and in the source."""
    _quote: int | None = None

    def parse(self) -> tuple[str, list[Entity]]:
        """The plain text and its entities."""
        for token in TOKEN.finditer(self.source):
            kind = token.lastgroup or ""
            if kind in ("pre", "language"):
                self._pre(token)
            elif kind == "mark":
                self._mark(token)
            elif kind == "link":
                self._open.append(("[", units(self.text), token.start()))
            elif kind == "url":
                self._link(token)
            elif kind == "quote":
                self._quote = units(self.text) if self._quote is None else self._quote
            else:
                self._plain(token, kind)
        if self._open:
            mark, _place, at = self._open[-1]
            name = ENTITY_OF_MARK.get(mark, "link").title()
            raise unparsable(f"Can't find end of {name} entity at byte offset {self._bytes(at)}")
        self._end_quote()
        return self.text, self.entities

    def _plain(self, token: re.Match[str], kind: str) -> None:
        if kind == "code":
            self._add("code", _unescaped(token["code"]))
            return
        if kind == "other" and token[0] in RESERVED:
            raise unparsable(f"Character '{token[0]}' is reserved and must be escaped with the preceding '\\'")
        self.text += token["escaped"] or token[0]
        if token[0] == "\n" and self.source[token.end() : token.end() + 1] != ">":
            self._end_quote()

    def _pre(self, token: re.Match[str]) -> None:
        more = {"language": token["language"]} if token["language"] else {}
        self._add("pre", _unescaped(token["pre"]), **more)

    def _mark(self, token: re.Match[str]) -> None:
        mark = token["mark"]
        if self._open and self._open[-1][0] == mark:
            _mark, start, _at = self._open.pop()
            self._note(ENTITY_OF_MARK[mark], start)
        else:
            self._open.append((mark, units(self.text), token.start()))

    def _link(self, token: re.Match[str]) -> None:
        if not self._open or self._open[-1][0] != "[":
            raise unparsable("Character ']' is reserved and must be escaped with the preceding '\\'")
        _mark, start, _at = self._open.pop()
        self._note("text_link", start, url=_unescaped(token["url"]))

    def _add(self, kind: str, text: str, **more: str) -> None:
        start = units(self.text)
        self.text += text
        self._note(kind, start, **more)

    def _note(self, kind: str, start: int, **more: str) -> None:
        length = units(self.text) - start
        if length:
            self.entities.append({"type": kind, "offset": start, "length": length, **more})

    def _end_quote(self) -> None:
        if self._quote is not None:
            self._note("blockquote", self._quote)
            self._quote = None

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode())


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\x01-\x7e])", r"\1", text)
