"""A form asks who approves it: Sam writes it, Jo says yes in the portal, and the ticket of Ines shows it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import cast

pytestmark = pytest.mark.scene("tests.journeys.scenes.habits.a_yes_is_needed")

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]
JO, SAM = cast.MARLOW.contacts


def leave(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")


def test_a_colleague_approves_in_the_portal_and_the_ticket_shows_it(
    page: Page, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    sign_in(SAM.email)
    page.goto("/portal/tickets/new/")
    page.get_by_role("link", name="Another laptop").click()
    page.get_by_label("For whom").fill("the new driver")
    page.get_by_label("Who approves it").select_option(label=JO.name)
    page.get_by_role("button", name="Send it").click()
    expect(page.locator("#c-asked")).to_have_text(f"We ask {JO.name} for")
    expect(page.get_by_role("button", name="Yes, go ahead")).to_have_count(0)
    ticket = page.url.partition("/portal")[2]
    leave(page)

    sign_in(JO.email)
    expect(page.get_by_text("What we ask of you")).to_be_visible()
    page.get_by_role("link", name="Approve Another laptop: the new driver").click()
    assert axe() == []
    look("portal-approve")
    page.get_by_role("button", name="Yes, go ahead").click()
    expect(page.get_by_role("status").first).to_contain_text("We have your words.")
    expect(page.locator("#c-asked")).to_have_count(0)
    leave(page)

    sign_in(cast.INES.email)
    page.goto(ticket)
    said = page.locator(".thread > li", has_text="Yes, go ahead.")
    expect(said).to_contain_text(JO.name)
    expect(page.locator("#c-wait")).to_have_count(0)
    look("approved")
