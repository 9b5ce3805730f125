"""Two tickets about one thing become one, and are answered once: by keyboard, with a canned reply and a picture."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import cast

pytestmark = pytest.mark.scene("tests.journeys.scenes.together.one_thing_twice")

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "000000050001a5f645400000000049454e44ae426082"
)


def test_two_tickets_become_one_and_are_answered_once(page: Page, sign_in: SignIn, axe: Axe, look: Look) -> None:
    sign_in(cast.INES.email)
    page.goto("/tickets/2/")
    page.keyboard.press("m")
    page.get_by_role("link", name="Phones drop the line").click()
    expect(page.get_by_role("table")).to_contain_text("owes the same, no later")
    assert axe() == []
    look("preview")
    page.get_by_role("button", name="Merge T-2 into T-1").click()
    expect(page.locator(".thread")).to_contain_text("Ines merged T-2 into it")

    box = page.get_by_placeholder("Write to Amara Ruiz")
    box.click()
    page.keyboard.type("/work")
    expect(page.locator("#canned-menu [role=option]")).to_contain_text("We work on it")
    assert axe() == []
    page.keyboard.press("Enter")
    expect(box).to_have_value("Good morning Amara,\n\nwe work on T-1. Ines, Harbor IT")
    expect(page.locator("#canned-menu")).to_have_count(0)

    page.get_by_label("Files").set_input_files({"name": "none.txt", "mimeType": "text/plain", "buffer": b""})
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#composer")).to_contain_text("none.txt is empty.")
    expect(box).to_have_value("Good morning Amara,\n\nwe work on T-1. Ines, Harbor IT")
    page.get_by_label("Files").set_input_files({"name": "switch.png", "mimeType": "image/png", "buffer": PIXEL})
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("img", name="switch.png")).to_be_visible()
    assert axe() == []
    look("answered")

    page.goto("/tickets/2/")
    expect(page.locator("#messages")).to_contain_text("T-2 was merged into T-1.")
    expect(page).to_have_url("/tickets/1/")
