"""The keys dialog of a page tells the truth: each key in it does something there; lists' keys stand at lists alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import cast

SignIn = Callable[[str], None]
PAGES = ("/tickets/", "/clients/", "/register/", "/imports/", "/me/")
OTHERS = {
    "j",
    "k",
    "Enter",
    "/",
    "g",
    "1",
    "9",
    "Ctrl",
    "K",
    "?",
    "⇧",
    "↓",
    "↑",
    "Esc",
}  # tried below, or with another key
STATE = """() => JSON.stringify([location.pathname, document.activeElement.outerHTML.slice(0, 200),
  document.querySelectorAll('details[open], dialog[open]').length, document.querySelectorAll(':checked').length])"""

pytestmark = pytest.mark.scene("tests.journeys.scenes.desk.a_morning")


def told(page: Page) -> list[str]:
    """Return the keys that the dialog of the page shows, and close it."""
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    found = [text for text in page.locator("#keys kbd:visible").all_inner_texts() if text]
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    return found


@pytest.mark.parametrize("where", [pytest.param(page, marks=pytest.mark.looks) for page in PAGES] + ["a ticket"])
def test_each_key_that_a_page_tells_does_something_there(page: Page, sign_in: SignIn, where: str) -> None:
    sign_in(cast.INES.email if where == "a ticket" else cast.NORA.email)
    if where == "a ticket":
        page.goto("/tickets/?who=all")
        where = re.search(r'href="(/tickets/\d+/)"', page.content())[1]  # type: ignore[index]
    page.goto(where)
    keys = told(page)
    assert {"/", "g", "K", "?"} <= set(keys)
    for key in [key for key in keys if key not in OTHERS]:
        page.goto(where)
        if page.locator("[data-keys] .go").count():
            page.locator("[data-keys] .go").first.focus()
        before = page.evaluate(STATE)
        page.keyboard.press(key)
        page.wait_for_function(f"before => ({STATE})() !== before", arg=before, timeout=5_000)
    page.goto(where)
    has_rows = page.locator("[data-keys] .go").count() > 0
    assert ("j" in keys) == has_rows
    if has_rows:
        page.keyboard.press("j")
        expect(page.locator("[data-keys] .go").first).to_be_focused()
        page.locator("body").press("Escape")
    page.keyboard.press("/")
    expect(page.locator("main [type=search]:focus, main [data-search]:focus, #palette input:focus")).to_have_count(1)
    assert ("↓" in keys) == has_rows
    if page.locator("main input[data-search]:focus").count() and has_rows:
        page.keyboard.type("j")
        expect(page.locator("main input[data-search]")).to_have_value("j")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        expect(page.locator("[data-keys] .go").first).to_be_focused()
        page.keyboard.press("/")
        page.keyboard.press("ArrowDown")
        expect(page.locator("[data-keys] .go:focus")).to_have_count(1)
