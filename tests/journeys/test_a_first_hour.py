"""The first hour: an empty folder, the link that the start prints, and ten minutes later a ticket with its promise."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.care import practices
from tests.care.practices import COMMAND
from tests.journeys.conftest import PASSWORD


@dataclass(frozen=True)
class Fresh:
    """A practice that nobody has founded yet."""

    url: str
    link: str


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Fresh]:
    """Start Steadfast on an empty folder, as `./run` does, and read the link that it prints."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    said = tmp_path / "said"
    practice = practices.empty(tmp_path / "practice")
    with said.open("wb") as out:
        command = [*COMMAND, "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=practice.environment, stdout=out, stderr=out)
    try:
        yield Fresh(f"http://localhost:{port}", printed_link(said, process))
    finally:
        os.kill(process.pid, signal.SIGTERM)
        process.wait(60)
        practices.dropped(practice)


def printed_link(said: Path, process: "subprocess.Popen[bytes]") -> str:
    deadline = time.monotonic() + 180  # every table is made first, for some 15 s of one core
    while time.monotonic() < deadline and process.poll() is None:
        text = said.read_text()
        if "Steadfast is at" in text and (found := re.search(r"localhost:\d+(/set-up/\S+)", text)):
            assert text.startswith("Making the tables ready; this can take a minute.\n")
            return found[1]
        time.sleep(0.2)
    pytest.fail(f"it did not start: {said.read_text()[-500:]}")


def test_from_an_empty_folder_to_a_first_ticket(
    page: Page, served: Fresh, axe: Callable[[], list[str]], look: Callable[[str], None]
) -> None:
    page.goto(served.link)
    page.get_by_label("Name of the practice").fill(cast.PRACTICE)
    page.get_by_label("Time zone").select_option(cast.ZONE)
    page.get_by_label("Currency").select_option(cast.CURRENCY)
    page.get_by_label("Your name").fill(cast.NORA.name)
    page.get_by_label("Your e-mail address").fill(cast.NORA.email)
    page.get_by_label("A password for it").fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="First hour")).to_be_visible()
    assert axe() == []
    look("first-hour")
    page.get_by_role("link", name="Office hours and holidays").click()
    expect(page.get_by_label("Holidays of")).to_have_value("GB")
    assert axe() == []
    look("first-hour-hours")
    page.get_by_role("button", name="Keep these hours").click()
    expect(page.locator("#messages")).to_contain_text("The hours are set")

    page.get_by_role("link", name="A first client").click()
    page.get_by_label("Client", exact=True).fill(cast.KESTREL.name)
    page.get_by_label("Whom you talk to there").fill(cast.KESTREL.contacts[0].name)
    page.get_by_label("Premium").check()
    assert axe() == []
    look("first-hour-client")
    page.get_by_role("button", name="Take them on").click()

    page.goto("/")
    expect(page.get_by_role("heading", name="First hour")).to_be_visible()
    look("first-hour-today")
    page.get_by_role("link", name="A first ticket").click()
    page.get_by_label("Client").fill("kestrel")
    page.keyboard.press("Enter")
    page.get_by_label("Title").fill("Phones drop the line")
    page.get_by_role("button", name="Open ticket").click()
    expect(page.get_by_role("heading", name="Phones drop the line")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Premium, Kestrel Dental")
