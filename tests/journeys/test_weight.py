"""Every main page is light: at most 10 requests and 300 kB with nothing kept, what makes it an app counted as well."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests import cast
from tests.journeys.conftest import PASSWORD, Served
from tests.journeys.relay import Passed, relay

MOST_REQUESTS, MOST_BYTES = 10, 300_000
PAGES = (
    "/",
    "/tickets/",
    "a ticket",
    "a client",
    "/register/",
    "/scorecard/",
    "/agreements/",
    "/search/?q=phones",
    "/people/",
    "/imports/",
    "/sign-in/",
)
APP = ("/app.webmanifest", "icon-192", "/service-worker.js", "/offline/")  # a browser asks for these when it likes

pytestmark = pytest.mark.scene("tests.journeys.scenes.desk.a_morning")


@pytest.fixture
def wire(served: Served) -> Iterator[tuple[str, Passed]]:
    with relay(urlsplit(served.url).port or 0) as (port, passed):
        yield f"http://localhost:{port}", passed


def test_a_cold_page_is_ten_requests_and_300_kb_at_most(browser: Browser, wire: tuple[str, Passed]) -> None:
    url, passed = wire
    state, places = signed_in(browser, url)
    heavy = {}
    for name in PAGES:
        context = browser.new_context(base_url=url, storage_state=None if name == "/sign-in/" else state)
        passed.clear()
        load(context.new_page(), places.get(name, name), passed)
        context.close()
        print(f"{name:<20} {len(passed.paths):3} requests {passed.size:8,} bytes", *passed.paths)
        if len(passed.paths) > MOST_REQUESTS or passed.size > MOST_BYTES:
            heavy[name] = (passed.size, passed.paths)
    assert heavy == {}


def load(page: Page, path: str, passed: Passed) -> None:
    """Open a page and wait for all that it asks for; ask for what this browser does not need without a screen."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200
    page.wait_for_load_state("networkidle")
    if page.locator(".rail").count():
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    icon = page.locator("link[rel=apple-touch-icon]").get_attribute("href")
    for wanted in APP:
        if not any(wanted in path for path in passed.paths):
            page.evaluate("path => fetch(path).then((answer) => answer.text())", icon if "icon" in wanted else wanted)


def signed_in(browser: Browser, url: str) -> tuple[dict[str, object], dict[str, str]]:
    """Return what keeps Nora signed in, and where a ticket and a client are."""
    context = browser.new_context(base_url=url)
    page = context.new_page()
    page.goto("/sign-in/")
    page.locator("input[type=email]").fill(cast.NORA.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda found: "/sign-in/" not in found)
    places = {
        "a ticket": first(page, "/tickets/?who=all", r"/tickets/\d+/"),
        "a client": first(page, "/clients/", r"/clients/\d+/"),
    }
    cookies = [cookie for cookie in context.cookies()]
    context.close()
    return {"cookies": cookies, "origins": []}, places


def first(page: Page, path: str, wanted: str) -> str:
    """Return the first address of a kind on a list."""
    page.goto(path)
    found = re.search(rf'href="({wanted})"', page.content())
    assert found
    return found[1]
