"""Theo writes a rule, sees what it would have done, and switches it on; what arrives then is raised, and logged."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.conftest import Served

pytestmark = pytest.mark.scene("tests.journeys.scenes.habits.new_starters")

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]


def test_a_rule_is_tried_then_raises_what_arrives_at_the_portal(
    page: Page, served: Served, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    sign_in(cast.THEO.email)
    page.goto("/automation/rules/")
    assert axe() == []
    page.keyboard.press("n")
    page.get_by_label("Name", exact=True).fill("Hygienists first")
    page.get_by_label("Words in the title or text").fill("hygienist, dentist")
    page.get_by_label("Priority: who is hindered").select_option("2")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("main")).to_contain_text("A priority needs both")
    page.get_by_label("Priority: when is it needed").select_option("1")
    page.get_by_label("Put on the checklist").select_option(label="New starter")
    assert axe() == []
    look("form")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("h1")).to_have_text("Hygienists first")
    expect(page.locator("main")).to_contain_text("if it says “hygienist” or “dentist”, then set the priority to P2")
    expect(page.get_by_role("button", name="Switch it on")).to_have_count(0)
    page.get_by_role("button", name="Try it on the last month").click()
    expect(page.locator("main")).to_contain_text("It would have held")
    expect(page.get_by_role("link", name="New hygienist needs an account")).to_be_visible()
    assert axe() == []
    look("tried")
    page.get_by_role("button", name="Switch it on").click()
    expect(page.locator("#messages")).to_contain_text("“Hygienists first” is on from now on.")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")
    sign_in(cast.KESTREL.contacts[0].email)
    page.goto("/portal/tickets/new/")
    page.get_by_label("What is it about").fill("The dentist has no screen")
    page.get_by_role("button", name="Send it").click()
    expect(page.locator("#messages")).to_contain_text("We have it as T-2")
    served.work()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")
    sign_in(cast.THEO.email)
    page.goto("/tickets/2/")
    expect(page.locator(".thread")).to_contain_text("followed the rule “Hygienists first”: set the priority to P2")
    expect(page.get_by_role("checkbox", name="Make the account")).not_to_be_checked()
    page.goto("/automation/rules/log/")
    expect(page.locator("main")).to_contain_text("The dentist has no screen")
    assert axe() == []
    look("log")
