"""Trying a due time: the box answers in place, says what is wrong, and its address can be sent to somebody."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import cast

pytestmark = pytest.mark.looks


def test_a_due_time_is_tried_by_keyboard_and_sent_by_its_address(
    page: Page, sign_in: Callable[[str], None], axe: Callable[[], list[str]], look: Callable[[str], None]
) -> None:
    sign_in(cast.INES.email)
    page.goto("/agreements/1/")
    page.get_by_label("From").fill("2026-03-30T16:00")
    page.get_by_label("Another target").fill("2 h")
    page.keyboard.press("Enter")
    box = page.locator("#due-time")
    expect(box).to_contain_text("Due Tue 31 Mar, 10:00")
    expect(box).to_contain_text("Mon 17:00–Tue 09:00 closed")
    expect(page.get_by_label("Another target")).to_be_focused()
    assert axe() == []
    look("due-time")
    page.get_by_label("Another target").fill("-2 h")
    page.keyboard.press("Enter")
    expect(box).to_contain_text("A target cannot be negative.")
    expect(page.get_by_label("Another target")).to_have_value("-2 h")
    page.go_back()
    expect(box).to_contain_text("Due Tue 31 Mar, 10:00")


def test_the_box_answers_an_address_by_itself(page: Page, sign_in: Callable[[str], None]) -> None:
    sign_in(cast.INES.email)
    page.goto("/calendars/1/?start=2026-03-29T01:30&target=45+min")
    box = page.locator("#due-time")
    expect(box).to_contain_text("01:30 on 29 Mar 2026 does not exist in Europe/London")
    expect(box).to_contain_text("Due Mon 30 Mar, 09:45")
