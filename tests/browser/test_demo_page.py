"""The demo in a real browser: from a driver's question to the answer, on a laptop and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.demo_page import DemoPage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.asyncio(loop_scope="module"),
]
CUSTOMER_OF_STOP_3 = "+16025550103"
PHONE_WIDTH = 390
PHONE = {"viewport": {"width": PHONE_WIDTH, "height": 844}, "has_touch": True, "is_mobile": True}


async def test_a_known_code_comes_with_buttons(page: DemoPage) -> None:
    await page.write("driver", "gate code for 14?")
    answer = await page.driver_hears("#6120", "Did it open?")
    await expect(answer.get_by_role("button")).to_have_text(["✅ Worked", "❌ Did not work"])
    await answer.get_by_role("button", name="Worked", exact=False).first.click()
    await page.driver_hears("I'll remember that it works for stop 14")


async def test_an_answer_in_the_thread_reaches_the_driver(page: DemoPage) -> None:
    await page.hold_phone_of(CUSTOMER_OF_STOP_3)
    await page.write("driver", "code for 3")
    await page.customer_hears("Acme Parcel: your driver needs a gate or door code")
    card = await page.card("Gate code · Tom Becker", "stop 3")
    await expect(card).to_contain_text("asked just now")
    await page.press(card, "Take")
    await expect(card).to_contain_text("Dana Cole has it")
    await page.driver_hears("Dana has it")
    await page.open_thread(card)
    await page.write("slack-thread", "it's 8812#, side gate")
    await page.driver_hears("Dana: it's 8812#, side gate")
    reply = page.thread.locator("article", has_text="8812#")
    await expect(reply.locator("[data-reaction=white_check_mark]")).to_be_visible()


async def test_the_customers_answer_reaches_the_driver(page: DemoPage) -> None:
    await page.hold_phone_of(CUSTOMER_OF_STOP_3)
    await page.write("driver", "code for 3")
    await page.customer_hears("gate or door code")
    await page.write("customer", "its 4471 pound")
    await page.driver_hears("the customer just texted the code", "4471#")
    await page.customer_hears("thank you")
    await page.card("Resolved")


async def test_a_code_is_saved_and_told_to_the_driver(page: DemoPage) -> None:
    await page.write("driver", "code for 3")
    card = await page.card("Gate code · Tom Becker")
    await page.choose(card, "Save as code")
    await page.modal.get_by_label("Code").fill("#9001")
    await page.submit("Save as code")
    await page.driver_hears("Stop 3", "#9001")
    await page.press(card, "Resolve")
    await page.submit("Resolve")
    await page.card("Resolved by Dana Cole")
    await page.write("driver", "code for 3")
    await page.driver_hears("#9001", "Not tried yet")


async def test_what_was_learnt_is_kept_when_a_ticket_is_resolved(page: DemoPage) -> None:
    await page.write("driver", "code for 3")
    card = await page.card("Gate code · Tom Becker")
    await page.press(card, "Resolve")
    await page.modal.get_by_label("What was learnt?").select_option(label="The way in")
    await page.modal.get_by_label("In the words for drivers").fill("Blue door behind the bins")
    await page.submit("Resolve")
    await page.card("Resolved by Dana Cole")
    await page.write("driver", "how do I get into the building at stop 3")
    await page.driver_hears("Blue door behind the bins")


async def test_a_customer_gets_exactly_what_was_previewed(page: DemoPage) -> None:
    await page.hold_phone_of(CUSTOMER_OF_STOP_3)
    await page.write("customer", "I want to speak to a real person please")
    card = await page.card("customer", "real person")
    await page.press(card, "Reply")
    await page.modal.get_by_label("Your reply").fill("We are here. What can we do?")
    await page.submit("Reply to customer")
    exact = "Acme Parcel: We are here. What can we do? - Dana"
    await expect(page.modal).to_contain_text(exact)
    await expect(page.modal).to_contain_text("sent as 1 text message")
    await page.submit("Send this?")
    await expect(page.modal).to_be_hidden()
    await page.customer_hears(exact)


async def test_a_customer_is_asked_something_else_than_was_proposed_first(page: DemoPage) -> None:
    await page.hold_phone_of(CUSTOMER_OF_STOP_3)
    await page.write("driver", "where is the entrance for stop 3")
    card = await page.card("Way in · Tom Becker")
    await page.choose(card, "Ask the customer")
    for subject, words in (("The code", "needs a gate or door code"), ("The way in", "cannot find the way in")):
        await page.modal.get_by_label("What do you need?").select_option(label=subject)
        await expect(page.modal.get_by_label("In these words")).to_have_value(re.compile(words))
    await page.submit("Ask the customer")
    await expect(page.modal).to_contain_text("cannot find the way in")
    await page.submit("Ask this?")
    await page.customer_hears("cannot find the way in")


async def test_the_home_tab_and_the_command_show_what_waits(page: DemoPage) -> None:
    await page.page.get_by_test_id("slack-channel-home").click()
    await expect(page.home).to_contain_text("Nobody waits.")
    await page.write("driver", "code for 3")
    await expect(page.home).to_contain_text("1 waiting")
    await page.home.get_by_role("link", name="Gate code, Tom Becker").click()
    await expect(page.thread).to_contain_text("code for 3")
    await page.page.get_by_test_id("slack-thread-close").click()
    await page.write("slack", "/desk")
    answer = await page.card("Waiting", "Tom Becker")
    await expect(answer).to_contain_text("Only visible to you")


async def test_an_emergency_reaches_the_dispatchers(page: DemoPage) -> None:
    await page.write("driver", "they crashed into my van im bleeding")
    await page.driver_hears("911 NOW")
    await page.page.get_by_test_id("slack-channel-C02").click()
    await page.card("🚨 EMERGENCY · Tom Becker", "im bleeding")


async def test_on_a_phone_there_is_one_pane_at_a_time(open_page: OpenPage) -> None:
    page = await open_page(**PHONE)
    await page.write("driver", "code for 3")
    await page.driver_hears("I have no code")
    await expect(page.desk).to_be_hidden()
    await page.tab("slack")
    await expect(page.driver).to_be_hidden()
    card = await page.card("Gate code · Tom Becker")
    await page.press(card, "Take")
    await page.open_thread(card)
    await page.write("slack-thread", "it's 8812#")
    await page.tab("customer")
    await page.hold_phone_of(CUSTOMER_OF_STOP_3)
    await page.customer_hears("gate or door code")
    await page.tab("driver")
    await page.driver_hears("Dana: it's 8812#")
    await expect(page.customer).to_be_hidden()
    width = await page.page.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE_WIDTH, "nothing may stick out at the side"


async def test_a_reload_keeps_everything(page: DemoPage) -> None:
    await page.hold_phone_of(CUSTOMER_OF_STOP_3)
    await page.write("driver", "code for 3")
    card = await page.card("Gate code · Tom Becker")
    await page.press(card, "Take")
    await page.open_thread(card)
    await page.write("slack-thread", "it's 8812#")
    await page.driver_hears("Dana: it's 8812#")
    await page.reload()
    await page.driver_hears("Dana: it's 8812#")
    await page.card("Dana Cole has it")
    await expect(page.thread).to_contain_text("8812#")
    await page.customer_hears("gate or door code")
