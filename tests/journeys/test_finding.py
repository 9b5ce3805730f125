"""Finding: one line from every page, a page that answers while somebody types, and both by the keyboard alone."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.conftest import Served


def test_ctrl_k_finds_goes_and_promises(
    page: Page,
    served: Served,
    sign_in: Callable[[str], None],
    axe: Callable[[], list[str]],
    look: Callable[[str], None],
) -> None:
    assert served.practice.steadfast("search", "rebuild").returncode == 0
    sign_in(cast.INES.email)

    page.goto("/agreements/")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Find, go or do")
    expect(field).to_be_focused()
    chosen = page.locator("#palette [aria-selected=true]")
    expect(chosen).to_contain_text("I promise")
    page.keyboard.press("Enter")
    expect(page.locator("#promise input[name=line]")).to_be_focused()
    page.keyboard.press("Escape")

    page.keyboard.press("Control+k")
    page.keyboard.type("kestrel")
    expect(chosen).to_contain_text("Kestrel Dental")
    assert axe() == []
    look("palette")
    page.keyboard.press("ArrowDown")
    expect(chosen).to_contain_text("Amara Ruiz")
    expect(field).to_have_attribute("aria-activedescendant", re.compile(r"^(hit|way)-"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kestrel Dental")

    page.goto("/search/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("amar")
    expect(page.locator("#found mark").first).to_have_text("Amara")
    expect(page).to_have_url(re.compile(r"/search/\?q=amar"))
    assert axe() == []
    look("search")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found .go").first).to_be_focused()
