"""The portal, on a phone: Amara comes in by a link, asks for help, promises a date, says that it is solved, and no."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe as Checker
from playwright.sync_api import Browser, Page, Route, expect

from tests import cast
from tests.journeys.conftest import Served, opened

SignIn = Callable[[str], None]
Look = Callable[[str], None]
AMARA = cast.KESTREL.contacts[0]
TITLE = "The scanner at the front desk stays dark"


@pytest.fixture
def phone(browser: Browser, served: Served, problems: list[str]) -> Iterator[Page]:
    """Amara's phone: narrow, dark, her finger in place of keys."""
    with opened(browser, served, problems, color_scheme="dark") as found:
        yield found


def good(page: Page) -> None:
    """See that a page is clean by axe and no wider than the phone."""
    found = Checker().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def invitation(page: Page) -> str:
    """Return the link that Theo makes from the page of Amara."""
    page.goto("/clients/")
    page.get_by_role("link", name=cast.KESTREL.name).click()
    page.get_by_role("link", name=AMARA.name).first.click()
    page.get_by_role("link", name="Their way into the portal").click()
    page.get_by_role("button", name="Show a link to hand over").click()
    return page.locator("#link").input_value()


def wait_for(page: Page, what: str) -> None:
    """Answer, and ask the client for something, as Ines does at the desk."""
    page.get_by_role("button", name="Take it").click()
    expect(page.locator("#messages")).to_contain_text("is yours")
    page.get_by_label(f"Write to {AMARA.name}").fill("Good morning. Which scanner is it?")
    page.get_by_text("Wait …").click()
    page.get_by_label("What for").fill(what)
    page.get_by_role("button", name="Wait", exact=True).click()
    expect(page.locator("#c-wait")).to_be_visible()


def test_a_contact_comes_in_asks_promises_and_says_whether_it_is_solved(
    page: Page, phone: Page, sign_in: SignIn, look: Look
) -> None:
    sign_in(cast.THEO.email)
    link = invitation(page)
    look("portal-invite")

    phone.goto(link)
    good(phone)
    phone.get_by_role("button", name=f"Sign in as {AMARA.name}").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(cast.KESTREL.name)
    good(phone)

    phone.get_by_role("link", name="New request").click()
    phone.get_by_label("What is it about?").fill(TITLE)
    soon = phone.locator("#times .sum").inner_text()
    phone.get_by_label("When do you need it?").select_option("1")
    expect(phone.locator("#times .sum")).not_to_have_text(soon)
    expect(phone.locator("#times .sum")).to_contain_text("We answer you by")
    good(phone)
    phone.get_by_role("button", name="Send it").click()
    expect(phone.get_by_role("status")).to_contain_text("and answer you by")
    ticket = phone.url.partition("/portal")[2]
    good(phone)

    page.goto(ticket)
    wait_for(page, "the number on its label")

    phone.goto("/portal/")
    expect(phone.get_by_text("What we ask of you")).to_be_visible()
    good(phone)
    phone.locator(".by-when button").first.click()
    expect(phone.get_by_role("status")).to_contain_text("It stands under what you owe us")
    phone.get_by_label("Write to us").fill("It says SN 4711.")
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(phone.locator(".thread")).to_contain_text("It says SN 4711.")
    good(phone)

    page.goto(ticket)
    expect(page.locator(".thread")).to_contain_text("It says SN 4711.")
    page.get_by_text("Resolved …").click()
    page.get_by_label(f"Write to {AMARA.name}").fill("A new cable; please try it.")
    page.get_by_role("button", name="Resolve T-1").click()
    expect(page.locator(".crumbs")).to_contain_text("resolved")

    phone.reload()
    good(phone)
    phone.get_by_label("It is not solved").fill("It went dark again.")
    phone.get_by_role("button", name="It is not solved").click()
    expect(phone.get_by_role("status")).to_contain_text("the same promise runs on")

    page.goto(ticket)
    page.get_by_text("Resolved …").click()
    page.get_by_label(f"Write to {AMARA.name}").fill("A new scanner.")
    page.get_by_role("button", name="Resolve T-1").click()
    expect(page.locator(".crumbs")).to_contain_text("resolved")

    phone.goto("/portal/")
    phone.get_by_role("button", name="Yes, it is solved").click()
    expect(phone.get_by_role("status")).to_contain_text("T-1 is closed")
    phone.goto("/portal/agreements/")
    good(phone)
    phone.goto("/portal/tickets/?state=closed")
    expect(phone.locator(".rows")).to_contain_text(TITLE)
    good(phone)


def test_a_slow_older_answer_never_shows_over_the_newest(page: Page, sign_in: SignIn) -> None:
    sign_in(AMARA.email)
    held: list[Route] = []
    page.goto("/portal/tickets/new/")
    soon = page.locator("#times .sum").inner_text()
    page.route(re.compile("tickets/new/.*urgency=[23]"), lambda route: held.append(route))
    urgency = page.get_by_label("When do you need it?")
    with page.expect_request(re.compile("urgency=3")):
        urgency.select_option("3")
    for older, newer in (("3", "2"), ("2", "1")):
        with page.expect_event("requestfailed", lambda request, no=older: f"urgency={no}" in request.url):
            urgency.select_option(newer)
    expect(page.locator("#times .sum")).not_to_have_text(soon)
    expect(page.locator("#messages")).to_be_empty()
    assert len(held) == 2
