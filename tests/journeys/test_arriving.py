"""Arriving: who is not signed in is asked to, and comes to the page they wanted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.conftest import PASSWORD

pytestmark = pytest.mark.looks


def test_a_member_who_signs_in_comes_to_the_page_that_they_asked_for(
    page: Page, axe: Callable[[], list[str]], look: Callable[[str], None]
) -> None:
    page.goto("/agreements/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert axe() == []
    look("sign-in")
    page.get_by_label("E-mail").fill(cast.INES.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/agreements/")
    expect(page.locator("main")).to_contain_text("Standard")
    assert axe() == []
    look("agreements")


def test_a_wrong_password_is_told_and_the_address_is_kept(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(cast.INES.email)
    page.get_by_label("Password").fill("not this one")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("password")
    expect(page.get_by_label("E-mail")).to_have_value(cast.INES.email)
    expect(page).to_have_url("/sign-in/")
