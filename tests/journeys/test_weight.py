"""Every main page is light: at most 10 requests and 300 kB with nothing kept, what makes it an app counted as well."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
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
    "/watch/",
    "/watch/forecast/",
    "/notices/",
    "/hours/",
    "/hours/team/",
    "/board/",
    "/calls/",
    "/alerts/",
    "/alerts/sources/",
    "/mail/boxes/",
    "/mail/triage/",
    "/automation/",
    "/webhooks/",
    "/sign-in/",
)
PORTAL = ("/portal/", "/portal/tickets/", "/portal/tickets/new/", "/portal/agreements/", "/portal/sign-in/")
APP = ("/app.webmanifest", "icon-192", "/service-worker.js", "/offline/")  # a browser asks for these when it likes

pytestmark = pytest.mark.scene("tests.journeys.scenes.desk.a_morning")


@pytest.fixture
def wire(served: Served) -> Iterator[tuple[str, Passed]]:
    with relay(urlsplit(served.url).port or 0) as (port, passed):
        yield f"http://localhost:{port}", passed


def test_a_cold_page_is_ten_requests_and_300_kb_at_most(browser: Browser, wire: tuple[str, Passed]) -> None:
    with signed_in(browser, wire[0], cast.NORA.email) as (page, state):
        places = {
            "a ticket": first(page, "/tickets/?who=all", r"/tickets/\d+/"),
            "a client": first(page, "/clients/", r"/clients/\d+/"),
        }
    assert heavy(browser, wire, state, {name: places.get(name, name) for name in PAGES}) == {}


def test_a_cold_page_of_the_portal_is_as_light(browser: Browser, wire: tuple[str, Passed]) -> None:
    with signed_in(browser, wire[0], cast.KESTREL.contacts[0].email) as (_, state):
        pass
    assert heavy(browser, wire, state, {name: name for name in PORTAL}) == {}


def heavy(browser: Browser, wire: tuple[str, Passed], state: Any, places: dict[str, str]) -> dict[str, object]:
    """Load each page in a browser that keeps nothing but who is signed in; return those that are too heavy."""
    url, passed = wire
    heavy: dict[str, object] = {}
    for name, path in places.items():
        context = browser.new_context(base_url=url, storage_state=None if path.endswith("/sign-in/") else state)
        passed.clear()
        load(context.new_page(), path, passed)
        context.close()
        print(f"{name:<20} {len(passed.paths):3} requests {passed.size:8,} bytes", *passed.paths)
        if len(passed.paths) > MOST_REQUESTS or passed.size > MOST_BYTES:
            heavy[name] = (passed.size, passed.paths)
    return heavy


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


@contextmanager
def signed_in(browser: Browser, url: str, email: str) -> Iterator[tuple[Page, Any]]:
    """Give a page of a person of the cast, and what keeps them signed in."""
    context = browser.new_context(base_url=url)
    page = context.new_page()
    page.goto("/sign-in/")
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda found: "/sign-in/" not in found)
    yield page, {"cookies": context.cookies(), "origins": []}
    context.close()


def first(page: Page, path: str, wanted: str) -> str:
    """Return the first address of a kind on a list."""
    page.goto(path)
    found = re.search(rf'href="({wanted})"', page.content())
    assert found
    return found[1]
