"""Plays a scene in the demo and photographs it: `python -m docs.take_screenshots`. Needs Debian's chromium."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

from bot import demo
from bot.commands.reading import MODEL, TRAINING
from intents.reader import open_reader

HERE = Path(__file__).parent
TOM, KAYLA, CUSTOMER = "1001", "1003", "+16025550103"
LAPTOP, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)


async def main() -> None:
    """Takes all of them."""
    with tempfile.TemporaryDirectory() as folder:
        async with demo.playing(open_reader(MODEL, TRAINING), Path(folder)) as address, async_playwright() as play:
            browser = await play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            await _on_a_laptop(browser, address)
            await _the_desk(browser, address)
            await _on_a_phone(browser, address)
            await browser.close()


async def _on_a_laptop(browser: Browser, address: str) -> None:
    page = await browser.new_page(viewport=LAPTOP)
    await page.goto(address)
    await page.get_by_label("Hide this hint").click()
    await page.get_by_test_id("customer-select").select_option(CUSTOMER)
    await _write(page, "driver", "gate code for 14?")
    answer = _said(page, "driver", "#6120")
    await answer.get_by_role("button", name="✅").click()
    await expect(_said(page, "driver", "remember")).to_be_visible()
    await _write(page, "driver", "and the code for 3?")
    card = page.get_by_test_id("slack-messages").locator("article", has_text="Gate code · Tom Becker")
    await expect(card).to_be_visible()
    await expect(page.get_by_text("delivered · 1 segment")).to_be_visible()
    await card.locator(".blocks").screenshot(path=HERE / "card.png")
    await _write(page, "customer", "Sorry! It's 4471 then pound")
    await expect(_said(page, "driver", "4471")).to_be_visible()
    await expect(page.get_by_test_id("slack-messages")).to_contain_text("Resolved")
    await page.get_by_test_id("driver-select").select_option(KAYLA)
    await _write(page, "driver", "nobody home at 9 and it needs a signature, what do I do?")
    waiting = page.get_by_test_id("slack-messages").locator("article", has_text="Kayla Brooks")
    await expect(waiting).to_contain_text("nobody has it yet")
    await page.get_by_test_id("driver-select").select_option(TOM)
    await expect(_said(page, "driver", "4471")).to_be_visible()
    await expect(_said(page, "customer", "thank you").get_by_text("delivered")).to_be_visible()
    await page.mouse.move(0, 0)
    await page.screenshot(path=HERE / "demo.png")


async def _the_desk(browser: Browser, address: str) -> None:
    """What staff see besides the channel: a thread, the modal that asks what was learnt, the Home tab."""
    page = await browser.new_page(viewport=LAPTOP)
    await page.goto(address)
    await page.get_by_label("Hide this hint").click()
    await page.get_by_test_id("driver-select").select_option(TOM)
    await _write(page, "driver", "where is the entrance for stop 10")
    card = page.get_by_test_id("slack-messages").locator("article", has_text="Way in · Tom Becker")
    await card.get_by_role("button", name="Take", exact=True).click()
    await expect(card).to_contain_text("Dana Cole has it")
    await card.get_by_test_id("open-thread").click()
    await _write(page, "slack-thread", "// I call the office first")
    await _write(page, "slack-thread", "Use the blue door on the left, it is open until 6")
    await expect(_said(page, "driver", "blue door")).to_be_visible()
    thread = page.get_by_test_id("slack-thread")
    await expect(thread.get_by_text("✅")).to_be_visible()
    await thread.screenshot(path=HERE / "thread.png")
    await thread.get_by_role("button", name="Resolve", exact=True).click()
    await page.get_by_test_id("modal").screenshot(path=HERE / "modal.png")
    await page.get_by_test_id("modal-close").click()
    await page.get_by_test_id("slack-channel-home").click()
    home = page.get_by_test_id("slack-home")
    await expect(home).to_contain_text("Good to see you")
    await home.screenshot(path=HERE / "home.png")


async def _on_a_phone(browser: Browser, address: str) -> None:
    page = await browser.new_page(viewport=PHONE, is_mobile=True, has_touch=True)
    await page.goto(address)
    await page.get_by_label("Hide this hint").click()
    await expect(_said(page, "driver", "4471")).to_be_visible()
    await page.screenshot(path=HERE / "phone.png")


async def _write(page: Page, name: str, text: str) -> None:
    await page.get_by_test_id(f"{name}-input").fill(text)
    await page.get_by_test_id(f"{name}-send").click()


def _said(page: Page, name: str, words: str) -> Locator:
    """What the driver or the customer was told."""
    return page.get_by_test_id(f"{name}-messages").locator("article.other", has_text=words).last


if __name__ == "__main__":
    asyncio.run(main())
