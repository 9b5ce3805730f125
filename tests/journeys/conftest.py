"""The stage of the journeys: a real server on a free port over a copy of a practice, and a page of the real browser.

The practice lies in a folder; with STEADFAST_DATABASE_URL its tables are a database of their own on that server.

    def test_a_story(page, served): page.goto(served.url) ...
    @pytest.mark.scene("tests.journeys.scenes.backlog")   # runs backlog(now=...) once, on top of the cast
    @pytest.mark.looks                                    # changes nothing that another test sees: they share a server

A page that logs an error or a warning (a script that failed, something that the security policy refused, a header
that the browser does not know) fails its journey.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, ViewportSize, sync_playwright

from tests import cast, ready
from tests.care import practices
from tests.care.practices import COMMAND, Practice

ADDRESS = "stage.url"  # in the folder of a stage: where its tables are, if not there
PHONE: ViewportSize = {"width": 390, "height": 844}
PASSWORD = "tide-lantern-42"  # as in tests/factories.py, which needs Django
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Served:
    """A practice that is being served."""

    url: str
    practice: Practice

    def work(self) -> None:
        """Do what a worker would do now."""
        self.practice.python("from steadfast.foundation.jobs import worker\nworker.drain()")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.journey)


def build(scene: str, folder: Path) -> None:
    practice = practices.empty(folder, with_tables=True)
    subprocess.run([sys.executable, "-m", "tests.journeys.stage", scene], env=practice.environment, check=True)
    (folder / ADDRESS).write_text(practice.url)


@contextmanager
def serving(scene: str, folder: Path) -> Iterator[Served]:
    """Serve a copy of a stage, which is built once for all workers; nobody needs it to end in order."""
    stage = ready.kept(f"stage {scene}", partial(build, scene))
    with practices.copied(Practice(stage, (stage / ADDRESS).read_text()), folder) as practice:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [*COMMAND, "web", "--port", str(port)]
        server = subprocess.Popen(command, env=practice.environment, start_new_session=True)
        try:
            wait_for(port, server)
            yield Served(f"http://localhost:{port}", practice)
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Served]]:
    """Return what serves a scene to all tests of the module that only look."""
    with ExitStack() as stack:
        yield cache(lambda scene: stack.enter_context(serving(scene, tmp_path_factory.mktemp("stage") / "practice")))


@pytest.fixture
def served(request: pytest.FixtureRequest, looked_at: Callable[[str], Served], tmp_path: Path) -> Iterator[Served]:
    """Serve the scene of a test: to it alone, unless it is marked as one that only looks."""
    mark = request.node.get_closest_marker("scene")
    scene = mark.args[0] if mark else ""
    if request.node.get_closest_marker("looks"):
        yield looked_at(scene)
    else:
        with serving(scene, tmp_path / "practice") as alone:
            yield alone


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not start")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("no Chromium found (Debian: apt install chromium)")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def problems() -> list[str]:
    """What the page complained about; a journey that provokes something of the kind clears it."""
    return []


def listen(page: Page, problems: list[str]) -> None:
    """Note failed scripts, what the browser warns of or refuses, missing files, and answers of 500 and above.

    A question that a newer one ended is none: htmx notes it as an AbortError.
    """

    def note(text: str) -> None:
        if "AbortError" not in text:
            problems.append(text)

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            note(message.text)

    def answered(response: Response) -> None:
        a_file = response.request.resource_type not in {"document", "fetch", "xhr"}
        if response.status >= (400 if a_file else 500):
            problems.append(f"{response.status} {response.url}")

    page.on("pageerror", lambda error: note(str(error)))
    page.on("console", heard)
    page.on("response", answered)


@pytest.fixture
def page(browser: Browser, served: Served, problems: list[str]) -> Iterator[Page]:
    """A fresh page, wide and light, at a reader's desk in London."""
    with opened(browser, served, problems, viewport={"width": 1280, "height": 800}) as found:
        press_when_loaded(found)
        yield found


@contextmanager
def opened(
    browser: Browser,
    served: Served,
    problems: list[str],
    *,
    viewport: ViewportSize = PHONE,
    color_scheme: Literal["light", "dark"] = "light",
) -> Iterator[Page]:
    """Yield a fresh page in London, of a phone unless said otherwise; afterwards it has complained about nothing."""
    context = browser.new_context(
        base_url=served.url, viewport=viewport, locale="en-GB", timezone_id=cast.ZONE, color_scheme=color_scheme
    )
    context.set_default_timeout(10_000)
    found = context.new_page()
    listen(found, problems)
    yield found
    context.close()
    assert problems == []


def press_when_loaded(page: Page) -> None:
    """Let a key wait for the page, as a person sees one before they press: a machine is there before its modules."""
    press = page.keyboard.press

    def pressed(key: str, **how: Any) -> None:
        page.wait_for_load_state("domcontentloaded")
        press(key, **how)

    page.keyboard.press = pressed  # type: ignore[method-assign]


@pytest.fixture
def sign_in(page: Page) -> Callable[[str], None]:
    """Sign in by the address of a member or a contact of the cast."""

    def with_address(email: str) -> None:
        page.goto("/sign-in/")
        page.locator("input[type=email]").fill(email)
        page.locator("input[type=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/sign-in/" not in url)

    return with_address


@pytest.fixture
def axe(page: Page) -> Callable[[], list[str]]:
    """Return what axe finds wrong with the page as it stands: rule, then the elements."""

    def violations() -> list[str]:
        found = Axe().run(page).response["violations"]
        return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]

    return violations


@pytest.fixture
def look(page: Page) -> Callable[[str], None]:
    """Write a screenshot of the page into the folder that STEADFAST_SCREENSHOTS names; without one none is taken."""
    folder = os.environ.get("STEADFAST_SCREENSHOTS")

    def screenshot(name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder, f"{name}.png"), full_page=True, caret="initial")

    return screenshot
