"""The demo's page as people use it: what they type and press, and what they get to see."""

from __future__ import annotations

from playwright.async_api import ConsoleMessage, Locator, Page, expect


class DemoPage:
    """A driver's phone, the desk and a customer's phone in one browser tab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.driver = page.get_by_test_id("driver-messages")
        self.desk = page.get_by_test_id("slack-messages")
        self.thread = page.get_by_test_id("slack-thread-messages")
        self.home = page.get_by_test_id("slack-home")
        self.modal = page.get_by_test_id("modal")
        self.customer = page.get_by_test_id("customer-messages")
        self._complaints: list[str] = []
        page.on("pageerror", lambda error: self._complaints.append(str(error)))
        page.on("console", self._heard)

    async def open(self, address: str) -> None:
        """Opens the page and waits until it shows the world."""
        await self.page.goto(address)
        await self.is_ready()

    async def reload(self) -> None:
        """Loads the page anew."""
        await self.page.reload()
        await self.is_ready()

    async def is_ready(self) -> None:
        """Waits until the page has read what happened so far."""
        await expect(self.page.locator("body[data-ready=true]")).to_be_attached()

    async def tab(self, name: str) -> None:
        """Turns to one of the three panes, where there is room for only one."""
        await self.page.get_by_test_id(f"tab-{name}").click()

    async def write(self, name: str, text: str) -> None:
        """Writes in one of the fields ("driver", "slack", "slack-thread", "customer") and sends it."""
        await self.page.get_by_test_id(f"{name}-input").fill(text)
        await self.page.get_by_test_id(f"{name}-send").click()

    async def hold_phone_of(self, number: str) -> None:
        """Becomes the customer with this number."""
        await self.page.get_by_test_id("customer-select").select_option(number)

    async def driver_hears(self, *words: str) -> Locator:
        """The bot's message to the driver that has all these words."""
        return await _one(self.driver.locator("article.other"), words)

    async def customer_hears(self, *words: str) -> Locator:
        """The text to the customer that has all these words."""
        return await _one(self.customer.locator("article.other"), words)

    async def card(self, *words: str) -> Locator:
        """The card in the shown channel that has all these words."""
        return await _one(self.desk.locator("article"), words)

    async def press(self, card: Locator, label: str) -> None:
        """Presses a card's button."""
        await card.get_by_role("button", name=label, exact=True).click()

    async def choose(self, card: Locator, label: str) -> None:
        """Chooses from a card's menu *More*."""
        await card.get_by_role("button", name="More actions").click()
        await self.page.get_by_role("menuitem", name=label).click()

    async def open_thread(self, card: Locator) -> None:
        """Opens the thread below a card."""
        await card.get_by_test_id("open-thread").click()
        await expect(self.thread).to_be_visible()

    async def submit(self, title: str) -> None:
        """Submits the modal of that title."""
        await expect(self.modal.get_by_role("heading", name=title)).to_be_visible()
        await self.modal.get_by_test_id("modal-submit").click()

    async def has_nothing_to_complain_about(self) -> None:
        """No error on the page, and not one call that a service refused."""
        await expect(self.page.get_by_test_id("refused-open").locator(".count")).to_have_text("0")
        assert self._complaints == []

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complaints.append(message.text)


async def _one(messages: Locator, words: tuple[str, ...]) -> Locator:
    for word in words:
        messages = messages.filter(has_text=word)
    await expect(messages.last).to_be_visible()
    return messages.last
