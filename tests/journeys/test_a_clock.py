"""A clock through a reply to the timesheet, by keyboard alone; and the board, from which a ticket is offered."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import cast

pytestmark = pytest.mark.scene("tests.journeys.scenes.desk.a_morning")

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]


def test_a_reply_and_its_time_reach_the_week_without_a_mouse(page: Page, sign_in: SignIn, axe: Axe) -> None:
    sign_in(cast.INES.email)
    page.goto("/tickets/?who=nobody")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#c-time")).to_be_visible()
    page.keyboard.press("s")
    expect(page.locator("#messages")).to_contain_text("Your clock runs on T-1.")
    page.keyboard.press("r")
    page.keyboard.type("I look into it.")
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.keyboard.type("0:20")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread")).to_contain_text("I look into it.")
    expect(page.locator("[aria-labelledby=c-time] .sum")).to_have_text("20 min")
    page.keyboard.press("s")
    expect(page.locator("#messages")).to_contain_text("Your clock ran less than half a minute; nothing is booked.")
    assert axe() == []

    page.keyboard.press("Control+k")
    page.keyboard.type("Time")
    page.get_by_role("option", name="Time").first.wait_for()
    page.goto("/hours/")
    expect(page.locator("main")).to_contain_text("20 min booked")
    expect(page.locator("main [data-keys]")).to_contain_text("T-1")
    assert axe() == []
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.get_by_label("How long").fill("25")
    page.get_by_label("Why", exact=True).first.fill("The call before it")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Corrected; what it said before is kept.")
    expect(page.locator("main")).to_contain_text("25 min booked")


def test_the_board_offers_a_ticket(page: Page, sign_in: SignIn, axe: Axe) -> None:
    sign_in(cast.THEO.email)
    page.goto("/board/")
    assert axe() == []
    page.keyboard.press("o")
    page.keyboard.type("Kofi")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("T-1 is offered to Kofi.")
    page.goto("/board/on-call/")
    expect(page.locator("tr[aria-current=date]")).to_contain_text("Theo")
    assert axe() == []
