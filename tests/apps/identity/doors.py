"""Doors of the tests: sign in as a browser does, write an app's code, read what a page asked of a passkey."""

import html
import json
import re
from datetime import timedelta

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client

from steadfast.apps.identity import proof
from steadfast.foundation import clock
from tests.factories import PASSWORD

KEY = re.compile(r"<figcaption><code>([A-Z2-7 ]+)</code>")
OPTIONS = re.compile(r'data-options="([^"]*)"')
CODES = re.compile(r"<li><code>([0-9 ]+)</code></li>")


def attempt(browser: Client, email: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    """Send the form of the sign-in page."""
    return browser.post("/sign-in/", {"login": email, "password": password, **more})  # type: ignore[return-value]


def code(key: str, *, steps: int = 0) -> str:
    """Return the code that an app shows, now or some half minutes from now."""
    counter = int(clock.exactly().timestamp()) // 30 + steps
    return format_hotp_value(hotp_value(key.replace(" ", ""), counter))


def set_up_app(browser: Client) -> tuple[str, list[str]]:
    """Take an app into use on the pages; return its key and the recovery codes."""
    found = KEY.search(browser.get("/me/security/app/").content.decode())
    assert found is not None
    answer = browser.post("/me/security/app/", {"code": code(found[1])})
    assert answer.status_code == 200, answer.content
    return found[1], CODES.findall(answer.content.decode())


def options(page: HttpResponse) -> str:
    """Return what a page asks of a passkey."""
    found = OPTIONS.search(page.content.decode())
    assert found is not None
    text = html.unescape(found[1])
    json.loads(text)
    return text


def grow_old(browser: Client, **age: float) -> None:
    """Let the last proof of a session be as old as is said."""
    session = browser.session
    session[proof.PROVED] = (clock.now() - timedelta(**age)).timestamp()
    session.save()
