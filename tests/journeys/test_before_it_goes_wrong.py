"""A sign leads to the act that ends it, and a notice is read and put off; by keyboard where a hand is on it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from steadfast.foundation import clock
from tests import cast

pytestmark = pytest.mark.scene("tests.journeys.scenes.signs.unanswered")

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]


def test_a_sign_leads_to_the_act_that_ends_it(page: Page, sign_in: SignIn, axe: Axe, look: Look) -> None:
    sign_in(cast.INES.email)
    page.goto("/")
    group = page.get_by_role("region", name="Before it goes wrong")
    expect(group.get_by_role("link", name="Answer Kestrel Dental")).to_be_visible()
    expect(group).to_contain_text("they wrote")
    assert axe() == []
    look("today")
    group.get_by_role("link", name="Answer Kestrel Dental").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tickets/1/#composer")
    page.keyboard.press("r")
    page.keyboard.type("It is fixed; please try a call.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread")).to_contain_text("It is fixed")
    page.goto("/")
    expect(page.get_by_role("link", name="Answer Kestrel Dental")).to_have_count(0)


def test_a_sign_is_put_off_until_tomorrow(page: Page, sign_in: SignIn, axe: Axe) -> None:
    sign_in(cast.INES.email)
    page.goto("/")
    row = page.get_by_role("region", name="Before it goes wrong").get_by_role("listitem").filter(has_text="Scanner")
    row.get_by_role("button", name="Not today").click()
    expect(page.locator("#messages")).to_contain_text("It is back tomorrow")
    page.goto("/watch/?whose=mine")
    expect(page.get_by_role("main")).to_contain_text("put off until")
    assert axe() == []
    page.goto("/watch/forecast/")
    assert axe() == []


def test_a_notice_is_put_off_and_another_is_read(page: Page, sign_in: SignIn, axe: Axe, look: Look) -> None:
    sign_in(cast.INES.email)
    page.goto("/")
    place = page.get_by_role("navigation", name="Main").get_by_role("link", name="Notices")
    expect(place).to_contain_text("2")
    place.click()
    assert axe() == []
    look("notices")
    spoke = page.get_by_role("listitem").filter(has_text="wrote on Phones drop the line")
    spoke.get_by_role("combobox").select_option("tomorrow")
    spoke.get_by_role("button", name="Put off").click()
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Notices")).to_contain_text("1")
    page.get_by_role("link", name="Kofi mentions you on Scanner at reception").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".thread")).to_contain_text("the driver is on the share")
    page.goto("/notices/")
    expect(page.get_by_role("main")).to_contain_text("No news")
    page.get_by_role("link", name="When to mail me").click()
    page.get_by_label("Mail me what I have not read").select_option("hourly")
    assert axe() == []
    page.get_by_role("button", name="Keep it so").click()
    expect(page.locator("#messages")).to_contain_text("From the next mail on it is so.")


@pytest.mark.scene("tests.journeys.scenes.signs.neglected")
def test_what_is_done_about_a_client_at_risk_is_promised_with_the_pointer(
    page: Page, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    sign_in(cast.THEO.email)
    page.goto("/clients/at-risk/")
    row = page.get_by_role("listitem").filter(has_text="Kestrel Dental")
    row.locator("summary").click()
    expect(page).to_have_url(re.compile("/clients/at-risk/$"))
    assert axe() == []
    row.get_by_label("I promise").fill("Call Amara and say what we change")
    row.get_by_label("By").fill(f"{clock.now() + timedelta(days=3):%Y-%m-%dT%H:%M}")
    look("at-risk")
    row.get_by_role("button", name="Promise it").click()
    expect(page.get_by_role("listitem").filter(has_text="Kestrel Dental")).to_contain_text("C-")
