"""Another date: Kofi asks for it before it is due, Jo Marlow agrees by a link without signing in, the ticket shows it.

And a promise in one line from anywhere: typed, read back, confirmed.
"""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe as Checker
from playwright.sync_api import Browser, Page, expect

from steadfast.foundation import clock
from tests import cast

pytestmark = pytest.mark.scene("tests.journeys.scenes.desk.a_morning")

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]


def in_two_weeks() -> str:
    """Return noon in two weeks as a field for local times takes it."""
    there = clock.now().astimezone(ZoneInfo(cast.ZONE)) + timedelta(days=14)
    return there.strftime("%Y-%m-%dT12:00")


def test_a_client_agrees_to_a_new_date_by_link(
    page: Page, browser: Browser, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    sign_in(cast.KOFI.email)
    page.goto("/tickets/3/")
    promises = page.locator("#c-promises + dl")
    promises.locator("dt", has_text="Resolution").get_by_role("link", name="C-").click()
    page.get_by_text("Ask for another date …").click()
    page.get_by_label("New date").first.fill(in_two_weeks())
    page.get_by_label("Why (they read it)").fill("The switch comes on Monday.")
    look("commitment-ask")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing changes until they say yes")
    link = page.locator("#link").input_value()
    commitment = page.url
    assert axe() == []

    jo = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", timezone_id=cast.ZONE).new_page()
    jo.goto(link)
    expect(jo.get_by_role("heading", level=1)).to_have_text("Harbor IT asks for another date")
    expect(jo.locator("main")).to_contain_text("The switch comes on Monday.")
    assert [rule["id"] for rule in Checker().run(jo).response["violations"]] == []
    assert jo.evaluate("document.documentElement.scrollWidth <= innerWidth")
    jo.get_by_label("A word with it").fill("Fine with us")
    jo.get_by_role("button", name="Yes, that date").click()
    expect(jo.get_by_role("heading", level=1)).to_have_text("You said yes")
    jo.reload()
    expect(jo.get_by_role("heading", level=1)).to_have_text("You said yes")
    jo.context.close()

    page.goto("/tickets/3/")
    expect(page.locator(".thread")).to_contain_text("Jo Marlow moved a due time with the creditor’s yes, to")
    page.goto(commitment)
    expect(page.locator(".crumbs")).to_contain_text("moved 1×")
    expect(page.get_by_role("region", name="Moves")).to_contain_text("The switch comes on Monday.")
    expect(page.locator(".thread")).to_contain_text("Fine with us")
    assert axe() == []
    look("commitment-moved")


def test_a_promise_in_one_line_from_anywhere(page: Page, sign_in: SignIn, axe: Axe, look: Look) -> None:
    sign_in(cast.MARA.email)
    page.goto("/agreements/")
    page.keyboard.press("Control+k")
    page.keyboard.type("I promise")
    page.keyboard.press("Enter")
    page.get_by_label("What, to whom and by when").fill("send the quote to Kestrel Dental")
    page.keyboard.press("Enter")
    expect(page.locator("#id_line_error")).to_contain_text("Say by when")
    page.get_by_label("What, and by when").fill("send the quote to Kestrel Dental within 4 working hours")
    page.keyboard.press("Enter")
    expect(page.locator("#c-shown")).to_contain_text("Harbor IT promises Kestrel Dental")
    expect(page.locator("main")).to_contain_text("in 4 h of open hours on Office hours")
    assert axe() == []
    look("promise-read-back")
    page.get_by_role("button", name="Promise it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("send the quote to Kestrel Dental")
    page.goto("/")
    expect(page.locator("main")).to_contain_text("send the quote to Kestrel Dental")


def test_a_promise_from_the_composer_is_read_back_and_keeps_the_text(page: Page, sign_in: SignIn) -> None:
    sign_in(cast.KOFI.email)
    page.goto("/tickets/3/")
    page.get_by_label("Write to Jo Marlow").fill("Half an answer")
    page.locator("summary", has_text="I promise …").click()
    page.get_by_label("I promise", exact=True).fill("call back by tomorrow noon")
    page.get_by_role("button", name="Promise it").click()
    expect(page.get_by_label("By", exact=True)).to_have_value(tomorrow_noon())
    expect(page.get_by_label("I promise", exact=True)).to_have_value("call back")
    page.get_by_role("button", name="Promise it").click()
    expect(page.locator("#c-promises + dl")).to_contain_text("call back")
    expect(page.get_by_label("Write to Jo Marlow")).to_have_value("Half an answer")


def tomorrow_noon() -> str:
    """Return tomorrow noon in London as the field shows it."""
    return (clock.now().astimezone(ZoneInfo(cast.ZONE)) + timedelta(days=1)).strftime("%Y-%m-%dT12:00")
