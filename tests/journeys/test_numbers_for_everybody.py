"""Nora shows what the practice kept to everybody; a visitor reads it on a phone, and then it is gone again."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe as Checker
from playwright.sync_api import Browser, Page, expect

from tests import cast
from tests.journeys.conftest import Served, opened

pytestmark = pytest.mark.scene("tests.journeys.scenes.months.one_that_is_over")

SignIn = Callable[[str], None]
Look = Callable[[str], None]


@pytest.fixture
def visitor(browser: Browser, served: Served, problems: list[str]) -> Iterator[Page]:
    """Somebody who never signed in, on a phone."""
    with opened(browser, served, problems) as found:
        yield found


def status(page: Page) -> int:
    answer = page.goto("/numbers/")
    assert answer is not None
    return answer.status


def show(page: Page, to: str) -> None:
    page.get_by_role("radio", name=to).check()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status").first).to_contain_text("This holds from now on.")


def test_a_visitor_reads_the_numbers_while_they_are_shown(
    page: Page, visitor: Page, sign_in: SignIn, look: Look
) -> None:
    assert status(visitor) == 404
    sign_in(cast.NORA.email)
    page.goto("/scorecard/")
    page.get_by_role("link", name="Show to others").click()
    show(page, "everybody who knows the address")

    assert status(visitor) == 200
    month = visitor.locator("tbody tr").last
    expect(month.locator("td").first).to_have_text("60")  # n: two of each of 36 tickets, but for 12 let go or void
    expect(month.locator("td").last).to_contain_text("%")
    expect(month.locator("small")).to_contain_text("–")  # the interval of the share
    assert visitor.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Checker().run(visitor).response["violations"]
    assert [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]] == []
    for client in cast.CLIENTS:
        expect(visitor.locator("body")).not_to_contain_text(client.name)

    show(page, "only members of the practice")
    assert status(visitor) == 404
