"""The phone rings: Ines takes it by keyboard alone, and a call that nobody took is a promise on Theo's Today."""

import json
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.conftest import Served

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]
NUMBER = "+44 20 7946 0018"


def test_a_call_becomes_a_ticket_by_keyboard(page: Page, sign_in: SignIn, axe: Axe, look: Look) -> None:
    sign_in(cast.INES.email)
    page.keyboard.press("v")
    page.wait_for_url("**/calls/new/")
    assert axe() == []
    expect(page.get_by_label("Number or name")).to_be_focused()
    page.keyboard.type("ruiz", delay=30)
    expect(page.get_by_role("link", name="Amara Ruiz")).to_be_visible()
    look("call-who")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**person=*")
    expect(page.get_by_label("What they said")).to_be_focused()
    assert axe() == []
    page.keyboard.type("No dial tone since nine.")
    for _ in range(3):  # past the ticket, which is a new one, and how it came
        page.keyboard.press("Tab")
    page.keyboard.type("Phones are dead")
    page.keyboard.press("Tab")
    page.keyboard.type("bring a spare phone by tomorrow 12:00")
    look("call-taken")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Phones are dead")
    expect(page.get_by_text("No dial tone since nine.")).to_be_visible()
    expect(page.locator("#c-promises + dl")).to_contain_text("bring a spare phone")
    page.goto("/calls/")
    expect(page.get_by_role("link", name="Amara Ruiz")).to_be_visible()
    assert axe() == []
    look("calls")


def test_a_caller_nobody_knows_becomes_a_contact_by_keyboard(page: Page, sign_in: SignIn, axe: Axe, look: Look) -> None:
    sign_in(cast.INES.email)
    page.keyboard.press("v")
    page.wait_for_url("**/calls/new/")
    expect(page.get_by_label("Number or name")).to_be_focused()
    page.keyboard.type("01632 960999", delay=30)
    expect(page.get_by_label("Phone")).to_have_value("01632 960999")
    assert axe() == []
    look("call-newcomer")
    page.get_by_label("Name", exact=True).focus()
    page.keyboard.type("Lena Brandt")
    page.keyboard.press("Tab")
    page.keyboard.type("Kestrel Dental")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lena Brandt")
    expect(page.get_by_label("What they said")).to_be_focused()


def tell(address: str, **said: str) -> None:
    """Post what the telephone system tells of a call."""
    body = json.dumps({"call": "a1", "from": NUMBER, "direction": "in", **said}).encode()
    asked = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert answer.status == 202


@pytest.mark.scene("tests.journeys.scenes.phone.known_number")
def test_a_missed_call_is_on_today_until_they_are_called_back(
    page: Page, served: Served, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    sign_in(cast.THEO.email)
    page.goto("/calls/systems/")
    page.get_by_label("Name", exact=True).fill("Switchboard")
    page.get_by_role("button", name="Add it").click()
    address = page.get_by_label("Address", exact=True).input_value()
    assert axe() == []
    look("calls-system")
    page.goto("/calls/")
    page.get_by_label("Your extension").fill("21")
    page.get_by_role("button", name="Keep it").click()
    tell(address, event="ringing", extension="21")
    expect(page.get_by_role("link", name="Amara Ruiz of Kestrel Dental rings")).to_be_visible(timeout=15_000)
    assert axe() == []
    look("calls-ringing")
    tell(address, event="ended", extension="21")

    page.goto("/")
    expect(page.get_by_role("link", name="Call Amara Ruiz back at")).to_be_visible()
    look("calls-today")
    page.goto("/calls/")
    expect(page.get_by_text("call back by")).to_be_visible()
    look("calls-missed")
    page.get_by_role("link", name="Amara Ruiz", exact=True).click()
    expect(page.get_by_text("this call keeps it")).to_be_visible()
    page.get_by_label("How", exact=True).select_option("out")
    page.get_by_label("Title of the new ticket").fill("Recall letters")
    page.keyboard.press("Enter")
    expect(page.get_by_text("A promise to call back is kept.")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Call Amara Ruiz back at")).to_have_count(0)
    tell(address, event="missed", call="a2", **{"from": "+44 1632 960999"})
    page.goto("/calls/")
    expect(page.get_by_role("heading", name="Missed, from nobody we know")).to_be_visible()
    assert axe() == []
    look("calls-unknown")
