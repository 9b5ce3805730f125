"""One outage, three tickets: chosen with Shift, looked at, changed at once, undone; the view is kept, keys are told."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests import cast
from tests.journeys.conftest import Served

pytestmark = pytest.mark.scene("tests.journeys.scenes.bulk.of_one_outage")

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]

# The texts of rows that are set in less than 80 px and so over more than the two lines that a cell has.
CRAMPED = """[...document.querySelectorAll(".rows > li > :is(.what, .left)")]
    .filter(cell => cell.offsetWidth < 80 && cell.offsetHeight > 56).map(cell => cell.innerText)"""


def test_a_priority_is_raised_for_many_and_taken_back(page: Page, sign_in: SignIn, axe: Axe, look: Look) -> None:
    sign_in(cast.INES.email)
    page.goto("/tickets/?state=all")
    boxes = page.locator(".pick input")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(page.locator("[data-chosen]")).to_have_text("3")
    assert axe() == []
    look("chosen")
    page.get_by_label("What to do").select_option(label="Change the priority")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Who is hindered").select_option(label="a whole site")
    page.get_by_label("When is it needed").select_option(label="now")
    page.get_by_label("Why").fill("Reception has no power")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("tbody")).to_contain_text("is resolved; reopen it first")
    expect(page.locator("tbody")).to_contain_text("Resolution due:")
    assert axe() == []
    look("preview")
    page.get_by_role("button", name="Apply to 2 tickets").click()
    expect(page.locator(".sum")).to_have_text("2 done, 1 refused")
    page.get_by_role("button", name="Undo on 2 tickets").click()
    expect(page.locator(".sum")).to_contain_text("2 undone")
    assert axe() == []


def test_a_view_is_kept_and_the_list_opens_with_it(page: Page, sign_in: SignIn, axe: Axe) -> None:
    sign_in(cast.KOFI.email)
    page.goto("/tickets/?state=resolved")
    page.get_by_text("Save this view …").click()
    page.get_by_label("Name", exact=True).fill("Done")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="Done", exact=True)).to_have_attribute("aria-current", "page")
    page.get_by_text("Save this view …").click()
    page.get_by_role("link", name="All saved views").click()
    assert axe() == []
    page.get_by_role("button", name="Open the list with it").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Tickets").click()
    expect(page).to_have_url(re.compile(r"/tickets/\?state=resolved$"))
    page.locator(".rows .go").first.focus()
    page.keyboard.press("x")
    expect(page.locator(".pick input").first).to_be_checked()


def test_letters_alone_can_be_switched_off(page: Page, sign_in: SignIn) -> None:
    sign_in(cast.INES.email)
    page.goto("/me/")
    page.get_by_label("Letters alone are keys").uncheck()
    page.locator("#reading").get_by_role("button", name="Keep").click()
    page.goto("/tickets/")
    page.keyboard.press("c")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    expect(page.locator("#keys")).to_be_visible()


@pytest.mark.looks
@pytest.mark.parametrize("language", ["en", "de"])
def test_on_a_phone_every_row_leaves_its_words_room(
    page: Page, browser: Browser, served: Served, sign_in: SignIn, language: str
) -> None:
    sign_in(cast.INES.email)
    signed_in, size = page.context.storage_state(), ViewportSize(width=390, height=844)
    context = browser.new_context(base_url=served.url, storage_state=signed_in, viewport=size, locale=language)
    phone = context.new_page()
    for address in ("/tickets/?state=all", "/register/", "/clients/2/"):
        phone.goto(address)
        expect(phone.locator("html")).to_have_attribute("lang", language)
        expect(phone.locator(".rows .what").first).to_be_visible()
        assert phone.evaluate(CRAMPED) == [], address
    context.close()
