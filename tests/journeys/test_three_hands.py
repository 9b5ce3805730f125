"""A ticket crosses three people and a weekend, and its page tells the whole story."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import cast

pytestmark = pytest.mark.scene("tests.journeys.scenes.hands.over_the_weekend")

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]


def test_a_ticket_crosses_three_people_and_a_weekend(page: Page, sign_in: SignIn, axe: Axe, look: Look) -> None:
    sign_in(cast.INES.email)
    page.goto("/tickets/1/")
    page.get_by_role("link", name="Hand over …").click()
    page.get_by_label("To", exact=True).select_option(label="Theo")
    page.get_by_role("button", name="Offer it").click()
    expect(page.get_by_label("Why")).to_be_focused()  # the browser asks for the reason
    page.get_by_label("Why").fill("The scanners are on your network")
    assert axe() == []
    page.get_by_role("button", name="Offer it").click()
    expect(page.locator("#messages")).to_contain_text("offered to Theo")
    expect(page.locator("#c-owner + dl")).to_contain_text("Ines, accepted")
    page.goto("/")
    expect(page.locator("#g-offering")).to_have_text("Offered to others")

    sign_out(page)
    sign_in(cast.THEO.email)
    expect(page.locator("#g-offered")).to_have_text("Offered to you")
    page.get_by_role("link", name="Scanners at gate 4 stopped").first.click()
    expect(page.get_by_text("The scanners are on your network").first).to_be_visible()
    look("offered")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#messages")).to_contain_text("is yours")
    expect(page.locator("#c-owner + dl")).to_contain_text("Theo, accepted")

    page.get_by_role("link", name="Hand over …").click()
    page.get_by_label("To", exact=True).select_option(label="Kofi")
    page.get_by_label("Why").fill("Gate 4 is on your way")
    page.get_by_role("button", name="Offer it").click()
    sign_out(page)
    sign_in(cast.KOFI.email)
    page.goto("/tickets/1/")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#c-owner + dl")).to_contain_text("Kofi, accepted")

    thread = page.locator(".thread")
    for told in (
        "Ines took it, Theo had answered for it",
        "Ines offered it to Kofi: “I am off from five”",
        "Kofi declined it: “I am at Old Mill Bakery all day”",
        "Ines offered it to Theo: “The scanners are on your network”",
        "Theo accepted it; Ines answered until then",
        "Theo offered it to Kofi: “Gate 4 is on your way”",
        "Kofi accepted it; Theo answered until then",
    ):
        expect(thread).to_contain_text(told)
    # 40 minutes until Ines took it, then 10 on Friday and 30 on Monday: the weekend counts for nothing
    expect(page.locator("[aria-labelledby=c-owner]")).to_contain_text("1 h 20 in limbo, 1 bounce")
    assert axe() == []
    look("three-hands")
    page.goto("/scorecard/hand-overs/")
    expect(page.locator("tbody th")).to_have_text(["Desk"])
    page.locator("tbody a").nth(2).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 ticket that bounced")
    expect(page.locator(".rows")).to_contain_text("1 h 20 in limbo")
    assert axe() == []


def test_a_holiday_and_a_turn_of_duty_are_planned(page: Page, sign_in: SignIn, axe: Axe, look: Look) -> None:
    sign_in(cast.THEO.email)
    page.goto("/me/")
    page.get_by_role("link", name="Your absences and your deputy").click()
    expect(page.get_by_text("You are here")).to_be_visible()
    page.get_by_label("First day away").fill("2031-03-10")
    page.get_by_label("Last day away").fill("2031-03-14")
    page.locator("#id_deputy").select_option(label="Ines")
    page.get_by_role("button", name="Plan it").click()
    expect(page.locator("#messages")).to_contain_text("Ines answers for Theo from")
    assert axe() == []
    page.get_by_label("First day away").fill("2031-03-14")
    page.get_by_label("Last day away").fill("2031-03-17")
    page.locator("#id_deputy").select_option(label="Kofi")
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("alert")).to_contain_text("Theo is away then already: 10 Mar to 14 Mar 2031")
    look("absences")
    page.goto("/people/")
    page.get_by_role("link", name="rota of Desk").click()
    page.locator("#s_begins").fill("2031-03-03")
    page.locator("#s_count").fill("3")
    page.get_by_role("button", name="Add them").click()
    expect(page.locator("#messages")).to_contain_text("3 turns are added")
    assert axe() == []


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")
