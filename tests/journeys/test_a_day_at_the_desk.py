"""A day at the desk: Ines takes a ticket, answers, promises, waits for Lena, resolves it; Lena confirms."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from steadfast.foundation import clock
from tests import cast

pytestmark = pytest.mark.scene("tests.journeys.scenes.desk.a_morning")

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]


def in_hours(hours: int) -> str:
    """Return an instant ahead as a field for local times takes it."""
    there = clock.now().astimezone(ZoneInfo(cast.ZONE)) + timedelta(hours=hours)
    return there.strftime("%Y-%m-%dT%H:%M")


def send(page: Page, text: str, button: str) -> None:
    page.get_by_label("Write to Lena Brandt").fill(text)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".thread")).to_contain_text(text)


def test_a_ticket_from_taking_to_the_clients_yes(page: Page, sign_in: SignIn, axe: Axe, look: Look) -> None:
    sign_in(cast.INES.email)
    expect(page.get_by_role("heading", level=1)).to_contain_text("promise")
    page.goto("/tickets/?who=nobody")
    page.get_by_role("link", name="Mailboxes of the shop arrive twice").click()
    expect(page.locator("#c-owner + dl")).to_contain_text("nobody has taken it; Theo answers")
    page.get_by_role("button", name="Take it").click()
    expect(page.locator("#messages")).to_contain_text("is yours")
    expect(page.locator("#c-owner + dl")).to_contain_text("Ines, accepted")

    page.get_by_label("Write to Lena Brandt").fill("I look into it.")
    page.get_by_text("Next update …").click()
    page.get_by_label("Next update by").fill(in_hours(20))
    page.get_by_role("button", name="Send", exact=True).click()
    promises = page.locator("#c-promises + dl")
    expect(promises).to_contain_text("Next update")
    expect(page.locator(".thread")).to_contain_text("Ines promised the next update by")

    page.get_by_text("Wait …").click()
    page.get_by_label("What for").fill("list of accounts")
    page.get_by_label("Until at the latest").fill(in_hours(60))
    page.get_by_label("Write to Lena Brandt").fill("Could you send me the list of accounts?")
    page.get_by_role("button", name="Wait", exact=True).click()
    expect(page.locator("#c-wait")).to_have_text("Asked of Lena Brandt")
    look("ticket-waiting")
    page.get_by_text("They said yes to a date …").click()
    page.get_by_label("They said yes to", exact=True).fill(in_hours(30))
    page.get_by_role("button", name="Note their yes").click()
    expect(promises.locator("dt", has_text="list of accounts")).to_contain_text("(Lena Brandt)")

    page.get_by_text("They said …", exact=True).click()
    send(page, "Shop and bakery, both since Friday.", "Keep it as their words")
    expect(page.locator("#c-wait")).to_have_count(0)
    page.get_by_text("Resolved …").click()
    send(page, "An old forwarding rule sent everything twice; it is gone.", "Resolve T-1")
    expect(page.locator(".crumbs")).to_contain_text("resolved")
    page.get_by_role("button", name="The client confirmed").click()
    expect(page.locator(".crumbs")).to_contain_text("closed")
    expect(page.locator(".thread")).to_contain_text("the client confirmed")
    assert axe() == []


def test_a_ticket_by_keyboard_alone(page: Page, sign_in: SignIn) -> None:
    sign_in(cast.KOFI.email)
    page.goto("/tickets/?who=nobody")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mailboxes of the shop arrive twice")
    page.keyboard.press("t")
    expect(page.locator("#c-owner + dl")).to_contain_text("Kofi, accepted")
    page.keyboard.press("r")
    page.keyboard.type("On my way.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread .text").first).to_have_text("On my way.")
    expect(page.get_by_label("Write to Lena Brandt")).to_be_focused()  # the swap gives focus back
    page.keyboard.type("The rule is on the server.")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator(".thread .inside .text")).to_have_text("The rule is on the server.")
    page.keyboard.press("w")
    expect(page.get_by_label("Wait for")).to_be_focused()
    page.get_by_label("What for").press("Enter")  # presses Wait, not Send
    expect(page.get_by_text("Say what you wait for.")).to_be_visible()  # the fold stays open over a mistake
    expect(page.get_by_label("What for")).to_be_focused()


def test_from_a_list_through_its_tickets_by_keyboard_alone(page: Page, sign_in: SignIn) -> None:
    sign_in(cast.KOFI.email)
    page.goto("/tickets/?who=all")
    addresses = page.locator("[data-keys] .go").evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) > 2
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(addresses[0])
    page.keyboard.press("r")
    page.keyboard.type("I look at it now.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread .text").first).to_have_text("I look at it now.")
    expect(page.get_by_role("link", name="Next in the list")).to_have_attribute("href", urlsplit(addresses[1]).path)
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_url(addresses[1])
    page.keyboard.press("k")
    page.wait_for_url(addresses[0])
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("next and previous of the list that you came from")
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.wait_for_url("**/tickets/?who=all")
    expect(page.locator(f'[data-keys] .go[href="{urlsplit(addresses[0]).path}"]')).to_be_focused()


def test_a_promise_leaves_what_stands_above_it_unsent(page: Page, sign_in: SignIn) -> None:
    sign_in(cast.INES.email)
    page.goto("/tickets/1/")
    page.get_by_label("Write to Lena Brandt").fill("Half an answer")
    page.locator("summary", has_text="I promise …").click()
    page.get_by_label("I promise", exact=True).fill("A list of what is left")
    page.get_by_label("By", exact=True).fill(in_hours(3))
    page.get_by_role("button", name="Promise it").click()
    expect(page.locator("#messages")).to_contain_text("stands on Today")
    expect(page.get_by_label("Write to Lena Brandt")).to_have_value("Half an answer")
    expect(page.get_by_label("I promise", exact=True)).to_have_value("")


def test_two_at_one_ticket_lose_no_word(page: Page, browser: Browser, sign_in: SignIn) -> None:
    sign_in(cast.INES.email)
    page.goto("/tickets/1/")
    page.get_by_label("Write to Lena Brandt").fill("My long and careful answer")
    other = page.context.new_page()
    other.goto("/tickets/1/")
    other.get_by_label("Write to Lena Brandt").fill("Somebody was faster.")
    other.get_by_role("button", name="Note inside", exact=True).click()
    expect(other.locator(".thread .inside")).to_be_visible()
    other.close()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".news")).to_contain_text("Somebody was faster.")
    expect(page.get_by_label("Write to Lena Brandt")).to_have_value("My long and careful answer")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".thread .text").first).to_have_text("My long and careful answer")


@pytest.mark.looks
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_the_desk_are_clean(
    page: Page, sign_in: SignIn, axe: Axe, look: Look, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(cast.INES.email)
    pages = {
        "tickets": "/tickets/",
        "resolved": "/tickets/?state=resolved",
        "new": "/tickets/new/?client=Kestrel Dental",
        "whose": "/tickets/new/?client=nobody",
        "ticket": "/tickets/3/",
        "late": "/tickets/2/",
    }
    for name, address in pages.items():
        page.goto(address)
        look(f"desk-{name}-{width}-{scheme}")
        assert axe() == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.get_by_role("link", name="Kestrel Dental").first.click()
    expect(page.get_by_role("heading", name="What we owe you")).to_be_visible()
    look(f"desk-client-{width}-{scheme}")
    assert axe() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.looks
def test_the_contact_sees_the_same_street_and_nothing_inside(page: Page, sign_in: SignIn, axe: Axe) -> None:
    sign_in(cast.MARLOW.contacts[0].email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Marlow Freight")
    expect(page.get_by_role("heading", name="What you owe us")).to_be_visible()
    assert axe() == []
    page.get_by_role("link", name="Scanners at gate 4 stopped").last.click()
    expect(page.locator(".thread")).to_contain_text("A new switch is ordered.")
    expect(page.locator(".thread")).not_to_contain_text("power supply")
    expect(page.get_by_role("textbox", name="Write to us")).to_be_visible()
    expect(page.locator("textarea")).to_have_count(1)  # there are no notes to write
    expect(page.get_by_role("button", name="Take it")).to_have_count(0)
    assert axe() == []
