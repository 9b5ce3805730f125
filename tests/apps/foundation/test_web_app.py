"""Steadfast as an installed app: what the browser asks of it, and that no page of anybody is kept on a device."""

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from steadfast.foundation import web_app

pytestmark = pytest.mark.django_db


def test_the_manifest_names_a_start_and_icons_that_are_there(client: Client) -> None:
    says = client.get("/app.webmanifest").json()
    assert (says["start_url"], says["display"]) == ("/", "standalone")
    assert {icon["purpose"] for icon in says["icons"]} == {"any", "maskable"}
    for name, size, _ in web_app.ICONS:
        found = finders.find(f"steadfast/app/{name}")
        assert found
        with open(found, "rb") as icon:  # noqa: PTH123 - the finder gives a string
            assert icon.read(24)[16:24] == size.to_bytes(4, "big") * 2, "the size that a PNG says of itself"


def test_the_worker_stands_before_every_page_and_is_asked_for_each_time(client: Client) -> None:
    answer = client.get("/service-worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_page_without_a_connection_needs_nobody_signed_in(client: Client) -> None:
    assert "No connection" in client.get("/offline/").content.decode()
