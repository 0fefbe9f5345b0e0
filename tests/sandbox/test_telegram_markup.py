"""HTML and MarkdownV2 as Telegram reads them."""

from __future__ import annotations

import pytest
from telegram.error import BadRequest
from telegram.ext import ExtBot

from sandbox.server import Sandbox
from sandbox.telegram_text import formatted
from tests.sandbox.conftest import DRIVER
from tests.sandbox.telegram_calls import refusal

Bot = ExtBot[None]


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("plain", "plain", []),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#33; &nbsp;", 'a <b> & "c" ! &nbsp;', []),
        ("👋 <b>Gate</b>", "👋 Gate", [("bold", 3, 4)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("  <u>x</u> \n", "x", [("underline", 0, 1)]),
        ('<a href="https://e.com/?a=1&amp;b=2">x</a>', "x", [("text_link", 0, 1)]),
        ('<pre><code class="language-sql">x</code></pre>', "x", [("pre", 0, 1)]),
        ("<code>x</code><b></b>", "x", [("code", 0, 1)]),
        (
            '<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>',
            "xy",
            [("spoiler", 0, 1), ("spoiler", 1, 1)],
        ),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
    ],
)
def test_html(markup: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    parsed, found = formatted(markup, "HTML", None)
    assert parsed == text
    assert [(each["type"], each["offset"], each["length"]) for each in found] == entities


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        (r"1\. plain\!", "1. plain!", []),
        ("👋 *Gate* _now_", "👋 Gate now", [("bold", 3, 4), ("italic", 8, 3)]),
        ("*a_b_*", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("__u__ ~s~ ||p||", "u s p", [("underline", 0, 1), ("strikethrough", 2, 1), ("spoiler", 4, 1)]),
        ("`a.b` ```sql\nx;```", "a.b x;", [("code", 0, 3), ("pre", 4, 2)]),
        (r"[map](https://e.com/\))", "map", [("text_link", 0, 3)]),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 4)]),
    ],
)
def test_markdown(markup: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    parsed, found = formatted(markup, "MarkdownV2", None)
    assert parsed == text
    assert [(each["type"], each["offset"], each["length"]) for each in found] == entities


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("1. plain", "Character '.' is reserved"),
        ("*x", "Can't find end of Bold entity at byte offset 0"),
        ("[x]", "Character ']' is reserved"),
        ("a](b)", "Character ']' is reserved"),
        ("a > b", "Character '>' is reserved"),
    ],
)
async def test_broken_markdown_is_refused(sandbox: Sandbox, markup: str, reason: str) -> None:
    given = {"chat_id": DRIVER, "text": markup, "parse_mode": "MarkdownV2"}
    assert reason in await refusal(sandbox, "sendMessage", **given)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<b>x", "Can't find end tag"),
        ("x</b>", "Unmatched end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("ñ<div>x</div>", 'Unsupported start tag "div" at byte offset 2'),
        ("1 < 2", "Unsupported start tag|Unclosed start tag"),
        ("<span>x</span>", 'Unsupported start tag "span"'),
        ("<b", "Unclosed start tag"),
    ],
)
async def test_broken_html_is_refused(bot: Bot, markup: str, reason: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i)can't parse entities: ({reason})"):
        await bot.send_message(DRIVER, markup, parse_mode="HTML")
