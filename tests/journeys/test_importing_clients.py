"""Theo brings in the clients of the system that Harbor IT uses today: looks first, says yes, and takes it back."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.conftest import Served

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]
EXPORT = """Company ID,Company Name,Time Zone,Status
7,Harlow Street Optics,Europe/London,Active
8,Gate Four Storage,Europe/Berlin,Left
9,,Europe/Berlin,Active
"""


def test_clients_come_in_from_a_file_and_go_again(
    page: Page, served: Served, sign_in: SignIn, axe: Axe, look: Look, tmp_path: Path
) -> None:
    file = tmp_path / "companies.csv"
    file.write_text(EXPORT)
    sign_in(cast.THEO.email)
    page.goto("/imports/")
    page.get_by_role("link", name="New import").first.click()
    assert axe() == []
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Send the file").click()

    expect(page.get_by_label("Name *")).to_have_value("Company Name")
    expect(page.get_by_text("Harlow Street Optics")).to_be_visible()
    assert axe() == []
    look("import-columns")
    page.get_by_label("From which system").fill("halopsa")  # nothing in the file tells it
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Left")).to_have_value("false")
    assert axe() == []
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_text("You can close this page")).to_be_visible()
    served.work()

    expect(page.get_by_role("heading", name="Import it")).to_be_visible(timeout=10_000)  # the page looks by itself
    expect(page.get_by_text("is empty, but every row needs it")).to_be_visible()
    assert axe() == []
    look("import-plan")
    page.get_by_role("button", name="Import it").click()
    served.work()
    expect(page.get_by_role("heading", name="What it did")).to_be_visible(timeout=10_000)
    page.goto("/clients/")
    expect(page.get_by_role("link", name="Harlow Street Optics")).to_be_visible()

    page.goto("/imports/")
    page.get_by_role("link", name="companies.csv").click()
    page.get_by_role("link", name="Undo").click()
    expect(page.get_by_text("2 rows that it made are retired.")).to_be_visible()
    assert axe() == []
    page.get_by_role("button", name="Undo it").click()
    served.work()
    page.goto("/clients/")
    expect(page.get_by_role("link", name="Harlow Street Optics")).to_have_count(0)
