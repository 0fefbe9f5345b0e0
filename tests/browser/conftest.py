"""Debian's chromium, without a window, in front of the demo."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from bot import demo
from tests.browser.demo_page import DemoPage
from tests.trained import trained_reader

CHROMIUM = shutil.which("chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
]
LAPTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PATIENCE = 15_000
"""Milliseconds: how long the page may take to show something on a busy machine."""

OpenPage = Callable[..., Awaitable[DemoPage]]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One chromium for all tests of a module."""
    if CHROMIUM is None:
        pytest.skip("The page is tested in Debian's chromium, which is not installed: run `make browser`.")
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="module")
async def open_page(browser: Browser, tmp_path: Path) -> AsyncIterator[OpenPage]:
    """Opens the page of a demo that has just begun; afterwards nothing may have gone wrong on it."""
    opened: list[DemoPage] = []
    async with demo.playing(trained_reader(), tmp_path) as address, AsyncExitStack() as contexts:

        async def open_it(**device: Any) -> DemoPage:
            context = await contexts.enter_async_context(await browser.new_context(**(device or LAPTOP)))
            page = DemoPage(await context.new_page())
            opened.append(page)
            await page.open(address)
            return page

        yield open_it
        for page in opened:
            await page.has_nothing_to_complain_about()


@pytest_asyncio.fixture(loop_scope="module")
async def page(open_page: OpenPage) -> DemoPage:
    """The page on a laptop."""
    return await open_page()
