"""A checklist holds a ticket open until it is done; a form from the portal becomes a ticket with its checklist."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import cast

pytestmark = pytest.mark.scene("tests.journeys.scenes.habits.new_starters")

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]


def test_a_checklist_stops_a_resolve_until_it_is_ticked_by_a_key(
    page: Page, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    sign_in(cast.INES.email)
    page.goto("/tickets/1/")
    page.get_by_label("Write to").fill("Her account is there.")
    page.get_by_text("Resolved …").click()
    page.get_by_role("button", name="Resolve T-1").click()
    expect(page.get_by_role("alert")).to_contain_text("Do this first: “Make the account”.")
    expect(page.get_by_label("Write to")).to_have_value("Her account is there.")
    assert axe() == []
    look("held-open")
    page.locator("h1").click()  # away from the field, where a letter is a letter
    page.keyboard.press("x")
    account = page.get_by_role("checkbox", name="Make the account")
    expect(account).to_be_checked()
    expect(page.locator(".thread")).to_contain_text("Ines ticked “Make the account”")
    expect(page.get_by_role("checkbox", name="Call after the first day")).not_to_be_checked()
    page.get_by_text("Resolved …").click()
    page.get_by_role("button", name="Resolve T-1").click()
    expect(page.locator(".crumbs")).to_contain_text("resolved")
    assert axe() == []


def test_a_form_at_the_portal_becomes_a_ticket_with_its_checklist(
    page: Page, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    sign_in(cast.KESTREL.contacts[0].email)
    page.goto("/portal/tickets/new/")
    page.get_by_role("link", name="New starter").click()
    page.get_by_label("Who starts").fill("Lena Brandt")
    page.get_by_label("First day").fill("2031-04-01")
    assert axe() == []
    look("form")
    page.get_by_role("button", name="Send it").click()
    expect(page.locator("#messages")).to_contain_text("We have it as T-2")
    expect(page.locator("h1")).to_have_text("New starter: Lena Brandt")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")
    sign_in(cast.INES.email)
    page.goto("/tickets/2/")
    expect(page.locator(".thread")).to_contain_text("Who starts: Lena Brandt")
    expect(page.get_by_role("checkbox", name="Make the account")).not_to_be_checked()
    assert axe() == []


def test_the_next_dates_of_a_recurring_ticket_stand_there_while_it_is_written(
    page: Page, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    sign_in(cast.THEO.email)
    page.goto("/automation/")
    assert axe() == []
    page.get_by_role("link", name="Plan the first one").click()
    page.get_by_label("It comes", exact=True).select_option("last working day")
    page.get_by_label("From", exact=True).fill("2031-03-01")
    page.get_by_label("From", exact=True).press("Tab")
    expect(page.locator("#next")).to_contain_text("31 Mar 2031")
    assert axe() == []
    look("recurring")
    page.get_by_label("Title", exact=True).fill("Trial restore")
    page.get_by_label("For which clients").select_option(label="Kestrel Dental")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("h1")).to_have_text("Trial restore")
    assert axe() == []
