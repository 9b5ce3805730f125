"""A calendar gains a holiday, and forty due times move: after a preview, and with the creditor's yes."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from steadfast.foundation import clock
from tests import cast
from tests.journeys.conftest import Served

pytestmark = pytest.mark.scene("tests.journeys.scenes.promises.forty")

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]


def tomorrow() -> str:
    return (clock.now().astimezone(ZoneInfo(cast.ZONE)) + timedelta(days=1)).date().isoformat()


def test_forty_due_times_move_after_a_preview(
    page: Page, served: Served, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    sign_in(cast.THEO.email)
    page.goto("/agreements/")
    page.get_by_role("link", name="Kestrel Dental").first.click()
    page.get_by_role("link", name="Surgery hours").first.click()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Date of day 1").fill(tomorrow())
    page.get_by_label("Name of day 1").fill("Harbor day")
    assert axe() == []
    look("calendar-edit")
    page.get_by_role("button", name="Show what it changes").last.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What an edit of Surgery hours changes")
    expect(page.locator("#g-later")).to_have_text("Later: 40")
    expect(page.locator("#c-yes ~ div")).to_contain_text("Kestrel Dental, 40 promises")
    assert axe() == []
    look("amendment-preview")
    page.get_by_role("link", name="All 40").click()
    expect(page.locator(".rows > li")).to_have_count(40)
    assert axe() == []
    page.go_back()

    page.get_by_label("Why").fill("The harbor keeps its holiday")
    page.get_by_role("button", name="Apply", exact=True).click()
    served.work()
    page.reload()
    expect(page.locator("#progress")).to_contain_text("0 open promises changed")
    expect(page.locator("#g-later")).to_have_text("Later: 40")  # nobody has said yes

    page.get_by_text("Note what they said …").click()
    page.get_by_label("Who answered").select_option(label="Amara Ruiz")
    page.get_by_label("Their words, or where they said so").fill("Of course, we close then, too.")
    page.get_by_role("button", name="Note it").click()
    served.work()
    page.reload()
    expect(page.locator("#progress")).to_contain_text("40 open promises changed")
    expect(page.locator("#c-yes ~ div")).to_contain_text("Of course, we close then, too.")
    expect(page.locator("#g-later")).to_have_count(0)
    assert axe() == []
    look("amendment-applied")

    told = served.practice.steadfast("verify")
    assert "No drift" in told.stdout, told.stdout + told.stderr


@pytest.mark.looks
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_forms_are_clean(page: Page, sign_in: SignIn, axe: Axe, look: Look, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(cast.THEO.email)
    for name, address in {
        "agreement": "/agreements/1/edit/",
        "new-agreement": "/agreements/new/",
        "calendar": "/calendars/2/edit/",
        "new-calendar": "/calendars/new/",
    }.items():
        page.goto(address)
        look(f"edit-{name}-{width}-{scheme}")
        assert axe() == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
