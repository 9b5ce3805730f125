"""A token is made, a program opens a ticket with it once, and another program is told, and can prove who told it."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import requests
from playwright.sync_api import Page, expect
from standardwebhooks.webhooks import Webhook

from tests import cast
from tests.journeys.conftest import Served

pytestmark = pytest.mark.scene("tests.journeys.scenes.desk.a_morning")

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]
HERE = "from django.conf import settings\nsettings.HOOKS_LOOPBACK = True\n"  # a program of this machine may be told
MADE = """
from steadfast.apps.api.operations.hooks import make_hook
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.jobs import worker
worker.drain()  # what happened before is old news
print(make_hook("wallboard", "{url}", ["ticket.opened"], actor=SYSTEM, now=clock.now())[1])
"""
WORK = f"{HERE}from steadfast.foundation.jobs import worker\nworker.drain()"


class Receiver(HTTPServer):
    """A program that is told; it keeps what it heard."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        super().__init__(("127.0.0.1", 0), Hears)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Hears(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append(({name.lower(): text for name, text in self.headers.items()}, body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()
    yield found
    found.shutdown()
    found.server_close()


def test_a_program_opens_a_ticket_and_another_is_told(
    page: Page, served: Served, receiver: Receiver, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    url = f"http://127.0.0.1:{receiver.server_port}/told"
    secret = served.practice.python(MADE.format(url=url)).split()[-1]
    sign_in(cast.THEO.email)
    page.goto("/me/tokens/")
    expect(page.get_by_role("main")).to_contain_text("No program acts for you")
    assert axe() == []
    page.get_by_label("What it is for").fill("backup monitor")
    page.get_by_label("tickets:write").check()
    page.get_by_role("button", name="Make the token").click()
    token = page.get_by_label("The token").input_value()
    assert axe() == []
    look("tokens")

    asked = {"Authorization": f"Bearer {token}", "Idempotency-Key": "backup-of-last-night"}
    new = {"client": _client(served), "title": "The backup of last night failed"}
    first, again = (requests.post(f"{served.url}/api/v1/tickets", json=new, headers=asked, timeout=60) for _ in "12")
    assert (first.status_code, first.content, again.headers["Idempotent-Replayed"]) == (201, again.content, "true")
    number = first.json()["number"]
    page.goto(f"/tickets/{number}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("The backup of last night failed")

    served.practice.python(WORK)
    told = [Webhook(secret).verify(body, headers) for headers, body in receiver.heard]
    assert [one["data"]["ticket"] for one in told] == [number]
    assert "backup" not in json.dumps(told)

    page.goto("/me/tokens/")
    page.get_by_role("button", name="Revoke backup monitor").click()
    expect(page.locator("#messages")).to_contain_text("opens nothing any more")
    refused = requests.get(f"{served.url}/api/v1/me", headers=asked, timeout=60)
    assert (refused.status_code, refused.json()["type"]) == (401, "/api/v1/#token")


def test_an_owner_tries_a_webhook_and_sees_what_was_sent(
    page: Page, served: Served, receiver: Receiver, sign_in: SignIn, axe: Axe, look: Look
) -> None:
    served.practice.python(MADE.format(url=f"http://127.0.0.1:{receiver.server_port}/told"))
    sign_in(cast.NORA.email)
    page.goto("/webhooks/")
    assert axe() == []
    page.get_by_role("link", name="wallboard").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing was sent yet")
    page.get_by_role("button", name="Send a test").click()
    expect(page.locator("#messages")).to_contain_text("on its way")
    served.practice.python(WORK)
    page.reload()
    row = page.get_by_role("listitem").filter(has_text="a test")
    expect(row).to_contain_text("taken · 204")
    assert axe() == []
    look("webhook")
    row.get_by_role("button", name="again").click()
    served.practice.python(WORK)
    assert len({headers["webhook-id"] for headers, _ in receiver.heard}) == 1
    assert len(receiver.heard) == 2
    page.goto("/api/v1/")
    assert axe() == []


def _client(served: Served) -> int:
    found = served.practice.rows("SELECT party_id FROM clients_client ORDER BY party_id LIMIT 1")
    return int(found[0][0])
